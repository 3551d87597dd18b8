"""What opening the store has to say besides the store itself, and the waits between wrong tries."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from counsellor_desk.domain.worded import Worded
from counsellor_desk.wording import N_

_WAITS: Final = (0, 0, 0, 2, 5, 15, 30)
_LONGEST_WAIT: Final = 60


class Freshness(Worded):
    """The store compared with what this computer remembers of it."""

    CURRENT = "current", N_("This is the store last used on this computer.")
    OLDER = "older", N_("This store is older than the one last used on this computer.")
    NOT_KNOWN = "not_known", N_("This computer remembers nothing about this store.")


class NotesAccess(Worded):
    """Whether raw notes can be opened."""

    OPEN = "open", N_("Session notes can be opened.")
    RECOVERY = "recovery", N_("Opened with the recovery sheet: session notes stay closed.")
    MANAGER = (
        "manager",
        N_("Opened with the service manager’s key: session notes stay closed."),
    )
    KEYS_MISSING = "keys_missing", N_("This computer does not have the keys of the session notes.")


@dataclass(frozen=True, kw_only=True)
class Tries:
    """Wrong passphrases since the last right one."""

    wrong: int = 0
    since: datetime | None = None
    last: datetime | None = None

    @property
    def wait(self) -> int:
        """Seconds to wait before the next try: 0, 0, 0, 2, 5, 15, 30, then 60 each time."""
        return _WAITS[self.wrong] if self.wrong < len(_WAITS) else _LONGEST_WAIT


def after_wrong(tries: Tries, at: datetime) -> Tries:
    """One more."""
    return replace(tries, wrong=tries.wrong + 1, since=tries.since or at, last=at)
