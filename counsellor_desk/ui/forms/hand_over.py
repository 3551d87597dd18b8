"""Handing the computer to somebody: their pages of the form and nothing else, until the PIN."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.forms import Reader
from counsellor_desk.ui.forms.pin_dialogs import GivePin, SetPin
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.dialogs import Confirmation, Dialog
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.ticks import OptionList
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import preferences
from counsellor_desk.workflows.preferences import Preferences

_ALONE: Final = N_("The whole screen then shows this and nothing else.")
_BACK: Final = N_("Your PIN brings you back. Hide and Lock work as always.")
_ASKS: Final = MappingProxyType(
    {
        Reader.CLIENT: N_("Hand the computer to the client?"),
        Reader.PARENT: N_("Hand the computer to the parent or carer?"),
    }
)
_WHO: Final = MappingProxyType(
    {Reader.CLIENT: N_("The young person"), Reader.PARENT: N_("The parent or carer")}
)


class HandOver(QObject):
    """Whose hands the computer is in. ``changed`` when it goes over or comes back.

    Hide and Lock work on; every other way out of the form asks for the PIN.
    """

    changed = Signal()

    def __init__(
        self,
        screen: Screen,
        parts: Parts,
        readers: Callable[[], tuple[Reader, ...]] = lambda: (Reader.CLIENT,),
    ) -> None:
        """``readers``: who can be given the computer now."""
        super().__init__(screen)
        self._screen, self._parts, self._readers = screen, parts, readers
        self._asking: GivePin | None = None
        self.reader: Reader | None = None

    @property
    def is_over(self) -> bool:
        """Whether somebody else than the counsellor has the computer."""
        return self.reader is not None

    def begin(self) -> None:
        """Hand over, once there is a PIN to come back with; whom to, is asked where two could."""
        if self._readers() and not self.is_over:
            self._screen.ask(lambda _progress: preferences.load(self._parts.desk), self._explain)

    def ask_back(self) -> None:
        """Ask for the PIN, once."""
        if self._asking is None:
            self._asking = GivePin(self._screen, self._parts, lambda: self._turn(None))
            self._asking.finished.connect(self._asked)
            self._asking.open()

    def _explain(self, found: Preferences) -> None:
        only, *others = self._readers()
        if not found.has_pin:
            go_on = self._ask_whom if others else lambda: self._turn(only)
            SetPin(self._screen, self._parts, go_on).open()
        elif others:
            self._ask_whom()
        else:
            Confirmation(
                self._screen,
                _(_ASKS[only]),
                (_(_ALONE), _(_BACK)),
                do=_("Hand over"),
                then=lambda: self._turn(only),
            ).open()

    def _ask_whom(self) -> None:
        ToWhom(self._screen, self._readers(), self._turn).open()

    def _turn(self, reader: Reader | None) -> None:
        self.reader = reader
        self._parts.window.show_alone(alone=self.is_over)
        self.changed.emit()

    def _asked(self) -> None:
        self._asking = None


class ToWhom(Dialog):
    """Who takes the computer, where several have pages of their own. Nobody sees the others'."""

    def __init__(
        self, near: QWidget, readers: tuple[Reader, ...], then: Callable[[Reader], object]
    ) -> None:
        super().__init__(near, _("Who takes the computer?"), icon_name="hand")
        self._then = then
        self._who = OptionList([(each.value, _(_WHO[each])) for each in readers])
        self._asked = Field("to_whom", _("Their own pages are shown, and nobody else’s"), self._who)
        self.add(self._asked)
        for sentence in (_(_ALONE), _(_BACK)):
            self.add(Words(sentence))
        self.add_buttons(
            secondary(_("Cancel"), self.reject),
            primary(_("Hand over"), self._take, shortcut="Ctrl+Return"),
        )
        self._who.setFocus()

    def _take(self) -> None:
        if chosen := self._who.value():
            self.accept()
            self._then(Reader(chosen))
        else:
            self._asked.show_error(_("Choose who is to have it."))
