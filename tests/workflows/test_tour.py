"""The tour: a folder of notes through the whole job, with a report that holds no note."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from counsellor_desk.vault.folder_state import SomethingHere
from counsellor_desk.workflows import cases, note_files, unlock
from counsellor_desk.workflows.desk import DEMO_PASSPHRASE
from counsellor_desk.workflows.place import Place
from counsellor_desk.workflows.tour import Source, Tour
from tests.desks import NOTE, NOW
from tests.documents.reading import pdfsig
from tests.vault.samples import SteeredClock

pytestmark = pytest.mark.keychain


def _sources(folder: Path) -> list[Source]:
    return [Source(p.name, partial(note_files.read, p)) for p in note_files.paths(folder)]


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """Two good notes, and four that are none."""
    folder = tmp_path / "notes"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.txt").write_text(NOTE, encoding="utf-8")
    (folder / "b.txt").write_text("Short call. Sounded tired. I'll ring on Friday.", "utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    (folder / "latin.txt").write_bytes(b"caf\xe9")
    (folder / "large.txt").write_bytes(b"word " * 1_000_000)
    return folder


def test_the_whole_job_on_a_folder(notes: Path, tmp_path: Path) -> None:
    said: list[str] = []
    clock = SteeredClock(NOW)
    out = tmp_path / "out"
    report = Tour(out, clock, said.append).run(_sources(notes))
    assert report.reduced == 2
    outcomes = {note.file: note.outcome for note in report.notes}
    assert outcomes == {
        "a.txt": "destroyed",
        "b.txt": "destroyed",
        "empty.txt": "skipped",
        "large.txt": "skipped",
        "latin.txt": "skipped",
        "sub": "skipped",
    }
    assert len(said) == 1 + len(outcomes)
    written = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert written["consent"]["signatures"] == 2
    for note in report.notes:
        if note.outcome == "destroyed":
            assert re.fullmatch(r"\d+-\w{4}-\w{4}-\w{4}", note.receipt_code)
            assert (out / note.receipt_pdf).is_file()
    assert "Signature is Valid" in pdfsig(out / written["consent"]["pdf"])
    assert "choir" not in (out / "report.json").read_text(encoding="utf-8")
    assert not any("choir" in line for line in said)


def test_the_store_stays_and_opens_with_the_documented_passphrase(
    notes: Path, tmp_path: Path
) -> None:
    clock = SteeredClock(NOW)
    out = tmp_path / "out"
    report = Tour(out, clock, lambda _line: None).run(_sources(notes)[:1])
    keys = None if report.secrets_kept_in == "keychain" else out / "keys"
    place = Place(out / "store", keys)
    clock.move(timedelta(minutes=1))
    tries = unlock.gate(place, clock)
    opened = unlock.unlock(place, DEMO_PASSPHRASE, clock=clock, tries=tries)
    try:
        (line,) = cases.everything(opened.desk)
        page = cases.page(opened.desk, line.id)
        assert opened.desk.demo
        assert (len(page.summaries), len(page.tombstones), len(page.notes)) == (1, 1, 0)
    finally:
        unlock.close(opened.desk)


def test_a_tour_never_writes_into_a_store_that_is_there(notes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    Tour(out, SteeredClock(NOW), lambda _line: None).run(_sources(notes)[:1])
    with pytest.raises(SomethingHere):
        Tour(out, SteeredClock(NOW), lambda _line: None).run(_sources(notes)[:1])
