"""What a note on the page has to do with paper: it stays there, or pages of it are taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.ui.notes.in_hand import Kept, NoteInHand, Page, Taken
from counsellor_desk.ui.notes.note_page import NotePage
from counsellor_desk.ui.notes.pages_screen import PagesScreen
from counsellor_desk.ui.notes.paper_note import ask_for_paper
from counsellor_desk.ui.notes.taken_dialog import TakenDialog
from counsellor_desk.ui.picture_files import choose_pictures
from counsellor_desk.ui.taking_in import TakingIn
from counsellor_desk.ui.work_screen import WorkScreen
from counsellor_desk.wording import _

_TAKEN: Final = frozenset({Changed.NOTES, Changed.SESSIONS, Changed.AUDIT})


class NotePapers:
    """Acts of one screen. ``in_hand``: its words and its page; nothing while it is read."""

    def __init__(
        self,
        screen: WorkScreen,
        note: NoteInHand,
        view: NotePage,
        *,
        in_hand: Callable[[], tuple[str, Page] | None],
        kept: Callable[[Kept | None], object],
        at_once: bool,
    ) -> None:
        self._screen, self._note, self._view = screen, note, view
        self._in_hand, self._kept, self._at_once = in_hand, kept, at_once
        self._pages = 0
        view.paper.connect(self._offer)
        view.look.connect(self._look)
        view.second.connect(self._begin_second)

    def show(self, pages: int) -> None:
        """The note has so many; where it was begun for pictures, ask for them."""
        self._pages = pages
        self._view.pages.say(pages)
        if self._at_once:
            self._at_once = False
            self._choose()

    def _offer(self) -> None:
        menu, button = QMenu(self._view), self._view.papers
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._is_blank():
            menu.addAction(_("It is on paper…"), self._on_paper)
        menu.addAction(_("Photograph or scan…"), self._choose)
        if self._pages:
            menu.addAction(_("Look at the pages"), self._look)
        if self._is_begun():
            menu.addSeparator()
            menu.addAction(_("Begin a second note of this session"), self._begin_second)
            menu.addAction(_("A second note of it is on paper"), self._second_on_paper)
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def _is_blank(self) -> bool:
        now = self._in_hand()
        return now is not None and now[1].note is None and not now[0].strip()

    def _is_begun(self) -> bool:
        now = self._in_hand()
        return now is not None and now[1].note is not None

    def _begin_second(self) -> None:
        """What is remembered afterwards, or is to be added to a note on hold."""

        def begun(note: NoteId | None) -> None:
            if note is not None:
                self._screen.parts.doors.open_note(note)

        self._screen.ask(lambda _progress: self._note.begin_second(), begun, changes=_TAKEN)

    def _second_on_paper(self) -> None:
        window = self._screen.parts.window
        self._screen.ask(
            lambda _progress: self._note.begin_second(on_paper=True),
            lambda _note: window.say(_("The note on paper waits under Reduce.")),
            changes=_TAKEN,
        )

    def _on_paper(self) -> None:
        if (now := self._in_hand()) is not None and self._is_blank():
            window = self._screen.parts.window
            ask_for_paper(self._screen.parts, now[1].case, now[1].times, window.go_back)

    def _choose(self) -> None:
        choose_pictures(self._screen, self._take_in)

    def _take_in(self, paths: Sequence[Path]) -> None:
        now = self._in_hand()
        if now is None:
            return
        text, page = now
        dialog = TakingIn(self._screen.parts)

        def taken(found: Taken) -> None:
            dialog.stop()
            self._taken(found)

        def failed(error: BaseException) -> None:
            dialog.stop()
            self._screen.tell(error)

        work = self._screen.ask(
            lambda progress: self._note.take_in(paths, text, page.times, progress),
            taken,
            failed,
            changes=lambda found: _TAKEN if found.pages else frozenset(),
            progress=dialog.report,
            stopped=dialog.stop,
        )
        dialog.begin(work)
        dialog.open()

    def _taken(self, taken: Taken) -> None:
        self._kept(taken.kept)
        self.show(taken.whole)
        TakenDialog(self._screen.parts, taken).open()

    def _look(self) -> None:
        now = self._in_hand()
        if now is not None and now[1].note is not None:
            screen = PagesScreen(self._screen.parts, now[1].note)
            self._screen.parts.window.show_screen(screen)
