"""One ring for every control: 2 px in the accent colour, around whatever the keyboard is at.

It lies above the control and beside it, so that no control has to change its size or its edge to
show focus. Text inputs show it always; other controls once the keyboard was used last.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QWidget,
)
from shiboken6 import isValid

from counsellor_desk.ui.tokens import CONTROL_RADIUS, RING, tokens

_GAP: Final = 2
_MOVES: Final = {
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
    QEvent.Type.EnabledChange,
}


class _Ring(QWidget):
    def __init__(self, parent: QWidget, radius: int) -> None:
        super().__init__(parent)
        self.within = parent
        self._radius = radius
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(tokens().accent), RING))
        half = RING / 2
        rect = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(rect, self._radius, self._radius)
        painter.end()


class FocusRing(QObject):
    """Follows the focus through all windows of the application."""

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._by_keyboard = True
        self._watched: list[QWidget] = []
        self._target: QWidget | None = None
        self._ring: _Ring | None = None
        application.focusChanged.connect(self._follow)
        self._follow(None, application.focusWidget())

    def used(self, *, by_keyboard: bool) -> None:
        """Tell what was used last: after the mouse only text inputs show where they are."""
        if by_keyboard is not self._by_keyboard:
            self._by_keyboard = by_keyboard
            self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def _follow(self, old: QWidget | None, now: QWidget | None) -> None:
        del old
        self._let_go()
        self._target = _ringed(now)
        if self._target is not None:
            parent = _ring_parent(self._target)
            self._ring = _Ring(parent, self._radius() + _GAP)
            self._watch(self._target, parent)
            self._show()

    def _radius(self) -> int:
        own = self._target.property("ring") if self._target is not None else None
        return own if isinstance(own, int) else CONTROL_RADIUS

    def _watch(self, widget: QWidget, parent: QWidget) -> None:
        each: QWidget | None = widget
        while each is not None and each is not parent:
            each.installEventFilter(self)
            self._watched.append(each)
            each = each.parentWidget()

    def _let_go(self) -> None:
        for widget in self._watched:
            if isValid(widget):
                widget.removeEventFilter(self)
        self._watched.clear()
        if self._ring is not None and isValid(self._ring):
            self._ring.hide()
            self._ring.deleteLater()
        self._ring = self._target = None

    def _show(self) -> None:
        if self._ring is None or self._target is None or not isValid(self._ring):
            return
        typed_into = self._target.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self._ring.setVisible(self._by_keyboard or typed_into)
        self._place()

    def _place(self) -> None:
        if self._ring is None or self._target is None or not isValid(self._ring):
            return
        reach = _GAP + RING
        at = QRect(self._target.mapTo(self._ring.within, QPoint(0, 0)), self._target.size())
        self._ring.setGeometry(at.adjusted(-reach, -reach, reach, reach))
        self._ring.raise_()


def _ringed(widget: QWidget | None) -> QWidget | None:
    """What the ring goes around: a number's whole box instead of the line in it; no item views."""
    if widget is None or widget.isWindow() or isinstance(widget, QAbstractItemView):
        return None
    if isinstance(box := widget.parentWidget(), QAbstractSpinBox):
        return box
    return None if widget.property("ring") == "none" else widget


def _ring_parent(widget: QWidget) -> QWidget:
    """The nearest widget that is scrolled, or the window: the ring moves with the content."""
    each = widget
    while (parent := each.parentWidget()) is not None and not each.isWindow():
        above = parent.parentWidget()
        if isinstance(above, QAbstractScrollArea) and above.viewport() is parent:
            return each
        each = parent
    return each
