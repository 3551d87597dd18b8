"""A hold stops every destruction, before, while and after a note is reduced (policy 4.9)."""

from __future__ import annotations

from PySide6.QtCore import Qt

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.holds import Basis
from counsellor_desk.domain.ids import NoteId, SessionId
from counsellor_desk.domain.notes import NoteState
from counsellor_desk.domain.reductions import Question, line_typed
from counsellor_desk.domain.summaries import EssentialSummary, Section
from counsellor_desk.ui.reduce.queue_screen import QueueScreen
from counsellor_desk.ui.reduce.receipt_screen import ReceiptScreen
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.vault import summaries
from counsellor_desk.workflows import holds, reduce, sessions
from counsellor_desk.workflows.desk import Desk
from tests.desks import add_case, add_note
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog
from tests.ui.reduce.reducing import (
    key,
    number_typed,
    opened,
    press,
    reduce_it,
    say_who,
    screen,
    shown,
    work,
)
from tests.ui.story import accepted, put_on_hold

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _state(desk_window: DeskWindow) -> NoteState:
    (line,) = desk_window.do(reduce.queue)
    return line.state


def _destroyed(desk: Desk, note: NoteId, case: Case) -> EssentialSummary:
    summary = accepted(desk, note, case)
    reduce.destroy(desk, note)
    return summary


def _second(desk: Desk, session: SessionId) -> NoteId:
    note = sessions.second_note(desk, session).note.id
    sessions.save_text(desk, note, "Rang again: slept badly.")
    return note


def _held(desk_window: DeskWindow) -> tuple[Case, NoteId]:
    desk_window.go("reduce")
    case, note = opened(desk_window)
    key(desk_window, Qt.Key.Key_H, CTRL | SHIFT)
    above = dialog(desk_window)
    desk_window.child(ChoiceInput, "Why", within=above).put(Basis.COURT.value)
    desk_window.child(LineInput, "The reason in one line", within=above).put("Summons")
    press(desk_window, "Put on hold")
    return case, note


def test_the_note_is_put_on_hold_from_here(desk_window: DeskWindow) -> None:
    _case, note = _held(desk_window)
    (hold,) = desk_window.do(holds.active)
    assert (hold.note, hold.basis) == (note, Basis.COURT)
    assert "kept while it is on hold" in shown(desk_window)
    assert work(desk_window).reduction.line.held
    press(desk_window, "Accept the summary…")


def test_a_held_note_is_accepted_and_stays(desk_window: DeskWindow) -> None:
    case, _note = _held(desk_window)
    say_who(desk_window)
    press(desk_window, "Accept the summary…")
    assert "it stays until the hold is lifted" in shown(desk_window)
    number_typed(desk_window, case.number)
    press(desk_window, "Accept")
    assert isinstance(desk_window.screen, QueueScreen)
    assert "reduced; destroyed when the hold is lifted" in shown(desk_window)
    assert _state(desk_window) is NoteState.ON_HOLD
    press(desk_window, f"Open the summary of {case.number}, session 1")
    assert desk_window.opened[-1][0] == "open_summary"


def test_after_the_hold_it_is_finished_from_the_queue(desk_window: DeskWindow) -> None:
    case, _note = _held(desk_window)
    say_who(desk_window)
    press(desk_window, "Accept the summary…")
    number_typed(desk_window, case.number)
    press(desk_window, "Accept")
    (hold,) = desk_window.do(holds.active)
    desk_window.do(lambda desk: holds.lift(desk, hold.id, "Answered"))
    desk_window.go("reduce")
    press(desk_window, f"Finish destroying the note of {case.number}, session 1")
    press(desk_window, "Destroy")
    assert desk_window.do(reduce.queue) == ()
    assert "No note is waiting" in shown(desk_window)


def test_nothing_essential_does_not_reach_a_held_note(desk_window: DeskWindow) -> None:
    _held(desk_window)
    act = next(a for a in desk_window.window.acts if a.words == "Nothing essential: destroy")
    act.run()
    assert "This note is on hold, so it was not destroyed." in shown(desk_window)
    press(desk_window, "Close")
    assert work(desk_window).summary.lines


def test_a_hold_set_meanwhile_keeps_the_note(desk_window: DeskWindow) -> None:
    """The dialog was open already when somebody learned of the summons."""
    case, _note = opened(desk_window)
    say_who(desk_window)
    press(desk_window, "Accept and destroy the note…")
    desk_window.do(lambda desk: put_on_hold(desk, case))
    number_typed(desk_window, case.number)
    press(desk_window, "Accept and destroy")
    assert not isinstance(desk_window.screen, ReceiptScreen)
    assert _state(desk_window) is NoteState.ON_HOLD


def test_a_hold_set_meanwhile_stops_nothing_essential(desk_window: DeskWindow) -> None:
    case, note = opened(desk_window)
    press(desk_window, "Nothing essential")
    desk_window.do(lambda desk: put_on_hold(desk, case))
    number_typed(desk_window, case.number)
    press(desk_window, "Destroy the note")
    assert "This note is on hold, so it was not destroyed." in shown(desk_window)
    press(desk_window, "Close")
    assert screen(desk_window).note == note
    assert work(desk_window).summary.lines, "the screen stays usable"
    assert _state(desk_window) is NoteState.ON_HOLD


def test_a_second_note_of_a_session_says_that_it_amends(desk_window: DeskWindow) -> None:
    from_first, note = opened(desk_window)
    first = desk_window.do(lambda desk: reduce.open_reduction(desk, note)).session
    desk_window.window.go_back()
    summary = desk_window.do(lambda desk: _destroyed(desk, note, from_first))
    second = desk_window.do(lambda desk: _second(desk, first.id))
    reduce_it(desk_window, second)
    assert "added to it as an amendment" in shown(desk_window)
    say_who(desk_window)
    work(desk_window).edit(lambda summary: line_typed(summary, Section.VIEW, "Slow. " * 700))
    assert work(desk_window).questions == (Question.LENGTH,)
    work(desk_window).undo()
    assert work(desk_window).questions == ()
    press(desk_window, "Accept and destroy the note…")
    assert "as an amendment with today’s date" in shown(desk_window)
    number_typed(desk_window, from_first.number)
    press(desk_window, "Accept and destroy")
    kept = desk_window.do(lambda desk: summaries.load(desk.read(), summary.id))
    assert ["Rang again: slept badly." in a.text for a in kept.amendments] == [True]


def test_characters_that_no_document_can_show_are_told_before_acceptance(
    desk_window: DeskWindow,
) -> None:
    opened(desk_window)
    say_who(desk_window)
    work(desk_window).edit(lambda summary: line_typed(summary, Section.VIEW, "Spoke of “孝”."))
    press(desk_window, "Accept and destroy the note…")
    assert "cannot be sealed as a PDF: 孝." in shown(desk_window)


def test_a_note_that_was_reduced_leads_to_its_summary_not_to_a_second_one(
    desk_window: DeskWindow,
) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case))
    desk_window.do(lambda desk: put_on_hold(desk, case))
    summary = desk_window.do(lambda desk: accepted(desk, note, case))
    reduce_it(desk_window, note)
    assert screen(desk_window).work is None
    assert "That summary stands as it was." in shown(desk_window)
    press(desk_window, "Open the summary")
    assert desk_window.opened[-1] == ("open_summary", (summary.id,))
