"""Where a store should be and is not, or is damaged: which, what is safe, and what to do.

An empty store is never put in its place.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from counsellor_desk.errors import DeskError
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.start_page import StartPage
from counsellor_desk.ui.widgets.buttons import primary, quiet, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.ui.widgets.words import secondary as said_quietly
from counsellor_desk.wording import _


class DamagePage(StartPage):
    """``again`` looks once more; ``anew`` is offered only where nothing at all lies there."""

    def __init__(
        self,
        parts: StartParts,
        damage: DeskError,
        *,
        again: Callable[[], object],
        elsewhere: Callable[[], object],
        anew: Callable[[], object] | None = None,
    ) -> None:
        happened, safe, next_step = damage.sentences()
        super().__init__(parts, happened, icon_name="triangle-alert", ink=Ink.AMBER)
        self.setAccessibleDescription(f"{safe} {next_step}")
        self.add(Words(safe))
        self.add(Words(next_step))
        card = Card()
        card.add(said_quietly(_("Looked for in this folder:")))
        card.add(Words(str(parts.threshold.folder)))
        self.add(card)
        self._elsewhere = primary(_("Choose another folder…"), elsewhere)
        self.add_actions(secondary(_("Look again"), again), self._elsewhere)
        if anew is not None:
            self.add_ways_out(quiet(_("Set up a new desk here"), anew))

    def arrive(self) -> None:
        self._elsewhere.setFocus(Qt.FocusReason.OtherFocusReason)
