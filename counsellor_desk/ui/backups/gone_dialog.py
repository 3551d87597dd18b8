"""A backup that no longer exists, or cannot be found: the ledger says so and why."""

from __future__ import annotations

from counsellor_desk.domain import dates
from counsellor_desk.domain.backups import Backup
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.backups.making import LEDGERED
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _
from counsellor_desk.workflows import backups


class GoneDialog(AskingDialog):
    """Asks what became of it. Nothing is deleted anywhere: only the ledger is told."""

    def __init__(self, parts: Parts, backup: Backup) -> None:
        super().__init__(parts, _("What became of this backup?"), icon_name="hard-drive")
        self._backup = backup
        self._because = LineInput()
        told = _("The backup of {when}, on {place}.")
        self.add(Words(told.format(when=dates.local_moment(backup.made_at), place=backup.place)))
        self.add(
            Words(
                _(
                    "This deletes no file: it is for a backup that you erased, shredded or lost. "
                    "The ledger keeps its line, so that it is known which copies were made."
                )
            )
        )
        self.add(
            Field(
                "gone_because",
                _("What happened to it"),
                self._because,
                help_=_("Such as “stick erased” or “lost on the train”. Name no client."),
            )
        )
        self._because.setFocus()
        self.offer(_("It is gone"), self._mark)

    def _mark(self) -> None:
        because, desk, which = self._because.value(), self.parts.desk, self._backup.id
        self.do(
            lambda _progress: backups.mark_gone(desk, which, because),
            lambda _none: self.parts.window.say(_("Written into the ledger.")),
            changes=LEDGERED,
        )
