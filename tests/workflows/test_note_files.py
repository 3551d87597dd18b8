"""Notes in files: what is taken, and one clear line for what is not."""

from __future__ import annotations

import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.domain.sessions import Mode
from counsellor_desk.errors import DeskError
from counsellor_desk.workflows import note_files
from counsellor_desk.workflows.note_files import (
    NoteFileEmpty,
    NoteFileIsFolder,
    NoteFileNotANote,
    NoteFileNotText,
    NoteFileOtherKind,
    NoteFileTooLarge,
    NoteFileUnreadable,
    NoteFolderEmpty,
    NoteFolderUnreadable,
)
from tests.desks import NOW

NOTE = {
    "schema": "counsellor-notes/1",
    "id": "x",
    "session": {
        "date": "2025-09-04",
        "author": "M. Adeyemi",
        "client": "Rob and Shereen Lister",
        "number": 3,
        "mode": "video",
    },
    "raw": "Both came.\r\nTalked.",
}


def _file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_plain_text_is_taken_as_it_is(tmp_path: Path) -> None:
    note = note_files.read(_file(tmp_path, "a.txt", "\ufeffCame late. £5".encode()))
    assert (note.text, note.clients, note.on) == ("Came late. £5", (), None)
    assert note.starts(NOW) < NOW


def test_a_note_of_the_schema_brings_its_session(tmp_path: Path) -> None:
    note = note_files.read(_file(tmp_path, "a.json", json.dumps(NOTE).encode()))
    assert note.text == "Both came.\nTalked."
    assert note.clients == ("Rob Lister", "Shereen Lister")
    assert (note.on, note.number, note.mode) == (date(2025, 9, 4), 3, Mode.VIDEO)
    assert note.starts(NOW).date() == date(2025, 9, 4)


@pytest.mark.parametrize(
    ("client", "clients"),
    [
        ("Priya Nair", ("Priya Nair",)),
        ("Ann, Ben and Cy Moss", ("Ann Moss", "Ben Moss", "Cy Moss")),
        ("Ann Moss and Ben Hill", ("Ann Moss", "Ben Hill")),
        ("", ()),
    ],
)
def test_several_clients_share_a_surname(
    tmp_path: Path, client: str, clients: tuple[str, ...]
) -> None:
    session = {"date": "2025-09-04", "client": client}
    content = json.dumps({**NOTE, "session": session}).encode()
    assert note_files.read(_file(tmp_path, "a.json", content)).clients == clients


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("a.txt", b"", NoteFileEmpty),
        ("a.txt", b" \n\t ", NoteFileEmpty),
        ("a.txt", b"caf\xe9", NoteFileNotText),
        ("a.txt", b"x" * 5_000_000, NoteFileTooLarge),
        ("a.docx", b"PK", NoteFileOtherKind),
        ("a.json", b"{}", NoteFileNotANote),
        ("a.json", b"[1, 2]", NoteFileNotANote),
        ("a.json", b"{not json", NoteFileNotANote),
        ("a.json", b"[" * 100_000, NoteFileNotANote),
        ("a.json", json.dumps({**NOTE, "session": {"date": "soon"}}).encode(), NoteFileNotANote),
        ("a.json", json.dumps({**NOTE, "raw": ""}).encode(), NoteFileEmpty),
    ],
)
def test_what_is_no_note_says_why(
    tmp_path: Path, name: str, content: bytes, refusal: type[DeskError]
) -> None:
    with pytest.raises(refusal) as refused:
        note_files.read(_file(tmp_path, name, content))
    assert all(refused.value.sentences())


def test_a_folder_is_no_note(tmp_path: Path) -> None:
    with pytest.raises(NoteFileIsFolder):
        note_files.read(tmp_path)


def test_what_cannot_be_read_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoteFileUnreadable):
        note_files.read(tmp_path / "gone.txt")
    with pytest.raises(NoteFolderUnreadable):
        note_files.paths(tmp_path / "gone")
    (tmp_path / "none").mkdir()
    with pytest.raises(NoteFolderEmpty):
        note_files.paths(tmp_path / "none")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_links_in_a_circle_and_pipes_are_no_notes(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    (folder / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(folder / "pipe.txt")
    for path in note_files.paths(folder):
        with pytest.raises(NoteFileUnreadable):
            note_files.read(path)


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    folder = tmp_path / "notes"
    folder.mkdir()
    for name in ("b.txt", "a.txt", "c.json"):
        _file(folder, name, b"x")
    assert [path.name for path in note_files.paths(folder)] == ["a.txt", "b.txt", "c.json"]


@given(content=st.binary(max_size=300), kind=st.sampled_from([".txt", ".json"]))
def test_any_bytes_are_a_note_or_refused_in_words(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, kind: str
) -> None:
    path = _file(tmp_path_factory.mktemp("any"), f"note{kind}", content)
    try:
        note = note_files.read(path)
    except DeskError as refused:
        assert all(refused.sentences())  # noqa: PT017 - either outcome is fine, words are not
        return
    assert note.text.strip()
