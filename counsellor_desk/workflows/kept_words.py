"""What is kept of a summary in hand: the summary, or an amendment with actions of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import chain

from counsellor_desk.documents.typefaces import missing
from counsellor_desk.domain import summaries as summary_rules
from counsellor_desk.domain.ids import ActionId, SummaryId
from counsellor_desk.domain.reductions import WorkingSummary
from counsellor_desk.domain.sessions import Session
from counsellor_desk.domain.summaries import (
    AMENDMENT_LENGTH,
    ActionPoint,
    Amendment,
    EssentialSummary,
    OthersInvolved,
    Section,
)
from counsellor_desk.domain.text import clean, one_line, told_apart
from counsellor_desk.vault import ids


def summary(
    session: Session, working: WorkingSummary, author: str, at: datetime, code: str
) -> EssentialSummary:
    """The first summary of a session."""
    return EssentialSummary(
        id=SummaryId(ids.new_id()),
        case=session.case,
        session=session.id,
        session_on=session.starts.date(),
        written_at=at,
        author=author,
        others=working.others,
        others_named=_named(working),
        sections={section: _texts(working, section) for section in Section},
        actions=actions(working),
        record_code=code,
    )


def actions(working: WorkingSummary) -> tuple[ActionPoint, ...]:
    """What was agreed, each with somebody who does it."""
    return tuple(
        ActionPoint(
            id=ActionId(ids.new_id()),
            owner=action.owner,
            what=one_line(action.what),
            due_words=one_line(action.due_words),
            due_on=action.due_on,
        )
        for action in working.actions
        if action.owner is not None
    )


def amendment(working: WorkingSummary, author: str, at: datetime) -> Amendment:
    """Every section under its name: facts and view stay apart, and what is risk is seen.

    Raises:
        AmendmentTooLong: see ``too_long``.
    """
    return summary_rules.amendment(_amending(working), author=author, at=at)


def too_long(working: WorkingSummary) -> bool:
    """Whether it is more than an amendment takes."""
    return len(clean(_amending(working)).text.strip()) > AMENDMENT_LENGTH


def unprintable(texts: tuple[str, ...]) -> str:
    """Characters of these texts that no document can show: they could not be sealed."""
    return told_apart(missing(texts))


def unprintable_in(working: WorkingSummary) -> str:
    """The same of everything that would be kept."""
    agreed = ((action.what, action.due_words) for action in working.actions)
    lines = (line.text for line in working.lines)
    return unprintable((*lines, *chain.from_iterable(agreed), _named(working)))


def _amending(working: WorkingSummary) -> str:
    texts = {section: _texts(working, section) for section in Section}
    texts[Section.SESSION] = (*texts[Section.SESSION], _named(working) or working.others.label)
    texts[Section.ACTIONS] = (*texts[Section.ACTIONS], *_told_actions(working))
    whole = ["\n".join([section.label, *lines]) for section in Section if (lines := texts[section])]
    return "\n\n".join(whole)


def _named(working: WorkingSummary) -> str:
    named = one_line(working.others_named)
    return named if working.others is OthersInvolved.OTHERS else ""


def _texts(working: WorkingSummary, section: Section) -> tuple[str, ...]:
    texts = (line.text.strip() for line in working.in_section(section))
    return tuple(text for text in texts if text)


def _told_actions(working: WorkingSummary) -> Iterator[str]:
    for action in working.actions:
        if action.owner is not None:
            yield summary_rules.told(action.owner, action.what, action.due_words, action.due_on)
