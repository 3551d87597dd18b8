"""Notes that the program cannot read: pages as pictures, and paper that a person destroys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from counsellor_desk.documents import pictures
from counsellor_desk.domain import reductions
from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.notes import LengthBand
from counsellor_desk.domain.paper_notes import PaperMethod
from counsellor_desk.domain.reductions import Question
from counsellor_desk.domain.summaries import Section
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.picture_view import PictureView
from counsellor_desk.workflows import note_pages, paper_notes, reduce, sessions
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.sessions import SessionTimes
from tests.desks import NOTE, add_case
from tests.handwriting import photo
from tests.ui.desk_window import DeskWindow
from tests.ui.notes.writing import key, shown
from tests.ui.pictures import dialog, in_every_look, in_every_look_and_back
from tests.ui.reduce.reducing import press, reduce_it, say_who, view, work


def on_paper(desk: Desk) -> tuple[Case, NoteId]:
    """A note on paper of this morning."""
    case = add_case(desk)
    times = SessionTimes(starts=desk.now().replace(hour=9))
    return case, paper_notes.begin(desk, case.id, times).note.id


def pictured(desk: Desk, text: str = "") -> tuple[Case, NoteId]:
    """A note of two photographed pages, and of some text."""
    case = add_case(desk)
    jpegs = [next(pictures.drawn_anew(photo(900, 1200))) for _each in range(2)]
    times = SessionTimes(starts=desk.now().replace(hour=9))
    return case, sessions.begin_note(desk, case.id, times, text, pages=jpegs).note.id


def answered(desk_window: DeskWindow) -> None:
    """Type what only a person can know of it."""
    say_who(desk_window)
    work(desk_window).type_below(None, Section.OBSERVED)
    (line,) = work(desk_window).summary.in_section(Section.OBSERVED)
    work(desk_window).edit(
        lambda summary: reductions.line_edited(summary, line.key, "Slept better.")
    )
    press(desk_window, "It was not asked")
    desk_window.settle()


@pytest.mark.thorough
def test_pages_stand_beside_a_summary_that_is_typed(desk_window: DeskWindow, theme: Theme) -> None:
    case, note = desk_window.do(pictured)
    reduce_it(desk_window, note)
    assert Question.RISK_UNREAD in work(desk_window).questions
    picture = desk_window.child(PictureView)
    assert picture.has_picture
    view(desk_window).go_across()
    key(desk_window, Qt.Key.Key_PageDown)
    assert picture.accessibleName() == "Page 2 of 2 of the session note"
    key(desk_window, Qt.Key.Key_R)
    assert desk_window.do(lambda desk: note_pages.of_note(desk, note))[1].turn == 1
    view(desk_window).answer(Question.RISK_UNREAD)
    answered(desk_window)
    assert work(desk_window).questions == ()
    assert in_every_look_and_back(desk_window, theme, "reduce-pages") == []
    press(desk_window, "Accept and destroy the note…")
    desk_window.child(LineInput, within=dialog(desk_window)).put(case.number)
    press(desk_window, "Accept and destroy")
    ((_name, (gone,)),) = [each for each in desk_window.opened if each[0] == "open_receipt"]
    assert gone == note
    assert LengthBand.PAGES.label in shown(desk_window)
    assert "are not covered" in shown(desk_window)


@pytest.mark.thorough
def test_what_is_typed_beside_pages_is_drafted_and_one_press_away(
    desk_window: DeskWindow, theme: Theme
) -> None:
    _case, note = desk_window.do(lambda desk: pictured(desk, NOTE))
    reduce_it(desk_window, note)
    assert work(desk_window).summary.lines
    press(desk_window, "Typed text")
    assert not any(view.isVisible() for view in desk_window.screen.findChildren(PictureView))
    assert in_every_look(desk_window, theme, "reduce-pages-and-text") == []


def test_paper_is_reduced_and_stays_in_the_list_until_it_is_destroyed(
    desk_window: DeskWindow, theme: Theme
) -> None:
    case, note = desk_window.do(on_paper)
    reduce_it(desk_window, note)
    assert in_every_look_and_back(desk_window, theme, "reduce-paper") == []
    answered(desk_window)
    press(desk_window, "Accept the summary…")
    desk_window.child(LineInput, within=dialog(desk_window)).put(case.number)
    press(desk_window, "Accept")
    assert in_every_look_and_back(desk_window, theme, "reduce-paper-ends") == []
    press(desk_window, "Not yet")
    desk_window.go("reduce")
    assert in_every_look_and_back(desk_window, theme, "reduce-paper-left") == []
    assert "summary accepted, paper still to be destroyed" in shown(desk_window)
    desk_window.go("today")
    assert "Paper still to be destroyed" in shown(desk_window)
    press(desk_window, "The paper is destroyed…")
    _say_how(desk_window)
    tombstone_told = shown(desk_window)
    assert "Shredded" in tombstone_told
    assert "J. Mercer" in tombstone_told
    assert desk_window.do(reduce.queue) == ()
    assert in_every_look(desk_window, theme, "receipt-paper") == []


def test_nothing_essential_on_paper_asks_what_became_of_it(desk_window: DeskWindow) -> None:
    case, note = desk_window.do(on_paper)
    reduce_it(desk_window, note)
    press(desk_window, "Nothing essential")
    above = dialog(desk_window)
    assert above is not None
    above.findChildren(LineInput)[-1].put(case.number)
    _say_how(desk_window)
    assert desk_window.do(reduce.queue) == ()
    assert desk_window.opened[-1] == ("open_receipt", (note,))


def _say_how(desk_window: DeskWindow) -> None:
    desk_window.child(ChoiceInput, within=dialog(desk_window)).put(PaperMethod.SHREDDED.value)
    press(desk_window, "It is destroyed")
    desk_window.settle()
