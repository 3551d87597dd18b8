"""A second person signs a sealed document with their own certificate."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import DocumentId
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.errors import InputError
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.certificate_file import CertificateFileInput
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.secret_lines import PassphraseField
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _
from counsellor_desk.workflows import second_signature

_SIGNED: Final = frozenset({Changed.DOCUMENTS, Changed.AUDIT})


class SecondSignature(AskingDialog):
    """``told`` gets a sentence when they have signed."""

    def __init__(
        self, parts: Parts, document: DocumentId, role: SignerRole, told: Callable[[str], object]
    ) -> None:
        heading = _("Signature: {role}").format(role=role.label)
        super().__init__(parts, heading, icon_name="signature")
        self._document, self._role, self._told = document, role, told
        self._name, self._file = LineInput(), CertificateFileInput(self)
        self._password = PassphraseField()
        self.add(
            Words(
                _(
                    "They sign with a certificate of their own, after your seal: not one letter "
                    "of the document changes. Their key is used once and not kept."
                )
            )
        )
        self.add(Field("signer_name", _("Name of the person signing"), self._name))
        self.add(Field("certificate_file", _("Their certificate file"), self._file))
        self.add(Field("certificate_password", _("Password of the file"), self._password))
        self.offer(_("Sign the document"), self._sign)
        self._password.entered.connect(self._sign)
        self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _sign(self) -> None:
        try:
            path = self._file.checked()
        except InputError as missing:
            self.tell(missing)
            return
        desk, document, role = self.parts.desk, self._document, self._role
        name, password = self._name.value(), self._password.value()
        self.do(
            lambda _progress: second_signature.sign(
                desk, document, path, password, role=role, name=name
            ),
            lambda signed: self._told(
                _("{name} has signed. Copies given before do not show it.").format(name=signed.name)
            ),
            changes=_SIGNED,
        )
