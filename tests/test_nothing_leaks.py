"""A marker is typed into a note, the note is destroyed, and the marker is nowhere afterwards.

Looked into: store files raw and decrypted, everything kept beside them, the temporary folder,
settings, logs, every PDF that left, and an old copy of the store, opened with the passphrase.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from counsellor_desk import logs, settings
from counsellor_desk.domain import reductions
from counsellor_desk.domain.disclosures import Ground
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.summaries import OthersInvolved, Section
from counsellor_desk.vault.notes import NotesClosed
from counsellor_desk.workflows import cases, exit_door, papers, reduce, sessions
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.exit_door import Leaving
from tests.desks import NOTE, TestDesk, add_case, add_note
from tests.vault.by_format import Reader
from tests.vault.samples import PASSPHRASE

MARKER = "Quillfeather-58231"
ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")
ROOT = Path(__file__).resolve().parent.parent
LEAVING = Leaving(to="Locked cabinet", purpose="Paper file", ground=Ground.OWN_RECORD)


def _holds(raw: bytes) -> bool:
    return any(MARKER.encode(encoding) in raw for encoding in ENCODINGS)


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A temporary folder that nobody else uses."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    for name in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    return folder


def _reduced_by_hand(desk: Desk, out: Path) -> NoteId:
    """The draft is thrown away and a summary typed that holds none of the note's words."""
    case = add_case(desk)
    note = add_note(desk, case, NOTE + f"\nHer neighbour {MARKER} again. {MARKER} {MARKER}\n")
    opened = reduce.open_reduction(desk, note)
    working = opened.working
    for key in [row.key for row in working.lines] + [row.key for row in working.actions]:
        working = reductions.removed(working, key)
    for risk in opened.draft.risks():
        working = reductions.risk_dismissed(working, risk.span)
    reduce.keep_working(desk, note, opened.working)
    working = reductions.line_typed(working, Section.OBSERVED, "Sleep has improved.")
    working = reductions.others_chosen(working, OthersInvolved.NO_ONE_ELSE, "")
    accepted = reduce.accept(desk, note, working, case.number)
    reduce.destroy(desk, note)
    for document in (papers.of_summary(desk, accepted.summary.id), papers.of_receipt(desk, note)):
        exit_door.save(desk, document.id, out / document.name, LEAVING)
    return note


def _files(*folders: Path) -> Iterator[Path]:
    return (path for folder in folders for path in folder.rglob("*") if path.is_file())


def test_a_destroyed_note_is_nowhere(
    test_desk: TestDesk, tmp_path: Path, temporary: Path, own_home: Path
) -> None:
    logs.start()
    out = tmp_path / "out"
    out.mkdir()
    settings.save(settings.default_folder(), settings.Settings(theme="dark"))
    desk = test_desk.open()
    _reduced_by_hand(desk, out)
    shown = cases.page(desk, cases.everything(desk)[0].id)
    test_desk.close()
    assert not any(_holds(path.read_bytes()) for path in _files(test_desk.home, out, own_home))
    assert not any(MARKER in line for line in logs.recent())
    assert MARKER not in repr(shown)
    assert list(_files(temporary)) == []
    for pdf in out.glob("*.pdf"):
        text = "\n".join(page.extract_text() for page in PdfReader(pdf).pages)
        assert text
        assert MARKER not in text


def test_no_decrypted_page_holds_it_before_or_after(test_desk: TestDesk, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    _reduced_by_hand(test_desk.open(), out)
    test_desk.close()
    reader = Reader(test_desk.place.folder, test_desk.home / "keys")
    pages = list(reader.pages(reader.by_passphrase(PASSPHRASE)))
    assert pages
    assert not any(map(_holds, pages))
    assert any(b"Sleep has improved" in page for page in pages), "the control: a summary is there"


def test_an_old_copy_opened_with_the_passphrase_does_not_give_it_back(
    test_desk: TestDesk, tmp_path: Path
) -> None:
    desk = test_desk.open()
    case = add_case(desk)
    note = add_note(desk, case, f"{NOTE} {MARKER}")
    test_desk.close()
    control = test_desk.copied_to(tmp_path / "whole copy, keys and all")
    old = test_desk.copied_to(tmp_path / "copy of the store")
    desk = test_desk.open()
    reduce.nothing_essential(desk, note, case.number)
    reduce.destroy(desk, note)
    test_desk.close()
    assert MARKER in sessions.open_note(control.open(), note).text
    control.close()
    _with_todays_keys(old, test_desk)
    again = old.unlock()
    with pytest.raises(NotesClosed):
        sessions.open_note(again.desk, note)
    old.close()


def _with_todays_keys(old: TestDesk, today: TestDesk) -> None:
    """What a thief of an old backup finds on today's computer."""
    for key in (old.home / "keys").iterdir():
        key.unlink()
    for key in (today.home / "keys").iterdir():
        (old.home / "keys" / key.name).write_bytes(key.read_bytes())
    device = today.place.folder / "device.key"
    (old.place.folder / "device.key").write_bytes(device.read_bytes())


@pytest.mark.thorough
def test_no_socket_of_the_network_is_ever_made(tmp_path: Path) -> None:
    """The whole tour under strace: unix sockets to the keychain, and nothing else."""
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.txt").write_text(NOTE, encoding="utf-8")
    tour: list[str | Path] = ["tour", "--notes", notes, "--out", tmp_path / "out"]
    calls = _sockets_of(["counsellor_desk", *tour], tmp_path)
    assert (tmp_path / "out" / "report.json").is_file()
    assert "AF_INET" not in calls


IN_THE_WINDOW = (
    "tests/ui/notes/test_writing.py::test_by_keyboard_alone",
    "tests/ui/notes/test_privacy.py::test_rich_text_is_pasted_plain_and_asks_no_server",
    "tests/ui/reduce/test_whole_flow.py::test_by_keyboard",
    "tests/ui/forms/test_whole_form.py::test_a_form_by_mouse",
)


def test_the_window_makes_no_socket_of_the_network(tmp_path: Path) -> None:
    """A note, its summary, its destruction, a form with signatures: by hand, under strace."""
    options = ("-q", "-p", "no:cacheprovider", f"--basetemp={tmp_path / 'inner'}")
    calls = _sockets_of(["pytest", *options, *IN_THE_WINDOW], tmp_path)
    assert "AF_INET" not in calls


def _sockets_of(module: list[str | Path], folder: Path) -> str:
    """Every call of ``socket`` that the module makes when it is run, in all its threads."""
    assert "AF_INET" in _traced(["-c", "import socket; socket.socket()"], folder), "the control"
    return _traced(["-m", *module], folder)


def _traced(command: list[str | Path], folder: Path) -> str:
    trace = folder / "trace"
    strace: list[str | Path] = ["strace", "-f", "-e", "trace=socket", "-o", trace, sys.executable]
    env = {**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(
        [*strace, *command], cwd=ROOT, env=env, capture_output=True, timeout=300, check=False
    )
    assert run.returncode == 0, run.stdout.decode()
    return trace.read_text(encoding="utf-8")
