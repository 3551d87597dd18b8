"""Esc and the arrow before a headline lead back; in the command box Esc closes the list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import Button, secondary
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.page import Page
from tests.ui.desk_window import DeskWindow


class _Above(Screen):
    def __init__(self, desk_window: DeskWindow) -> None:
        super().__init__(desk_window.parts.background, desk_window.parts.messages)
        self.page = Page("Above", back=desk_window.window.go_back)
        layout = column()
        layout.addWidget(self.page)
        self.setLayout(layout)


def test_esc_and_the_arrow_lead_to_the_screen_below(desk_window: DeskWindow) -> None:
    below = desk_window.screen
    desk_window.window.activateWindow()
    desk_window.show(_Above(desk_window))
    QTest.keyClick(desk_window.screen, Qt.Key.Key_Escape)
    desk_window.settle()
    assert desk_window.screen is below
    desk_window.show(_Above(desk_window))
    QTest.mouseClick(desk_window.child(Button, "Go back"), Qt.MouseButton.LeftButton)
    desk_window.settle()
    assert desk_window.screen is below


def test_esc_in_the_command_box_stays_on_the_screen(desk_window: DeskWindow) -> None:
    above = _Above(desk_window)
    desk_window.show(above)
    desk_window.window.activateWindow()
    desk_window.window.commands.take_focus()
    QTest.keyClick(desk_window.window.commands, Qt.Key.Key_Escape)
    desk_window.settle()
    assert desk_window.screen is above


def test_what_stands_aside_goes_below_where_it_gets_narrow(desk_window: DeskWindow) -> None:
    above = _Above(desk_window)
    button = secondary("Something long enough to matter")
    above.page.aside.addWidget(button)
    desk_window.show(above)
    assert button.y() < above.page.heading.geometry().bottom()
    above.page.setMinimumWidth(0)
    above.page.resize(button.width() * 2 - 10, 600)
    desk_window.settle()
    assert button.y() >= above.page.heading.geometry().bottom()
