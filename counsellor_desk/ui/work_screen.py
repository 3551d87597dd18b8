"""A screen on which something is in hand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QHideEvent

from counsellor_desk.ui import resuming
from counsellor_desk.ui.frame.actions import Action
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen


class WorkScreen(Screen):
    """It has keys of its own, and the store remembers the place where it stands.

    Both go when another screen is shown instead; not when the window is hidden, locked or closed,
    so that the next unlocking leads back here.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.background, parts.messages)
        self.parts = parts
        self._acts: Sequence[Action] = ()

    def offer(self, *acts: Action) -> None:
        """Let these be done by key and from the command box for as long as the screen stands."""
        self._acts = acts
        for act in acts:
            self.parts.window.acts.register(act)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self.isHidden():
            for act in self._acts:
                self.parts.window.acts.withdraw(act.key)
            resuming.remember(self, self.parts.desk, None)
