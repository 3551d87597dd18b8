"""A note that was there when a hold was set is kept as it was; what comes later is written on."""

from __future__ import annotations

from datetime import timedelta

import pytest

from counsellor_desk.domain.holds import Basis, HeldAsItIs
from counsellor_desk.domain.ids import CaseId, NoteId
from counsellor_desk.workflows import holds, note_pages, paper_notes, reduce, sessions
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.holds import NewHold
from tests.desks import TestDesk, add_case, add_note


def _hold(desk: Desk, case: CaseId | None = None, note: NoteId | None = None) -> None:
    review = desk.now().date() + timedelta(days=28)
    new = NewHold(basis=Basis.COURT, reason="Summons", review_on=review, case=case, note=note)
    holds.set_hold(desk, new)


@pytest.mark.parametrize("what", ["note", "case", "store"])
def test_neither_text_nor_pages_are_changed(desk: Desk, what: str) -> None:
    case = add_case(desk)
    note = add_note(desk, case, "As it was.")
    _hold(
        desk,
        case=case.id if what == "case" else None,
        note=note if what == "note" else None,
    )
    with pytest.raises(HeldAsItIs) as refused:
        sessions.save_text(desk, note, "")
    assert all(refused.value.sentences())
    with pytest.raises(HeldAsItIs):
        note_pages.add(desk, note, (b"one",))
    found = sessions.open_note(desk, note)
    assert (found.text, found.pages, found.kept_as_it_is) == ("As it was.", (), True)


def test_its_summary_is_still_worked_on(desk: Desk) -> None:
    note = add_note(desk, add_case(desk))
    _hold(desk, note=note)
    working = reduce.open_reduction(desk, note).working
    reduce.keep_working(desk, note, working)
    assert reduce.open_reduction(desk, note).working == working


def test_once_the_hold_is_lifted_it_is_written_on(desk: Desk) -> None:
    note = add_note(desk, add_case(desk), "As it was.")
    _hold(desk, note=note)
    holds.lift(desk, holds.active(desk)[0].id, "Withdrawn")
    sessions.save_text(desk, note, "Gone on with.")
    assert not sessions.open_note(desk, note).kept_as_it_is


@pytest.mark.parametrize("hours", [0, -2, 2], ids=["at once", "clock put back", "later"])
def test_what_is_begun_under_a_hold_is_written_on(test_desk: TestDesk, hours: int) -> None:
    """A case on hold goes on being seen; its new notes are typed as any."""
    desk = test_desk.open()
    case = add_case(desk)
    _hold(desk, case=case.id)
    test_desk.clock.moment += timedelta(hours=hours)
    times = sessions.SessionTimes(starts=desk.now() - timedelta(hours=1))
    note = sessions.begin_note(desk, case.id, times, "First", pages=(b"one",)).note.id
    for text in ("First words", "First words and more"):
        sessions.save_text(desk, note, text)
    note_pages.add(desk, note, (b"two",))
    found = sessions.open_note(desk, note)
    assert (found.text, len(found.pages), found.kept_as_it_is) == ("First words and more", 2, False)


def test_a_clock_that_was_put_back_protects_no_less(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    case = add_case(desk)
    note = add_note(desk, case, "As it was.")
    test_desk.clock.moment -= timedelta(hours=2)
    _hold(desk, case=case.id)
    with pytest.raises(HeldAsItIs):
        sessions.save_text(desk, note, "Otherwise.")


def test_a_second_note_says_what_is_to_be_added(desk: Desk) -> None:
    case = add_case(desk)
    note = add_note(desk, case, "As it was.")
    _hold(desk, case=case.id)
    session = sessions.open_note(desk, note).session.id
    second = sessions.second_note(desk, session).note.id
    for text in ("Rang", "Rang in the evening."):
        sessions.save_text(desk, second, text)
    assert sessions.open_note(desk, second).text == "Rang in the evening."
    assert sessions.open_note(desk, note).text == "As it was."


def test_a_second_note_on_paper_waits_in_the_list(desk: Desk) -> None:
    note = add_note(desk, add_case(desk))
    session = sessions.open_note(desk, note).session.id
    second = paper_notes.begin_second(desk, session)
    assert second.note.on_paper
    assert [line.note.id for line in reduce.queue(desk)] == [note, second.note.id]
    assert [line.session_number for line in reduce.queue(desk)] == [1, 1]
