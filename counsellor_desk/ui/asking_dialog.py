"""A dialog that does an act of the desk, once: errors are told at its fields, and it stays open."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from counsellor_desk.ui.background import Changes, Progress
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.buttons import Button, primary, secondary
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.field import all_understood
from counsellor_desk.wording import _

T = TypeVar("T")


class AskingDialog(Dialog):
    """Cancel and one button, which is also pressed by Ctrl+Enter."""

    def __init__(self, parts: Parts, heading: str, *, icon_name: str) -> None:
        super().__init__(parts.window, heading, icon_name=icon_name)
        self.parts = parts
        self._doing = False

    def offer(self, do: str, press: Callable[[], object]) -> Button:
        """Put the buttons at the foot."""
        button = primary(do, press, shortcut="Ctrl+Return")
        self.add_buttons(secondary(_("Cancel"), self.reject), button)
        return button

    def do(
        self,
        act: Callable[[Progress], T],
        then: Callable[[T], object] = lambda _result: None,
        *,
        changes: Changes,
    ) -> None:
        """Have the act done, unless something typed is not understood; close when it is done."""

        def done(result: T) -> None:
            self.accept()
            then(result)

        def failed(error: BaseException) -> None:
            self._doing = False
            self.tell(error)

        if not self._doing and all_understood(self):
            self._doing = True
            self.parts.background.ask(act, done, failed, asker=self, changes=changes)

    def tell(self, error: BaseException) -> None:
        """Show why it was not done: at its field here, or in a dialog of its own."""
        self.parts.messages.tell(error, near=self)
