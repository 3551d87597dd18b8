"""Another passphrase, given the present one: six words are offered, or one's own is typed twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt

from counsellor_desk.domain.changes import Changed
from counsellor_desk.lazily import lazily
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.new_passphrase import NewPassphrase
from counsellor_desk.ui.widgets.secret_lines import PassphraseField
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _
from counsellor_desk.workflows import unlock

if TYPE_CHECKING:
    from counsellor_desk.workflows import passphrases
else:
    passphrases = lazily("counsellor_desk.workflows.passphrases")

_AUDITED: Final = frozenset({Changed.AUDIT})


class ChangePassphrase(AskingDialog):
    """The old one opens the desk until the new one does. A wrong try is counted."""

    def __init__(self, parts: Parts, told: Callable[[str], object]) -> None:
        super().__init__(parts, _("Change your passphrase"), icon_name="key-round")
        self._told, self._now = told, PassphraseField()
        self._new = NewPassphrase(_offered, _strength, label=_("Your new passphrase"))
        self.add(
            Words(
                _(
                    "Your recovery sheet and your backups stay as they are. If somebody may know "
                    "the old passphrase, choose “Someone may know it” instead: that changes every "
                    "key."
                )
            )
        )
        self.add(Field("passphrase_now", _("Your present passphrase"), self._now))
        self.add(self._new)
        self._button = self.offer(_("Change the passphrase"), self._change)
        self._now.entered.connect(self._new.setFocus)
        self._new.entered.connect(self._change)
        self._now.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change(self) -> None:
        desk, before = self.parts.desk, self._now.value()
        typed, again = self._new.value()
        tries = unlock.gate_of(desk)
        self.do(
            lambda _progress: unlock.change_passphrase(desk, before, typed, again, tries),
            lambda _done: self._told(_("The passphrase is changed.")),
            changes=_AUDITED,
        )


def _offered() -> str:
    return passphrases.offered()


def _strength(typed: str) -> str:
    return passphrases.strength(typed).label
