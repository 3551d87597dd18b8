"""The one exit a raw note ever has: sealed, for the service manager, while an order holds it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pyrage
import pytest
from pypdf import PdfReader

from counsellor_desk.documents import pictures
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.disclosures import Disclosure, Ground
from counsellor_desk.domain.held_copies import NoCopyOfThisNote
from counsellor_desk.domain.holds import Basis, Hold
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.vault import audit, disclosures, faults, sealed_packages
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.files import FolderMissing
from counsellor_desk.vault.notes import NoteGone, NotesClosed
from counsellor_desk.vault.slots import ManagerSlot
from counsellor_desk.workflows import (
    cases,
    exit_door,
    held_copy,
    holds,
    note_pages,
    papers,
    receipts,
    reduce,
    sessions,
    unlock,
)
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.exit_door import RecipientMissing
from counsellor_desk.workflows.holds import NewHold
from tests.desks import TestDesk, add_case, add_note
from tests.handwriting import photo

MARKER = "Quillfeather-58231"
TEXT = f"She said {MARKER} twice.\nÅse’s letter \udc80 arrived.\n"
TO = "Owen Price"


class Pulled(Exception):
    """The stick is pulled out while the file is written."""


@pytest.fixture
def case(desk: Desk) -> Case:
    """A case of somebody who asked for the records."""
    return add_case(desk)


@pytest.fixture
def note(desk: Desk, case: Case) -> NoteId:
    """A note that nothing holds."""
    return add_note(desk, case, TEXT)


def _hold(desk: Desk, basis: Basis, case: Case | None = None, note: NoteId | None = None) -> Hold:
    return holds.set_hold(
        desk,
        NewHold(
            basis=basis,
            reason="Letter of Monday",
            review_on=desk.now().date() + timedelta(days=20),
            case=case.id if case else None,
            note=note,
        ),
    )


def _manager(desk: Desk) -> pyrage.x25519.Identity:
    """A service manager's key is among the slots; how it comes there is not asked here."""
    key = pyrage.x25519.Identity.generate()
    slot = ManagerSlot(revision=1, recipient=str(key.to_public()), wrapped=b"")
    desk.store.held.slots = replace(desk.store.held.slots, manager=slot)
    return key


def test_it_is_sealed_to_the_managers_key_and_says_what_it_is(
    desk: Desk, case: Case, note: NoteId, tmp_path: Path
) -> None:
    hold, key = _hold(desk, Basis.COURT, case), _manager(desk)
    target = tmp_path / held_copy.offer(desk, note).file_name
    made = held_copy.make(desk, note, target, to=TO)
    told = pyrage.decrypt(target.read_bytes(), [key]).decode()
    assert told.endswith(TEXT.replace("\udc80", "�") + "\n")
    for words in (
        f"Case {case.number}, session 1 of 2 March 2026",
        "Court order or witness summons",
        "Letter of Monday",
        "by J. Mercer for Owen Price",
        made.disclosure.record_code,
    ):
        assert words in told
    assert made.words == ""
    assert cases.page(desk, case.id).disclosures == (made.disclosure,)
    left = made.disclosure
    assert (left.note, left.to, left.ground) == (note, TO, Ground.COURT_ORDER)
    assert left.purpose == "Letter of Monday"
    entry = audit.entries(desk.read())[0]
    assert (entry.act, entry.about, entry.code) == (Act.HELD_COPY_SEALED, note, left.record_code)
    assert entry.facts == {"hold": hold.id, "words": False}


@pytest.mark.thorough
def test_without_a_managers_key_six_words_open_it_and_are_kept_nowhere(
    desk: Desk, case: Case, note: NoteId, tmp_path: Path
) -> None:
    _hold(desk, Basis.ACCESS_REQUEST, case)
    target = tmp_path / "copy.age"
    made = held_copy.make(desk, note, target, to=TO)
    assert len(made.words.split()) == 6
    assert MARKER in pyrage.passphrase.decrypt(target.read_bytes(), made.words).decode()
    assert made.disclosure.ground is Ground.ACCESS_REQUEST
    kept = desk.read().rows("SELECT facts FROM audit")
    assert not [row for row in kept if made.words.split()[0] in row["facts"]]


def test_nothing_of_it_is_written_in_plain(
    desk: Desk, test_desk: TestDesk, case: Case, note: NoteId, tmp_path: Path
) -> None:
    _hold(desk, Basis.COURT, case)
    _manager(desk)
    out = tmp_path / "out"
    out.mkdir()
    seen: list[bytes] = []

    def look(_at: Point) -> None:
        folders = (test_desk.home, out)
        seen.extend(f.read_bytes() for at in folders for f in at.rglob("*") if f.is_file())

    with faults.listening(look):
        held_copy.make(desk, note, out / "copy.age", to=TO)
    assert any(raw.startswith(b"age-encryption.org/v1") for raw in seen)
    assert not [raw for raw in seen if MARKER.encode() in raw]
    assert [file.name for file in out.iterdir()] == ["copy.age"]


@pytest.mark.parametrize(
    "basis", [Basis.POLICE, Basis.COMPLAINT, Basis.SAFEGUARDING, Basis.COUNSELLOR]
)
def test_other_holds_let_nothing_leave(
    desk: Desk, case: Case, note: NoteId, tmp_path: Path, basis: Basis
) -> None:
    _hold(desk, basis, case)
    _refused(desk, note, tmp_path)


def test_a_note_without_a_hold_never_leaves(desk: Desk, note: NoteId, tmp_path: Path) -> None:
    _hold(desk, Basis.COURT, add_case(desk, "Owen Marsh"))
    _refused(desk, note, tmp_path)


