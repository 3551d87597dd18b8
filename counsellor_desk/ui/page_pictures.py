"""Pages of a note for the screen: unsealed and decoded on the worker, in memory only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTransform

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.note_pages import NotePage
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.pages_viewer import Sizes
from counsellor_desk.workflows import note_pages
from counsellor_desk.workflows.desk import Desk

_QUARTER: Final = 90  # degrees
_SMALLEST: Final = 600  # px


class PagePictures:
    """The pages of one note, asked for by a screen."""

    def __init__(self, screen: Screen, desk: Desk, note: NoteId) -> None:
        self._screen, self._desk, self._note = screen, desk, note

    def load(self, page: NotePage, then: Callable[[Sizes], object]) -> None:
        """Have ``then`` get the picture of that page, the way up to which it was turned."""
        self._screen.ask(lambda _progress: _shown(self._desk, self._note, page), then)

    def keep_turn(self, page: NotePage) -> None:
        """Keep the way up that was chosen."""
        self._screen.ask(lambda _progress: note_pages.turn(self._desk, self._note, page))


def _shown(desk: Desk, note: NoteId, page: NotePage) -> Sizes:
    whole = QImage.fromData(note_pages.picture(desk, note, page.id))
    if page.turn:
        whole = whole.transformed(QTransform().rotate(_QUARTER * page.turn))
    sizes = [whole]
    while sizes[-1].width() > _SMALLEST:
        half = sizes[-1].width() // 2
        sizes.append(sizes[-1].scaledToWidth(half, Qt.TransformationMode.SmoothTransformation))
    return sizes
