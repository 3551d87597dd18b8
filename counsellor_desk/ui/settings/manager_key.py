"""A service manager is let in: their public key file, its fingerprint compared, then the act."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt

from counsellor_desk.domain.changes import Changed
from counsellor_desk.errors import InputError
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.public_key_file import PublicKeyInput
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.secret_lines import PassphraseField
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _
from counsellor_desk.workflows import keys, unlock

_AUDITED: Final = frozenset({Changed.AUDIT})


class GiveManager(AskingDialog):
    """``replaces``: whoever was let in before is let in no more."""

    def __init__(self, parts: Parts, told: Callable[[str], object], *, replaces: bool) -> None:
        heading = (
            _("Exchange the service manager’s key")
            if replaces
            else _("Give your service manager a way in")
        )
        super().__init__(parts, heading, icon_name="key-round")
        self._told, self._passphrase = told, PassphraseField()
        self._file = PublicKeyInput(self, parts)
        self.add(
            Words(
                _(
                    "On their own computer, your service manager starts Counsellor Desk, chooses "
                    "“I am a service manager: make a key” and hands you the public file. With the "
                    "private one they can open summaries, forms and agreements, and never a "
                    "session note."
                )
            )
        )
        self.add(Field("public_key_file", _("Their public key file"), self._file))
        self.add(Field("passphrase_now", _("Your passphrase"), self._passphrase))
        self.offer(_("Let them in"), self._give)
        self._passphrase.entered.connect(self._give)
        self._file.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give(self) -> None:
        try:
            path = self._file.checked()
        except InputError as wrong:
            self.tell(wrong)
        else:
            self._let_in(path)

    def _let_in(self, path: Path) -> None:
        desk, passphrase = self.parts.desk, self._passphrase.value()
        tries, compared = unlock.gate_of(desk), self._file.fingerprint
        self.do(
            lambda _progress: keys.give_manager(desk, path, passphrase, tries, compared=compared),
            lambda _done: self._told(_("Your service manager has a way in.")),
            changes=_AUDITED,
        )
