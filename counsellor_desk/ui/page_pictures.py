"""Pages of a note for the screen: unsealed and decoded on the worker, in memory only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtGui import QImage, QTransform

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.note_pages import NotePage
from counsellor_desk.ui.screen import Screen
from counsellor_desk.workflows import note_pages
from counsellor_desk.workflows.desk import Desk

_QUARTER: Final = 90  # degrees
_NOTHING: Final[frozenset[Changed]] = frozenset()


class PagePictures:
    """The pages of one note, asked for by a screen."""

    def __init__(self, screen: Screen, desk: Desk, note: NoteId) -> None:
        self._screen, self._desk, self._note = screen, desk, note

    def load(self, page: NotePage, then: Callable[[QImage], object]) -> None:
        """Have ``then`` get the picture of that page, the way up to which it was turned."""
        self._screen.ask(lambda _progress: _shown(self._desk, self._note, page), then)

    def keep_turn(self, page: NotePage) -> None:
        """Keep the way up that was chosen."""
        self._screen.ask(lambda _progress: note_pages.turn(self._desk, self._note, page))


def _shown(desk: Desk, note: NoteId, page: NotePage) -> QImage:
    picture = QImage.fromData(note_pages.picture(desk, note, page.id))
    return picture.transformed(QTransform().rotate(_QUARTER * page.turn)) if page.turn else picture
