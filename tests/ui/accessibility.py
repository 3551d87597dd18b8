"""What every screen has to pass: names and roles for screen readers, nothing clipped, a tab order.

Used as ``assert faults(screen) == []`` on a screen that is shown.
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLayout,
    QStackedWidget,
    QWidget,
)

_NO_ROLES = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window)
_SLACK = 1  # px that rounding may cost


def faults(root: QWidget) -> list[str]:
    """One line for everything that is wrong in ``root`` and in it; empty when all is well."""
    found: list[str] = []
    for widget in _shown(root):
        if _takes_focus(widget):
            found.extend(_unnamed(widget))
        if isinstance(widget, QLabel | QAbstractButton) or _decides_its_height(widget):
            found.extend(_clipped(widget))
    return found


def tab_order(root: QWidget) -> list[QWidget]:
    """What Tab goes through within ``root``, from its first control."""
    stops = [each for each in _chain(root) if root.isAncestorOf(each)]
    return [each for each in stops if _takes_focus(each) and each.isVisible()]


def accessible(widget: QObject) -> QAccessibleInterface:
    """What a screen reader gets of ``widget``."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    return interface


def name_of(widget: QWidget) -> str:
    """What a screen reader calls ``widget``."""
    return accessible(widget).text(QAccessible.Text.Name)


def _shown(root: QWidget) -> Iterator[QWidget]:
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible():
            yield widget


def _takes_focus(widget: QWidget) -> bool:
    inner = isinstance(widget.parentWidget(), QAbstractSpinBox | QComboBox)
    viewport = isinstance(widget.parentWidget(), QAbstractScrollArea)
    by_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return by_tab and widget.isEnabled() and not inner and not viewport and not widget.focusProxy()


def _unnamed(widget: QWidget) -> Iterator[str]:
    interface = accessible(widget)
    if not interface.text(QAccessible.Text.Name).strip():
        yield f"{_told(widget)} has no name"
    if interface.role() in _NO_ROLES:
        yield f"{_told(widget)} has no role"


def _decides_its_height(widget: QWidget) -> bool:
    """Not where pages are stacked: Qt asks for the height that the tallest would like to have."""
    stacks = isinstance(widget, QStackedWidget) or widget.findChild(QStackedWidget) is not None
    return widget.hasHeightForWidth() and not stacks


def _clipped(widget: QWidget) -> Iterator[str]:
    size = widget.size()
    if widget.hasHeightForWidth():
        needed = _needed_height(widget)
        if needed > size.height() + _SLACK:
            yield f"{_told(widget)} is {size.height()} high and needs {needed}"
    elif isinstance(widget, QLabel | QAbstractButton):
        needs = widget.sizeHint()
        if needs.width() > size.width() + _SLACK or needs.height() > size.height() + _SLACK:
            yield f"{_told(widget)} is {size.toTuple()} and needs {needs.toTuple()}"


def _needed_height(widget: QWidget) -> int:
    """Of what holds others the least height, since some of them may scroll."""
    layout: QLayout | None = widget.layout()  # none in a widget that holds no others
    if layout is not None:
        return layout.minimumHeightForWidth(widget.width())
    return widget.heightForWidth(widget.width())


def _chain(root: QWidget) -> Iterator[QWidget]:
    each = root.nextInFocusChain()
    while each is not None and each is not root:
        yield each
        each = each.nextInFocusChain()


def _told(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {widget.accessibleName() or words!r}"
