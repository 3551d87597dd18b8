"""What to look at again in a record before it is locked: names and wording (policy 4.5, 4.8).

The words are read by the same rooms as a note, one part at a time; nothing of them is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from counsellor_desk.domain.drafts import Draft, FlagKind, SessionFacts, Span
from counsellor_desk.domain.identity_cards import IdentityCard
from counsellor_desk.domain.ids import CaseId
from counsellor_desk.domain.purposes import Heading
from counsellor_desk.domain.records import PART_LENGTH, Remark, WorkingRecord
from counsellor_desk.domain.sessions import Mode
from counsellor_desk.domain.summaries import OthersInvolved
from counsellor_desk.domain.words import note_text
from counsellor_desk.vault import identity_cards
from counsellor_desk.wording import _
from counsellor_desk.workflows import reading
from counsellor_desk.workflows.desk import Desk

_OWN_VOICE: Final = ("i ", "in my ", "to me ", "to my ")
_WORDING: Final = frozenset({FlagKind.JUDGEMENTAL, FlagKind.CERTAINTY, FlagKind.IDENTIFIER})


def remarks(desk: Desk, case: CaseId, working: WorkingRecord) -> tuple[Remark, ...]:
    """Names, judgements and certainties in what would be accepted, in reading order.

    A part that is too long to be accepted is read as far as one may be.
    """
    facts = SessionFacts(
        starts=desk.now(), number=1, mode=Mode.IN_PERSON, minutes=0, author=desk.profile().name
    )
    cards = identity_cards.of_case(desk.read(), case)
    found = (
        remark
        for heading, words in _texts(working)
        for remark in _of_part(heading, words[:PART_LENGTH], facts, cards)
    )
    return tuple(dict.fromkeys(found))


def _texts(working: WorkingRecord) -> Iterator[tuple[Heading | None, str]]:
    yield from working.kept_parts().items()
    if working.others is OthersInvolved.OTHERS:
        yield None, working.others_named
    for action in working.kept_actions():
        yield None, action.what


def _of_part(
    heading: Heading | None, words: str, facts: SessionFacts, cards: Sequence[IdentityCard]
) -> Iterator[Remark]:
    draft, text = reading.read_note(words, facts, cards), note_text(words).text
    placed = [*_named(heading, text, draft), *_flagged(heading, text, draft)]
    for _span, remark in sorted(placed, key=lambda each: each[0]):
        yield remark


def _named(heading: Heading | None, text: str, draft: Draft) -> Iterator[tuple[Span, Remark]]:
    for found in draft.replacements:
        words = text[found.span.start : found.span.end]
        if found.text and words != found.text:
            yield (
                found.span,
                Remark(
                    heading=heading,
                    kind=FlagKind.IDENTIFIER,
                    words=words,
                    reason=_("A name. Records tell people by their role."),
                    instead=(found.text,),
                ),
            )


def _flagged(heading: Heading | None, text: str, draft: Draft) -> Iterator[tuple[Span, Remark]]:
    for flag in draft.flags:
        words = text[flag.span.start : flag.span.end]
        if flag.kind not in _WORDING or (heading is Heading.VIEW and _is_own(words)):
            continue
        remark = Remark(
            heading=heading,
            kind=flag.kind,
            words=words,
            reason=flag.reason,
            suggestion=flag.suggestion,
            instead=flag.instead_of(words),
        )
        yield flag.span, remark


def _is_own(words: str) -> bool:
    """In a part that is marked as a view it is right to say that it is one."""
    return f"{words.lower()} ".startswith(_OWN_VOICE)
