"""Where a store should be and is not, or is damaged: which, what is safe, and what can be done.

An empty store is never put in its place.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt

from counsellor_desk.errors import DeskError
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.start_page import StartPage
from counsellor_desk.ui.widgets.buttons import quiet, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.ui.widgets.words import secondary as said_quietly
from counsellor_desk.wording import _

Press = Callable[[], object]


@dataclass(frozen=True)
class WayOn:
    """Something that can be done about the damage: its name, what comes of it, its button."""

    words: str
    below: str
    button: str
    press: Press


class DamagePage(StartPage):
    """``again`` looks once more; ``anew`` is offered only where nothing at all lies there."""

    def __init__(
        self,
        parts: StartParts,
        damage: DeskError,
        *,
        again: Press,
        elsewhere: Press,
        ways: tuple[WayOn, ...] = (),
        anew: Press | None = None,
    ) -> None:
        happened, safe, next_step = damage.sentences()
        super().__init__(parts, happened, icon_name="triangle-alert", ink=Ink.AMBER)
        self.setAccessibleDescription(f"{safe} {next_step}")
        self.add(Words(safe))
        self.add(Words(next_step))
        self._first = secondary(_("Choose another folder…"), elsewhere)
        last = self._first
        if ways:
            buttons = [secondary(way.button, way.press) for way in ways]
            can = Card(_("What can be done"))
            can.add(
                Rows(
                    Row(way.words, below=way.below, ends=(button,))
                    for way, button in zip(ways, buttons, strict=True)
                )
            )
            self.add(can)
            self._first = buttons[0]
        where = Card()
        where.add(said_quietly(_("Looked for in this folder:")))
        where.add(Words(str(parts.threshold.folder)))
        self.add(where)
        self.add_actions(secondary(_("Look again"), again), last)
        if anew is not None:
            self.add_ways_out(quiet(_("Set up a new desk here"), anew))

    def arrive(self) -> None:
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)
