"""A summary in hand as bytes, to be sealed beside its note: JSON and back.

The bytes say of which text they are. A note may be written on meanwhile, and places of the summary
must not point to words of another text. The digest is sealed under the note's own key, and goes
with it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from counsellor_desk.domain import regrowing
from counsellor_desk.domain.drafts import Draft, Polarity, RiskCue, Span
from counsellor_desk.domain.fullness import Fullness
from counsellor_desk.domain.reductions import WorkingAction, WorkingLine, WorkingSummary
from counsellor_desk.domain.summaries import OthersInvolved, Section, owner_from


def written(summary: WorkingSummary, text: str) -> bytes:
    """The bytes of it; ``text``: the note that its places count in."""
    gone = summary.taken_out
    content = {
        "text": [len(text), _digest(text)],
        "lines": [_written_line(line) for line in summary.lines],
        "actions": [_written_action(action) for action in summary.actions],
        "others": summary.others.value,
        "others_named": summary.others_named,
        "dismissed": _spans(tuple(sorted(summary.dismissed))),
        "confirmed": [
            [x.span.start, x.span.end, x.topic, x.polarity.value, x.cue]
            for x in sorted(summary.confirmed, key=lambda x: (x.span, x.topic))
        ],
        "next_key": summary.next_key,
        "fullness": summary.fullness.value,
        "lines_taken_out": [_written_line(x) for x in gone if isinstance(x, WorkingLine)],
        "actions_taken_out": [_written_action(x) for x in gone if isinstance(x, WorkingAction)],
        "roles": [list(pair) for pair in summary.roles],
        "looked_at": [list(each) for each in sorted(summary.looked_at)],
    }
    return json.dumps(content, separators=(",", ":")).encode("ascii")


def read(content: bytes, text: str, drafts: Mapping[Fullness, Draft]) -> WorkingSummary:
    """The reverse of ``written`` for the note as it is now, with its ``drafts``.

    What was added to the end of the note comes in as it is drafted. Where the note was changed
    otherwise, the summary keeps its words and points nowhere.
    """
    found = json.loads(content)
    length, digest = found["text"]
    summary = _read(found)
    if _digest(text[:length]) != digest:
        return regrowing.untied(summary)
    if len(text) == length:
        return summary
    return regrowing.grown(summary, drafts[summary.fullness], length)


def _written_line(line: WorkingLine) -> list[Any]:
    return [line.key, line.section.value, line.text, _spans(line.spans), line.drafted]


def _written_action(action: WorkingAction) -> list[Any]:
    return [
        action.key,
        action.owner.stored if action.owner else None,
        action.what,
        action.due_words,
        _written_day(action.due_on),
        _spans(action.spans),
        _written_day(action.due_or),
        action.conditional,
        action.declined,
        action.drafted,
    ]


def _written_day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _read(found: dict[str, Any]) -> WorkingSummary:
    return WorkingSummary(
        lines=tuple(map(_line, found["lines"])),
        actions=tuple(map(_action, found["actions"])),
        others=OthersInvolved.of(found["others"]),
        others_named=found["others_named"],
        dismissed=frozenset(_read_spans(found["dismissed"])),
        confirmed=frozenset(_cue(*cue) for cue in found["confirmed"]),
        next_key=found["next_key"],
        fullness=Fullness.of(found.get("fullness", "usual")),
        taken_out=(
            *map(_line, found.get("lines_taken_out", ())),
            *map(_action, found.get("actions_taken_out", ())),
        ),
        roles=tuple((name, role) for name, role in found.get("roles", ())),
        looked_at=frozenset((place, about) for place, about in found.get("looked_at", ())),
    )


def _line(row: list[Any]) -> WorkingLine:
    key, section, text, spans, drafted = (*row, False)[:5]  # older ones end earlier
    return WorkingLine(
        key=key,
        section=Section.of(section),
        text=text,
        spans=_read_spans(spans),
        drafted=drafted,
    )


def _action(row: list[Any]) -> WorkingAction:
    key, owner, what, due_words, due_on, spans, *marks = row
    due_or, conditional, declined, drafted = marks or (None, False, False, False)
    return WorkingAction(
        key=key,
        owner=owner_from(owner) if owner is not None else None,
        what=what,
        due_words=due_words,
        due_on=_day(due_on),
        spans=_read_spans(spans),
        due_or=_day(due_or),
        conditional=conditional,
        declined=declined,
        drafted=drafted,
    )


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def _cue(start: int, end: int, topic: str, polarity: str, cue: str) -> RiskCue:
    span = Span(start, end)
    return RiskCue(span=span, topic=topic, polarity=Polarity.of(polarity), cue=cue)


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _read_spans(spans: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in spans)
