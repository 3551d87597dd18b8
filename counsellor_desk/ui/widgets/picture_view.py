"""A page as a picture: as wide as there is room, made larger, moved about. Nothing of it leaves."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QAccessibleWidget, QFrame

from counsellor_desk.ui.tokens import scaled, tokens

_LARGEST: Final = 6.0
_STEP: Final = 1.25
_LINE: Final = 40  # px at 100 %
_DARK: Final = 128
_LEAST: Final = 120  # px at 100 %
_Key = Qt.Key
_LARGER: Final = frozenset({_Key.Key_Plus, _Key.Key_Equal})
_ALONG: Final = {
    _Key.Key_Up: (0, -1),
    _Key.Key_Down: (0, 1),
    _Key.Key_Left: (-1, 0),
    _Key.Key_Right: (1, 0),
}
_PAGES: Final = {_Key.Key_PageUp: -1, _Key.Key_PageDown: 1}


class _Movable(QAbstractScrollArea):
    """Something larger than there is room for, which goes with the hand and with the arrows."""

    def __init__(self) -> None:
        super().__init__()
        self._held: QPoint | None = None
        self.viewport().setCursor(Qt.CursorShape.OpenHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(scaled(2 * _LEAST), scaled(2 * _LEAST))

    def minimumSizeHint(self) -> QSize:
        return QSize(scaled(_LEAST), scaled(_LEAST))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._held = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """The page goes with the hand. It is never dragged out."""
        if self._held is not None:
            now = event.position().toPoint()
            by, self._held = self._held - now, now
            self._scroll(by.x(), by.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        del event
        self._held = None

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        del dx, dy
        self.viewport().update()

    def _move(self, across: int, down: int) -> None:
        self._scroll(across * scaled(_LINE), down * scaled(_LINE))

    def _scroll(self, across: int, down: int) -> None:
        for bar, by in ((self.horizontalScrollBar(), across), (self.verticalScrollBar(), down)):
            bar.setValue(bar.value() + by)


class PictureView(_Movable):
    """Plus, minus and 0 change its size, the arrows move it, R turns it, I shows it as it is.

    In a dark window light paper is shown dark, so that it does not dazzle; I takes that back.
    ``stepped`` carries 1 or -1 for Page Down and Page Up, ``turn_wanted`` comes with R.
    """

    stepped = Signal(int)
    turn_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sizes: Sequence[QImage] = ()
        self._larger = 1.0
        self._as_it_is = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QAccessible.installFactory(_accessible)

    @property
    def larger(self) -> float:
        """How much larger than the width of the window; 1.0 fits."""
        return self._larger

    @property
    def has_picture(self) -> bool:
        """Whether a page is shown."""
        return bool(self._sizes)

    def show_picture(self, sizes: Sequence[QImage]) -> None:
        """Show a page from its top; ``sizes``: the same in several, the largest first.

        Halves that are made beforehand are drawn at once and stay sharp; making a small picture
        out of a large one takes a tenth of a second each time.
        """
        self._sizes = sizes
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self.viewport().update()

    def forget(self) -> None:
        """Let go of the picture."""
        self.show_picture(())

    def make_larger(self) -> None:
        """One step."""
        self._size_to(self._larger * _STEP)

    def make_smaller(self) -> None:
        """One step, until all of its width is seen."""
        self._size_to(self._larger / _STEP)

    def fit(self) -> None:
        """As wide as there is room."""
        self._size_to(1.0)

    @property
    def may_be_dark(self) -> bool:
        """Whether light paper is shown dark in this window, unless somebody wants it as it is."""
        return QColor(tokens().surface).lightness() < _DARK

    def show_as_it_is(self) -> None:
        """Show light paper light, or dark again."""
        self._as_it_is = not self._as_it_is
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), QColor(tokens().window))
        if self.has_picture:
            self._draw(painter)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _ALONG:
            self._move(*_ALONG[key])
        elif key in _PAGES:
            self.stepped.emit(_PAGES[key])
        elif not self._pressed(key):
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            up = event.angleDelta().y()
            (self.make_larger if up > 0 else self.make_smaller)()
            event.accept()
        else:
            super().wheelEvent(event)

    def _pressed(self, key: Qt.Key) -> bool:
        bar = self.verticalScrollBar()
        if key in _LARGER:
            self.make_larger()
        elif key is _Key.Key_Minus:
            self.make_smaller()
        elif key is _Key.Key_0:
            self.fit()
        elif key is _Key.Key_R:
            self.turn_wanted.emit()
        elif key is _Key.Key_I:
            self.show_as_it_is()
        elif key in {_Key.Key_Home, _Key.Key_End}:
            bar.setValue(0 if key is _Key.Key_Home else bar.maximum())
        else:
            return False
        return True

    def _size_to(self, larger: float) -> None:
        """What stands in the middle stays there."""
        bars = (self.horizontalScrollBar(), self.verticalScrollBar())
        middles = [(bar.value() + bar.pageStep() / 2) / self._larger for bar in bars]
        self._larger = min(max(larger, 1.0), _LARGEST)
        self._arrange()
        for bar, middle in zip(bars, middles, strict=True):
            bar.setValue(round(middle * self._larger - bar.pageStep() / 2))
        self.viewport().update()

    def _arrange(self) -> None:
        room, whole = self.viewport().size(), self._whole()
        for bar, all_of_it, shown in (
            (self.horizontalScrollBar(), whole.width(), room.width()),
            (self.verticalScrollBar(), whole.height(), room.height()),
        ):
            bar.setRange(0, max(0, all_of_it - shown))
            bar.setPageStep(shown)
            bar.setSingleStep(scaled(_LINE))

    def _whole(self) -> QSize:
        if not self.has_picture:
            return QSize(0, 0)
        width = round(self.viewport().width() * self._larger)
        page = self._sizes[0]
        return QSize(width, max(1, round(width * page.height() / page.width())))

    def _place(self) -> QRect:
        whole, room = self._whole(), self.viewport().size()
        left = -self.horizontalScrollBar().value()
        top = -self.verticalScrollBar().value()
        if whole.height() < room.height():
            top = (room.height() - whole.height()) // 2
        return QRect(QPoint(left, top), whole)

    def _draw(self, painter: QPainter) -> None:
        """What of the page is in sight, out of the smallest picture that is sharp enough."""
        place, room = self._place(), self.viewport().rect()
        seen = place.intersected(room)
        wide = place.width() * self.devicePixelRatioF()
        picture = next((p for p in reversed(self._sizes) if p.width() >= wide), self._sizes[0])
        share = picture.width() / place.width()
        part = QRectF(seen.translated(-place.topLeft()))
        source = QRectF(part.topLeft() * share, part.size() * share)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(QRectF(seen), picture, source)
        if self.may_be_dark and not self._as_it_is:
            painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Difference)
            painter.fillRect(seen, Qt.GlobalColor.white)


def _accessible(class_name: str, thing: QObject) -> QAccessibleInterface | None:
    """A screen reader is told that this is a picture; by itself Qt gives it no role."""
    if class_name == "PictureView" and isinstance(thing, PictureView):
        return QAccessibleWidget(thing, QAccessible.Role.Graphic, thing.accessibleName())
    return None
