"""The QR code that binds a page of paper to its document (forms.md 4.1, wet ink)."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import Any, NamedTuple

from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.pdfgen.canvas import Canvas

from counsellor_desk.documents.style import INK


def draw_qr(canvas: Canvas, text: str, x: float, y: float, side: float) -> None:
    """Draw ``text`` as a QR code (ISO/IEC 18004, correction level M) in one vector path.

    ``x``, ``y``: its lower left corner, ``side``: without the quiet zone, all in points.
    """
    count, dark = _encoded(text)
    module = side / count
    path = canvas.beginPath()
    for row, first, last in dark:
        top = y + side - (row + 1) * module
        path.rect(x + first * module, top, (last - first) * module, module)
    canvas.setFillColor(INK)
    canvas.drawPath(path, stroke=0, fill=1)


class _Dark(NamedTuple):
    """Dark modules side by side; ``last`` exclusive."""

    row: int
    first: int
    last: int


@lru_cache(maxsize=16)  # every page of a document bears the same one
def _encoded(text: str) -> tuple[int, tuple[_Dark, ...]]:
    """Modules a side, and what of them is dark."""
    code: Any = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    count = code.getModuleCount()
    dark = []
    for row in range(count):
        start = 0
        for is_dark, run in groupby(code.isDark(row, column) for column in range(count)):
            end = start + len([*run])
            if is_dark:
                dark.append(_Dark(row, start, end))
            start = end
    return count, tuple(dark)
