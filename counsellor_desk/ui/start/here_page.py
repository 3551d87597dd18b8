"""The last step of a way without a passphrase: the records are open, and one is chosen for here."""

from __future__ import annotations

from collections.abc import Callable

from counsellor_desk.errors import DeskError, InputError
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.passphrase_page import PassphrasePage
from counsellor_desk.ui.start.threshold import Entered
from counsellor_desk.ui.widgets.buttons import Button, secondary
from counsellor_desk.wording import _


class HerePage(PassphrasePage):
    """Sets the passphrase and opens the desk with it; ``entered`` is handed the ``Entered`` desk.

    Where the keychain or the disk refuses, the records can be used all the same.
    """

    def __init__(
        self,
        parts: StartParts,
        heading: str,
        below: str,
        *,
        beside: Button,
        entered: Callable[[Entered], object],
    ) -> None:
        super().__init__(parts, heading, below, beside=beside, next_=self._set)
        self._entered, self._offered = entered, False

    def tell(self, error: BaseException) -> None:
        super().tell(error)
        refused = isinstance(error, DeskError) and not isinstance(error, InputError)
        if refused and not self._offered and self.parts.threshold.enter_recovered():
            self._offered = True
            self.add_actions(secondary(_("Open without a passphrase for now"), self._go_in))

    def _set(self, typed: str, again: str) -> None:
        threshold = self.parts.threshold
        self.work(_("Setting the passphrase and opening your desk with it…"))
        self.ask(lambda _progress: threshold.set_passphrase(typed, again), self._entered)

    def _go_in(self) -> None:
        if without := self.parts.threshold.enter_recovered():
            self._entered(without)
