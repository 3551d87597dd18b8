"""Settings, Facts and helplines: own words and numbers, and the day on which each was checked."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.pill import Pill
from counsellor_desk.workflows import form_definitions
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog, in_every_look, in_every_look_and_back
from tests.ui.settings.choosing import field, open_section, press, shown, write

SECTION = "Facts and helplines"
SHOUT = "Shout, by text, day and night: text 85258."


def _pills(desk_window: DeskWindow) -> list[str]:
    found = desk_window.screen.findChildren(Pill)
    return [each.accessibleName() for each in found if each.isVisible()]


def _say(desk_window: DeskWindow, name: str, words: str) -> None:
    entry = field(desk_window, name).entry
    entry.setFocus()
    QTest.keyClick(entry, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(entry, words)


@pytest.mark.thorough
def test_an_own_number_comes_before_all_others(desk_window: DeskWindow) -> None:
    open_section(desk_window, SECTION)
    press(desk_window, "Add your own: Who can be called")
    press(desk_window, "Keep it")
    assert "The text is missing" in field(desk_window, "text").error
    _say(desk_window, "text", "Our crisis line: call 01632 960555.")
    press(desk_window, "Keep it")
    assert "Where this comes from is missing" in field(desk_window, "source").error
    write(desk_window, "source", "Our own list")
    press(desk_window, "Keep it")
    assert dialog(desk_window) is None
    told = shown(desk_window)
    assert told.index("01632 960555") < told.index("999")
    known = desk_window.do(lambda desk: form_definitions.dated_facts(desk.read()))
    assert next(iter(known)) == "added_1"
    press(desk_window, "Take it out: Our crisis line: call 01632 960555.")
    assert "01632 960555" not in shown(desk_window)


def test_a_shipped_fact_is_put_in_own_words_and_back(desk_window: DeskWindow) -> None:
    open_section(desk_window, SECTION)
    press(desk_window, f"Change: {SHOUT}")
    _say(desk_window, "text", "Text SHOUT to 85258.")
    write(desk_window, "checked_on", "6/12/2030")
    press(desk_window, "Keep it")
    assert "has not come yet" in field(desk_window, "checked_on").error
    write(desk_window, "checked_on", "")
    press(desk_window, "Keep it")
    assert "day on which it was checked is missing" in field(desk_window, "checked_on").error
    write(desk_window, "checked_on", "1/3/2026")
    press(desk_window, "Keep it")
    assert "Your own" in _pills(desk_window)
    assert "Checked on 1 March 2026." in shown(desk_window)
    press(desk_window, "Change: Text SHOUT to 85258.")
    assert dialog(desk_window) is not None
    press(desk_window, "Cancel")
    press(desk_window, "Back to the shipped words: Text SHOUT to 85258.")
    assert SHOUT in shown(desk_window)
    assert "Your own" not in _pills(desk_window)


def test_an_old_fact_is_amber_until_it_is_checked(desk_window: DeskWindow) -> None:
    desk_window.test_desk.clock.moment += timedelta(days=400)
    open_section(desk_window, SECTION)
    old = _pills(desk_window).count("Checked over a year ago")
    assert old == len(form_definitions.shipped_facts())
    press(desk_window, f"Checked today: {SHOUT}")
    assert _pills(desk_window).count("Checked over a year ago") == old - 1
    buttons = [each.accessibleName() for each in desk_window.screen.findChildren(Button)]
    assert f"Checked today: {SHOUT}" not in buttons


@pytest.mark.thorough
def test_pictures_of_facts(desk_window: DeskWindow, theme: Theme) -> None:
    open_section(desk_window, SECTION)
    assert in_every_look_and_back(desk_window, theme, "settings-facts") == []
    press(desk_window, f"Change: {SHOUT}")
    assert in_every_look(desk_window, theme, "settings-fact") == []
