"""What the door writes is what ``score_notes.py`` describes as ``counsellor-draft/1``."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import cast

import pytest

from tests.drafting.notes import public_notes
from tests.measure import drafts
from tests.measure.drafts import MeasuredNote, as_json, drafted, note_from
from tests.measure.score_notes import SECTIONS

_OWNER = re.compile(r"client(:\w.*)?|counsellor|both|other:\w.*")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_KINDS = {"judgemental", "risk", "identifier", "noise"}
_POLARITIES = {
    "affirmed", "denied", "historical", "hypothetical", "uncertain", "other_person", "not_assessed"
}  # fmt: skip


@pytest.mark.parametrize("note", public_notes(), ids=lambda note: note.id)
def test_every_field_is_as_the_scorer_describes_it(note: MeasuredNote) -> None:
    record = as_json(note, *drafted(note))
    assert record.keys() == {"schema", "note_id", "ms", "items", "flags"}
    assert (record["schema"], record["note_id"]) == ("counsellor-draft/1", note.id)
    assert record["ms"] > 0
    assert record["items"]
    for item in record["items"]:
        assert item.keys() == {"section", "text", "spans", "owner", "due_iso"}
        assert item["section"] in SECTIONS
        assert item["text"]
        assert all(0 <= start < end <= len(note.text) for start, end in item["spans"])
        assert item["owner"] is None or _OWNER.fullmatch(item["owner"])
        assert item["due_iso"] is None or _DAY.fullmatch(item["due_iso"])
    for flag in record["flags"]:
        assert flag.keys() == {"kind", "span", "polarity", "topic"}
        assert flag["kind"] in _KINDS
        assert 0 <= flag["span"][0] < flag["span"][1] <= len(note.text)
        risk = flag["kind"] == "risk"
        assert (flag["polarity"] in _POLARITIES) if risk else flag["polarity"] is None


def test_every_kind_of_flag_is_written() -> None:
    text = "Priya late, my car broke down. She is so manipulative. No SI. Saw Alun."
    session = {"date": "2025-01-06", "author": "J. Mercer", "client": "Priya Nair", "number": 2}
    note = note_from({"id": "x", "raw": text, "session": session})
    record = as_json(note, *drafted(note))
    assert {flag["kind"] for flag in record["flags"]} == _KINDS


def test_odd_notes_are_drafted_or_passed_over(tmp_path: Path) -> None:
    session = {"date": "9999-12-31", "client": " and and , "}
    odd: dict[str, object] = {
        "../outside": {"raw": "Cl to ring GP in 6 weeks.", "session": session},
        "half": {"raw": "Half a pair \ud800, no SI.", "session": session},
        "other": {"raw": "No SI.", "session": {"date": "2026-13-01"}},
    }
    source, out = tmp_path / "notes", tmp_path / "out"
    source.mkdir()
    for number, (name, note) in enumerate(odd.items()):
        filed = {"schema": "counsellor-notes/1", "id": name} | cast("dict[str, object]", note)
        (source / f"{number}.json").write_text(json.dumps(filed), encoding="utf-8")
    (source / "latin.txt").write_bytes("Caf\xe9".encode("latin-1"))
    assert drafts.main([str(source), str(out)]) == 1
    written = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(out.iterdir())]
    assert [draft["note_id"] for draft in written] == ["half", "outside"]
    assert all(draft["items"] for draft in written)


@pytest.mark.parametrize(
    ("clients", "names"),
    [
        ("Rob and Shereen Lister", ["Rob Lister", "Shereen Lister"]),
        ("Ann Lee & Bo Ray", ["Ann Lee", "Bo Ray"]),
        ("Ann, Bo and Cy Lister", ["Ann Lister", "Bo Lister", "Cy Lister"]),
        ("Sandy Andrews", ["Sandy Andrews"]),
        ("", [""]),
    ],
)
def test_several_clients_are_told_apart(clients: str, names: list[str]) -> None:
    session = {"date": "2025-01-06", "author": "", "client": clients, "number": 1}
    note = note_from({"id": "x", "raw": "", "session": session})
    assert [card.name for card in note.cards] == names
