"""Which form is begun: what each is for and how it stands; found by a word, by mouse, by keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from counsellor_desk.domain.form_changes import FormChanges
from counsellor_desk.domain.ids import CaseId
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.ui.cases.case_screen import CaseScreen
from counsellor_desk.ui.forms.choose_screen import ChooseForm
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.pill import Pill
from counsellor_desk.workflows import consent, form_wording, paper_printing
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.form_definitions import shipped, shipped_ids
from tests.desks import add_case
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import guide_screen, key, press, shown, typing
from tests.ui.pictures import dialog, in_every_look
from tests.walked_forms import answered, sealed


def choose(desk_window: DeskWindow, case: CaseId) -> ChooseForm:
    """The chooser for the first client of that case, out of the page of the case."""
    desk_window.parts.doors.open_case(case)
    desk_window.settle()
    press(desk_window, "Begin a form")
    screen = desk_window.screen
    assert isinstance(screen, ChooseForm)
    return screen


def busy(desk: Desk) -> CaseId:
    """A client with one form in hand, one on paper, one in force, one refused, one taken back."""
    case = add_case(desk, "Kayleigh Stott")
    consent.begin(desk, case.id, case.clients[0].id, "F5")
    paper_printing.print_form(desk, answered(desk, case, "F6").consent.id)
    sealed(desk, case, "F1")
    sealed(desk, case, "F3", Outcome.REFUSED)
    taken_back = sealed(desk, case, "F2").consent.id
    consent.withdraw(desk, taken_back, "told me")
    return case.id


def test_every_form_is_there_with_what_it_is_for(desk_window: DeskWindow) -> None:
    choose(desk_window, desk_window.do(add_case).id)
    said = shown(desk_window)
    for form in map(shipped, shipped_ids()):
        assert form.title in said
        assert any(form.about in words for words in said)


def test_how_each_stands_with_the_client_is_told(desk_window: DeskWindow) -> None:
    choose(desk_window, desk_window.do(busy))
    said = " ".join(shown(desk_window))
    states = [pill.text() for pill in desk_window.screen.findChildren(Pill)]
    assert "On paper, awaiting return" in states
    assert "In force" in states
    assert "Begun 2 March 2026." in said
    assert "Refused on record since 2 March 2026." in said
    assert "Withdrawn on 2 March 2026." in said


def test_what_is_in_hand_is_gone_on_with_or_begun_anew(desk_window: DeskWindow) -> None:
    case = desk_window.do(busy)
    title = shipped("F5").title
    choose(desk_window, case)
    press(desk_window, f"Go on with it: {title}")
    first = guide_screen(desk_window).guide.consent
    assert first.form == "F5"
    key(desk_window, "Esc")
    assert isinstance(desk_window.screen, CaseScreen)
    press(desk_window, "Begin a form")
    press(desk_window, f"Begin another: {title}")
    assert guide_screen(desk_window).guide.consent.id != first.id


def test_a_form_is_found_by_a_word_and_begun_by_enter(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    choose(desk_window, case.id)
    typing(desk_window, "under 18")
    assert shown(desk_window).count(shipped("F8").title) == 1
    assert shipped("F1").title not in shown(desk_window)
    key(desk_window, "Return")
    guide = guide_screen(desk_window).guide
    assert (guide.consent.form, guide.consent.case) == ("F8", case.id)


def test_where_several_are_found_enter_goes_on_to_the_first(desk_window: DeskWindow) -> None:
    choose(desk_window, desk_window.do(add_case).id)
    typing(desk_window, "permission")
    key(desk_window, "Return")
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == f"Begin: {shipped('F2').title}"
    key(desk_window, "Space")
    assert guide_screen(desk_window).guide.consent.form == "F2"


@pytest.mark.parametrize("typed", ["zzzz", "<b>", "\u0645", "x" * 500], ids=len)
def test_what_fits_nothing_says_so_and_is_taken_back(desk_window: DeskWindow, typed: str) -> None:
    choose(desk_window, desk_window.do(add_case).id)
    search = desk_window.child(LineInput, "Find by a word of what it is for")
    search.put(typed)
    search.changed.emit()
    desk_window.settle()
    assert "Nothing found" in shown(desk_window)
    search.put("")
    search.changed.emit()
    desk_window.settle()
    assert shipped("F14").title in shown(desk_window)


def test_own_wording_is_what_is_chosen_from(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    choose(desk_window, case.id)
    desk_window.go("cases")

    def worded(desk: Desk) -> None:
        changes = FormChanges(sentences={"title": "May we record?"})
        form_wording.make(desk, "F5", changes, "plainer")

    desk_window.do(worded)
    choose(desk_window, case.id)
    assert "May we record?" in shown(desk_window)


def test_each_form_stands_in_the_command_box(desk_window: DeskWindow) -> None:
    """Asked for where no case stands: the case is asked for, then that very form is begun."""
    case = desk_window.do(add_case)
    desk_window.go("today")
    QTest.keyClick(desk_window.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(desk_window.window.commands, "taking back")
    desk_window.settle()
    QTest.keyClick(desk_window.window.commands, Qt.Key.Key_Return)
    desk_window.settle()
    assert dialog(desk_window) is not None
    typing(desk_window, case.number[-4:])
    key(desk_window, "Return")
    assert guide_screen(desk_window).guide.consent.form == "F9"


def test_for_the_case_in_front_the_command_box_begins_at_once(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    QTest.keyClick(desk_window.window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(desk_window.window.commands, "record a session")
    desk_window.settle()
    QTest.keyClick(desk_window.window.commands, Qt.Key.Key_Return)
    desk_window.settle()
    guide = guide_screen(desk_window).guide
    assert (guide.consent.form, guide.consent.case) == ("F5", case.id)


def test_in_every_look(desk_window: DeskWindow, theme: Theme) -> None:
    choose(desk_window, desk_window.do(busy))
    assert in_every_look(desk_window, theme, "form-chooser") == []
