"""Reads PDFs back with programs that did not write them."""

from __future__ import annotations

import subprocess
from io import BytesIO

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


def fonts(pdf: bytes) -> list[list[str]]:
    """``pdffonts``' rows: name, type, encoding, embedded, subset, unicode, object."""
    return [line.split() for line in run("pdffonts", "-", given=pdf).splitlines()[2:]]
