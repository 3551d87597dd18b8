"""Pages of paper for the screen: unsealed and decoded on the worker, in memory only."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QTransform

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.page_files import PageId, PaperPage
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.pages_viewer import Sizes
from counsellor_desk.workflows import note_pages
from counsellor_desk.workflows.desk import Desk

_QUARTER: Final = 90  # degrees
_SMALLEST: Final = 600  # px


class PagePictures:
    """The pages of one note or form, asked for by a screen.

    ``picture`` reads a page, ``turn`` keeps the way up that was chosen; both on the worker.
    """

    def __init__(
        self,
        screen: Screen,
        picture: Callable[[PageId], bytes],
        turn: Callable[[PaperPage], object],
    ) -> None:
        self._screen, self._picture, self._turn = screen, picture, turn

    def load(self, page: PaperPage, then: Callable[[Sizes], object]) -> None:
        """Have ``then`` get the picture of that page, the way up to which it was turned."""
        self._screen.ask(lambda _progress: _shown(self._picture, page), then)

    def keep_turn(self, page: PaperPage) -> None:
        """Keep the way up that was chosen."""
        self._screen.ask(lambda _progress: self._turn(page))


def of_note(screen: Screen, desk: Desk, note: NoteId) -> PagePictures:
    """The pages of a handwritten note."""
    return PagePictures(
        screen,
        lambda page: note_pages.picture(desk, note, page),
        lambda page: note_pages.turn(desk, note, page),
    )


def _shown(picture: Callable[[PageId], bytes], page: PaperPage) -> Sizes:
    whole = QImage.fromData(picture(page.id))
    if page.turn:
        whole = whole.transformed(QTransform().rotate(_QUARTER * page.turn))
    sizes = [whole]
    while sizes[-1].width() > _SMALLEST:
        half = sizes[-1].width() // 2
        sizes.append(sizes[-1].scaledToWidth(half, Qt.TransformationMode.SmoothTransformation))
    return sizes
