"""Reads PDFs back with programs that did not write them."""

from __future__ import annotations

import os
import subprocess
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader


def run(*command: str, given: bytes) -> str:
    """What a program says about the bytes it is given on its input."""
    done = subprocess.run(command, input=given, capture_output=True, check=True)
    return done.stdout.decode("utf-8")


def text_of(pdf: bytes) -> str:
    """The text as poppler reads it, in the order in which it was set."""
    return run("pdftotext", "-raw", "-", "-", given=pdf)


def pypdf_text(pdf: bytes) -> str:
    """The text as pypdf reads it."""
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def squeezed(text: str) -> str:
    """Without any white space: lines break where they like."""
    return "".join(text.split())


def metadata(pdf: bytes) -> str:
    """Everything that stands in a document beside its pages, as poppler tells it."""
    told = (run("pdfinfo", *option, "-", given=pdf) for option in ([], ["-meta"], ["-custom"]))
    return "\n".join(told)


def pdfsig(path: Path) -> str:
    """What poppler says about the seals of a file."""
    plain = {**os.environ, "TZ": "UTC", "LC_ALL": "C"}
    done = subprocess.run(["pdfsig", path], capture_output=True, text=True, check=False, env=plain)
    return done.stdout


def fonts(pdf: bytes) -> list[list[str]]:
    """``pdffonts``' rows: name, type, encoding, embedded, subset, unicode, object."""
    return [line.split() for line in run("pdffonts", "-", given=pdf).splitlines()[2:]]
