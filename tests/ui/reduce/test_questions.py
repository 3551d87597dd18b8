"""Nothing is accepted while a question is open: it is said in words, and there is a way to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QWidget

from counsellor_desk.domain import reductions
from counsellor_desk.domain.notes import NoteState
from counsellor_desk.domain.reductions import Question, SummaryNotReady, WorkingSummary
from counsellor_desk.domain.summaries import OthersInvolved
from counsellor_desk.ui.reduce.actions_part import ActionsPart
from counsellor_desk.ui.reduce.line_text import LineText
from counsellor_desk.ui.reduce.open_questions import OpenQuestions
from counsellor_desk.ui.reduce.open_risks_part import OpenRisksPart
from counsellor_desk.ui.reduce.others_part import OthersPart
from counsellor_desk.vault import profile
from counsellor_desk.workflows import reduce
from counsellor_desk.workflows.desk import Desk
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog
from tests.ui.reduce.reducing import (
    focused,
    key,
    number_typed,
    opened,
    press,
    reduce_it,
    say_who,
    shown,
    typed,
    view,
    work,
)
from tests.ui.story import ready

CTRL = Qt.KeyboardModifier.ControlModifier
_PLACES: dict[Question, type[QWidget]] = {
    Question.EMPTY: LineText,
    Question.OTHERS: OthersPart,
    Question.OTHERS_NAMED: OthersPart,
    Question.RISK: OpenRisksPart,
    Question.OWNER: ActionsPart,
    Question.WHAT: ActionsPart,
}


def _with(question: Question, summary: WorkingSummary) -> WorkingSummary:
    """A summary in which that is open."""
    summary = ready(summary)
    match question:
        case Question.EMPTY:
            return WorkingSummary(lines=(), actions=(), others=OthersInvolved.NO_ONE_ELSE)
        case Question.OTHERS:
            return reductions.others_chosen(summary, OthersInvolved.NOT_SAID, "")
        case Question.OTHERS_NAMED:
            return reductions.others_chosen(summary, OthersInvolved.OTHERS, " ")
        case Question.RISK:
            risky = next(line for line in summary.lines if "suicide" in line.text)
            return reductions.removed(summary, risky.key)
        case Question.OWNER:
            return reductions.action_edited(
                reductions.action_typed(summary),
                reductions.WorkingAction(key=summary.next_key, owner=None, what="Ring"),
            )
        case Question.WHAT:
            first = summary.actions[0]
            return reductions.action_edited(
                summary, reductions.WorkingAction(key=first.key, owner=first.owner, what=" ")
            )
        case _:
            raise AssertionError(question)


def _is_at(desk_window: DeskWindow, place: type[QWidget]) -> bool:
    here = focused(desk_window)
    parts = view(desk_window).findChildren(place)
    return any(part is here or part.isAncestorOf(here) for part in parts)


@pytest.mark.parametrize("question", list(_PLACES), ids=lambda question: question.value)
def test_each_question_stops_acceptance_and_leads_there(
    desk_window: DeskWindow, question: Question
) -> None:
    _case, note = opened(desk_window)
    work(desk_window).edit(lambda summary: _with(question, summary))
    desk_window.settle()
    assert question in work(desk_window).questions
    key(desk_window, Qt.Key.Key_Return, CTRL)
    assert isinstance(dialog(desk_window), OpenQuestions)
    assert question.label in shown(desk_window)
    press(desk_window, f"Go to: {question.label}")
    assert dialog(desk_window) is None
    assert _is_at(desk_window, _PLACES[question])
    (line,) = desk_window.do(reduce.queue)
    assert (line.note.id, line.state) == (note, NoteState.WAITING)


@pytest.mark.thorough
def test_a_name_and_a_day_are_put_right_on_their_own_screens(desk_window: DeskWindow) -> None:
    desk_window.go("reduce")
    case, note = opened(desk_window)
    desk_window.test_desk.clock.move(timedelta(days=-3))

    def nameless(desk: Desk) -> None:
        with desk.store.quietly() as tx:
            profile.save(tx, replace(desk.profile(), name=" "))

    desk_window.do(nameless)
    desk_window.window.go_back()
    reduce_it(desk_window, note)
    say_who(desk_window)
    assert work(desk_window).questions == (Question.AUTHOR, Question.DATE)
    working = work(desk_window).summary
    with pytest.raises(SummaryNotReady):
        desk_window.do(lambda desk: reduce.accept(desk, note, working, case.number))
    view(desk_window).answer(Question.DATE)
    desk_window.settle()
    assert desk_window.opened[-1] == ("open_note", (note,))
    desk_window.window.go_back()
    desk_window.settle()
    view(desk_window).answer(Question.AUTHOR)
    desk_window.settle()
    assert desk_window.window.rooms.room == "settings"


def test_the_pill_counts_them_and_leads_to_the_first(desk_window: DeskWindow) -> None:
    opened(desk_window)
    press(desk_window, "1 question to answer")
    assert _is_at(desk_window, OthersPart)
    say_who(desk_window)
    desk_window.child(QAbstractButton, "Ready to accept")


def test_a_risk_is_left_out_on_purpose_or_kept(desk_window: DeskWindow) -> None:
    opened(desk_window)
    say_who(desk_window)
    work(desk_window).edit(lambda summary: _with(Question.RISK, summary))
    desk_window.settle()
    press(desk_window, "Leave it out on purpose")
    assert work(desk_window).questions == ()
    work(desk_window).undo()
    desk_window.settle()
    press(desk_window, "Keep it")
    assert work(desk_window).questions == ()
    assert any("suicide" in line.text for line in work(desk_window).summary.lines)


def test_others_are_named_by_keyboard(desk_window: DeskWindow) -> None:
    case, _note = opened(desk_window)
    key(desk_window, Qt.Key.Key_F8)
    key(desk_window, Qt.Key.Key_Down)
    key(desk_window, Qt.Key.Key_Space)
    assert work(desk_window).questions == (Question.OTHERS_NAMED,)
    key(desk_window, Qt.Key.Key_F8)
    typed(desk_window, "interpreter")
    assert work(desk_window).questions == ()
    key(desk_window, Qt.Key.Key_Return, CTRL)
    number_typed(desk_window, case.number)
    key(desk_window, Qt.Key.Key_Return)
    summary = desk_window.do(lambda desk: desk.read().value("SELECT others_named FROM summaries"))
    assert summary == "interpreter"
