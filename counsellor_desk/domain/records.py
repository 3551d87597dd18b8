"""Additional records: beside the summaries, for one of five purposes (policy 4.7, 4.8).

Like a summary, an accepted record is locked: what changes later is a dated amendment.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain import purposes as purpose_rules
from counsellor_desk.domain.drafts import FlagKind
from counsellor_desk.domain.ids import CaseId, ConsentId, DocumentId, DraftId, RecordId
from counsellor_desk.domain.purposes import Heading, Purpose
from counsellor_desk.domain.reductions import WorkingAction
from counsellor_desk.domain.summaries import ActionPoint, Amendment, AuthorMissing, OthersInvolved
from counsellor_desk.domain.text import clean, one_line, word_count
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_

PART_LENGTH: Final = 8_000
"""Characters of one part: a record says what is essential, it is not a transcript."""


class _NotReady(InputError):
    safe = N_("What you wrote is kept, and nothing is locked yet.")


class PurposeMissing(_NotReady):
    """There is no record without a purpose."""

    field = "purposes"
    happened = N_("What this record is for is not chosen yet.")
    next_step = N_("Choose at least one of the five purposes. Without one, it is not kept.")


class AboutDayMissing(_NotReady):
    """A record is clearly dated."""

    field = "about_on"
    happened = N_("The day that this record is about is missing.")
    next_step = N_("Choose the day on which it happened or was agreed.")


class AboutDayInFuture(_NotReady):
    """What has not happened cannot be recorded."""

    field = "about_on"
    happened = N_("The day that this record is about lies in the future.")
    next_step = N_("Correct the day. What is still to be done is an agreed action.")


class OthersNotChosen(_NotReady):
    """'No one else' is a choice, never a default."""

    field = "record_others"
    happened = N_("Whether anybody else was involved is not chosen yet.")
    next_step = N_("Choose, even if it was no one.")


class OthersNotNamed(_NotReady):
    """A role is enough."""

    field = "record_others_named"
    happened = N_("Who else was involved is missing.")
    next_step = N_("Name them by role, such as “supervisor” or “mother”.")


class TextMissing(_NotReady):
    """Without it the record would not serve its purpose. ``key`` is the heading's."""

    field = "record_part"
    happened = N_("“{heading}” is empty.")
    next_step = N_("Write what is essential. A sentence is enough.")


class TextTooLong(_NotReady):
    """More than a record should hold. ``key`` is the heading's."""

    field = "record_part"
    happened = N_("“{heading}” is too long: {length} characters, {limit} fit.")
    next_step = N_("Keep what is essential to the purpose, and leave out the rest.")


class ActionOpen(_NotReady):
    """Who does what."""

    field = "record_actions"
    happened = N_("An agreed action does not say who does it, or what is to be done.")
    next_step = N_("Complete it, or remove it.")


class AgreementMissing(_NotReady):
    """These purposes rest on what was agreed in a form (policy 4.7)."""

    field = "agreement"
    happened = N_("A record of this purpose rests on a form or agreement of the case.")
    next_step = N_("Choose the one that it rests on. Where there is none, begin the form first.")


@dataclass(frozen=True)
class Agreement:
    """What a record rests on: a consent form, or else a sealed document, of the same case."""

    consent: ConsentId | None = None
    document: DocumentId | None = None

    @property
    def is_chosen(self) -> bool:
        """Whether it names anything."""
        return (self.consent or self.document) is not None


NO_AGREEMENT: Final = Agreement()


@dataclass(frozen=True, kw_only=True)
class AdditionalRecord:
    """An accepted record. ``about_on``: the day it is about; ``written_at``: when it was accepted.

    ``parts`` hold what stands under each heading, in the order of the headings.
    """

    id: RecordId
    case: CaseId
    purposes: tuple[Purpose, ...]
    about_on: date
    written_at: datetime
    author: str
    others: OthersInvolved
    others_named: str
    parts: Mapping[Heading, str]
    actions: tuple[ActionPoint, ...] = ()
    agreement: Agreement = NO_AGREEMENT
    record_code: str = ""
    amendments: tuple[Amendment, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "parts", MappingProxyType(dict(self.parts)))

    def words(self) -> int:
        """Words of all parts and actions."""
        texts = [*self.parts.values(), *(action.what for action in self.actions)]
        return sum(map(word_count, texts))

    def first_line(self) -> str:
        """What a timeline previews: the decision before what led to it."""
        for heading in (Heading.DECISION, Heading.AGREED, *Heading):
            if words := self.parts.get(heading):
                return words
        return ""


