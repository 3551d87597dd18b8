"""Drafts every note of a folder and writes what the yardstick reads, one JSON a note.

    python -m tests.measure.drafts NOTES_DIR OUT_DIR

Notes are ``counsellor-notes/1`` JSON or plain ``.txt``; ``score_notes.py`` describes both schemas.
How a draft is obtained (``drafted``) and how it is written (``as_json``) are kept apart.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from datetime import time as clock_time
from pathlib import Path
from typing import Any, Final

from counsellor_desk.domain.drafts import Draft, DraftItem, FlagKind, Reason, SessionFacts, Span
from counsellor_desk.domain.identity_cards import IdentityCard
from counsellor_desk.domain.ids import ClientId
from counsellor_desk.domain.sessions import Mode
from counsellor_desk.domain.summaries import OwnerKind, Section
from counsellor_desk.errors import DeskError
from counsellor_desk.workflows import note_files
from counsellor_desk.workflows.reading import read_note

_MODES: Final = {mode.value.replace("_", " "): mode for mode in Mode}
_YARDSTICK_SECTIONS: Final = {Section.VIEW: Section.OBSERVED.value}
_JOINED: Final = re.compile(r"\s+and\s+|\s*[,&+/]\s*")
_NOISE: Final = frozenset({Reason.CHAT, Reason.OWN_PROCESS})

_WARMING_UP: Final = {
    "id": "",
    "raw": "",
    "session": {"date": "2025-01-06", "author": "", "client": "", "number": 1},
}


@dataclass(frozen=True)
class MeasuredNote:
    """A note with what the store would know of its session and clients."""

    id: str
    text: str
    facts: SessionFacts
    cards: tuple[IdentityCard, ...]


def notes_in(
    folder: Path, passed_over: Callable[[str, DeskError], object]
) -> Iterator[MeasuredNote]:
    """The notes of a folder in order of their names; ``passed_over`` hears of what is none."""
    for path in note_files.paths(folder):
        try:
            yield _note(path)
        except DeskError as fault:
            passed_over(path.name, fault)


def _note(path: Path) -> MeasuredNote:
    """A note that the product takes too.

    Raises:
        As ``note_files.read``.
    """
    filed = note_files.read(path)
    if path.suffix.lower() == ".txt":
        return note_from({**_WARMING_UP, "id": path.stem, "raw": filed.text})
    record = json.loads(path.read_text(encoding="utf-8-sig"))
    try:
        named = Path(str(record.get("id", ""))).name  # its draft's file is called that
        return note_from({**record, "id": named or path.stem})
    except (KeyError, TypeError, ValueError, AttributeError, IndexError):
        raise note_files.NoteFileNotANote from None


def note_from(record: dict[str, Any]) -> MeasuredNote:
    """A note of the yardstick's schema. "Rob and Shereen Lister" are two clients."""
    session = record["session"]
    day = date.fromisoformat(session["date"])
    facts = SessionFacts(
        starts=datetime.combine(day, clock_time(10), UTC),
        number=session.get("number", 1),
        mode=_MODES.get(session.get("mode", ""), Mode.IN_PERSON),
        minutes=50,
        author=session.get("author", ""),
    )
    cards = tuple(
        IdentityCard(client=ClientId(str(number)), name=name)
        for number, name in enumerate(_names(session.get("client", "")))
    )
    return MeasuredNote(record["id"], record["raw"], facts, cards)


def _names(clients: str) -> list[str]:
    """Each client's own name, the surname that several share given to each."""
    names = [name for name in _JOINED.split(clients.strip()) if name] or [""]
    surname = names[-1].rpartition(" ")[2]
    several = len(names) > 1
    return [f"{name} {surname}" if several and " " not in name else name for name in names]


def drafted(note: MeasuredNote) -> tuple[Draft, float]:
    """The product's draft, and the milliseconds it took."""
    started = time.perf_counter()
    draft = read_note(note.text, note.facts, note.cards)
    return draft, (time.perf_counter() - started) * 1000


def as_json(note: MeasuredNote, draft: Draft, milliseconds: float) -> dict[str, Any]:
    """A ``counsellor-draft/1`` record. A role's own place in the note counts as a source too."""
    return {
        "schema": "counsellor-draft/1",
        "note_id": note.id,
        "ms": round(milliseconds, 3),
        "items": [_item(item, draft) for item in draft.items],
        "flags": [*_flags(draft), *_noise(draft), *_replaced(draft), *_risks(draft)],
    }


def _item(item: DraftItem, draft: Draft) -> dict[str, Any]:
    sources = [
        replaced.source
        for replaced in draft.replacements
        if replaced.source and any(span.overlaps(replaced.span) for span in item.spans)
    ]
    return {
        "section": _YARDSTICK_SECTIONS.get(item.section, item.section.value),
        "text": item.text,
        "spans": [[span.start, span.end] for span in (*item.spans, *sources)],
        "owner": _owner(item),
        "due_iso": item.due_on.isoformat() if item.due_on else None,
    }


def _owner(item: DraftItem) -> str | None:
    if item.owner is None:
        return None
    return item.owner.kind.value if item.owner.kind is OwnerKind.BOTH else item.owner.stored


def _flags(draft: Draft) -> Iterator[dict[str, Any]]:
    """Those of a kind that the yardstick knows; it has none for certainty."""
    for flag in draft.flags:
        if flag.kind is not FlagKind.CERTAINTY:
            yield _flag(flag.kind, flag.span)


def _noise(draft: Draft) -> Iterator[dict[str, Any]]:
    """Chat and own process, left out."""
    for left in draft.left_out:
        if left.reason in _NOISE:
            yield from (_flag(FlagKind.NOISE, span) for span in left.item.spans)


def _replaced(draft: Draft) -> Iterator[dict[str, Any]]:
    """Names and places that the draft writes something else for."""
    for replaced in draft.replacements:
        yield _flag(FlagKind.IDENTIFIER, replaced.span)


def _risks(draft: Draft) -> Iterator[dict[str, Any]]:
    for risk in draft.risks():
        yield _flag(FlagKind.RISK, risk.span, risk.polarity.value, risk.topic)


def _flag(
    kind: FlagKind, span: Span, polarity: str | None = None, topic: str | None = None
) -> dict[str, Any]:
    place = [span.start, span.end]
    return {"kind": kind.value, "span": place, "polarity": polarity, "topic": topic}


def main(arguments: list[str]) -> int:
    """Draft all notes of one folder into another. 1: some were none, and were passed over."""
    passed_over: list[str] = []

    def pass_over(name: str, fault: DeskError) -> None:
        passed_over.append(name)
        sys.stderr.write(f"{name}: {fault.sentences()[0]}\n")

    source, target = Path(arguments[0]), Path(arguments[1])
    target.mkdir(parents=True, exist_ok=True)
    read_note("", note_from(_WARMING_UP).facts, ())  # the cue tables are read once, not per note
    for note in notes_in(source, pass_over):
        record = as_json(note, *drafted(note))
        text = json.dumps(record, ensure_ascii=False, indent=1) + "\n"
        half_pairs = "backslashreplace"  # which is how JSON writes them
        (target / f"{note.id}.json").write_bytes(text.encode("utf-8", half_pairs))
    return int(bool(passed_over))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
