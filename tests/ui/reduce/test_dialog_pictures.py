"""What is asked and told while a note is reduced, in every look."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.summaries import Section
from counsellor_desk.ui.reduce.destroying import Destroying
from counsellor_desk.ui.theme import Theme
from counsellor_desk.vault.faults import Point, listening
from counsellor_desk.vault.remembered import NotRemembered
from counsellor_desk.workflows import reduce, sessions
from tests.desks import NOTE
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import in_every_look
from tests.ui.reduce.reducing import (
    number_typed,
    opened,
    press,
    reduce_it,
    say_who,
    screen,
    view,
    work,
)
from tests.ui.story import accepted

pytestmark = pytest.mark.thorough

TO_LOOK_AT = NOTE + (
    "She met Zbigniew at the shop on Tuesday. Argued with Priya about the rent.\n"
    "She said she definitely has PTSD. If it gets worse she might ring the crisis line.\n"
)


class _NoAnswer(NotRemembered):
    happened = "The keychain does not answer."


def test_what_there_is_to_look_at(desk_window: DeskWindow, theme: Theme) -> None:
    opened(desk_window, TO_LOOK_AT)
    work(desk_window).remove(work(desk_window).summary.in_section(Section.RISK)[0].key)
    desk_window.settle()
    view(desk_window).look_through()
    assert in_every_look(desk_window, theme, "reduce-looks") == []


def test_as_the_client_would_read_it(desk_window: DeskWindow, theme: Theme) -> None:
    opened(desk_window)
    view(desk_window).draft.turn()
    assert in_every_look(desk_window, theme, "reduce-read") == []


def test_accepting(desk_window: DeskWindow, theme: Theme) -> None:
    opened(desk_window)
    say_who(desk_window)
    press(desk_window, "Accept and destroy the note…")
    number_typed(desk_window, "PH-2026-0001-2")
    press(desk_window, "Accept and destroy")
    assert in_every_look(desk_window, theme, "reduce-accept") == []


def test_accepting_too_early(desk_window: DeskWindow, theme: Theme) -> None:
    opened(desk_window, TO_LOOK_AT)
    work(desk_window).remove(work(desk_window).summary.in_section(Section.RISK)[0].key)
    press(desk_window, "Accept and destroy the note…")
    assert in_every_look(desk_window, theme, "reduce-questions") == []


def test_nothing_essential(desk_window: DeskWindow, theme: Theme) -> None:
    opened(desk_window, "Rang to move the session.")
    press(desk_window, "Nothing essential")
    assert in_every_look(desk_window, theme, "reduce-nothing") == []


def test_putting_on_hold(desk_window: DeskWindow, theme: Theme) -> None:
    opened(desk_window)
    press(desk_window, "Put on hold")
    assert in_every_look(desk_window, theme, "reduce-hold") == []


def test_while_it_is_destroyed(desk_window: DeskWindow, theme: Theme) -> None:
    opened(desk_window)
    steps = Destroying("The summary is accepted and locked.")
    screen(desk_window).show_instead(steps)
    steps.show_done(2)
    assert in_every_look(desk_window, theme, "reduce-destroying") == []


def test_a_destruction_that_could_not_be_finished(desk_window: DeskWindow, theme: Theme) -> None:
    case, _note = opened(desk_window)
    say_who(desk_window)
    press(desk_window, "Accept and destroy the note…")
    number_typed(desk_window, case.number)

    def silent(at: Point) -> None:
        if at is Point.DESTROY_5_DEVICE:
            raise _NoAnswer

    with listening(silent):
        press(desk_window, "Accept and destroy")
    assert in_every_look(desk_window, theme, "reduce-interrupted") == []


def test_a_second_note_of_a_session(desk_window: DeskWindow, theme: Theme) -> None:
    case, note = opened(desk_window)
    session = desk_window.do(lambda desk: reduce.open_reduction(desk, note)).session.id
    desk_window.window.go_back()
    desk_window.do(lambda desk: accepted(desk, note, case))
    desk_window.do(lambda desk: reduce.destroy(desk, note))
    second = desk_window.do(lambda desk: sessions.second_note(desk, session)).note.id
    desk_window.do(lambda desk: sessions.save_text(desk, second, NOTE))
    reduce_it(desk_window, second)
    assert in_every_look(desk_window, theme, "reduce-second") == []


def test_reading_a_long_note(desk_window: DeskWindow, theme: Theme) -> None:
    opened(desk_window)
    screen(desk_window).let_go()
    screen(desk_window).page.say_reading()
    assert in_every_look(desk_window, theme, "reduce-reading") == []
