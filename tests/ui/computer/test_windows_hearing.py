"""What Windows tells a window, as messages laid out in memory the way Windows lays them out."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from ctypes import wintypes

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counsellor_desk.ui.computer.hearing import Sign, Source
from counsellor_desk.ui.computer.windows_hearing import (
    LID_GUID,
    POWER,
    SESSION_CHANGE,
    PowerSetting,
    WindowsHearing,
)

_SETTING_CHANGED = 0x8013


class StandIn:
    """Windows, as far as it is asked."""

    def __init__(self) -> None:
        self.windows: list[int] = []

    def tell(self, window: int) -> frozenset[Source]:
        """Promises all of it."""
        self.windows.append(window)
        return frozenset(Source)


class Told:
    """A hearing, what it said, and messages for it."""

    def __init__(self, window: QWidget) -> None:
        self.system, self.said = StandIn(), list[object]()
        self.hearing = WindowsHearing(window, self.system)
        self.hearing.heard.connect(self.said.append)
        self.hearing.woke.connect(lambda: self.said.append("woke"))
        self.hearing.listen()

    def message(
        self, kind: int, about: int, data: int = 0, *, sort: bytes = b"windows_generic_MSG"
    ) -> None:
        """As Qt hands it on; nothing is ever kept from the others."""
        told = wintypes.MSG(message=kind, wParam=about, lParam=data)
        filtered = self.hearing._filter.nativeEventFilter(sort, ctypes.addressof(told))
        assert filtered == (False, 0)

    def setting(self, guid: bytes, data: int) -> None:
        """A power setting that changed."""
        told = PowerSetting((ctypes.c_ubyte * 16)(*guid), 4, data)
        self.message(POWER, _SETTING_CHANGED, ctypes.addressof(told))


@pytest.fixture
def told(qtbot: QtBot) -> Iterator[Told]:
    window = QWidget()
    qtbot.addWidget(window)
    made = Told(window)
    yield made
    made.hearing.stop()


@pytest.mark.parametrize(
    ("kind", "about", "said"),
    [
        (SESSION_CHANGE, 0x7, [Sign.SCREEN_LOCKED]),
        (SESSION_CHANGE, 0x8, []),  # unlocked
        (SESSION_CHANGE, 0x2, [Sign.OTHER_USER]),
        (SESSION_CHANGE, 0x1, []),  # at the console again
        (SESSION_CHANGE, 0x4, [Sign.OTHER_USER]),
        (SESSION_CHANGE, 0x6, [Sign.OTHER_USER]),
        (POWER, 0x4, [Sign.GOING_TO_SLEEP]),
        (POWER, 0x7, ["woke"]),
        (POWER, 0x12, ["woke"]),
        (POWER, 0xA, []),  # the battery
        (POWER, _SETTING_CHANGED, []),  # with nothing about it
        (0x000F, 0x7, []),  # WM_PAINT
    ],
)
def test_messages_are_understood(told: Told, kind: int, about: int, said: list[object]) -> None:
    told.message(kind, about)
    assert told.said == said


def test_messages_of_another_sort_are_left_alone(told: Told) -> None:
    told.message(SESSION_CHANGE, 0x7, sort=b"xcb_generic_event_t")
    assert told.said == []


def test_a_lid_that_is_closed_is_heard_and_one_that_was_closed_is_no_news(told: Told) -> None:
    told.setting(LID_GUID, 0)
    assert told.said == []
    told.setting(LID_GUID, 1)
    told.setting(bytes(16), 0)
    assert told.said == []
    told.setting(LID_GUID, 0)
    assert told.said == [Sign.LID_CLOSED]


def test_it_asks_for_the_messages_of_its_window(told: Told) -> None:
    assert told.system.windows == [int(told.hearing._window.winId())]
    assert told.hearing.sources == frozenset(Source)


def test_elsewhere_it_hears_of_nothing(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    hearing = WindowsHearing(window)
    hearing.listen()
    QCoreApplication.processEvents()
    assert hearing.sources == frozenset()
    hearing.stop()
