"""What becomes of the service manager's way in when all keys are changed."""

from __future__ import annotations

from collections.abc import Callable

from counsellor_desk.errors import InputError
from counsellor_desk.ui.keys.leaf import KeysLeaf
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.public_key_file import PublicKeyInput
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.ticks import OptionList
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows.key_change import Manager, Replace, Withdraw

_REPLACE, _WITHDRAW = "replace", "withdraw"


class NotChosen(InputError):
    """Both are good answers; nobody else can give one."""

    field = "manager"
    happened = N_("Whether the key is exchanged or withdrawn is not chosen yet.")
    next_step = N_("If your service manager is not at hand, withdraw it for now.")


class SameKey(InputError):
    """With it, older backups would stay readable to whoever holds it."""

    field = "public_key_file"
    happened = N_("That is the key that your service manager has now.")
    next_step = N_("Ask for the public file of a new one, or withdraw it for now.")


class ManagerLeaf(KeysLeaf):
    """``fingerprint``: of the key in force. ``then`` gets what is chosen."""

    def __init__(
        self,
        parts: Parts,
        fingerprint: str,
        *,
        above: str,
        back: Callable[[], object],
        then: Callable[[Manager], object],
    ) -> None:
        super().__init__(
            parts,
            _("Your service manager’s key"),
            _("Kept as it is, it would go on opening every older backup."),
            above=above,
        )
        self._fingerprint, self._then = fingerprint, then
        self._choice = OptionList(
            (
                (_REPLACE, _("Exchange it: I have the public file of a new key")),
                (_WITHDRAW, _("Withdraw it for now: I can give them a new one later")),
            )
        )
        self._file = PublicKeyInput(self, parts)
        self._file_field = Field("public_key_file", _("Their new public key file"), self._file)
        self._file_field.hide()
        self._choice.changed.connect(
            lambda: self._file_field.setVisible(self._choice.value() == _REPLACE)
        )
        self.add(Field("manager", _("What becomes of it"), self._choice))
        self.add(self._file_field)
        self.first = self._choice
        self.add_actions(
            secondary(_("Back"), back), primary(_("Next"), self._next, shortcut="Ctrl+Return")
        )

    def _next(self) -> None:
        try:
            chosen = self._chosen()
        except InputError as wrong:
            self.tell(wrong)
        else:
            self._then(chosen)

    def _chosen(self) -> Manager:
        if not self._choice.value():
            raise NotChosen
        if self._choice.value() == _WITHDRAW:
            return Withdraw()
        path = self._file.checked()
        if self._file.fingerprint == self._fingerprint:
            raise SameKey
        return Replace(path, self._file.fingerprint)
