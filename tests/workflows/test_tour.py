"""The tour: a folder of notes through the whole job, with a report that holds no note."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from counsellor_desk import app, resources
from counsellor_desk.vault.lock import InstanceLock
from counsellor_desk.workflows import cases, note_files, unlock
from counsellor_desk.workflows.desk import DEMO_PASSPHRASE
from counsellor_desk.workflows.note_files import FiledNote
from counsellor_desk.workflows.place import Place
from counsellor_desk.workflows.tour import OutNotEmpty, Source, Tour
from tests.desks import NOTE, NOW
from tests.documents.reading import pdfsig
from tests.vault.samples import SteeredClock
from tests.vault.test_disks import OWN_MOUNTS, ROOT, ensure_own_mounts

PUBLIC = ROOT / "tests" / "drafting" / "public"
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


@pytest.mark.thorough
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


def test_a_tour_takes_no_folder_that_holds_anything(notes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir(mode=0o755)
    (out / "mine").write_text("mine", encoding="utf-8")
    with pytest.raises(OutNotEmpty):
        Tour(out, SteeredClock(NOW), lambda _line: None).run(_sources(notes)[:1])
    assert [path.name for path in out.iterdir()] == ["mine"]
    assert out.stat().st_mode & 0o777 == 0o755


@pytest.mark.thorough
def test_a_tour_that_is_broken_off_reports_what_was_done(notes: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"

    def interrupted() -> FiledNote:
        raise KeyboardInterrupt

    sources = [*_sources(notes)[:1], Source("b.txt", interrupted)]
    with pytest.raises(KeyboardInterrupt):
        Tour(out, SteeredClock(NOW), lambda _line: None).run(sources)
    written = json.loads((out / "report.json").read_text(encoding="utf-8"))
    assert [note["file"] for note in written["notes"]] == ["a.txt"]
    InstanceLock(out / "store").release()


@pytest.mark.thorough
def test_the_report_names_no_words_no_people_and_no_absolute_paths(
    notes: Path, tmp_path: Path
) -> None:
    note = json.loads((PUBLIC / "pub-05.json").read_text(encoding="utf-8"))
    (notes / "c.json").write_text(json.dumps(note), encoding="utf-8")
    out = tmp_path / "out"
    Tour(out, SteeredClock(NOW), lambda _line: None).run(_sources(notes))
    report = (out / "report.json").read_text(encoding="utf-8")
    session = note["session"]
    names = {*session["client"].split(), *session["author"].split(), "Trish", "Kayleigh"}
    assert not [name for name in names if len(name) > 2 and name in report]
    assert str(tmp_path) not in report
    for pdf in (out / "documents").iterdir():
        assert "Signature is Valid" in pdfsig(pdf)
        assert not [name for name in names if len(name) > 2 and name in pdf.name]


@pytest.mark.thorough
@pytest.mark.parametrize(("taken", "code"), [(["a"], 0), (["a", "empty"], 1), (["empty"], 2)])
def test_the_exit_code_says_how_it_went(
    notes: Path, tmp_path: Path, taken: list[str], code: int
) -> None:
    some = tmp_path / "some"
    some.mkdir()
    for name in taken:
        (notes / f"{name}.txt").rename(some / f"{name}.txt")
    assert app.take_tour(some, tmp_path / "out") == code


def test_nothing_to_take_makes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "none").mkdir()
    assert app.take_tour(tmp_path / "none", tmp_path / "out") == 2
    assert app.take_tour(tmp_path / "gone", tmp_path / "out") == 2
    assert len(capsys.readouterr().err.splitlines()) == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.thorough
def test_the_notes_that_are_shipped_all_go_the_whole_way(tmp_path: Path) -> None:
    said: list[str] = []
    shipped = _sources(resources.path("demo", "notes"))
    report = Tour(tmp_path / "out", SteeredClock(NOW), said.append).run(shipped)
    assert report.reduced == len(shipped) >= 8
    assert all(note.actions for note in report.notes)
    assert all(note.risks for note in report.notes)
    assert all(60 <= note.words <= 900 for note in report.notes)


def test_a_full_disk_ends_the_tour_with_one_sentence(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    ensure_own_mounts(disk)
    program = f"import sys; from {app.__name__} import main; sys.exit(main())"
    tour = f'"{sys.executable}" -c "{program}" tour --out "{disk}/out"'
    run = subprocess.run(
        [*OWN_MOUNTS, "sh", "-c", f'mount -t tmpfs -o size=1600k tmpfs "{disk}" && {tour}'],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1
    assert "disk is full" in run.stderr
