"""Choosing a passphrase: a page of the first-run guide, and the end of a recovery."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from counsellor_desk.domain import passphrases as rules
from counsellor_desk.errors import InputError
from counsellor_desk.lazily import lazily
from counsellor_desk.ui.start.guide_page import GuidePage
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.widgets.buttons import Button, primary
from counsellor_desk.ui.widgets.new_passphrase import NewPassphrase
from counsellor_desk.wording import _

if TYPE_CHECKING:
    from counsellor_desk.workflows import passphrases
else:
    passphrases = lazily("counsellor_desk.workflows.passphrases")


class PassphrasePage(GuidePage):
    """Hands a checked passphrase on, with its repetition."""

    def __init__(
        self,
        parts: StartParts,
        heading: str,
        below: str,
        *,
        above: str = "",
        beside: Button,
        next_: Callable[[str, str], object],
    ) -> None:
        """``beside``: the other button, to go back or to leave."""
        super().__init__(parts, heading, below, above=above)
        self._then = next_
        self._input = NewPassphrase(_offered, _strength)
        self._input.entered.connect(self._next)
        self.add(self._input)
        self.add_actions(beside, primary(_("Next"), self._next, shortcut="Ctrl+Return"))

    def arrive(self) -> None:
        self._input.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Empty what was typed."""
        self._input.forget()

    def _next(self) -> None:
        typed, again = self._input.value()
        try:
            rules.checked(typed, again)
        except InputError as wrong:
            self.tell(wrong)
        else:
            self._then(typed, again)


def _offered() -> str:
    return passphrases.offered()


def _strength(typed: str) -> str:
    return passphrases.strength(typed).label
