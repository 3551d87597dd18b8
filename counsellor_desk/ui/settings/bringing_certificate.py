"""A certificate of one's own is brought in: its file, its password, and a try."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt

from counsellor_desk.domain.changes import Changed
from counsellor_desk.errors import InputError
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.certificate_file import CertificateFileInput
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.secret_lines import PassphraseField
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _
from counsellor_desk.workflows import own_certificate
from counsellor_desk.workflows.own_certificate import Brought

_AUDITED: Final = frozenset({Changed.AUDIT})


class BringCertificate(AskingDialog):
    """``told`` gets a sentence when documents are sealed with it."""

    def __init__(self, parts: Parts, told: Callable[[str], object]) -> None:
        super().__init__(parts, _("Bring in your own certificate"), icon_name="signature")
        self._told = told
        self._file, self._password = CertificateFileInput(self), PassphraseField()
        self.add(
            Words(
                _(
                    "Its key is kept in this store only, behind your passphrase. Your file stays "
                    "where it is: afterwards, lock it away."
                )
            )
        )
        self.add(Field("certificate_file", _("Certificate file"), self._file))
        self.add(
            Field(
                "certificate_password",
                _("Password of the file"),
                self._password,
                help_=_("The one that was set when the file was made. Some have none."),
            )
        )
        self.offer(_("Seal with it"), self._bring)
        self._password.entered.connect(self._bring)
        self._file.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring(self) -> None:
        try:
            path = self._file.checked()
        except InputError as missing:
            self.tell(missing)
            return
        desk, password = self.parts.desk, self._password.value()
        self.do(
            lambda _progress: own_certificate.bring(desk, path, password),
            lambda brought: self._told(_in_words(brought)),
            changes=_AUDITED,
        )


def _in_words(brought: Brought) -> str:
    done = _("Documents are sealed with the certificate of {name} from now on.")
    words = done.format(name=brought.facts.name)
    weak = _(
        "Its file has a weak lock: whoever finds it could seal with it. Lock it away, or export it "
        "anew with “AES-256”."
    )
    return f"{words} {weak}" if brought.weakly_locked else words
