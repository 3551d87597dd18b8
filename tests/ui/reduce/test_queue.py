"""The room: which notes wait, how old they are, and the way to each."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.ids import SessionId
from counsellor_desk.domain.sessions import Session
from counsellor_desk.ui.reduce.queue_screen import PORTION, QueueScreen
from counsellor_desk.ui.reduce.reduce_screen import ReduceScreen
from counsellor_desk.ui.widgets.pill import Pill
from counsellor_desk.vault import notes, sessions
from counsellor_desk.vault.ids import new_id
from counsellor_desk.workflows import reduce
from counsellor_desk.workflows.desk import Desk
from tests.desks import add_case, add_note
from tests.ui.desk_window import DeskWindow
from tests.ui.reduce.reducing import focused, key, press, screen, shown
from tests.ui.story import accepted

CTRL = Qt.KeyboardModifier.ControlModifier


def _pills(desk_window: DeskWindow) -> list[tuple[str, str]]:
    pills = desk_window.screen.findChildren(Pill)
    return [(pill.accessibleName(), pill.property("pill")) for pill in pills if pill.isVisible()]


def test_the_oldest_comes_first_with_its_age_in_a_word_and_a_colour(
    desk_window: DeskWindow,
) -> None:
    case = desk_window.do(add_case)
    desk_window.do(lambda desk: [add_note(desk, case, hours_ago=x) for x in (3, 80, 30)])
    key(desk_window, Qt.Key.Key_3, CTRL)
    assert isinstance(desk_window.screen, QueueScreen)
    assert _pills(desk_window) == [
        ("3 days, overdue", "red"),
        ("29 hours", "amber"),
        ("2 hours", "neutral"),
    ]


def test_enter_opens_the_oldest(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.do(lambda desk: add_note(desk, case, hours_ago=3))
    oldest = desk_window.do(lambda desk: add_note(desk, case, hours_ago=30))
    key(desk_window, Qt.Key.Key_3, CTRL)
    assert isinstance(focused(desk_window), QAbstractButton)
    key(desk_window, Qt.Key.Key_Return)
    assert screen(desk_window).note == oldest


def test_one_that_stands_is_not_put_above_itself(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case))
    desk_window.go("reduce")
    for _twice in range(2):
        desk_window.parts.doors.reduce(note)
        desk_window.settle()
    desk_window.window.go_back()
    desk_window.settle()
    assert isinstance(desk_window.screen, QueueScreen)


def test_many_notes_come_in_portions(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    for _each in range(PORTION + 3):
        desk_window.do(lambda desk: add_note(desk, case, "Rang."))
    desk_window.go("reduce")
    assert len(_pills(desk_window)) == PORTION
    press(desk_window, "Show 3 more notes")
    assert len(_pills(desk_window)) == PORTION + 3


def test_an_empty_room_teaches_and_leads_on(desk_window: DeskWindow) -> None:
    desk_window.go("reduce")
    assert "A session note waits here until you have reduced it" in shown(desk_window)
    press(desk_window, "Write a session note")
    assert desk_window.opened[-1] == ("new_note", (None,))


def test_its_keys_are_known_while_it_stands_and_not_after(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case))
    desk_window.parts.doors.reduce(note)
    desk_window.settle()
    offered = {a.words: a.keys for a in desk_window.window.acts if a.group == "Reducing a note"}
    assert offered["Accept and destroy the note"] == "Ctrl+Return"
    assert len(offered) == 17
    assert all(keys for words, keys in offered.items() if words != "Nothing essential: destroy")
    desk_window.window.go_back()
    desk_window.settle()
    assert not isinstance(desk_window.screen, ReduceScreen)
    assert not [a for a in desk_window.window.acts if a.group == "Reducing a note"]


def _approved(desk: Desk) -> Case:
    """A note whose destruction is approved and was interrupted before anything was done."""
    case = add_case(desk)
    accepted(desk, add_note(desk, case, hours_ago=30), case)
    return case


def test_one_that_is_being_destroyed_can_be_finished_now(desk_window: DeskWindow) -> None:
    case = desk_window.do(_approved)
    desk_window.go("reduce")
    assert _pills(desk_window) == [("Being destroyed", "neutral")]
    press(desk_window, f"Finish destroying the note of {case.number}, session 1, now")
    assert desk_window.do(reduce.queue) == ()
    assert "No note is waiting" in shown(desk_window)


def test_today_can_finish_it_too(desk_window: DeskWindow) -> None:
    case = desk_window.do(_approved)
    desk_window.go("today")
    press(desk_window, f"Finish destroying the note of {case.number}, now")
    assert desk_window.do(reduce.queue) == ()


@pytest.mark.thorough
def test_two_hundred_notes_wait(desk_window: DeskWindow) -> None:
    def many(desk: Desk) -> None:
        case, at = add_case(desk).id, desk.now()
        with desk.store.quietly() as tx:  # in one step, as each of its own takes a while
            for number in range(1, 201):
                session = Session(
                    id=SessionId(new_id()),
                    case=case,
                    number=number,
                    starts=at - timedelta(hours=number),
                )
                sessions.save(tx, session)
                notes.begin(tx, case=case, session=session.id, at=at)

    desk_window.do(many)
    desk_window.go("reduce")
    assert "200 notes wait to be reduced to what is essential, the oldest first." in shown(
        desk_window
    )
    assert len(_pills(desk_window)) == PORTION
    press(desk_window, "Show 150 more notes")
    assert len(_pills(desk_window)) == 2 * PORTION
    desk_window.go("today")
    assert "200 notes are waiting to be reduced." in shown(desk_window)
