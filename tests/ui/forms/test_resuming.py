"""Leaving a form in the middle and going on where it was: by hand, by locking, by crashing."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.consent import ConsentState
from counsellor_desk.ui import resuming
from counsellor_desk.ui.forms.consent_screen import ConsentScreen
from counsellor_desk.ui.forms.forms_screen import FormsScreen
from counsellor_desk.vault import settings
from counsellor_desk.workflows import consent
from tests.desks import add_case
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import (
    case_to_share_from,
    commit,
    field,
    guide_screen,
    key,
    open_form,
    prepared,
    press,
    question,
    shown,
    typing,
    write,
)
from tests.ui.notes.faults import full_disk
from tests.ui.pictures import dialog


def test_what_was_typed_is_kept_on_leaving(desk_window: DeskWindow) -> None:
    desk_window.go("forms")
    guide = desk_window.do(lambda desk: prepared(desk, "words", own_words=""))
    open_form(desk_window, guide.consent.id)
    write(desk_window, "own_words", "My GP gets one page.")
    press(desk_window, "Stop here")
    assert isinstance(desk_window.screen, FormsScreen)
    press(desk_window, f"Resume the form of {guide.case_number}, Client")
    assert question(desk_window) == "How would you put it in your own words?"
    entry = field(desk_window, "own_words").entry
    assert entry.property("plainText") == "My GP gets one page."


def test_locking_keeps_what_was_typed_and_where(desk_window: DeskWindow) -> None:
    guide = desk_window.do(lambda desk: prepared(desk, "words", own_words=""))
    open_form(desk_window, guide.consent.id)
    write(desk_window, "own_words", "One page.")
    key(desk_window, "Ctrl+L")
    found = desk_window.do(lambda desk: consent.guide(desk, guide.consent.id))
    assert found.consent.answers["own_words"] == "One page."
    assert found.consent.step == "words"


def test_a_fresh_start_comes_back_to_the_form(desk_window: DeskWindow) -> None:
    """As after a crash: the store remembers the door, and the form remembers the step."""
    guide = desk_window.do(lambda desk: prepared(desk, "why"))
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Next")
    remembered = desk_window.do(lambda desk: settings.get(desk.read(), "resume_at"))
    desk_window.go("forms")
    resuming.resume(desk_window.parts.doors, remembered)
    desk_window.settle()
    assert question(desk_window) == "What exactly would be shared?"


def test_a_form_without_records_says_what_to_do(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.parts.doors.begin_form(case.id, None, "F2")
    desk_window.settle()
    assert question(desk_window) == "What led to this question?"
    write(desk_window, "prompted", "The client asked.")
    press(desk_window, "Next")
    write(desk_window, "why", "Help with sleep.")
    press(desk_window, "Next")
    assert any("There is no accepted summary in this case yet." in w for w in shown(desk_window))


def test_one_form_of_a_client_at_a_time_unless_wanted(desk_window: DeskWindow) -> None:
    case = desk_window.do(case_to_share_from)
    desk_window.parts.doors.begin_form(case.id, case.clients[0].id, "F2")
    desk_window.settle()
    first = guide_screen(desk_window).guide.consent.id
    desk_window.go("forms")
    desk_window.parts.doors.begin_form(case.id, None, "F2")
    desk_window.settle()
    press(desk_window, "Go on with it")
    assert guide_screen(desk_window).guide.consent.id == first
    desk_window.go("forms")
    desk_window.parts.doors.begin_form(case.id, None, "F2")
    desk_window.settle()
    press(desk_window, "Begin another")
    assert guide_screen(desk_window).guide.consent.id != first


def test_of_a_couple_it_is_asked_whose(desk_window: DeskWindow) -> None:
    case = desk_window.do(lambda desk: add_case(desk, "Amina Diallo", "Ben Diallo"))
    desk_window.parts.doors.begin_form(case.id, None, "F2")
    desk_window.settle()
    press(desk_window, "Begin the form")
    assert "Choose the person who is here." in field(desk_window, "client").error
    assert not any("Diallo" in words for words in shown(desk_window))
    press(desk_window, "Client B")
    press(desk_window, "Begin the form")
    assert guide_screen(desk_window).guide.consent.client == case.clients[1].id
    assert dialog(desk_window) is None


def test_a_form_taken_back_in_the_middle_of_a_word_is_left(desk_window: DeskWindow) -> None:
    desk_window.go("forms")
    guide = desk_window.do(lambda desk: prepared(desk, "words", own_words=""))
    open_form(desk_window, guide.consent.id)
    write(desk_window, "own_words", "I would rather n")
    key(desk_window, "Ctrl+K")
    typing(desk_window, "takes the form")
    key(desk_window, "Return")
    typing(desk_window, "said so")
    key(desk_window, "Return")
    assert desk_window.window.rooms.room == "forms"
    found = desk_window.do(lambda desk: consent.guide(desk, guide.consent.id))
    assert found.state is ConsentState.WITHDRAWN
    assert found.consent.answers["own_words"] == "I would rather n"
    desk_window.parts.doors.open_form(guide.consent.id)
    desk_window.settle()
    assert isinstance(desk_window.screen, ConsentScreen)
    assert "Nobody signed it." in shown(desk_window)


@pytest.mark.thorough
def test_large_text_is_for_reading_and_goes_with_the_screen(desk_window: DeskWindow) -> None:
    desk_window.go("forms")
    small = desk_window.screen.fontInfo().pixelSize()
    guide = desk_window.do(lambda desk: prepared(desk, "if"))
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Read together")
    assert desk_window.screen.fontInfo().pixelSize() > small
    press(desk_window, "Write again")
    assert desk_window.screen.fontInfo().pixelSize() == small
    press(desk_window, "Read together")
    press(desk_window, "Stop here")
    assert desk_window.screen.fontInfo().pixelSize() == small


def test_a_full_disk_is_told_once_and_keeps_the_form_open(desk_window: DeskWindow) -> None:
    desk_window.go("forms")
    guide = desk_window.do(lambda desk: prepared(desk, "words", own_words=""))
    screen = open_form(desk_window, guide.consent.id)
    entry = field(desk_window, "own_words").entry
    with full_disk(desk_window):
        commit(entry, "So much that needs room. " * 150)
        screen._autosave.seal()
        desk_window.settle()
        press(desk_window, "Close")
        screen._autosave.seal()
        desk_window.settle()
        assert dialog(desk_window) is None
        press(desk_window, "Stop here")
        assert desk_window.window.rooms.standing is screen
        press(desk_window, "Close")
    press(desk_window, "Stop here")
    assert desk_window.window.rooms.standing is not screen
    found = desk_window.do(lambda desk: consent.guide(desk, guide.consent.id))
    assert str(found.consent.answers["own_words"]).startswith("So much that needs room.")
