"""What a backup is wanted for: the records in it, or only its key files."""

from __future__ import annotations

from counsellor_desk.domain.worded import Worded
from counsellor_desk.wording import N_, _


class Aim(Worded):
    """Each is labelled with its headline."""

    RECORDS = "records", N_("Bring your records back")
    KEYS = "keys", N_("Make the key files anew")

    @property
    def below(self) -> str:
        """What is needed for it."""
        if self is Aim.KEYS:
            return _(
                "Your records are still here; only the files that hold their key are damaged. A "
                "backup has such files too. You need that, and your recovery sheet."
            )
        return _("You need two things: a backup, and your recovery sheet.")

    @property
    def act(self) -> str:
        """What the last button says."""
        return _("Make the key files anew") if self is Aim.KEYS else _("Bring my records back")

    @property
    def doing(self) -> str:
        """What is being done after it was pressed."""
        if self is Aim.KEYS:
            return _("Taking the key files out of the backup…")
        return _("Checking the backup whole, and bringing it back…")
