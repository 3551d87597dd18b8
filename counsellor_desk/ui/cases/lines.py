"""A long list of two-line rows: what it is, when, what it says, and in which state it stands.

Rows are drawn, never made of widgets, so that three hundred sessions cost no more than three.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QStyle, QStyleOptionViewItem, QWidget

from counsellor_desk.ui.icons import Ink, draw
from counsellor_desk.ui.tokens import GRID, Type, figures, font, scaled, tokens
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.ui.widgets.tables import Index, RecordDelegate, RecordTable

_Role = Qt.ItemDataRole
_INSET: Final = GRID
_ICON: Final = 18
_AIR: Final = 10
_LEFT: Final = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, kw_only=True)
class Line:
    """A row. ``key`` tells it from the others, ``go`` opens it; ``pill`` empty draws none."""

    key: str
    go: Callable[[], object]
    icon: str
    title: str
    when: str = ""
    detail: str = ""
    pill: str = ""
    state: State = State.NEUTRAL

    @property
    def said(self) -> str:
        """The whole row for a screen reader."""
        return ", ".join(filter(None, (self.title, self.when, self.pill, self.detail)))


class _Model(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Line, ...] = ()

    def show(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        if role in {_Role.DisplayRole, _Role.AccessibleTextRole}:
            return self.lines[index.row()].said
        return None


class _Delegate(RecordDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _Model):
            return
        line, worn, rect = model.lines[index.row()], tokens(), option.rect
        lit = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if lit:
            painter.fillRect(rect, QColor(worn.selection))
        painter.setPen(QColor(worn.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        _write(painter, line, rect, lit=lit)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(worn.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 4, 4)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del index
        return QSize(option.rect.width(), line_height())


class LineList(RecordTable):
    """The list, never higher than its rows. Enter or a double click opens one.

    ``whole``: it is as high as all its rows, and the page around it scrolls.
    """

    def __init__(self, name: str, *, whole: bool = False) -> None:
        super().__init__(name, (1,))
        self._lines = _Model()
        self._as_high_as_rows = whole
        self.horizontalHeader().hide()
        self.setItemDelegate(_Delegate(self))
        self.setModel(self._lines)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.activated.connect(lambda index: self._lines.lines[index.row()].go())
        self.selectionModel().currentChanged.connect(self._bring_into_view)
        if whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._take_height()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), line_height() * len(self._lines.lines) + 2)

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the chosen row stays chosen where it is still there."""
        chosen = self.chosen()
        self._lines.show(lines)
        self._take_height()
        self.choose(chosen)

    def choose(self, key: str) -> None:
        """Choose the row of that key, if it is there."""
        for row, line in enumerate(self._lines.lines):
            if line.key == key:
                self.setCurrentIndex(self._lines.index(row))

    def chosen(self) -> str:
        """The key of the row that is chosen, or nothing."""
        index = self.currentIndex()
        return self._lines.lines[index.row()].key if index.isValid() else ""

    def open_first(self) -> None:
        """Open the first row, if there is one."""
        for line in self._lines.lines[:1]:
            line.go()

    def begin(self) -> None:
        """Take the focus and choose the first row, unless one is chosen."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.currentIndex().isValid() and self._lines.lines:
            self.setCurrentIndex(self._lines.index(0))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._take_height()

    def _take_height(self) -> None:
        self.verticalHeader().setDefaultSectionSize(line_height())
        if self._as_high_as_rows:
            self.setMinimumHeight(self.sizeHint().height())
        self.updateGeometry()

    def _bring_into_view(self, now: QModelIndex) -> None:
        around = self._scroll_area()
        inside = around.widget() if around is not None else None
        if self._as_high_as_rows and around is not None and inside is not None and now.isValid():
            row = self.visualRect(now)
            at = self.viewport().mapTo(inside, row.center())
            around.ensureVisible(at.x(), at.y(), 0, row.height())

    def _scroll_area(self) -> QScrollArea | None:
        each: QWidget | None = self.parentWidget()
        while each is not None and not isinstance(each, QScrollArea):
            each = each.parentWidget()
        return each


def line_height() -> int:
    """Height of a row at the text size in use."""
    return 2 * _text_height(font(Type.BODY)) + 2 * _AIR


def _text_height(used: QFont) -> int:
    return QFontMetrics(used).height() + 2


def _write(painter: QPainter, line: Line, rect: QRect, *, lit: bool) -> None:
    worn, side = tokens(), scaled(_ICON)
    text, standing_back = (
        (worn.on_selection, worn.on_selection) if lit else (worn.text, worn.secondary)
    )
    high = _text_height(font(Type.BODY))
    first = QRect(rect.left() + _INSET, rect.top() + _AIR, rect.width() - 2 * _INSET, high)
    ink = Ink.ON_SELECTION if lit else Ink.SECONDARY
    draw(painter, line.icon, ink, QRect(first.left(), first.center().y() - side // 2, side, side))
    first.setLeft(first.left() + side + 12)
    second = first.translated(0, high)
    if line.pill:
        first.setRight(_draw_pill(painter, line, first) - 12)
    at = _draw_words(painter, line.title, font(Type.BODY, QFont.Weight.DemiBold), text, first)
    first.setLeft(at + 12)
    _draw_words(painter, line.when, font(Type.BODY), standing_back, first)
    _draw_words(painter, line.detail, font(Type.BODY), standing_back, second)


def _draw_words(painter: QPainter, words: str, used: QFont, ink: str, room: QRect) -> int:
    """Draw them, cut with an ellipsis where they do not fit; where they end."""
    painter.setFont(used)
    painter.setPen(QColor(ink))
    metrics = QFontMetrics(used)
    shown = metrics.elidedText(figures(words), Qt.TextElideMode.ElideRight, max(0, room.width()))
    painter.drawText(room, _LEFT, shown)
    return room.left() + metrics.horizontalAdvance(shown)


def _draw_pill(painter: QPainter, line: Line, room: QRect) -> int:
    """Draw the pill at the right; where it begins."""
    ground, ink = _colours(line.state)
    used = font(Type.SMALL, QFont.Weight.DemiBold)
    metrics = QFontMetrics(used)
    wide, high = metrics.horizontalAdvance(line.pill) + 2 * GRID, metrics.height() + 4
    at = QRect(room.right() - wide, room.center().y() - high // 2, wide, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(at, 6, 6)
    painter.setFont(used)
    painter.setPen(QColor(ink))
    painter.drawText(at, int(Qt.AlignmentFlag.AlignCenter), line.pill)
    return at.left()


def _colours(state: State) -> tuple[str, str]:
    worn = tokens()
    return {
        State.NEUTRAL: (worn.selection, worn.on_selection),
        State.AMBER: (worn.amber_ground, worn.amber),
        State.RED: (worn.red_ground, worn.red),
        State.GREEN: (worn.green_ground, worn.green),
    }[state]
