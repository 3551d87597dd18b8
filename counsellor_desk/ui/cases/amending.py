"""Adding a dated amendment to what is locked; kept encrypted until it is added or given up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.summaries import Amendment
from counsellor_desk.ui.autosave import Autosave
from counsellor_desk.ui.background import Changes
from counsellor_desk.ui.cases.amendments_card import AmendmentsCard
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.wording import _
from counsellor_desk.workflows import unfinished
from counsellor_desk.workflows.unfinished import Typed

_TEXT: Final = "text"


class Amending:
    """``card`` shows amendments and the place to write one; ``closed`` hears that it is shut.

    ``add`` has the worker put a text below the record and gives all amendments then.
    """

    def __init__(
        self,
        screen: Screen,
        parts: Parts,
        which: str,
        *,
        add: Callable[[str], Sequence[Amendment]],
        changes: Changes,
        closed: Callable[[], object],
    ) -> None:
        self.card = AmendmentsCard()
        self._screen, self._parts = screen, parts
        self._kept_as = f"amendment {which}"
        self._add, self._closed = add, closed
        self._changes = changes | {Changed.AUDIT}
        self._adding = False
        self._autosave = Autosave[None](screen, self._keeping)
        self.card.touched.connect(self._autosave.touch)
        self.card.add_wanted.connect(self._amend)
        self.card.discarded.connect(self._discard)

    def resume(self) -> None:
        """Show what was being written when the screen was left."""
        desk = self._parts.desk
        self._screen.ask(lambda _progress: unfinished.kept(desk, self._kept_as), self._put)

    def keep(self) -> None:
        """Before the screen is left."""
        if self.card.writing:
            self._autosave.seal_at_once()

    def _put(self, kept: Typed) -> None:
        if kept.get(_TEXT, "").strip() and not self.card.writing:
            self.card.begin(kept[_TEXT])

    def _keeping(self) -> Callable[[], None]:
        desk, name = self._parts.desk, self._kept_as
        if not self.card.writing:  # given up, or added, within the pause
            return lambda: unfinished.forget(desk, name)
        typed = {_TEXT: self.card.text()}
        return lambda: unfinished.keep(desk, name, typed)

    def _amend(self) -> None:
        if self._adding:
            return
        self._adding = True
        text = self.card.text()
        self._screen.ask(
            lambda _progress: self._amended(text),
            self._added,
            self._not_added,
            changes=self._changes,
        )

    def _amended(self, text: str) -> Sequence[Amendment]:
        amendments = self._add(text)
        unfinished.forget(self._parts.desk, self._kept_as)
        return amendments

    def _not_added(self, error: BaseException) -> None:
        self._adding = False
        self._screen.tell(error)

    def _added(self, amendments: Sequence[Amendment]) -> None:
        self._adding = False
        self._close_editor()
        self.card.show_amendments(amendments)
        self._parts.window.say(_("Added, with your name and the day."))

    def _discard(self) -> None:
        self._close_editor()
        desk = self._parts.desk
        self._screen.ask(lambda _progress: unfinished.forget(desk, self._kept_as))
        self._screen.refresh(self._screen.kinds)

    def _close_editor(self) -> None:
        self.card.close_editor()
        self._closed()
