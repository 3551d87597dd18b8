"""The record of what was done, as a person reads it, and the codes that papers carry of it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.audit import CODE_CHARACTERS, Act, AuditEntry
from counsellor_desk.domain.ids import CROCKFORD
from counsellor_desk.domain.worded import Worded
from counsellor_desk.errors import NOTHING_CHANGED, InputError
from counsellor_desk.wording import N_, _

OPENINGS: Final = frozenset(
    {
        Act.STORE_CREATED,
        Act.OPENED,
        Act.OPENED_BY_RECOVERY,
        Act.OPENED_BY_MANAGER,
        Act.RESTORED,
        Act.STORE_SALVAGED,
    }
)
EXITS: Final = frozenset(
    {
        Act.DOCUMENT_SAVED,
        Act.DOCUMENT_PRINTED,
        Act.DISCLOSED,
        Act.BACKUP_MADE,
        Act.HELD_COPY_SEALED,
        Act.CLINICAL_WILL_PRINTED,
        Act.CLIENT_LIST_PRINTED,
    }
)
_UNUSUAL: Final = frozenset(
    {Act.OPENED_BY_RECOVERY, Act.OPENED_BY_MANAGER, Act.CLOCK_WENT_BACK, Act.STORE_SALVAGED}
)
_SLOTS: Final = {
    "recovery": N_("by the recovery sheet"),
    "manager": N_("by the service manager’s key"),
}
_LOOKALIKES: Final = str.maketrans("OIL", "011")
_CODE: Final = re.compile(rf"(\d{{1,15}})-([{CROCKFORD}]{{{CODE_CHARACTERS}}})")


class RecordCodeNotPossible(InputError):
    """Not of the shape that papers carry."""

    field = "record_code"
    happened = N_("That is not a record code.")
    safe = NOTHING_CHANGED
    next_step = N_("It is a number and three groups of four characters, such as 57-7Q3F-K2MZ-0XWB.")


class Fit(Worded):
    """What became of a record code that was typed from a paper."""

    FITS = "fits", N_("It fits.")
    ANOTHER = "another", N_("Entry {number} has another code.")
    LOST = "lost", N_("Entry {number} was lost when a damaged store was saved.")
    NONE = "none", N_("There is no entry {number}.")


@dataclass(frozen=True, kw_only=True)
class Line:
    """An entry. ``case``: the number of the case that it is about, where it is about one."""

    entry: AuditEntry
    case: str = ""

    @property
    def is_unusual(self) -> bool:
        """Whether it is to be marked: opened by something else than the passphrase, or the like."""
        return self.entry.act in _UNUSUAL or self.entry.slot in _SLOTS

    @property
    def words(self) -> str:
        """What was done."""
        told = self.entry.act.label
        return f"{told} · {self.case}" if self.case else told

    def below(self, now: datetime) -> str:
        """When, which entry, by what it was opened, and what there is to say besides."""
        at = dates.local_moment(self.entry.at.astimezone(now.tzinfo))
        parts = [at, _("entry {number}").format(number=self.entry.seq)]
        if (slot := _SLOTS.get(self.entry.slot)) is not None:
            parts.append(_(slot))
        if self.entry.act is Act.CLOCK_WENT_BACK:
            back = timedelta(seconds=int(self.entry.facts.get("seconds") or 0))
            parts.append(_("by {time}").format(time=dates.elapsed(back)))
        if tries := int(self.entry.facts.get("wrong_tries") or 0):
            parts.append(_("wrong tries before it: {count}").format(count=tries))
        return " · ".join(parts)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """``line``: the entry of that number, where there is one."""

    fit: Fit
    number: int
    line: Line | None = None


def read_code(typed: str) -> tuple[int, str]:
    """Number and characters of a record code, however its dashes and capitals were typed.

    Raises:
        RecordCodeNotPossible: it has another shape.
    """
    number, _dash, rest = typed.strip().upper().replace("–", "-").partition("-")
    letters = re.sub(r"[\s-]", "", rest).translate(_LOOKALIKES)
    found = _CODE.fullmatch(f"{number.strip()}-{letters}")
    if found is None:
        raise RecordCodeNotPossible
    return int(found[1]), found[2]
