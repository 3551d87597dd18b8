"""A PDF on the screen, page below page, as it leaves the printer. Nothing of it can be marked."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMargins, QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface, QKeyEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtWidgets import QAccessibleWidget, QFrame

from counsellor_desk.ui.tokens import GRID

_STEPS: Final = {Qt.Key.Key_Home: 0.0, Qt.Key.Key_End: 1.0}


class PaperView(QPdfView):
    """Pages as wide as there is room. Arrows, Page Up and Down, Home and End move through them."""

    def __init__(self, name: str) -> None:
        """``name``: what a screen reader calls it."""
        super().__init__()
        # Not children: Qt would destroy them before the view's own renderer, which still asks them.
        self._content = QBuffer()
        self._pages = QPdfDocument()
        self.setDocument(self._pages)
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
        self.setDocumentMargins(QMargins(0, 0, 0, 0))
        self.setPageSpacing(2 * GRID)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("look", "paper")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QAccessible.installFactory(_accessible)

    @property
    def pages(self) -> int:
        """How many pages are shown."""
        return self._pages.pageCount()

    def show_pdf(self, pdf: bytes) -> None:
        """Show this document from its first page."""
        self._pages.close()
        self._content.close()
        self._content.setData(QByteArray(pdf))
        self._content.open(QIODevice.OpenModeFlag.ReadOnly)
        self._pages.load(self._content)
        self.verticalScrollBar().setValue(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if (share := _STEPS.get(Qt.Key(event.key()))) is not None:
            bar = self.verticalScrollBar()
            bar.setValue(round(bar.maximum() * share))
        else:
            super().keyPressEvent(event)


def _accessible(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    """A screen reader is told that this is a document; by itself Qt gives it no role."""
    if class_name == "PaperView" and isinstance(thing, PaperView):
        return QAccessibleWidget(thing, QAccessible.Role.Document, thing.accessibleName())
    return None
