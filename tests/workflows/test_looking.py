"""What screens look at: holds with what they reach, numbers, sealed papers, receipts."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from counsellor_desk.domain import reductions
from counsellor_desk.domain.cases import Case, CaseNumber, CaseStatus
from counsellor_desk.domain.disclosures import Ground
from counsellor_desk.domain.holds import Basis, Hold
from counsellor_desk.domain.ids import CaseId, NoteId
from counsellor_desk.domain.receipts import DestructionReason
from counsellor_desk.domain.sealed_documents import SealState
from counsellor_desk.domain.summaries import EssentialSummary, OthersInvolved
from counsellor_desk.workflows import (
    cases,
    exit_door,
    holds,
    intake,
    papers,
    receipts,
    reduce,
    summaries,
    today,
)
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.exit_door import Leaving
from counsellor_desk.workflows.holds import HoldLine, NewHold
from tests.desks import add_case, add_note


def _held(desk: Desk, *, case: CaseId | None = None, note: NoteId | None = None) -> Hold:
    review = desk.now().date() + timedelta(days=30)
    new = NewHold(basis=Basis.COURT, reason="order", review_on=review, case=case, note=note)
    return holds.set_hold(desk, new)


def _accepted(desk: Desk, case: Case) -> EssentialSummary:
    opened = reduce.open_reduction(desk, add_note(desk, case))
    ready = reductions.others_chosen(opened.working, OthersInvolved.NO_ONE_ELSE, "")
    return reduce.accept(desk, opened.line.note.id, ready, case.number).summary


def test_holds_say_what_they_reach(desk: Desk) -> None:
    case, other = add_case(desk), add_case(desk)
    note = add_note(desk, other)
    on_store, on_case, on_note = _held(desk), _held(desk, case=case.id), _held(desk, note=note)
    assert holds.lines(desk) == (
        HoldLine(hold=on_store),
        HoldLine(hold=on_case, case=case.id, case_number=case.number),
        HoldLine(hold=on_note, case=other.id, case_number=other.number, session=1),
    )
    assert today.today(desk).holds == holds.lines(desk)
    assert set(cases.page(desk, case.id).holds) == {on_store, on_case}
    assert set(cases.page(desk, other.id).holds) == {on_store, on_note}


def test_numbers_of_all_cases_the_newest_first(desk: Desk) -> None:
    first, second = add_case(desk), add_case(desk)
    intake.change_status(desk, first.id, CaseStatus.CLOSED)
    assert cases.numbers(desk) == (
        CaseNumber(id=second.id, number=second.number, status=CaseStatus.OPEN),
        CaseNumber(id=first.id, number=first.number, status=CaseStatus.CLOSED),
    )


def test_a_sealed_summary_is_looked_at_with_where_it_went(desk: Desk, tmp_path: Path) -> None:
    case = add_case(desk)
    summary = _accepted(desk, case)
    document = papers.of_summary(desk, summary.id)
    leaving = Leaving(to="the client", purpose="their copy", ground=Ground.OWN_RECORD)
    line = exit_door.save(desk, document.id, tmp_path / "copy.pdf", leaving)
    paper = papers.look(desk, document.id)
    assert (paper.document, paper.case_number) == (document, case.number)
    assert paper.pdf == (tmp_path / "copy.pdf").read_bytes()
    assert paper.verification.state is SealState.UNCHANGED
    assert paper.verification.own_certificate
    assert paper.gone_out == (line,)
    assert summaries.page(desk, summary.id).papers == (document,)


def test_a_receipt_is_there_once_the_note_is_deleted(desk: Desk) -> None:
    case = add_case(desk)
    note = add_note(desk, case)
    with pytest.raises(KeyError):
        receipts.page(desk, note)
    reduce.nothing_essential(desk, note, case.number)
    reduce.destroy(desk, note)
    document = papers.of_receipt(desk, note)
    shown = receipts.page(desk, note)
    assert shown.tombstone.reason is DestructionReason.NOTHING_ESSENTIAL
    assert (shown.case_number, shown.session.number) == (case.number, 1)
    assert shown.papers == (document,)
