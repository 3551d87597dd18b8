"""What somebody may do to a sealed PDF afterwards."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter


def flipped(pdf: bytes, at: int | None = None) -> bytes:
    """One bit of it the other way round; in its middle, unless it is said where."""
    changed = bytearray(pdf)
    changed[len(pdf) // 2 if at is None else at] ^= 1
    return bytes(changed)


def updated(pdf: bytes) -> bytes:
    """The document with an unsigned incremental update that turns its first page."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = type(page["/MediaBox"][0])(90)
    writer.update_container(page)
    out = BytesIO()
    untyped: Any = writer
    untyped.write(out)
    return out.getvalue()
