"""Handing the computer to the client: the form and nothing else, until the counsellor's PIN."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from counsellor_desk.ui.forms.pin_dialogs import GivePin, SetPin
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.wording import _
from counsellor_desk.workflows import preferences
from counsellor_desk.workflows.preferences import Preferences


class HandOver(QObject):
    """Whose hands the computer is in. ``changed`` when it goes over or comes back.

    Hide and Lock work on; every other way out of the form asks for the PIN.
    """

    changed = Signal()

    def __init__(self, screen: Screen, parts: Parts) -> None:
        super().__init__(screen)
        self._screen, self._parts = screen, parts
        self._asking: GivePin | None = None
        self.is_over = False

    def begin(self) -> None:
        """Hand over, once there is a PIN to come back with."""
        self._screen.ask(lambda _progress: preferences.load(self._parts.desk), self._explain)

    def ask_back(self) -> None:
        """Ask for the PIN, once."""
        if self._asking is None:
            self._asking = GivePin(self._screen, self._parts, self._end)
            self._asking.finished.connect(self._asked)
            self._asking.open()

    def _explain(self, found: Preferences) -> None:
        if not found.has_pin:
            SetPin(self._screen, self._parts, self._begin).open()
            return
        Confirmation(
            self._screen,
            _("Hand the computer to the client?"),
            (
                _("The whole screen then shows this and nothing else."),
                _("Your PIN brings you back. Hide and Lock work as always."),
            ),
            do=_("Hand over"),
            then=self._begin,
        ).open()

    def _begin(self) -> None:
        self._turn(over=True)

    def _end(self) -> None:
        self._turn(over=False)

    def _turn(self, *, over: bool) -> None:
        self.is_over = over
        self._parts.window.show_alone(alone=over)
        self.changed.emit()

    def _asked(self) -> None:
        self._asking = None
