"""Every screen and every dialog there is: named controls, all reached by Tab, focus that is seen.

A new class of either kind fails here until ``tests/ui/opening.py`` says how it is opened.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Collection, Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QTextEdit,
    QWidget,
)

import counsellor_desk.ui
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.focus_ring import FocusRing
from tests.ui.accessibility import faults, name_of, tab_order
from tests.ui.conftest import dressed, theme  # noqa: F401 - fixtures of every window
from tests.ui.desk_window import DeskWindow, desk_window  # noqa: F401 - a fixture
from tests.ui.opening import BASES, OPENERS
from tests.ui.pictures import dialog
from tests.ui.story import a_day
from tests.ui.stray_windows import stray_windows
from tests.ui.ways_out import ways_out

CONTROLS = (
    QAbstractButton,
    QLineEdit,
    QTextEdit,
    QComboBox,
    QAbstractSpinBox,
    QAbstractItemView,
)
BY_A_NEIGHBOUR = {
    "Pick from a calendar": "Down in the date opens the calendar (tests/ui/widgets)",
    "Cases": "Up and Down in the line that searches move through the list",
}
MOST_STOPS = 120
REACH = 6  # px around a control that its ring may take


def _every(kind: type[QWidget]) -> Iterator[type[QWidget]]:
    for found in kind.__subclasses__():
        if found.__module__.startswith("counsellor_desk."):
            yield found
        yield from _every(found)


def _classes() -> set[str]:
    """The names of all screens and dialogs, found by walking through the package."""
    for module in pkgutil.walk_packages(counsellor_desk.ui.__path__, "counsellor_desk.ui."):
        importlib.import_module(module.name)
    found = {each.__name__ for kind in (Screen, Dialog) for each in _every(kind)}
    return found - BASES | {"Dialog"}


def test_every_screen_and_dialog_is_opened_here() -> None:
    classes = _classes()
    assert classes - set(OPENERS) == set(), "say in tests/ui/opening.py how these are opened"
    assert set(OPENERS) - classes == set(), "these are no more"


@pytest.mark.parametrize("name", OPENERS)
def test_it_is_usable_by_keyboard_and_gives_no_word_away(
    desk_window: DeskWindow,  # noqa: F811 - the fixture
    name: str,
) -> None:
    day = desk_window.do(a_day)
    ring = FocusRing(_application())
    with stray_windows(_application(), desk_window.window) as strays:
        OPENERS[name](desk_window, day)
        for _layouts in range(4):
            desk_window.settle()
    assert strays == []
    place = dialog(desk_window) or desk_window.screen
    place.window().activateWindow()
    desk_window.settle()
    assert name in {each.__name__ for each in type(place).__mro__}
    try:
        assert faults(place) == []
        reached = _by_tab(place)
        assert [_told(each) for each in _controls(place) if not _is_reached(each, reached)] == []
        assert [_told(each) for each, shown in reached.items() if not shown] == []
        assert ways_out(place) == []
    finally:
        _application().focusChanged.disconnect(ring._follow)
        ring.deleteLater()


def _application() -> QApplication:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    return application


def _controls(place: QWidget) -> Iterator[QWidget]:
    """What can be worked with: the parts of a composite count as that."""
    for each in place.findChildren(QWidget):
        inner = isinstance(each.parentWidget(), QAbstractSpinBox | QComboBox)
        inner = inner or isinstance(each, QHeaderView)  # the order is also chosen from a list
        if isinstance(each, CONTROLS) and each.isVisible() and each.isEnabled() and not inner:
            yield each


def _by_tab(place: QWidget) -> dict[QWidget, bool]:
    """Where Tab really leads within ``place``, once around, and whether it is seen to be there."""
    order = tab_order(place)
    if not order:
        return {}
    order[0].setFocus(Qt.FocusReason.TabFocusReason)
    seen: dict[QWidget, bool] = {}
    for _stop in range(MOST_STOPS):
        at = QApplication.focusWidget()
        if at is None or at in seen:
            break
        seen[at] = not place.isAncestorOf(at) or _shows_focus(at)
        QTest.keyClick(at, Qt.Key.Key_Tab)
    return {each: shown for each, shown in seen.items() if place.isAncestorOf(each)}


def _is_reached(control: QWidget, reached: Collection[QWidget]) -> bool:
    """By Tab, by the arrow keys from another of its group, or by a key of its neighbour."""
    if control.accessibleName() in BY_A_NEIGHBOUR:
        return True
    if any(each is control or control.isAncestorOf(each) for each in reached):
        return True
    group = control.group() if isinstance(control, QAbstractButton) else None
    if group is not None and group.exclusive():
        return any(each in reached for each in group.buttons())
    return False


def _shows_focus(control: QWidget) -> bool:
    """Whether the picture around what has the focus differs from the one without focus."""
    _draw()
    with_focus = _around(control)
    control.clearFocus()
    _draw()
    without = _around(control)
    control.setFocus(Qt.FocusReason.TabFocusReason)
    return with_focus != without


def _draw() -> None:
    for _round in range(2):
        QApplication.processEvents()


def _around(control: QWidget) -> QImage:
    box = control.parentWidget()
    shown = box if isinstance(box, QAbstractSpinBox) else control
    window = shown.window()
    at = QRect(shown.mapTo(window, QPoint(0, 0)), shown.size())
    return window.grab(at.adjusted(-REACH, -REACH, REACH, REACH)).toImage()


def _told(control: QWidget) -> str:
    return f"{type(control).__name__} {name_of(control)!r}"
