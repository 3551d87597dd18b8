"""A summary in hand as bytes, to be sealed beside its note: JSON and back.

The bytes say of which text they are. A note may be written on meanwhile, and places of the summary
must not point to words of another text. The digest is sealed under the note's own key, and goes
with it.
"""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import Any

from counsellor_desk.domain import reductions
from counsellor_desk.domain.drafts import Draft, Polarity, RiskCue, Span
from counsellor_desk.domain.reductions import WorkingAction, WorkingLine, WorkingSummary
from counsellor_desk.domain.summaries import OthersInvolved, Section, owner_from


def written(summary: WorkingSummary, text: str) -> bytes:
    """The bytes of it; ``text``: the note that its places count in."""
    content = {
        "text": [len(text), _digest(text)],
        "lines": [[x.key, x.section.value, x.text, _spans(x.spans)] for x in summary.lines],
        "actions": [
            [
                x.key,
                x.owner.stored if x.owner else None,
                x.what,
                x.due_words,
                x.due_on.isoformat() if x.due_on else None,
                _spans(x.spans),
            ]
            for x in summary.actions
        ],
        "others": summary.others.value,
        "others_named": summary.others_named,
        "dismissed": _spans(tuple(sorted(summary.dismissed))),
        "confirmed": [
            [x.span.start, x.span.end, x.topic, x.polarity.value, x.cue]
            for x in sorted(summary.confirmed, key=lambda x: (x.span, x.topic))
        ],
        "next_key": summary.next_key,
    }
    return json.dumps(content, separators=(",", ":")).encode("ascii")


def read(content: bytes, text: str, draft: Draft) -> WorkingSummary:
    """The reverse of ``written`` for the note as it is now, whose draft is ``draft``.

    What was added to the end of the note comes in as it is drafted. Where the note was changed
    otherwise, the summary keeps its words and points nowhere.
    """
    found = json.loads(content)
    length, digest = found["text"]
    summary = _read(found)
    if _digest(text[:length]) != digest:
        return reductions.untied(summary)
    return reductions.grown(summary, draft, length)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _read(found: dict[str, Any]) -> WorkingSummary:
    return WorkingSummary(
        lines=tuple(_line(*line) for line in found["lines"]),
        actions=tuple(map(_action, found["actions"])),
        others=OthersInvolved.of(found["others"]),
        others_named=found["others_named"],
        dismissed=frozenset(_read_spans(found["dismissed"])),
        confirmed=frozenset(_cue(*cue) for cue in found["confirmed"]),
        next_key=found["next_key"],
    )


def _line(key: int, section: str, text: str, spans: list[list[int]]) -> WorkingLine:
    return WorkingLine(key=key, section=Section.of(section), text=text, spans=_read_spans(spans))


def _action(row: list[Any]) -> WorkingAction:
    key, owner, what, due_words, due_on, spans = row
    return WorkingAction(
        key=key,
        owner=owner_from(owner) if owner is not None else None,
        what=what,
        due_words=due_words,
        due_on=date.fromisoformat(due_on) if due_on else None,
        spans=_read_spans(spans),
    )


def _cue(start: int, end: int, topic: str, polarity: str, cue: str) -> RiskCue:
    span = Span(start, end)
    return RiskCue(span=span, topic=topic, polarity=Polarity.of(polarity), cue=cue)


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _read_spans(spans: list[list[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in spans)