def test_once_the_hold_is_lifted_no_copy_is_made(desk: Desk, note: NoteId, tmp_path: Path) -> None:
    hold = _hold(desk, Basis.COURT, note=note)
    assert held_copy.offer(desk, note).hold == hold
    holds.lift(desk, hold.id, "Answered")
    _refused(desk, note, tmp_path)


def _refused(desk: Desk, note: NoteId, tmp_path: Path) -> None:
    before = list(tmp_path.iterdir())
    with pytest.raises(NoCopyOfThisNote):
        held_copy.offer(desk, note)
    with pytest.raises(NoCopyOfThisNote):
        held_copy.make(desk, note, tmp_path / "copy.age", to=TO)
    assert list(tmp_path.iterdir()) == before
    assert not desk.read().value("SELECT count(*) FROM disclosures")


def test_what_could_not_be_written_has_not_left(
    desk: Desk, case: Case, note: NoteId, tmp_path: Path
) -> None:
    _hold(desk, Basis.COURT)
    _manager(desk)
    with pytest.raises(FolderMissing):
        held_copy.make(desk, note, tmp_path / "no such folder" / "copy.age", to=TO)
    with pytest.raises(RecipientMissing):
        held_copy.make(desk, note, tmp_path / "copy.age", to=" ")
    assert cases.page(desk, case.id).disclosures == ()
    assert Act.HELD_COPY_SEALED not in {e.act for e in audit.entries(desk.read())}


def test_a_fault_on_the_way_leaves_neither_line_nor_file(
    desk: Desk, case: Case, note: NoteId, tmp_path: Path
) -> None:
    _hold(desk, Basis.COURT)
    _manager(desk)

    def stop(at: Point) -> None:
        if at is Point.FILE_WRITTEN:
            raise Pulled

    with faults.listening(stop), pytest.raises(Pulled):
        held_copy.make(desk, note, tmp_path / "copy.age", to=TO)
    assert cases.page(desk, case.id).disclosures == ()
    assert list(tmp_path.glob("copy*")) == []


def test_a_destroyed_note_and_one_that_is_closed_cannot_be_copied(
    desk: Desk, test_desk: TestDesk, case: Case, note: NoteId, tmp_path: Path
) -> None:
    gone = sessions.second_note(desk, reduce.open_reduction(desk, note).session.id).note.id
    reduce.nothing_essential(desk, gone, case.number)
    reduce.destroy(desk, gone)
    _hold(desk, Basis.COURT)
    with pytest.raises(NoteGone):
        held_copy.make(desk, gone, tmp_path / "copy.age", to=TO)
    test_desk.close()
    found = unlock.unlock_by_recovery(
        test_desk.place, test_desk.recovery_key, clock=test_desk.clock
    )
    test_desk.opened.append(found.desk)
    with pytest.raises(NotesClosed):
        held_copy.make(found.desk, note, tmp_path / "copy.age", to=TO)
    assert not (tmp_path / "copy.age").exists()


def test_the_receipt_says_that_a_copy_is_out(
    desk: Desk, case: Case, note: NoteId, tmp_path: Path
) -> None:
    hold = _hold(desk, Basis.COURT, case)
    _manager(desk)
    left = held_copy.make(desk, note, tmp_path / "copy.age", to=TO).disclosure
    holds.lift(desk, hold.id, "Handed over")
    reduce.nothing_essential(desk, note, case.number)
    reduce.destroy(desk, note)
    assert receipts.page(desk, note).copies == (left,)
    pdf = exit_door.look(desk, papers.of_receipt(desk, note).id)
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    assert "a sealed copy of it was made on 2 March 2026 for Owen Price" in " ".join(text.split())


def test_a_recipient_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="recipient"):
        sealed_packages.for_recipient(b"x", "age1nobody")


def test_its_name_says_nothing(desk: Desk, case: Case, note: NoteId) -> None:
    _hold(desk, Basis.COURT, case)
    offered = held_copy.offer(desk, note)
    assert offered.file_name.startswith("CD-2026-03-02-")
    assert "PH" not in offered.file_name
    assert (offered.to, offered.has_key) == (TO, False)


def test_the_pages_go_with_the_text_the_way_up_that_they_are_read(
    desk: Desk, case: Case, note: NoteId, tmp_path: Path
) -> None:
    page = next(pictures.drawn_anew(photo()))
    note_pages.add(desk, note, (page, page))
    first, _second = note_pages.of_note(desk, note)
    note_pages.turn(desk, note, replace(first, turn=1))
    _hold(desk, Basis.COURT, case)
    key, offered = _manager(desk), held_copy.offer(desk, note)
    assert offered.file_name.endswith(".zip.age")
    held_copy.make(desk, note, tmp_path / offered.file_name, to=TO)
    sealed = (tmp_path / offered.file_name).read_bytes()
    with ZipFile(BytesIO(pyrage.decrypt(sealed, [key]))) as bundle:
        assert bundle.namelist() == ["note.txt", "page-01.jpg", "page-02.jpg"]
        assert MARKER in bundle.read("note.txt").decode()
        assert bundle.read("page-01.jpg") == pictures.turned(page, 1)
        assert bundle.read("page-02.jpg") == page
    (left,) = receipts_of(desk, note)
    assert left.pages == 2


def receipts_of(desk: Desk, note: NoteId) -> tuple[Disclosure, ...]:
    """The lines of the ledger about that note."""
    return disclosures.of_note(desk.read(), note)
