"""Photographs and scans of a fictional note, and files that only pretend to be some."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from io import BytesIO
from itertools import pairwise
from math import sin
from typing import Final

from PIL import Image, ImageDraw
from reportlab.pdfgen import canvas

SECRET: Final = "GPS of the consulting room"
_PAPER: Final = (246, 244, 238)
_INK: Final = (38, 44, 96)


def drawn(width: int = 300, height: int = 400, lines: int = 9) -> Image.Image:
    """A sheet with lines of something like handwriting."""
    sheet = Image.new("RGB", (width, height), _PAPER)
    pen = ImageDraw.Draw(sheet)
    for line in range(lines):
        base = height * (line + 1) // (lines + 1)
        xs = range(width // 10, width - width // 10 - (line * 37) % (width // 3), 2)
        swing = height / lines / 6
        points = [(x, base + swing * sin(x / 5 + line) * sin(x / 23)) for x in xs]
        for stroke in pairwise(points):
            pen.line(stroke, fill=_INK, width=max(1, width // 300))
    return sheet


@cache
def photo(width: int = 300, height: int = 400, *, orientation: int = 1) -> bytes:
    """A JPEG as a telephone makes it: with EXIF, place, comment and profile."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010E] = SECRET
    exif.get_ifd(0x8825)[1] = "N"
    out = BytesIO()
    drawn(width, height).save(
        out, "JPEG", quality=85, exif=exif, comment=SECRET.encode(), icc_profile=SECRET.encode()
    )
    return out.getvalue()


@cache
def png(mode: str = "RGB", width: int = 300, height: int = 400) -> bytes:
    """The same as PNG in that mode."""
    out = BytesIO()
    drawn(width, height).convert(mode).save(out, "PNG")
    return out.getvalue()


@cache
def tiff(pages: int = 2) -> bytes:
    """Several sheets in one TIFF, as scanners make them."""
    first, *more = (drawn(200 + 10 * number, 260) for number in range(pages))
    out = BytesIO()
    first.save(out, "TIFF", save_all=True, append_images=more, compression="tiff_lzw")
    return out.getvalue()


@cache
def pdf(pages: int = 2, password: str = "") -> bytes:
    """Several sheets as a scanner's PDF."""
    out = BytesIO()
    made = canvas.Canvas(out, encrypt=password or None)
    for number in range(pages):
        made.drawString(72, 700, f"sheet {number + 1}")
        made.showPage()
    made.save()
    return out.getvalue()


def segments(jpeg: bytes) -> Sequence[int]:
    """The markers of a JPEG up to its pixels (ITU T.81, annex B)."""
    found, at = [], 2
    while at < len(jpeg):
        marker = jpeg[at + 1]
        found.append(marker)
        if marker == 0xDA:
            break
        at += 2 + int.from_bytes(jpeg[at + 2 : at + 4], "big")
    return found
