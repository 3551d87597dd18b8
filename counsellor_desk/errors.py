"""What can go wrong, in the three-part sentence that a person sees.

A ``DeskError`` is the world's fault or the person's, never ours: wrong passphrase, full disk, a
form not complete. It says what happened, what is safe and what to do next. Everything else that
is raised is a bug of ours and is shown by its code only (``code_of``): never its text, which could
hold case content.
"""

from __future__ import annotations

import traceback
from typing import ClassVar, Final
from zlib import crc32

from counsellor_desk.wording import N_, _

NOTHING_LOST: Final = N_("Nothing was lost.")
NOTHING_CHANGED: Final = N_("Nothing was changed.")


class DeskError(Exception):
    """An expected fault. Sub-classes give the sentences; ``facts`` fill their ``{placeholders}``.

    Facts are counts, dates, file names that the person chose, clause numbers: never case content.
    """

    happened: ClassVar[str] = ""
    safe: ClassVar[str] = NOTHING_CHANGED
    next_step: ClassVar[str] = ""

    def __init__(self, **facts: object) -> None:
        super().__init__(type(self).__name__)
        self.facts = facts

    def sentences(self) -> tuple[str, str, str]:
        """What happened, what is safe, what to do next, in the installed language."""
        happened, safe, next_step = (
            _(part).format(**self.facts) for part in (self.happened, self.safe, self.next_step)
        )
        return happened, safe, next_step


class InputError(DeskError):
    """Something typed or chosen does not fit. ``field`` names the input to go back to."""

    field: ClassVar[str] = ""


def code_of(error: BaseException) -> str:
    """A short code made of class and function names only, so that it can be read out safely.

    The same fault at the same place gives the same code on every machine: ``KeyError-7Q3F``.
    """
    places = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
    trail = "|".join([type(error).__name__, *places]).encode()
    digest = crc32(trail).to_bytes(4, "big")
    letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
    return f"{type(error).__name__}-" + "".join(letters[byte % 32] for byte in digest)
