"""Taking in photographs and scans: by what is in the files, in their order, all or none."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from counsellor_desk.domain import page_files as rules
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.holds import HeldAsItIs
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.notes import LengthBand
from counsellor_desk.domain.page_files import (
    MOST_PAGES,
    FileHasTooManyPages,
    Paged,
    PageFileDamaged,
    PageFileEmpty,
    PageFileOfPhone,
    PageFileOtherKind,
    PageFileTooLarge,
    PageFileUnreadable,
    PdfLocked,
    TooManyPages,
)
from counsellor_desk.ui import pdf_pages
from counsellor_desk.vault import audit, faults
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.notes import NoteGone, NotesClosed
from counsellor_desk.workflows import note_pages, page_files, reduce, sessions, unlock
from counsellor_desk.workflows.desk import Desk
from tests.desks import TestDesk, add_case, add_note
from tests.handwriting import pdf, photo, png, tiff
from tests.workflows.test_paper_notes import Stopped, hold


def _silent(_done: int, _of: int) -> None:
    pass


def _drawn(*paths: Path) -> page_files.Drawn:
    return page_files.drawn(paths, pdf_pages.pages_of, _silent)


@pytest.fixture
def note(desk: Desk) -> NoteId:
    """A typed note."""
    return add_note(desk, add_case(desk))


def test_files_are_told_by_what_is_in_them_and_come_in_their_order(tmp_path: Path) -> None:
    files = {"a": png(), "b.txt": tiff(2), "c.jpg": pdf(2), "d.pdf": photo()}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    reports: list[tuple[int, int]] = []
    drawn = page_files.drawn(
        [tmp_path / name for name in files],
        pdf_pages.pages_of,
        lambda done, of: reports.append((done, of)),
    )
    assert len(drawn.pages) == 6
    assert drawn.refused == ()
    assert reports == sorted(reports)
    assert reports[-1] == (400, 400)


BAD = {
    "empty": (b"", PageFileEmpty),
    "html named jpg": (b"<html></html>", PageFileOtherKind),
    "zip named pdf": (b"PK\x03\x04" + bytes(40), PageFileOtherKind),
    "cut jpeg": (photo()[: len(photo()) // 2], PageFileDamaged),
    "cut pdf": (pdf(3)[:400], PageFileDamaged),
    "pdf in name only": (b"%PDF-1.7 and then nothing", PageFileDamaged),
    "locked pdf": (pdf(1, "secret"), PdfLocked),
    "300 pages": (pdf(300), FileHasTooManyPages),
    "heic": (b"\x00\x00\x00\x18ftypheic" + bytes(40), PageFileOfPhone),
}


@pytest.mark.parametrize("name", BAD)
def test_a_bad_file_is_told_in_three_parts_and_stands_in_nobodys_way(
    tmp_path: Path, name: str
) -> None:
    content, error = BAD[name]
    bad, good = tmp_path / "bad", tmp_path / "good"
    bad.write_bytes(content)
    good.write_bytes(photo())
    drawn = _drawn(good, bad, good)
    assert len(drawn.pages) == 2
    (refused,) = drawn.refused
    assert (refused.number, refused.of, type(refused.error)) == (2, 3, error)
    assert all(refused.error.sentences())
    assert bad.read_bytes() == content


def test_what_is_no_file_or_too_large_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(photo())
    monkeypatch.setattr(page_files, "MOST_FILE_BYTES", 1000)
    paths = [tmp_path, tmp_path / "pipe", tmp_path / "missing", tmp_path / "large"]
    paths.append(tmp_path / ("x" * 300))  # the system refuses even to look
    errors = [type(refused.error) for refused in _drawn(*paths).refused]
    assert errors == [*[PageFileUnreadable] * 3, PageFileTooLarge, PageFileUnreadable]


def test_more_files_than_pages_are_refused_before_one_is_opened(tmp_path: Path) -> None:
    with pytest.raises(TooManyPages):
        _drawn(*[tmp_path / "missing"] * (MOST_PAGES + 1))


def test_pages_are_sealed_in_one_act_and_read_again(desk: Desk, note: NoteId) -> None:
    note_pages.add(desk, note, (b"one", b"two"))
    note_pages.add(desk, note, (b"three",))
    pages = note_pages.of_note(desk, note)
    pictures = [note_pages.picture(desk, note, page.id) for page in pages]
    assert pictures == [b"one", b"two", b"three"]
    newest = audit.entries(desk.read())[0]
    assert (newest.act, newest.facts) == (Act.NOTE_PAGES_ADDED, {"pages": 1})
    assert sessions.open_note(desk, note).pages == pages


def test_turned_and_put_in_order_they_stay_so(desk: Desk, note: NoteId) -> None:
    note_pages.add(desk, note, (b"one", b"two"))
    first, second = note_pages.of_note(desk, note)
    turned = rules.PaperPage(id=first.id, turn=rules.turned(first.turn, 3))
    note_pages.turn(desk, note, turned)
    note_pages.put_in_order(desk, note, (second.id, first.id))
    assert note_pages.of_note(desk, note) == (second, turned)
    with pytest.raises(ValueError, match="order"):
        note_pages.put_in_order(desk, note, (second.id,))


def test_more_than_fit_are_refused_and_nothing_is_taken_in(desk: Desk, note: NoteId) -> None:
    note_pages.add(desk, note, (b"x",) * (MOST_PAGES - 1))
    with pytest.raises(TooManyPages):
        note_pages.add(desk, note, (b"x", b"y"))
    assert len(note_pages.of_note(desk, note)) == MOST_PAGES - 1


def test_broken_off_none_of_them_is_there(desk: Desk, note: NoteId) -> None:
    def stop(reached: Point) -> None:
        if reached is Point.ACT_BEFORE_COMMIT:
            raise Stopped

    with faults.listening(stop), pytest.raises(Stopped):
        note_pages.add(desk, note, (b"one", b"two"))
    assert note_pages.of_note(desk, note) == ()


def test_a_page_is_taken_out_but_not_of_a_note_that_is_held(desk: Desk, note: NoteId) -> None:
    note_pages.add(desk, note, (b"one", b"two"))
    first, second = note_pages.of_note(desk, note)
    note_pages.remove(desk, note, first.id)
    assert note_pages.of_note(desk, note) == (second,)
    with pytest.raises(NoteGone):
        note_pages.picture(desk, note, first.id)
    hold(desk, note)
    with pytest.raises(HeldAsItIs):
        note_pages.remove(desk, note, second.id)
    assert note_pages.picture(desk, note, second.id) == b"two"


def test_a_page_of_another_note_is_no_page_of_this_one(desk: Desk, note: NoteId) -> None:
    other = add_note(desk, add_case(desk))
    note_pages.add(desk, note, (b"one",))
    (page,) = note_pages.of_note(desk, note)
    with pytest.raises(NoteGone):
        note_pages.picture(desk, other, page.id)


def test_they_go_with_the_note_and_the_receipt_says_that_there_were_some(desk: Desk) -> None:
    case = add_case(desk)
    note = add_note(desk, case, "")
    note_pages.add(desk, note, (b"one", b"two"))
    reduce.nothing_essential(desk, note, case.number)
    with pytest.raises(NoteGone):
        note_pages.add(desk, note, (b"late",))
    assert reduce.destroy(desk, note).length is LengthBand.PAGES
    assert desk.read().value("SELECT count(*) FROM note_pages") == 0


def test_stopping_in_the_middle_of_a_file_stops_at_its_next_page(tmp_path: Path) -> None:
    (tmp_path / "scan.pdf").write_bytes(pdf(5))
    asked: list[int] = []

    def stop(done: int, _of: int) -> None:
        asked.append(done)
        if len(asked) == 3:
            raise Stopped

    with pytest.raises(Stopped):
        page_files.drawn([tmp_path / "scan.pdf"], _counted, stop)
    assert asked == [0, 20, 40]


def _counted(content: bytes) -> Paged:
    paged = pdf_pages.pages_of(content)

    def each() -> Iterator[rules.Raster]:
        yield from paged.rasters

    return Paged(paged.count, each())


def test_who_cannot_read_notes_takes_no_page_out(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    note = add_note(desk, add_case(desk))
    note_pages.add(desk, note, (b"one", b"two"))
    first, second = note_pages.of_note(desk, note)
    test_desk.close()
    key, clock = test_desk.recovery_key, test_desk.clock
    recovered = unlock.unlock_by_recovery(test_desk.place, key, clock=clock).desk
    test_desk.opened.append(recovered)
    for act in (
        lambda: note_pages.remove(recovered, note, first.id),
        lambda: note_pages.turn(recovered, note, first),
        lambda: note_pages.put_in_order(recovered, note, (second.id, first.id)),
        lambda: note_pages.picture(recovered, note, first.id),
    ):
        with pytest.raises(NotesClosed):
            act()
