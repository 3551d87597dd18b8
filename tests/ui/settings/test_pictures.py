"""Every section and dialog of the settings, in every look."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.workflows import preferences
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog, in_every_look, in_every_look_and_back
from tests.ui.settings.choosing import SECTIONS, open_section, press

pytestmark = pytest.mark.thorough


@pytest.mark.parametrize("heading", SECTIONS)
def test_a_section(desk_window: DeskWindow, theme: Theme, heading: str) -> None:
    open_section(desk_window, heading)
    name = heading.rsplit(maxsplit=1)[-1].lower()
    assert in_every_look(desk_window, theme, f"settings-{name}") == []


@pytest.mark.parametrize("words", ["Read the licence", "See the works"])
def test_a_text(desk_window: DeskWindow, theme: Theme, words: str) -> None:
    open_section(desk_window, "About")
    press(desk_window, words)
    assert in_every_look(desk_window, theme, f"settings-{words.rsplit(maxsplit=1)[-1]}") == []


@pytest.mark.parametrize("words", ["Set a PIN…", "Change the PIN…", "Remove it…"])
def test_a_dialog(desk_window: DeskWindow, theme: Theme, words: str) -> None:
    if "Set" not in words:
        desk_window.do(lambda desk: preferences.set_pin(desk, "2580", "2580"))
    open_section(desk_window, "Locking")
    press(desk_window, words)
    assert (
        in_every_look_and_back(
            desk_window, theme, f"settings-pin-{words.split(maxsplit=1)[0].lower()}"
        )
        == []
    )
    above = dialog(desk_window)
    assert above is not None
    QTest.mouseClick(desk_window.child(Button, "Cancel", within=above), Qt.MouseButton.LeftButton)
    desk_window.settle()


def test_what_cannot_be_kept(desk_window: DeskWindow, theme: Theme) -> None:
    open_section(desk_window, "You and your organisation")
    form = desk_window.screen
    line = next(f for f in form.findChildren(Field) if f.name == "counsellor_name").entry
    assert isinstance(line, LineInput)
    line.put("")
    desk_window.window.go("today")
    desk_window.settle()
    assert in_every_look(desk_window, theme, "settings-unkept") == []
