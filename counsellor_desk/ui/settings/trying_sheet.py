"""Trying the recovery sheet: its seven groups are typed, and a slip is shown at its group."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt

from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.recovery_key import RecoveryKeyInput
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _
from counsellor_desk.workflows import keys

_AUDITED: Final = frozenset({Changed.AUDIT})


class TrySheet(AskingDialog):
    """Nothing is opened and nothing changes: the day is written down on which it was right."""

    def __init__(self, parts: Parts, told: Callable[[str], object]) -> None:
        super().__init__(parts, _("Try your recovery sheet"), icon_name="shield-check")
        self._told, self._key = told, RecoveryKeyInput()
        self.add(
            Words(
                _(
                    "Fetch the sheet and type its seven groups. Nothing is opened and nothing "
                    "changes: it only says whether this paper would open your records."
                )
            )
        )
        self.add(Field("recovery_key", _("Recovery key"), self._key))
        self.offer(_("Try it"), self._try)
        self._key.entered.connect(self._try)
        self._key.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, error: BaseException) -> None:
        """A slip is shown at the group where it is."""
        super().tell(error)
        self._key.show_slip(error)

    def _try(self) -> None:
        desk, typed = self.parts.desk, self._key.value()
        self.do(
            lambda _progress: keys.rehearse_sheet(desk, typed),
            lambda _done: self._told(_("The sheet is right: it would open your records.")),
            changes=_AUDITED,
        )
