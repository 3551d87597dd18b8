"""Pages of a PDF as pictures, drawn by Qt's own reader from memory; for the worker.

Nothing of the document but what can be seen on its pages goes on from here.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument

from counsellor_desk.domain.page_files import (
    LONGEST,
    MOST_PAGES,
    FileHasTooManyPages,
    Paged,
    PageFileDamaged,
    PdfLocked,
    Raster,
)

_LOCKED: Final = frozenset(
    {QPdfDocument.Error.IncorrectPassword, QPdfDocument.Error.UnsupportedSecurityScheme}
)


def pages_of(content: bytes) -> Paged:
    """The pages of that PDF, drawn one by one.

    Raises:
        PdfLocked, PageFileDamaged, FileHasTooManyPages: as they say; the second one also when a
            page is asked for.
    """
    document, buffer = QPdfDocument(), QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    if document.error() in _LOCKED:
        raise PdfLocked
    count = document.pageCount()
    if document.status() is not QPdfDocument.Status.Ready or not count:
        raise PageFileDamaged
    if count > MOST_PAGES:
        raise FileHasTooManyPages(count=count, limit=MOST_PAGES)
    return Paged(count, _drawn(document, buffer))


def _drawn(document: QPdfDocument, buffer: QBuffer) -> Iterator[Raster]:
    for number in range(document.pageCount()):
        yield _raster(document.render(number, _size(document, number)))
    document.close()
    buffer.close()


def _size(document: QPdfDocument, number: int) -> QSize:
    points = document.pagePointSize(number)
    longest = max(points.width(), points.height())
    if not (points.width() > 0 and points.height() > 0):
        raise PageFileDamaged
    share = LONGEST / longest
    return QSize(max(1, round(points.width() * share)), max(1, round(points.height() * share)))


def _raster(drawn: QImage) -> Raster:
    """On white, since a page has no ground of its own."""
    if drawn.isNull():
        raise PageFileDamaged
    paper = QImage(drawn.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, drawn)
    painter.end()
    grey = paper.convertToFormat(QImage.Format.Format_Grayscale8)
    width, height, line = grey.width(), grey.height(), grey.bytesPerLine()
    rows = bytes(grey.constBits())
    tight = b"".join(rows[at * line : at * line + width] for at in range(height))
    return Raster(width=width, height=height, grey=tight)
