"""Paper as it comes back: pages of a PDF photographed badly, with signatures drawn on them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from counsellor_desk.ui import pdf_pages
from tests.handwriting import SECRET


def sheets(pdf: bytes) -> list[Image.Image]:
    """The pages of that PDF, printed and signed, as a scanner sees them."""
    return [
        _signed(Image.frombytes("L", (page.width, page.height), page.grey))
        for page in pdf_pages.pages_of(pdf).rasters
    ]


def _signed(sheet: Image.Image) -> Image.Image:
    pen = ImageDraw.Draw(sheet)
    xs = range(200, 700, 8)
    pen.line([(x, sheet.height - 300 + (x * 37 % 90)) for x in xs], fill=40, width=5)
    return sheet


def jpeg(sheet: Image.Image) -> bytes:
    """As a telephone keeps it: with EXIF and a place."""
    exif = Image.Exif()
    exif[0x010E] = SECRET
    out = BytesIO()
    sheet.convert("RGB").save(out, "JPEG", quality=80, exif=exif)
    return out.getvalue()


def rotated(sheet: Image.Image, degrees: float = 90) -> Image.Image:
    """Photographed lying."""
    return sheet.rotate(degrees, expand=True, fillcolor=90)


def dark(sheet: Image.Image) -> Image.Image:
    """Photographed in the evening, not quite sharp."""
    dim = ImageEnhance.Contrast(ImageEnhance.Brightness(sheet).enhance(0.35)).enhance(0.6)
    return dim.filter(ImageFilter.GaussianBlur(1.2))


def skewed(sheet: Image.Image) -> Image.Image:
    """Photographed from one side, aslant, on a dark table."""
    wide, high = sheet.size
    table = Image.new("L", (wide * 5 // 4, high * 5 // 4), 60)
    table.paste(sheet, (wide // 8, high // 8))
    quad = (60, 0, 0, table.height, table.width, table.height - 200, table.width - 120, 160)
    aslant = table.transform(table.size, Image.Transform.QUAD, quad, fillcolor=60)
    return aslant.rotate(11, expand=True, fillcolor=60)


def pdf_of(pages: Sequence[Image.Image]) -> bytes:
    """What a scanner's own program makes: one PDF of all."""
    out = BytesIO()
    first, *more = [page.convert("L") for page in pages]
    first.save(out, "PDF", save_all=True, append_images=more, resolution=200)
    return out.getvalue()
