"""The first page of changing all keys: what will happen, or what stands in the way of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.holds import KeptForAnOrder
from counsellor_desk.domain.key_access import Access, Why
from counsellor_desk.errors import DeskError
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.keys import change_words
from counsellor_desk.ui.keys.leaf import KeysLeaf
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.layouts import Flow, emptied
from counsellor_desk.ui.widgets.page import into_sight
from counsellor_desk.ui.widgets.told_line import told_line
from counsellor_desk.wording import _
from counsellor_desk.workflows import key_change


class BeginLeaf(KeysLeaf):
    """``to_notes`` leads to the notes on hold, where they are what stands in the way."""

    def __init__(
        self,
        parts: Parts,
        why: Why,
        access: Access,
        *,
        above: str,
        leave: Callable[[], object],
        to_notes: Callable[[], object],
        then: Callable[[], object],
    ) -> None:
        super().__init__(parts, change_words.heading(why), change_words.below(why), above=above)
        self._to_notes = to_notes
        self._refusal = Card()
        self._refusal.hide()
        self.add(self._refusal)
        self.tell_lines(
            told_line(icon_name, sentence)
            for icon_name, sentence in change_words.lines(why, access)
        )
        self._next = primary(_("Next"), then, shortcut="Ctrl+Return")
        self._next.setEnabled(False)
        self.first = self._next
        self.add_actions(secondary(_("Not now"), leave), self._next)

    def arrive(self) -> None:
        desk = self.parts.desk
        self.ask(lambda _progress: key_change.ensure_possible(desk), lambda _none: self._may())

    def tell(self, error: BaseException) -> None:
        """Why the keys cannot be changed now, and where to go."""
        self.work("")
        if isinstance(error, DeskError):
            self._show_refusal(error)
        else:
            super().tell(error)

    def _may(self) -> None:
        self._refusal.hide()
        self._next.setEnabled(True)
        self._next.setFocus()

    def _show_refusal(self, refusal: DeskError) -> None:
        happened, safe, next_step = refusal.sentences()
        emptied(self._refusal.body)
        for icon_name, sentence, ink in (
            ("pause", happened, Ink.RED),
            ("shield-check", safe, Ink.GREEN),
            ("info", next_step, Ink.SECONDARY),
        ):
            if sentence:
                self._refusal.add(told_line(icon_name, sentence, ink))
        if isinstance(refusal, KeptForAnOrder):
            self._offer_notes()
        self._refusal.show()
        announce(self, " ".join(filter(None, (happened, safe, next_step))), at_once=True)
        QTimer.singleShot(0, self, lambda: into_sight(self._refusal, GRID))  # once it has room

    def _offer_notes(self) -> None:
        line, flow = QWidget(), Flow()
        look = secondary(_("Go to the notes on hold"), self._to_notes)
        flow.addWidget(look)
        line.setLayout(flow)
        self._refusal.add(line)
        look.setFocus()
