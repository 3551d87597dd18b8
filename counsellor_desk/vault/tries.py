"""Wrong tries at the passphrase, counted on disk and waited for (security.md 3.8; FORMAT.md 9).

Nothing is ever wiped or locked out: what really stands in the way is Argon2 and the device secret.
"""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from counsellor_desk.clock import Clock
from counsellor_desk.domain.openings import Tries, after_wrong
from counsellor_desk.errors import DeskError, InputError
from counsellor_desk.vault import files
from counsellor_desk.wording import N_

NAME: Final = "unlock.json"
_MOST_BYTES: Final = 1024
_MOST_TRIES: Final = 10_000
_YEARS: Final = range(1970, 9999)
"""Those that every zone can tell."""


class TryLater(InputError):
    """A short wait between wrong tries."""

    field = "passphrase_now"
    happened = N_("After several wrong tries there is a short wait.")
    next_step = N_("Try again in {seconds} seconds.")


class Gate:
    """Counts and waits. Made once when the program starts: the wait runs anew from there."""

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._path = folder / NAME
        self._clock = clock
        self._from = clock.monotonic()

    def tries(self) -> Tries:
        """The wrong tries so far, to be shown."""
        try:
            if not self._path.is_file():  # a pipe would be waited for without end
                return Tries()
            with self._path.open("rb") as file:
                return _read(json.loads(file.read(_MOST_BYTES)))
        except (OSError, ValueError, RecursionError):
            return Tries()

    def seconds_left(self) -> float:
        """How long the next try has to wait; 0 when it need not."""
        elapsed = self._clock.monotonic() - self._from
        return max(self.tries().wait - elapsed, 0.0)

    def ensure_open(self) -> None:
        """Let a try go ahead.

        Raises:
            TryLater: with the whole seconds left.
        """
        left = self.seconds_left()
        if left > 0:
            raise TryLater(seconds=int(left) + 1)

    def wrong(self) -> Tries:
        """Count one more. A disk that refuses to be written keeps nobody from being told."""
        tries = after_wrong(self.tries(), self._clock.now())
        tries = replace(tries, wrong=min(tries.wrong, _MOST_TRIES))
        self._from = self._clock.monotonic()
        self._keep(tries)
        return tries

    def right(self) -> Tries:
        """Forget them; what they were is still to be shown once."""
        tries = self.tries()
        if tries.wrong:
            self._keep(Tries())
        return tries

    def passed(self) -> None:
        """Right at a desk that stands open: nobody waits, and whoever opens it next is told."""
        self._from = self._clock.monotonic() - self.tries().wait

    def _keep(self, tries: Tries) -> None:
        with suppress(DeskError):
            files.write_atomically(self._path, _written(tries))


def _written(tries: Tries) -> bytes:
    members = {
        "version": 1,
        "wrong": tries.wrong,
        "since": tries.since.isoformat() if tries.since else None,
        "last": tries.last.isoformat() if tries.last else None,
    }
    return json.dumps(members).encode("ascii")


def _read(members: Any) -> Tries:
    """The tries.

    Raises:
        ValueError: not written by us.
    """
    if not isinstance(members, dict) or set(members) != {"version", "wrong", "since", "last"}:
        raise ValueError("members")
    wrong = members["wrong"]
    if members["version"] != 1 or type(wrong) is not int or not 0 <= wrong <= _MOST_TRIES:
        raise ValueError("wrong")
    return Tries(wrong=wrong, since=_moment(members["since"]), last=_moment(members["last"]))


def _moment(text: object) -> datetime | None:
    if text is None:
        return None
    if not isinstance(text, str):
        raise ValueError("moment")  # noqa: TRY004 - all of it is one kind of damage
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or moment.year not in _YEARS:
        raise ValueError("moment")
    return moment
