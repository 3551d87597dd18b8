"""The PIN around hand-over: setting one first, and giving it to have the desk back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.passphrases import PinAnswer
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.field import Field, field_named
from counsellor_desk.ui.widgets.new_pin import NewPin
from counsellor_desk.ui.widgets.secret_lines import PinField
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import preferences


class SetPin(Dialog):
    """A PIN has to be there before the computer is handed over."""

    def __init__(self, near: QWidget, parts: Parts, then: Callable[[], object]) -> None:
        super().__init__(near, _("Set a PIN first"), icon_name="key-round")
        self._parts, self._then = parts, then
        self._pin = NewPin()
        self.add(
            Words(
                _(
                    "While the client has the computer, only your PIN leads back to the desk. If "
                    "you forget it, lock the desk (Ctrl+L): your passphrase opens it again, and "
                    "the form is kept."
                )
            )
        )
        self.add(self._pin)
        self.add_buttons(secondary(_("Cancel"), self.reject), primary(_("Set the PIN"), self._set))
        self._pin.entered.connect(self._set)
        self._pin.setFocus()

    def _set(self) -> None:
        digits, again = self._pin.value()
        self._parts.background.ask(
            lambda _progress: preferences.set_pin(self._parts.desk, digits, again),
            lambda _done: self._done(),
            lambda error: self._parts.messages.tell(error, self),
            asker=self,
        )

    def _done(self) -> None:
        self._pin.forget()
        self.accept()
        self._then()


class GivePin(Dialog):
    """Asks the counsellor for the PIN. Five wrong ones lock the desk."""

    def __init__(self, near: QWidget, parts: Parts, then: Callable[[], object]) -> None:
        super().__init__(near, _("Back to the desk"), icon_name="lock")
        self._parts, self._then = parts, then
        self._pin = PinField()
        self._go = primary(_("Go back to the desk"), self._ask)
        self.add(Words(_("This is for the counsellor. The form goes on where it is.")))
        self.add(Field("hand_back_pin", _("PIN"), self._pin))
        self.add_buttons(secondary(_("Stay with the form"), self.reject), self._go)
        self._pin.entered.connect(self._ask)
        self._pin.setFocus()

    def _ask(self) -> None:
        digits = self._pin.value()
        if not digits or not self._go.isEnabled():
            return
        self._go.setEnabled(False)
        self._pin.put("")
        self._parts.background.ask(
            lambda _progress: preferences.check_pin(self._parts.desk, digits),
            self._answered,
            lambda error: self._parts.messages.tell(error, self),
            asker=self,
        )

    def _answered(self, answer: PinAnswer) -> None:
        self._go.setEnabled(True)
        if answer.right:
            self.accept()
            self._then()
        elif answer.tries_left:
            self._say(_wrong(answer.tries_left))
        else:
            self.reject()
            self._parts.window.lock()

    def _say(self, sentence: str) -> None:
        if (field := field_named("hand_back_pin", self)) is not None:
            field.show_error(sentence)


def _wrong(tries_left: int) -> str:
    left = n_(
        "After {count} more wrong one the desk locks.",
        "After {count} more wrong ones the desk locks.",
        tries_left,
    )
    return _("That is not the PIN. {left}").format(left=left)
