"""The window and its dialogs, as sheets to be drawn; and a window for tests."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)

from counsellor_desk.errors import DeskError
from counsellor_desk.ui.background import Background
from counsellor_desk.ui.frame.rooms import Room
from counsellor_desk.ui.frame.shortcut_sheet import ShortcutSheet
from counsellor_desk.ui.main_window import MainWindow
from counsellor_desk.ui.messages import Messages
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets import buttons
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.dialogs import Confirmation, Dialog
from counsellor_desk.ui.widgets.layouts import Columns, column
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.pill import Pill, State
from tests.ui.sheets import cards_sheet
from tests.ui.stopped_clock import StoppedClock


class Sample(Screen):
    """A screen as Today may look."""

    def __init__(self, background: Background, messages: Messages) -> None:
        super().__init__(background, messages)
        page = Page("Good afternoon", "Monday 23 November. Two notes are waiting to be reduced.")
        cards = cards_sheet()
        page.add(cards.findChildren(Columns)[0])
        page.show_notes(Pill("1 sentence left out"))
        page.add_actions(buttons.secondary("Put on hold"), buttons.primary("Accept"))
        layout = column()
        layout.addWidget(page)
        self.setLayout(layout)
        self.left, self.lets_go = 0, True

    def leave(self) -> bool:
        self.left += 1
        return self.lets_go


class Desk:
    """A window with every room, for pictures and tests."""

    def __init__(self) -> None:
        self.clock = StoppedClock()
        self.window = MainWindow(self.clock, lambda _typed, answer: answer(None))
        self.messages = Messages(self.window)
        self.background = Background(lambda _asker, error: self.messages.tell(error))
        rooms = (
            ("today", "Today", "sun"),
            ("cases", "Cases", "folder"),
            ("reduce", "Reduce", "scissors"),
            ("forms", "Forms", "clipboard-list"),
            ("settings", "Settings", "settings"),
        )
        for number, (key, words, icon) in enumerate(rooms, 1):
            room = Room(
                key=key,
                words=words,
                icon=icon,
                make=lambda: Sample(self.background, self.messages),
                keys=f"Ctrl+{number}",
                at_foot=key == "settings",
            )
            self.window.add_room(room)
        self.window.rail.count("reduce", 2)
        self.window.strip.tell("notes", "2 notes waiting, the older 26 hours")
        self.window.strip.locks_in(272)
        self.window.banners.addWidget(Banner("Demo: these clients are invented.", State.AMBER))
        self.window.go("today")


def frame_sheet() -> QWidget:
    """The whole window."""
    desk = Desk()
    QApplication.processEvents()
    desk.background.shutdown()
    return desk.window


def cover_sheet() -> QWidget:
    """The window hidden."""
    desk = Desk()
    desk.window.hide_desk()
    desk.background.shutdown()
    return desk.window


class _Full(DeskError):
    happened = "The disk is full, so the summary was not saved."
    safe = "The note and your draft are both kept."
    next_step = "Free some space, then press Accept again."


def error_sheet() -> QWidget:
    """An expected error, an unexpected one."""
    under = QWidget()
    messages = Messages(under)
    messages.tell(_Full())
    return _dialog_of(under)


def unexpected_sheet() -> QWidget:
    """An error of ours."""
    under = QWidget()
    Messages(under).tell(KeyError("anything"))
    return _dialog_of(under)


def confirm_sheet() -> QWidget:
    """Before something that cannot be undone."""
    under = QWidget()
    Confirmation(
        under,
        "Accept the summary and destroy the note?",
        ["The note of 22 November, 108 words, is gone after this. The summary stays."],
        do="Accept and destroy",
        then=lambda: None,
        cannot_be_undone=True,
        typed=("Type the case number PH-2026-0041-7", lambda typed: typed == "PH-2026-0041-7"),
    ).open()
    return _dialog_of(under)


def shortcuts_sheet() -> QWidget:
    """The sheet of F1."""
    desk = Desk()
    desk.background.shutdown()
    ShortcutSheet(desk.window, desk.window.acts).open()
    return _dialog_of(desk.window)


def _dialog_of(under: QWidget) -> QWidget:
    dialog = under.findChildren(Dialog)[0]
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    dialog.setParent(None)
    dialog.show()
    under.deleteLater()
    return dialog


FRAME_SHEETS: dict[str, tuple[Callable[[], QWidget], tuple[int, int]]] = {
    "frame": (frame_sheet, (1280, 800)),
    "frame-small": (frame_sheet, (1024, 640)),
    "cover": (cover_sheet, (1024, 640)),
    "error": (error_sheet, (0, 0)),
    "unexpected": (unexpected_sheet, (0, 0)),
    "confirm": (confirm_sheet, (0, 0)),
    "shortcuts": (shortcuts_sheet, (0, 0)),
}
