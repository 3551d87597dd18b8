"""Notes on paper: they wait, age and are held as others; a person says when the paper went."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from counsellor_desk.domain import reductions
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.holds import Basis, OnHold
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.notes import Age, LengthBand, NoteState
from counsellor_desk.domain.paper_notes import (
    NotOnPaper,
    PaperDateNotPossible,
    PaperDestroyed,
    PaperDestroyerMissing,
    PaperIsNotHere,
    PaperMethod,
    PaperStillThere,
)
from counsellor_desk.domain.receipts import DestructionReason
from counsellor_desk.domain.reductions import SummaryNotReady, WorkingSummary
from counsellor_desk.domain.summaries import OthersInvolved, Section
from counsellor_desk.vault import audit, faults
from counsellor_desk.vault.faults import Point
from counsellor_desk.workflows import (
    held_copy,
    holds,
    paper_notes,
    papers,
    receipts,
    reduce,
    today,
    unlock,
)
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.holds import NewHold
from counsellor_desk.workflows.reduce import CaseNumberNotMatching
from counsellor_desk.workflows.sessions import SessionTimes
from tests.desks import NOW, TestDesk, add_case, add_note

SHREDDED = PaperDestroyed(method=PaperMethod.SHREDDED, on=NOW.date(), by=" J.  Mercer ")


class Stopped(Exception):
    """What is raised at a point."""


def begun(desk: Desk, *, hours_ago: float = 3) -> tuple[Case, NoteId]:
    """A case and a note on paper."""
    case = add_case(desk)
    times = SessionTimes(starts=desk.now() - timedelta(hours=hours_ago))
    return case, paper_notes.begin(desk, case.id, times).note.id


def typed(desk: Desk, note: NoteId) -> WorkingSummary:
    """A summary that answers everything."""
    working = reduce.open_reduction(desk, note).working
    working = reductions.others_chosen(working, OthersInvolved.NO_ONE_ELSE, "")
    working = reductions.line_typed(working, Section.OBSERVED, "Slept better.")
    return reductions.line_typed(working, Section.RISK, "Asked about: none.")


def hold(desk: Desk, note: NoteId) -> None:
    """Hold it for a court."""
    review = desk.now().date() + timedelta(days=28)
    holds.set_hold(desk, NewHold(basis=Basis.COURT, reason="Summons", review_on=review, note=note))


def test_it_waits_and_ages_like_any_note(desk: Desk) -> None:
    _case, note = begun(desk, hours_ago=30)
    (waiting,) = today.today(desk).waiting
    assert (waiting.line.note.id, waiting.age) == (note, Age.AMBER)
    assert waiting.line.note.on_paper
    assert today.strip(desk).waiting == 1


def test_the_draft_is_empty_and_risk_is_asked(desk: Desk) -> None:
    case, note = begun(desk)
    reduction = reduce.open_reduction(desk, note)
    assert (reduction.text, reduction.working.rows()) == ("", ())
    working = reductions.others_chosen(reduction.working, OthersInvolved.NO_ONE_ELSE, "")
    working = reductions.line_typed(working, Section.OBSERVED, "Slept better.")
    with pytest.raises(SummaryNotReady):
        reduce.accept(desk, note, working, case.number)
    reduce.keep_working(desk, note, working)
    assert reduce.open_reduction(desk, note).working == working


def test_it_is_gone_when_the_paper_is_and_the_receipt_says_how(desk: Desk) -> None:
    case, note = begun(desk)
    accepted = reduce.accept(desk, note, typed(desk, note), case.number)
    assert accepted.on_paper
    day = today.today(desk)
    assert ([each.line.note.id for each in day.papers], day.freed, day.waiting) == ([note], (), ())
    with pytest.raises(PaperStillThere):
        reduce.approve_waiting(desk, note)
    paper_notes.destroyed(desk, note, SHREDDED)
    tombstone = reduce.destroy(desk, note)
    assert tombstone.paper == PaperDestroyed(
        method=PaperMethod.SHREDDED, on=NOW.date(), by="J. Mercer"
    )
    assert tombstone.length is LengthBand.ON_PAPER
    assert tombstone.summary == accepted.summary.id
    assert receipts.page(desk, note).tombstone == tombstone
    acts = [entry.act for entry in audit.entries(desk.read())]
    assert acts.count(Act.PAPER_DESTROYED) == 1
    assert papers.of_receipt(desk, note).pages == 1


@pytest.mark.parametrize(
    ("paper", "error"),
    [
        (PaperDestroyed(method=PaperMethod.BURNED, on=date(2026, 3, 3), by="J"), "future"),
        (PaperDestroyed(method=PaperMethod.BURNED, on=date(2026, 3, 1), by="J"), "before"),
        (PaperDestroyed(method=PaperMethod.BURNED, on=date(2026, 3, 2), by="  "), "nobody"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_cannot_be_is_not_recorded(desk: Desk, paper: PaperDestroyed, error: str) -> None:
    case, note = begun(desk)
    reduce.accept(desk, note, typed(desk, note), case.number)
    wanted = PaperDestroyerMissing if error == "nobody" else PaperDateNotPossible
    with pytest.raises(wanted):
        paper_notes.destroyed(desk, note, paper)
    (line,) = reduce.queue(desk)
    assert line.note.paper_is_left


def test_nothing_essential_needs_the_case_number_and_the_paper(desk: Desk) -> None:
    case, note = begun(desk)
    with pytest.raises(PaperStillThere):
        reduce.nothing_essential(desk, note, case.number)
    with pytest.raises(CaseNumberNotMatching):
        paper_notes.nothing_essential(desk, note, SHREDDED, "PH-1")
    paper_notes.nothing_essential(desk, note, SHREDDED, case.number)
    tombstone = reduce.destroy(desk, note)
    assert (tombstone.reason, tombstone.summary) == (DestructionReason.NOTHING_ESSENTIAL, None)
    assert tombstone.paper is not None


def test_a_hold_stops_every_way_and_the_paper_is_asked_for_afterwards(desk: Desk) -> None:
    case, note = begun(desk)
    hold(desk, note)
    assert reduce.accept(desk, note, typed(desk, note), case.number).held
    with pytest.raises(OnHold):
        paper_notes.destroyed(desk, note, SHREDDED)
    with pytest.raises(PaperIsNotHere):
        held_copy.offer(desk, note)
    (line,) = reduce.queue(desk)
    assert (line.state, line.may_be_copied) == (NoteState.ON_HOLD, False)
    assert holds.lift(desk, holds.active(desk)[0].id, "Withdrawn") == ()
    assert [each.line.note.id for each in today.today(desk).papers] == [note]
    paper_notes.destroyed(desk, note, SHREDDED)
    assert reduce.destroy(desk, note).erased_at is not None


def test_a_typed_note_is_never_ended_as_paper(desk: Desk) -> None:
    case = add_case(desk)
    note = add_note(desk, case)
    with pytest.raises(NotOnPaper):
        paper_notes.nothing_essential(desk, note, SHREDDED, case.number)


@pytest.mark.parametrize(
    "at", [Point.PAPER_RECORDED, Point.DESTROY_1_APPROVED, Point.ACT_COMMITTED]
)
def test_broken_off_it_is_as_before_or_finished_by_itself(test_desk: TestDesk, at: Point) -> None:
    desk = test_desk.open()
    case, note = begun(desk)
    reduce.accept(desk, note, typed(desk, note), case.number)

    def stop(reached: Point) -> None:
        if reached is at:
            raise Stopped

    with faults.listening(stop), pytest.raises(Stopped):
        paper_notes.destroyed(desk, note, SHREDDED)
    unlock.close(desk)
    again = test_desk.open()
    if at is Point.ACT_COMMITTED:
        assert receipts.page(again, note).tombstone.erased_at is not None
        return
    (line,) = reduce.queue(again)
    assert line.note.paper_is_left
    paper_notes.destroyed(again, note, SHREDDED)
    assert reduce.destroy(again, note).paper is not None
