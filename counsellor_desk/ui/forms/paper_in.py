"""Forms coming back: files are read, the form told by its code or its typed ID, pages taken in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from PySide6.QtGui import QDropEvent

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import CaseId, ClientId, ConsentId
from counsellor_desk.domain.paper_forms import CodeNotReadable
from counsellor_desk.ui import pdf_apart
from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.case_chooser import Asked, CaseChooser
from counsellor_desk.ui.forms.paper_dialogs import FormIdAsked, PagesTaken, WhosePaper
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.picture_files import choose_pictures, in_order
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.taking_in import TakingIn
from counsellor_desk.wording import _
from counsellor_desk.workflows import cases, page_files, paper_piles
from counsellor_desk.workflows.page_files import Refused
from counsellor_desk.workflows.paper_piles import Pile

TAKEN: Final = frozenset({Changed.CONSENTS, Changed.AUDIT})


@dataclass(frozen=True, kw_only=True)
class _Read:
    """What came of the files. ``codes``: the form IDs that each page says."""

    pages: tuple[bytes, ...] = field(repr=False)
    codes: tuple[frozenset[str], ...]
    refused: tuple[Refused, ...]


class PaperIn:
    """Takes pages in for one screen. ``wanted``: the form that they have to be of.

    ``then`` gets the form once its pages are kept; without it, the form is opened.
    """

    def __init__(
        self,
        screen: Screen,
        parts: Parts,
        *,
        wanted: str = "",
        then: Callable[[ConsentId], object] | None = None,
    ) -> None:
        self._screen, self._parts, self._wanted = screen, parts, wanted
        self._then = then or parts.doors.open_form

    def choose(self) -> None:
        """Ask for the files."""
        choose_pictures(self._screen, self.take)

    def take(self, paths: Sequence[Path]) -> None:
        """Read these files; they are never changed."""
        dialog = TakingIn(self._parts)

        def read(found: _Read) -> None:
            dialog.stop()
            self._told_apart(found)

        def failed(error: BaseException) -> None:
            dialog.stop()
            self._screen.tell(error)

        work = self._screen.ask(
            lambda progress: _read(paths, progress),
            read,
            failed,
            progress=dialog.report,
            stopped=dialog.stop,
        )
        dialog.begin(work)
        dialog.open()

    def _told_apart(self, read: _Read) -> None:
        if not read.pages:
            PagesTaken(self._parts, 0, 0, read.refused).open()
            return

        def failed(error: BaseException) -> None:
            if isinstance(error, CodeNotReadable):
                FormIdAsked(self._parts, lambda typed: self._pile(read, typed), go_on).open()
            else:
                self._screen.tell(error)

        def go_on(pile: Pile) -> None:
            self._go_on(pile, read)

        self._screen.ask(lambda _progress: self._pile(read), go_on, failed)

    def _pile(self, read: _Read, typed: str = "") -> Pile:
        desk = self._parts.desk
        found = paper_piles.pile(desk, read.pages, read.codes, wanted=self._wanted, typed=typed)
        return paper_piles.without_twins(desk, found)

    def _go_on(self, pile: Pile, read: _Read) -> None:
        if not pile.is_blank:
            self._keep(pile, read, lambda: paper_piles.take_in(self._parts.desk, pile))
            return
        asked = Asked(
            question=_("Whose form is it now?"),
            icon="clipboard-list",
            do=_("Choose the case"),
            why_a_case=_("It was printed blank. A form belongs to a client of a case."),
        )
        CaseChooser(self._parts, asked, lambda case: self._whose(case, pile, read)).open()

    def _whose(self, case: CaseId, pile: Pile, read: _Read) -> None:
        def found(one: Case) -> None:
            if len(one.clients) == 1:
                theirs(one.clients[0].id)
            else:
                WhosePaper(self._parts, one, theirs).open()

        def theirs(client: ClientId) -> None:
            desk = self._parts.desk
            self._keep(pile, read, lambda: paper_piles.take_in_for(desk, pile, case, client))

        self._screen.ask(lambda _progress: cases.page(self._parts.desk, case).case, found)

    def _keep(self, pile: Pile, read: _Read, take: Callable[[], ConsentId]) -> None:
        def kept(which: ConsentId) -> None:
            self._then(which)
            twins = len(read.pages) - len(pile.pages)
            PagesTaken(self._parts, len(pile.pages), twins, read.refused, pile.title).open()

        self._screen.ask(lambda _progress: take(), kept, changes=TAKEN)


def dropped(event: QDropEvent) -> list[Path]:
    """The files that are dragged, in the order of their names."""
    urls = event.mimeData().urls()
    return in_order(Path(url.toLocalFile()) for url in urls if url.isLocalFile())


def _read(paths: Sequence[Path], progress: Progress) -> _Read:
    told = [0, max(1, len(paths))]

    def tell(done: int, of: int) -> None:
        told[:] = done, of
        progress(done, of)

    drawn = page_files.drawn(
        paths,
        lambda content: pdf_apart.pages_of(content, lambda: progress(*told)),
        tell,
    )
    codes = paper_piles.codes(drawn.pages, tell)
    return _Read(pages=drawn.pages, codes=codes, refused=drawn.refused)
