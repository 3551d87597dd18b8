"""The PIN set, changed and removed. Where there is one, the passphrase is asked for first."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Qt

from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.new_pin import NewPin
from counsellor_desk.ui.widgets.secret_lines import PassphraseField
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _
from counsellor_desk.workflows import preferences, unlock

_AUDITED = frozenset({Changed.AUDIT})


class Told(Protocol):
    """Hears what was done, and whether there is a PIN now."""

    def __call__(self, sentence: str, *, has_pin: bool) -> object: ...


class FirstPin(AskingDialog):
    """Where there is none yet."""

    def __init__(self, parts: Parts, told: Told) -> None:
        super().__init__(parts, _("Set a PIN"), icon_name="key-round")
        self._told, self._pin = told, NewPin()
        self.add(self._pin)
        self.offer(_("Set the PIN"), self._set)
        self._pin.entered.connect(self._set)
        self._pin.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set(self) -> None:
        digits, again = self._pin.value()
        desk = self.parts.desk
        self.do(
            lambda _progress: preferences.set_pin(desk, digits, again),
            lambda _done: self._told(_("The PIN is set."), has_pin=True),
            changes=_AUDITED,
        )


class ChangePin(AskingDialog):
    """Another one in its place."""

    def __init__(self, parts: Parts, told: Told) -> None:
        super().__init__(parts, _("Change the PIN"), icon_name="key-round")
        self._told, self._pin, self._passphrase = told, NewPin(), PassphraseField()
        self.add(Field("passphrase_now", _("Your passphrase"), self._passphrase))
        self.add(self._pin)
        self.offer(_("Change the PIN"), self._change)
        self._passphrase.entered.connect(self._pin.setFocus)
        self._pin.entered.connect(self._change)
        self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self) -> None:
        desk, passphrase = self.parts.desk, self._passphrase.value()
        digits, again = self._pin.value()
        tries = unlock.gate_of(desk)
        self.do(
            lambda _progress: preferences.change_pin(desk, passphrase, digits, again, tries),
            lambda _done: self._told(_("The PIN is changed."), has_pin=True),
            changes=_AUDITED,
        )


class RemovePin(AskingDialog):
    """Back to the passphrase alone."""

    def __init__(self, parts: Parts, told: Told) -> None:
        super().__init__(parts, _("Remove the PIN"), icon_name="key-round")
        self._told, self._passphrase = told, PassphraseField()
        self.add(
            Words(
                _(
                    "Afterwards only your passphrase brings the desk back after Hide. Before a "
                    "client is handed the computer, a new PIN is asked for."
                )
            )
        )
        self.add(Field("passphrase_now", _("Your passphrase"), self._passphrase))
        self.offer(_("Remove the PIN"), self._remove)
        self._passphrase.entered.connect(self._remove)
        self._passphrase.setFocus(Qt.FocusReason.OtherFocusReason)

    def _remove(self) -> None:
        desk, passphrase = self.parts.desk, self._passphrase.value()
        tries = unlock.gate_of(desk)
        self.do(
            lambda _progress: preferences.remove_pin(desk, passphrase, tries),
            lambda _done: self._told(_("The PIN is removed."), has_pin=False),
            changes=_AUDITED,
        )
