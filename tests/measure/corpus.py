"""Our own notes as the yardstick reads them, and whether their labels can be true.

    python -m tests.measure.corpus HALF OUT_DIR        HALF: tuning | testing

A note is a TOML file in ``tests/drafting/corpus/HALF``: its text, and labels that quote it. Whoever
changes rules of drafting looks at the tuning half only; the testing half is for figures.
"""

from __future__ import annotations

import json
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

FOLDER: Final = Path(__file__).resolve().parent.parent / "drafting" / "corpus"
HALVES: Final = ("tuning", "testing")
SECTIONS: Final = ("attendance", "themes", "interventions", "risk", "actions", "next_session")
_POLARITIES: Final = (
    "affirmed",
    "denied",
    "historical",
    "hypothetical",
    "uncertain",
    "other_person",
    "not_assessed",
)
_OWNER: Final = re.compile(r"client(:.+)?|counsellor|both|other:.+")


class LabelFault(Exception):
    """A label that cannot be true of its note; the message names file and label."""


def notes(half: str) -> Iterator[dict[str, Any]]:
    """Every note of a half as ``counsellor-notes/1``, in order of the files' names.

    Raises:
        LabelFault: a label quotes what the note does not say, or says it twice.
    """
    for path in sorted((FOLDER / half).glob("*.toml")):
        yield record(path.stem, tomllib.loads(path.read_text(encoding="utf-8")))


def record(name: str, told: dict[str, Any]) -> dict[str, Any]:
    """A note of the yardstick's schema out of its TOML.

    Raises:
        LabelFault: as ``notes``.
    """
    raw = told["raw"]
    summary = {section: told["reference"].get(section, []) for section in SECTIONS}
    return {
        "schema": "counsellor-notes/1",
        "id": name,
        "style": told["style"],
        "session": {
            "case_ref": "",
            "date": told["date"].isoformat(),
            **{field: told[field] for field in ("author", "client", "number", "mode")},
        },
        "raw": raw,
        "words": len(raw.split()),
        "reference": {"summary": summary, "words": _words(summary)},
        "gold": {
            "essentials": [_essential(name, raw, found) for found in told.get("essential", [])],
            "actions": [_action(name, raw, found) for found in told.get("action", [])],
            "risk": [_risk(name, raw, found) for found in told.get("risk", [])],
            "others": [_other(found) for found in told.get("other", [])],
            "identifiers": [_identifier(name, raw, found) for found in told.get("identifier", [])],
            "judgemental": [_quoted(name, raw, text) for text in told.get("judgemental", [])],
            "noise": [_quoted(name, raw, text) for text in told.get("noise", [])],
            "silent": told.get("silent", []),
            "traps": told.get("traps", []),
        },
    }


def _essential(name: str, raw: str, found: dict[str, Any]) -> dict[str, Any]:
    if found["section"] not in SECTIONS:
        raise LabelFault(f"{name}: section {found['section']}")
    return {"section": found["section"], "groups": found["groups"], **_source(name, raw, found)}


def _action(name: str, raw: str, found: dict[str, Any]) -> dict[str, Any]:
    if not _OWNER.fullmatch(found["owner"]):
        raise LabelFault(f"{name}: owner {found['owner']}")
    due = found.get("due_iso")
    return {
        "owner": found["owner"],
        "what": found["what"],
        "due": found.get("due", ""),
        "due_iso": due.isoformat() if due else None,
        "conditional": found.get("conditional", False),
        **_source(name, raw, found),
    }


def _risk(name: str, raw: str, found: dict[str, Any]) -> dict[str, Any]:
    if found["polarity"] not in _POLARITIES:
        raise LabelFault(f"{name}: polarity {found['polarity']}")
    kept = {field: found[field] for field in ("topic", "cue", "polarity")}
    return {**kept, "evidence": found.get("evidence", ""), **_source(name, raw, found)}


def _other(found: dict[str, Any]) -> dict[str, Any]:
    return {
        "role": found["role"],
        "name": found.get("name"),
        "involvement": found["involvement"],
        "required": found.get("required", True),
    }


def _identifier(name: str, raw: str, found: dict[str, Any]) -> dict[str, Any]:
    word = re.compile(rf"(?<!\w){re.escape(found['text'])}(?!\w)")
    spans = [list(match.span()) for match in word.finditer(raw)]
    if not spans:
        raise LabelFault(f"{name}: {found['text']!r} does not stand in the note")
    return {**found, "spans": spans}


def _quoted(name: str, raw: str, text: str) -> dict[str, Any]:
    return {"text": text, "span": _span(name, raw, text)}


def _source(name: str, raw: str, found: dict[str, Any]) -> dict[str, Any]:
    return {"src": found["src"], "span": _span(name, raw, found["src"])}


def _span(name: str, raw: str, quoted: str) -> list[int]:
    if raw.count(quoted) != 1:
        raise LabelFault(f"{name}: {quoted!r} stands {raw.count(quoted)} times in the note")
    start = raw.index(quoted)
    return [start, start + len(quoted)]


def _words(summary: dict[str, list[str]]) -> int:
    return sum(len(line.split()) for lines in summary.values() for line in lines)


def main(half: str, out: str) -> None:
    """Write every note of a half as JSON."""
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    for note in notes(half):
        text = json.dumps(note, indent=1, ensure_ascii=False)
        (folder / f"{note['id']}.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
