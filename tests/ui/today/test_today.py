"""Today: what waits, in the order in which it waits, and the first thing to do about it."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counsellor_desk.domain.notes import NoteState
from counsellor_desk.ui.widgets.bar_chart import BarChart
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.ui.widgets.pill import Pill
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.workflows import cases, reduce, summaries
from counsellor_desk.workflows.desk import Desk
from tests.desks import add_case, add_note
from tests.ui.accessibility import name_of
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog
from tests.ui.story import a_day, put_on_hold, reduced


def shown(desk_window: DeskWindow) -> str:
    """Everything that is read, one piece a line."""
    found = (*desk_window.screen.findChildren(Words), *desk_window.screen.findChildren(Pill))
    return "\n".join(name_of(each) for each in found if each.isVisible())


def reducing(desk_window: DeskWindow) -> list[Button]:
    """The buttons that reduce a note, from the top."""
    buttons = [b for b in desk_window.screen.findChildren(Button) if b.text() == "Reduce"]
    return sorted(buttons, key=lambda button: button.mapToGlobal(button.rect().center()).y())


def press(desk_window: DeskWindow, name: str) -> None:
    """Press the button of that name on the screen, or in the dialog above it."""
    button = desk_window.child(Button, name, within=dialog(desk_window))
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk_window.settle()


def focused() -> QWidget:
    """What has the focus."""
    found = QApplication.focusWidget()
    assert found is not None
    return found


def test_the_oldest_note_is_the_first_thing_to_do(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    notes = [desk_window.do(partial(add_note, case=case, hours_ago=hours)) for hours in (3, 80, 26)]
    desk_window.go("today")
    buttons = reducing(desk_window)
    assert [b.property("look") for b in buttons] == [Look.PRIMARY.value] + 2 * ["secondary"]
    assert focused() is buttons[0]
    for pill in ("3 days, overdue", "25 hours", "2 hours"):
        assert pill in shown(desk_window)
    assert "3 notes are waiting to be reduced." in shown(desk_window)
    QTest.keyClick(buttons[0], Qt.Key.Key_Space)
    desk_window.settle()
    assert desk_window.opened[-1] == ("reduce", (notes[1],))


def test_ages_are_drawn_where_a_picture_helps(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)

    def write(desk: Desk) -> None:
        for hours in (2, 3, 30, 100):
            add_note(desk, case, hours_ago=hours)

    desk_window.do(write)
    desk_window.go("today")
    chart = desk_window.child(BarChart, "Ages of notes")
    assert chart.accessibleDescription() == (
        "over 72 hours: 1 note; 24 to 72 hours: 1 note; under 24 hours: 2 notes"
    )


def test_two_notes_need_no_picture(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    for hours in (2, 100):
        desk_window.do(partial(add_note, case=case, hours_ago=hours))
    desk_window.go("today")
    assert desk_window.screen.findChildren(BarChart) == []


def test_the_first_day_teaches_and_begins(desk_window: DeskWindow) -> None:
    desk_window.go("today")
    for words in ("Everything begins with a referral", "A note, reduced", "with a receipt"):
        assert words in shown(desk_window)
    assert focused() is desk_window.child(Button, "Take a referral")
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    desk_window.settle()
    assert desk_window.opened == [("new_referral", ())]


def test_where_nothing_waits_a_note_is_begun(desk_window: DeskWindow) -> None:
    desk_window.do(add_case)
    desk_window.go("today")
    assert "Every note is reduced." in shown(desk_window)
    assert focused() is desk_window.child(Button, "New session note")


def test_an_action_is_ticked_off(desk_window: DeskWindow) -> None:
    day = desk_window.do(a_day)
    desk_window.go("today")
    late = next(action for action in day.summary.actions if action.due_words == "tomorrow")
    tick = desk_window.child(Tick, late.what)
    assert "7 days overdue" in shown(desk_window)
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    desk_window.settle()
    assert "7 days overdue" not in shown(desk_window)
    found = desk_window.do(lambda desk: summaries.page(desk, day.summary.id)).summary
    assert [a.id for a in found.actions if a.done_on is not None] == [late.id]
    assert desk_window.screen.isAncestorOf(focused())


def test_many_actions_are_shown_when_they_are_asked_for(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    for days in range(6):
        desk_window.do(partial(reduced, case=case, hours_ago=24 * days + 30))
    desk_window.go("today")
    before = len(desk_window.screen.findChildren(Tick))
    press(desk_window, "Show 4 more")
    assert len(desk_window.screen.findChildren(Tick)) == before + 4


@pytest.mark.parametrize(
    ("later", "words"), [(0, "review 20 March"), (12, "review Friday"), (18, "review it now")]
)
def test_a_hold_says_when_it_is_looked_at_again(
    desk_window: DeskWindow, later: int, words: str
) -> None:
    case = desk_window.do(add_case)
    desk_window.do(lambda desk: put_on_hold(desk, case))
    desk_window.test_desk.clock.moment += timedelta(days=later)
    desk_window.go("today")
    assert words in shown(desk_window)
    press(desk_window, f"Open {case.number}")
    assert desk_window.opened[-1] == ("open_case", (case.id,))


def test_a_hold_on_everything_leads_to_no_case(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.do(put_on_hold)
    note = desk_window.do(lambda desk: add_note(desk, case))
    desk_window.go("today")
    assert "Everything in this store" in shown(desk_window)
    assert reducing(desk_window) == []
    held = desk_window.do(lambda desk: cases.page(desk, case.id)).notes
    assert [(line.note.id, line.state) for line in held] == [(note, NoteState.ON_HOLD)]


def test_what_a_hold_held_up_is_finished_here(desk_window: DeskWindow) -> None:
    day = desk_window.do(a_day)
    desk_window.go("today")
    press(desk_window, f"Finish destroying the note of {day.couple.number}")
    press(desk_window, "Destroy")
    assert "No longer on hold" not in shown(desk_window)
    found = desk_window.do(lambda desk: cases.page(desk, day.couple.id))
    assert len(found.tombstones) == 2


def test_a_note_in_the_act_of_being_destroyed_is_told(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case))
    desk_window.do(lambda desk: reduce.nothing_essential(desk, note, case.number))
    desk_window.go("today")
    assert "Being destroyed" in shown(desk_window)


def test_no_name_stands_here(desk_window: DeskWindow) -> None:
    desk_window.do(a_day)
    desk_window.go("today")
    everything = shown(desk_window) + "".join(
        name_of(each) for each in desk_window.screen.findChildren(QWidget) if each.isVisible()
    )
    for name in ("Kayleigh", "Stott", "Diallo", "Marsh"):
        assert name not in everything


def test_what_happens_elsewhere_is_shown(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.go("today")
    desk_window.screen.ask(
        lambda _progress: add_note(desk_window.desk, case), changes=desk_window.screen.kinds
    )
    desk_window.settle()
    assert len(reducing(desk_window)) == 1
