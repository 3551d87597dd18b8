"""Bringing a form back: its pages are looked at, what stands on them entered, and it is sealed.

Everything that is entered is kept as it is typed, encrypted like all of the store, so that a lock
or a crash costs no more than the last seconds.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.page_files import PageId
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.errors import InputError
from counsellor_desk.ui.autosave import USUAL, Autosave, Rhythm
from counsellor_desk.ui.forms.paper_entries import PaperEntries
from counsellor_desk.ui.forms.paper_pages import PaperPages
from counsellor_desk.ui.forms.paper_spread import PaperSpread
from counsellor_desk.ui.forms.told_once import ToldOnce
from counsellor_desk.ui.paper_out import CALLED_BACK
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import paper_returns
from counsellor_desk.workflows.paper_returns import Back

_SEALED: Final = frozenset({Changed.CONSENTS, Changed.DOCUMENTS, Changed.AUDIT})


class PaperReturning(QObject):
    """Acts of one screen on what came back. ``spread`` is what the screen shows.

    ``moved``: pages stand otherwise now, with the one to show; ``sealed``: it is on record.
    """

    moved = Signal(int)
    sealed = Signal()

    def __init__(
        self, screen: Screen, parts: Parts, which: ConsentId, back: Back, rhythm: Rhythm = USUAL
    ) -> None:
        super().__init__(screen)
        self._screen, self._desk, self._which = screen, parts.desk, which
        self.is_sealing = False
        self._pages = PaperPages(screen, parts, which)
        self._entries = PaperEntries(back, lambda: parts.clock.now().date())
        self.spread = PaperSpread(self._pages, self._entries)
        self._autosave = Autosave[Back](screen, self._keeping, rhythm=rhythm)
        self._trouble = ToldOnce(self._autosave, screen.tell)
        self._autosave.kept.connect(self._kept)
        self._entries.changed.connect(self._autosave.touch)
        self._pages.order.connect(self._put_in_order)
        self._pages.take_out.connect(self._take_out)

    @property
    def at(self) -> int:
        """Which page is shown, from 0."""
        return self._pages.viewer.at

    def show(self, back: Back, at: int) -> None:
        """Show its pages as they are now, and what is confirmed of them."""
        self._entries.put_checks(back)
        self._pages.show_pages([each.page for each in back.came.pages], at)

    def take_focus(self) -> None:
        """Begin with looking at the pages."""
        self._pages.viewer.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Keep what is typed before something else is done."""
        self._autosave.seal()

    def leave(self) -> bool:
        """Whether everything is kept, so that the screen can go."""
        self._trouble.forget()
        kept = self._autosave.seal_at_once()
        if kept:
            self._pages.viewer.forget()
        return kept

    def drop(self) -> None:
        """It is not brought back any more: nothing of it is to be kept."""
        self._autosave.stop()

    def tell(self, error: BaseException) -> bool:
        """Say it at the field that it is about; False where it is about none of these."""
        if not isinstance(error, InputError):
            return False
        self.spread.show_entries()
        return self._entries.show_refusal(error)

    def seal(self) -> None:
        """Seal the form with what is entered, once nothing is missing."""
        if self.is_sealing:
            return
        self.spread.show_entries()
        if self._entries.complain():
            return
        desk, which, entered = self._desk, self._which, self._entries.entered()
        self.is_sealing = True

        def done() -> SealedDocument:
            paper_returns.enter(desk, which, entered)
            return paper_returns.seal_return(desk, which)

        self._screen.ask(
            lambda _progress: done(), lambda _sealed: self._done(), self._failed, changes=_SEALED
        )

    def _done(self) -> None:
        self._autosave.stop()
        self.sealed.emit()

    def _failed(self, error: BaseException) -> None:
        self.is_sealing = False
        self._screen.tell(error)

    def _keeping(self) -> Callable[[], Back]:
        desk, which, entered = self._desk, self._which, self._entries.entered()
        return lambda: paper_returns.enter(desk, which, entered)

    def _kept(self, back: Back) -> None:
        if not self._autosave.is_open:
            self._entries.follow(back)

    def _put_in_order(self, order: Sequence[PageId], to: int) -> None:
        desk, which = self._desk, self._which
        self._screen.ask(
            lambda _progress: paper_returns.put_in_order(desk, which, order),
            lambda _none: self.moved.emit(to),
        )

    def _take_out(self, page: str, at: int) -> None:
        desk, which = self._desk, self._which
        self.keep()
        self._screen.ask(
            lambda _progress: paper_returns.remove(desk, which, PageId(page)),
            lambda _none: self.moved.emit(max(0, at - 1)),
        )


def ask_to_put_aside(screen: Screen, parts: Parts, which: ConsentId) -> None:
    """Delete what came back, if the person means it; the form is awaited again."""
    desk = parts.desk
    Confirmation(
        screen,
        _("Put these pages aside?"),
        (
            _("The pages and what was entered from them are deleted here."),
            _("The form is awaited as before. One that was printed blank is nobody’s again."),
        ),
        do=_("Put them aside"),
        then=lambda: screen.ask(
            lambda _progress: paper_returns.put_aside(desk, which),
            lambda _none: parts.window.say(_("Put aside. The form is still awaited.")),
            changes=CALLED_BACK,
        ),
        cannot_be_undone=True,
    ).open()


def missing_sentence(here: int, printed: int) -> str:
    """What to say of missing pages, or of more than were printed; nothing where all is well."""
    if not here:
        return _("There is no page here yet. Add the pages of the signed form.")
    if not printed or here == printed:
        return ""
    if here < printed:
        missing = n_("{count} page is missing", "{count} pages are missing", printed - here)
        return _("{missing}: {count} were printed.").format(missing=missing, count=printed)
    return _(
        "There are more pages here than the {count} that were printed. Look whether one is here "
        "twice, or is of another paper."
    ).format(count=printed)
