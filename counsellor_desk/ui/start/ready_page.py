"""The last page: a PIN, if wanted, and the first referral."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from counsellor_desk.lazily import lazily
from counsellor_desk.ui.start.guide_page import GuidePage
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.new_pin import NewPin
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _
from counsellor_desk.workflows.desk import Desk

if TYPE_CHECKING:
    from counsellor_desk.workflows import preferences
else:
    preferences = lazily("counsellor_desk.workflows.preferences")


class ReadyPage(GuidePage):
    """``done`` is told whether to begin with the first referral."""

    def __init__(
        self, parts: StartParts, desk: Desk, *, above: str, done: Callable[[bool], object]
    ) -> None:
        super().__init__(
            parts,
            _("Your desk is ready"),
            _("A referral opens the first case and gives it its number."),
            above=above,
        )
        self._desk, self._done = desk, done
        self._pin = NewPin()
        self._pin.entered.connect(lambda: self._go(referral=True))
        card = Card(_("A PIN for quick moments, if you like"))
        card.add(
            Words(
                _(
                    "It brings the desk back after Hide, and ends the view that you hand over to "
                    "a client. It never opens the store. You can set it later in Settings."
                )
            )
        )
        card.add(self._pin)
        self.add(card)
        self._first = primary(
            _("Take the first referral"), lambda: self._go(referral=True), shortcut="Ctrl+Return"
        )
        self.add_actions(
            secondary(_("Look around first"), lambda: self._go(referral=False)), self._first
        )

    def arrive(self) -> None:
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _go(self, *, referral: bool) -> None:
        digits, again = self._pin.value()
        if not digits and not again:
            self._done(referral)
            return
        self.ask(
            lambda _progress: preferences.set_pin(self._desk, digits, again),
            lambda _set: self._leave(referral=referral),
        )

    def _leave(self, *, referral: bool) -> None:
        self._done(referral)
