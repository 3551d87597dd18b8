"""The essential summary: what stays of a session (policy 4.5, 4.8, 4.9).

Accepted means locked: later changes are dated amendments, and the original stays legible.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.ids import ActionId, CaseId, RecordId, SessionId, SummaryId
from counsellor_desk.domain.text import clean, one_line, word_count
from counsellor_desk.domain.worded import Worded
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_, _

AMENDMENT_LENGTH: Final = 4_000


class Section(Worded):
    """The sections of a summary, in the order in which they are read."""

    SESSION = "attendance", N_("Session and others involved")
    OBSERVED = "themes", N_("What was said and observed")
    DONE = "interventions", N_("What we did")
    VIEW = "view", N_("Professional view")
    RISK = "risk", N_("Risk")
    ACTIONS = "actions", N_("Agreed actions")
    NEXT = "next_session", N_("Next session")


class OwnerKind(Enum):
    """Who does what was agreed."""

    CLIENT = "client"
    COUNSELLOR = "counsellor"
    BOTH = "both"
    OTHER = "other"


@dataclass(frozen=True)
class Owner:
    """Who does it. ``who``: which clients of several, or the role of somebody else."""

    kind: OwnerKind
    who: str = ""

    @property
    def label(self) -> str:
        """As a person reads it."""
        match self.kind:
            case OwnerKind.CLIENT:
                return self.who or _("Client")
            case OwnerKind.COUNSELLOR:
                return _("Counsellor")
            case OwnerKind.BOTH:
                return self.who or _("Client and counsellor")
            case _:
                return self.who

    @property
    def stored(self) -> str:
        """``client``, ``client:NAME``, ``counsellor``, ``both``, ``other:ROLE``."""
        return f"{self.kind.value}:{self.who}" if self.who else self.kind.value


def owner_from(stored: str) -> Owner:
    """The reverse of ``Owner.stored``.

    Raises:
        ValueError: not written by it.
    """
    kind, _colon, who = stored.partition(":")
    return Owner(OwnerKind(kind), who)


class OthersInvolved(Worded):
    """Policy 4.8 asks for everyone involved: 'no one else' is a choice, never a default."""

    NOT_SAID = "not_said", N_("Not chosen yet")
    NO_ONE_ELSE = "no_one_else", N_("No one else was present")
    OTHERS = "others", N_("Others were involved")


class AmendmentEmpty(InputError):
    """An amendment says something."""

    field = "amendment"
    happened = N_("The amendment is empty.")
    next_step = N_("Write what has to be added or put right. The original stays as it is.")


class AmendmentTooLong(InputError):
    """It puts something right; it does not begin the record anew."""

    field = "amendment"
    happened = N_("That is longer than an amendment ({length} characters; {limit} fit).")
    next_step = N_("Say in a few lines what has to be added or put right.")


class AuthorMissing(InputError):
    """Whatever is kept names its author (policy 4.8)."""

    field = "author"
    happened = N_("Your name is not known to this desk, and what is kept names its author.")
    safe = N_("What you wrote is kept, and nothing is locked yet.")
    next_step = N_("Fill in your name under Settings, then come back here.")


@dataclass(frozen=True, kw_only=True)
class ActionPoint:
    """An agreed action. ``due_words`` as written; ``due_on`` the day that they mean, if clear."""

    id: ActionId
    owner: Owner
    what: str
    due_words: str = ""
    due_on: date | None = None
    done_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Amendment:
    """A dated addition to a locked summary."""

    author: str
    written_at: datetime
    text: str


@dataclass(frozen=True, kw_only=True)
class EssentialSummary:
    """An accepted summary with the fields of policy 4.8. ``sections`` leaves actions out."""

    id: SummaryId
    case: CaseId
    session: SessionId
    session_on: date
    written_at: datetime
    author: str
    others: OthersInvolved
    others_named: str
    sections: Mapping[Section, tuple[str, ...]]
    actions: tuple[ActionPoint, ...]
    record_code: str = ""
    amendments: tuple[Amendment, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "sections", MappingProxyType(dict(self.sections)))

    def words(self) -> int:
        """Words of all sections and actions."""
        lines = [line for section in self.sections.values() for line in section]
        return sum(map(word_count, [*lines, *(action.what for action in self.actions)]))

    def first_line(self) -> str:
        """What a timeline previews."""
        for section in (Section.OBSERVED, Section.DONE, Section.SESSION, *Section):
            for line in self.sections.get(section, ()):
                return line
        return ""


def told(owner: Owner, what: str, due_words: str, due_on: date | None) -> str:
    """An agreed action in a line, as an amendment lists it: who, what, by when."""
    day = f"({dates.weekday(due_on)})" if due_on else ""
    said = (f"{owner.label}:", one_line(what), one_line(due_words), day)
    return " ".join(part for part in said if part)


def added_on(action: ActionPoint, amendments: Sequence[Amendment]) -> date | None:
    """The day of the amendment that lists the action; none where the summary itself has it."""
    line = told(action.owner, action.what, action.due_words, action.due_on)
    for amendment in amendments:
        if line in amendment.text.splitlines():
            return amendment.written_at.date()
    return None


@dataclass(frozen=True, kw_only=True)
class OpenAction:
    """An agreed action that is not done yet, with the summary or the record that it comes from."""

    action: ActionPoint
    summary: SummaryId | None
    case: CaseId
    case_number: str
    record: RecordId | None = None


@dataclass(frozen=True, kw_only=True)
class SearchHit:
    """A summary or a record that a search found. ``day``: of the session, or what it is about.

    ``snippet``: words around the first place.
    """

    summary: SummaryId | None
    case: CaseId
    case_number: str
    day: date
    snippet: str
    record: RecordId | None = None


def amendment(text: str, *, author: str, at: datetime) -> Amendment:
    """A new amendment.

    Raises:
        AmendmentEmpty: nothing but white space.
        AmendmentTooLong: over ``AMENDMENT_LENGTH`` characters.
        AuthorMissing: nobody's name.
    """
    if not one_line(author):
        raise AuthorMissing
    if not one_line(text):
        raise AmendmentEmpty
    tidy = clean(text).text.strip()
    if len(tidy) > AMENDMENT_LENGTH:
        raise AmendmentTooLong(length=len(tidy), limit=AMENDMENT_LENGTH)
    return Amendment(author=author, written_at=at, text=tidy)
