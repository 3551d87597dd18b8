"""What was changed becomes the version in which forms are begun from now on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.form_changes import FormChanges
from counsellor_desk.domain.form_versions import FormVersion
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LongInput
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _
from counsellor_desk.workflows import form_wording

_MADE: Final = frozenset({Changed.FORM_WORDING, Changed.AUDIT})


class NewVersion(AskingDialog):
    """Asks why; ``then`` gets the version."""

    def __init__(
        self,
        parts: Parts,
        form: str,
        changes: FormChanges,
        number: int,
        then: Callable[[FormVersion], object],
    ) -> None:
        heading = _("Make this version {number} of {form}?").format(number=number, form=form)
        super().__init__(parts, heading, icon_name="file-text")
        self._form, self._changes, self._then = form, changes, then
        self._reason = LongInput(lines=2)
        for sentence in (
            _("Forms that are begun from now on are in these words."),
            _("Sealed forms, blank ones on paper and forms in hand keep the version they have."),
        ):
            self.add(Words(sentence))
        self.add(
            Field(
                "reason",
                _("Why?"),
                self._reason,
                help_=_("For whoever reads the older form later. No names of clients."),
            )
        )
        self.offer(_("Make the new version"), self._make)
        self._reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make(self) -> None:
        desk, reason = self.parts.desk, self._reason.value()
        form, changes = self._form, self._changes
        self.do(
            lambda _progress: form_wording.make(desk, form, changes, reason),
            self._then,
            changes=_MADE,
        )
