"""Nothing leaves but through the door that writes the ledger (policy 2.1)."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from counsellor_desk.domain import reductions
from counsellor_desk.domain.disclosures import Channel, Ground
from counsellor_desk.domain.ids import SummaryId
from counsellor_desk.domain.sealed_documents import DocumentKind, SealState
from counsellor_desk.domain.summaries import OthersInvolved
from counsellor_desk.vault.files import FolderMissing
from counsellor_desk.workflows import cases, exit_door, papers, reduce, seal
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.exit_door import Leaving, RecipientMissing
from tests.desks import add_case, add_note

CABINET = Leaving(to="Locked cabinet", purpose="Paper file", ground=Ground.OWN_RECORD)


@pytest.fixture
def summary(desk: Desk) -> SummaryId:
    """An accepted summary whose note is destroyed."""
    case = add_case(desk)
    note = add_note(desk, case)
    opened = reduce.open_reduction(desk, note)
    ready = reductions.others_chosen(opened.working, OthersInvolved.NO_ONE_ELSE, "")
    accepted = reduce.accept(desk, note, ready, case.number)
    reduce.destroy(desk, note)
    return accepted.summary.id


def test_a_file_that_leaves_is_in_the_ledger(
    desk: Desk, summary: SummaryId, tmp_path: Path
) -> None:
    document = papers.of_summary(desk, summary)
    target = tmp_path / document.name
    line = exit_door.save(desk, document.id, target, CABINET)
    assert target.read_bytes() == exit_door.look(desk, document.id)
    page = cases.page(desk, document.case)
    assert page.disclosures == (line,)
    assert (line.channel, line.to, line.pages) == (Channel.FILE, "Locked cabinet", document.pages)
    assert seal.check(desk, target.read_bytes()).state is SealState.UNCHANGED


def test_print_is_in_the_ledger_before_it_goes(desk: Desk, summary: SummaryId) -> None:
    document = papers.of_summary(desk, summary)
    pdf = exit_door.take_to_print(desk, document.id, CABINET)
    assert pdf == exit_door.look(desk, document.id)
    assert [d.channel for d in cases.page(desk, document.case).disclosures] == [Channel.PRINT]


def test_what_could_not_be_written_has_not_left(
    desk: Desk, summary: SummaryId, tmp_path: Path
) -> None:
    document = papers.of_summary(desk, summary)
    with pytest.raises(FolderMissing):
        exit_door.save(desk, document.id, tmp_path / "no such folder" / "x.pdf", CABINET)
    assert cases.page(desk, document.case).disclosures == ()


def test_what_a_person_has_beside_the_copy_stays(
    desk: Desk, summary: SummaryId, tmp_path: Path
) -> None:
    document = papers.of_summary(desk, summary)
    own = tmp_path / "copy.pdf.new"
    own.write_bytes(b"a person's own")
    for _time in "once", "over itself":
        exit_door.save(desk, document.id, tmp_path / "copy.pdf", CABINET)
    assert own.read_bytes() == b"a person's own"
    assert {path.name for path in tmp_path.glob("copy*")} == {"copy.pdf", "copy.pdf.new"}
    assert (tmp_path / "copy.pdf").read_bytes() == exit_door.look(desk, document.id)


def test_what_is_no_file_is_not_written_over(
    desk: Desk, summary: SummaryId, tmp_path: Path
) -> None:
    document = papers.of_summary(desk, summary)
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    for place in (pipe, tmp_path):
        with pytest.raises(FolderMissing):
            exit_door.save(desk, document.id, place, CABINET)
    assert pipe.is_fifo()
    assert cases.page(desk, document.case).disclosures == ()


def test_the_ledger_names_who_gets_it(desk: Desk, summary: SummaryId, tmp_path: Path) -> None:
    document = papers.of_summary(desk, summary)
    nobody = Leaving(to=" ", purpose="", ground=Ground.OWN_RECORD)
    with pytest.raises(RecipientMissing):
        exit_door.save(desk, document.id, tmp_path / "x.pdf", nobody)
    assert not (tmp_path / "x.pdf").exists()


def test_names_of_documents_are_neutral(desk: Desk, summary: SummaryId) -> None:
    document = papers.of_summary(desk, summary)
    assert document.kind is DocumentKind.SUMMARY
    assert document.name.startswith("CD-")
    assert "PH-2026" not in document.name
    assert "Stott" not in document.name


def test_a_receipt_can_be_had_on_paper(desk: Desk, summary: SummaryId) -> None:
    (tombstone,) = cases.page(desk, papers.of_summary(desk, summary).case).tombstones
    document = papers.of_receipt(desk, tombstone.note)
    assert document.kind is DocumentKind.RECEIPT
    assert b"choir" not in exit_door.look(desk, document.id)
