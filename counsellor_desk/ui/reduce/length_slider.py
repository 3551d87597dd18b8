"""How much of the note is drafted: a slider with a stop for each length that makes a difference."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QToolTip

from counsellor_desk.domain.fullness import Fullness
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.tokens import scaled, tokens
from counsellor_desk.wording import _, n_

SHORTER_KEYS: Final = "Alt+-"
FULLER_KEYS: Final = "Alt+="
_WIDE, _HIGH = 108, 24  # px at 100 %
_HANDLE, _STOP, _TRACK = 14.0, 6.0, 3.0


class LengthSlider(QSlider):
    """Arrow keys, the mouse and ``step`` choose. ``chosen`` carries the length."""

    chosen = Signal(object)

    def __init__(self, work: Work) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._work = work
        self._stops = stops(work)
        self.setRange(0, len(self._stops) - 1)
        self.setPageStep(1)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Length of the draft"))
        self.show_length()
        self.valueChanged.connect(lambda at: self.chosen.emit(self._stops[at]))

    @property
    def makes_a_difference(self) -> bool:
        """Whether there is more than one length to choose from."""
        return len(self._stops) > 1

    def step(self, by: int) -> None:
        """To the next fuller (1) or shorter (-1) length."""
        self.setValue(self.value() + by)

    def show_length(self) -> None:
        """Show the length that is chosen."""
        fullness = self._work.summary.fullness
        self.blockSignals(True)
        self.setValue(max(0, self._stops.index(nearest(fullness, self._stops))))
        self.blockSignals(False)
        self.setAccessibleDescription(self.told(self.value()))

    def told(self, at: int) -> str:
        """What that stop is, and how many words it would keep."""
        fullness = self._stops[at]
        words = self._work.words_at(fullness)
        return _("{length}: {words}").format(
            length=fullness.label, words=n_("{count} word", "{count} words", words)
        )

    def sizeHint(self) -> QSize:
        return QSize(scaled(_WIDE), scaled(_HIGH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # scrolling past it must not choose

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setValue(self._at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.setValue(self._at(event.position().x()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.told(self._at(event.pos().x())), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        worn, middle = tokens(), self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        first, last, here = self._left(0), self._left(self.maximum()), self._left(self.value())
        for left, right, ink in ((first, last, worn.border), (first, here, worn.accent)):
            painter.setBrush(QColor(ink))
            track = QRectF(left, middle - _TRACK / 2, right - left, _TRACK)
            painter.drawRoundedRect(track, _TRACK / 2, _TRACK / 2)
        for at in range(self.maximum() + 1):
            painter.setBrush(QColor(worn.accent if at <= self.value() else worn.border))
            painter.drawEllipse(QPointF(self._left(at), middle), _STOP / 2, _STOP / 2)
        painter.setBrush(QColor(worn.accent))
        side = scaled(int(_HANDLE)) / 2
        painter.drawEllipse(QPointF(here, middle), side, side)
        painter.end()

    def _left(self, at: int) -> float:
        edge = scaled(int(_HANDLE)) / 2 + 1
        return edge + at * (self.width() - 2 * edge) / max(1, self.maximum())

    def _at(self, x: float) -> int:
        places = range(self.maximum() + 1)
        return min(places, key=lambda at: abs(self._left(at) - x))


def stops(work: Work) -> list[Fullness]:
    """The lengths that differ: of those whose drafts are the same, the nearest to the usual one."""
    drafts = work.reduction.drafts
    usual = list(Fullness).index(Fullness.USUAL)
    by_nearness = sorted(Fullness, key=lambda each: abs(list(Fullness).index(each) - usual))
    found: dict[frozenset[object], Fullness] = {}
    for fullness in by_nearness:
        found.setdefault(frozenset(item.spans for item in drafts[fullness].items), fullness)
    return [each for each in Fullness if each in found.values()]


def nearest(fullness: Fullness, offered: Sequence[Fullness]) -> Fullness:
    """The one of these that stands nearest to it."""
    order = list(Fullness)
    return min(offered, key=lambda each: abs(order.index(each) - order.index(fullness)))
