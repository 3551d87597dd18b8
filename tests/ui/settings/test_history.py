"""What was done here, record codes, and the check of the store, by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.vault import audit
from counsellor_desk.workflows import checks, preferences, trail
from tests.desks import PROFILE, add_case
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import in_every_look
from tests.ui.settings.choosing import open_section, press, write

HEADING = "What was done here"


def _shown(desk_window: DeskWindow) -> str:
    return " | ".join(w.text() for w in desk_window.screen.findChildren(Words) if w.isVisible())


def test_entries_are_paged_and_filtered(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    for _time in range(trail.AT_ONCE):
        desk_window.do(lambda desk: preferences.change_profile(desk, PROFILE))
    open_section(desk_window, HEADING)
    assert "Profile changed" in _shown(desk_window)
    assert case.number not in _shown(desk_window)
    assert not desk_window.child(Button, "Newer").isEnabled()
    press(desk_window, "Older")
    assert f"Referral taken · {case.number}" in _shown(desk_window)
    assert not desk_window.child(Button, "Older").isEnabled()
    press(desk_window, "Newer")
    assert case.number not in _shown(desk_window)
    tick = desk_window.child(Tick, "Only openings and what left this desk")
    tick.setFocus()
    QTest.keyClick(tick, Qt.Key.Key_Space)
    desk_window.settle()
    assert "Store opened" in _shown(desk_window)
    assert "Profile changed" not in _shown(desk_window)


def test_a_code_is_held_against_the_record(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    code = desk_window.do(lambda desk: audit.entries(desk.read(), limit=1)[0].code)
    open_section(desk_window, HEADING)
    write(desk_window, "record_code", code.lower())
    assert f"It fits. Referral taken · {case.number}" in _shown(desk_window)
    write(desk_window, "record_code", code[:-1] + ("A" if code[-1] != "A" else "B"))
    assert "has another code." in _shown(desk_window)
    write(desk_window, "record_code", "9999-0000-0000-0000")
    assert "There is no entry 9999." in _shown(desk_window)
    write(desk_window, "record_code", "nothing")
    assert "That is not a record code." in _shown(desk_window)
    assert "There is no entry" not in _shown(desk_window), "the last answer is gone"


def test_the_store_is_checked_by_hand(desk_window: DeskWindow, theme: Theme) -> None:
    open_section(desk_window, "This store")
    assert "It was not checked as a whole yet." in _shown(desk_window)
    press(desk_window, "Check the store now")
    assert "All was well." in _shown(desk_window)
    assert desk_window.do(checks.last_checked) == desk_window.parts.clock.now()
    assert in_every_look(desk_window, theme, "settings-checked") == []


def test_a_check_can_be_stopped(desk_window: DeskWindow) -> None:
    open_section(desk_window, "This store")
    button = desk_window.child(Button, "Check the store now")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    QTest.mouseClick(desk_window.child(Button, "Cancel"), Qt.MouseButton.LeftButton)
    desk_window.settle()
    assert "It was not checked as a whole yet." in _shown(desk_window)
    assert button.isEnabled()


def test_what_is_asked_meanwhile_comes_in_between(desk_window: DeskWindow) -> None:
    open_section(desk_window, "This store")
    order: list[str] = []
    background, window = desk_window.parts.background, desk_window.window
    button = desk_window.child(Button, "Check the store now")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    background.ask(lambda _progress: None, lambda _n: order.append("asked"), asker=window)
    background.ask(
        lambda _progress: checks.last_checked(desk_window.desk),
        lambda last: order.append("checked" if last else "not yet"),
        asker=window,
    )
    desk_window.settle()
    assert order == ["asked", "not yet"]
    assert "All was well." in _shown(desk_window)


def test_damage_that_is_found_is_told_with_a_way_on(desk_window: DeskWindow) -> None:
    add = desk_window.do(add_case)
    desk_window.do(lambda desk: desk.store.held.connection.run("DROP TRIGGER audit_is_not_changed"))
    desk_window.do(
        lambda desk: desk.store.held.connection.run(
            "UPDATE audit SET slot = 'x' WHERE about = ?", add.id
        )
    )
    open_section(desk_window, "This store")
    press(desk_window, "Check the store now")
    (banner,) = [b for b in desk_window.window.findChildren(Banner) if b.isVisible()]
    told = " ".join(w.text() for w in banner.findChildren(Words))
    assert "does not fit together from entry" in told
    assert banner.findChildren(Button)[0].text() == "Lock now"


@pytest.mark.thorough
@pytest.mark.parametrize("heading", [HEADING])
def test_it_looks_well(desk_window: DeskWindow, theme: Theme, heading: str) -> None:
    desk_window.do(add_case)
    code = desk_window.do(lambda desk: audit.entries(desk.read(), limit=1)[0].code)
    open_section(desk_window, heading)
    write(desk_window, "record_code", code)
    assert in_every_look(desk_window, theme, "settings-history") == []