@dataclass(frozen=True, kw_only=True)
class WorkingRecord:
    """A record that is being written. Nothing of it has been accepted."""

    purposes: tuple[Purpose, ...] = ()
    about_on: date | None = None
    others: OthersInvolved = OthersInvolved.NOT_SAID
    others_named: str = ""
    parts: Mapping[Heading, str] = field(default_factory=lambda: MappingProxyType({}))
    actions: tuple[WorkingAction, ...] = ()
    agreement: Agreement = NO_AGREEMENT

    def asked(self) -> tuple[Heading, ...]:
        """The headings that its purposes ask; what stands under others is not accepted."""
        return purpose_rules.headings(self.purposes)

    def kept_parts(self) -> Mapping[Heading, str]:
        """What would be accepted of its text."""
        tidy = ((each, clean(self.parts.get(each, "")).text.strip()) for each in self.asked())
        return {heading: words for heading, words in tidy if words}

    def kept_actions(self) -> tuple[WorkingAction, ...]:
        """What would be accepted of its actions."""
        return self.actions if purpose_rules.has_actions(self.purposes) else ()

    def not_asked(self) -> tuple[Heading, ...]:
        """Headings under which something stands that would not be accepted."""
        asked = self.asked()
        return tuple(each for each in Heading if each not in asked and self._says(each))

    def words(self) -> int:
        """Words that would be accepted."""
        texts = [*self.kept_parts().values(), *(action.what for action in self.kept_actions())]
        return sum(map(word_count, texts))

    def is_blank(self) -> bool:
        """Whether nothing was written that anybody could miss."""
        written = any(map(self._says, self.parts))
        return not (written or self.actions or self.purposes or one_line(self.others_named))

    def _says(self, heading: Heading) -> bool:
        return bool(one_line(self.parts.get(heading, "")))


@dataclass(frozen=True, kw_only=True)
class RecordDraft:
    """A record in hand, as it was kept last."""

    id: DraftId
    case: CaseId
    begun_at: datetime
    changed_at: datetime
    working: WorkingRecord


@dataclass(frozen=True, kw_only=True)
class Remark:
    """Words to look at again before a record is locked, and why.

    ``heading``: None where they stand beside the text: in who was involved, or in an action.
    ``suggestion`` says what could be written; ``instead``: the very words that could stand there.
    """

    heading: Heading | None
    kind: FlagKind
    words: str
    reason: str
    suggestion: str = ""
    instead: tuple[str, ...] = ()


def ensure_ready(
    working: WorkingRecord, *, author: str, today: date, agreements: Sequence[Agreement]
) -> None:
    """Refuse a record that is not complete. ``agreements``: what it could rest on in its case.

    Raises:
        PurposeMissing, AboutDayMissing, AboutDayInFuture, AuthorMissing: as they say.
        OthersNotChosen, OthersNotNamed, AgreementMissing: as they say.
        TextMissing, TextTooLong, ActionOpen: as they say.
    """
    if not working.purposes:
        raise PurposeMissing
    _ensure_day(working.about_on, today)
    if not one_line(author):
        raise AuthorMissing
    _ensure_parts(working)
    _ensure_others(working)
    if purpose_rules.needs_link(working.purposes) and working.agreement not in agreements:
        raise AgreementMissing
    for action in working.kept_actions():
        if action.owner is None or not one_line(action.what):
            raise ActionOpen


def _ensure_day(about_on: date | None, today: date) -> None:
    if about_on is None:
        raise AboutDayMissing
    if about_on > today:
        raise AboutDayInFuture


def _ensure_others(working: WorkingRecord) -> None:
    if working.others is OthersInvolved.NOT_SAID:
        raise OthersNotChosen
    if working.others is OthersInvolved.OTHERS and not one_line(working.others_named):
        raise OthersNotNamed


def _ensure_parts(working: WorkingRecord) -> None:
    parts, needed = working.kept_parts(), purpose_rules.needed(working.purposes)
    for heading in working.asked():
        words = parts.get(heading, "")
        if not words and heading in needed:
            raise TextMissing(key=heading.value, heading=heading.label)
        if len(words) > PART_LENGTH:
            raise TextTooLong(
                key=heading.value, heading=heading.label, length=len(words), limit=PART_LENGTH
            )
