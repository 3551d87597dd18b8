"""Tables as we draw them: hairlines, air, a selected row; and nothing of them on the clipboard."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from counsellor_desk.ui.tokens import GRID, control_height, figures, scaled, tabular, tokens
from counsellor_desk.ui.widgets import inner_clipboard

Index = QModelIndex | QPersistentModelIndex
_INSET: Final = GRID
_AIR: Final = 10
_WRAPPED: Final = int(
    Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
)
_WRAPPED_FROM_TOP: Final = int(
    Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
)


class RecordDelegate(QStyledItemDelegate):
    """Draws a cell: wrapped text, a hairline below, the selected row lit, a ring where one is."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        worn = tokens()
        self.initStyleOption(option, index)
        rect = option.rect
        state = option.state
        lit = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setFont(tabular(option.font))
        if lit:
            painter.fillRect(rect, QColor(worn.selection))
        painter.setPen(QColor(worn.hairline))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(QColor(self.ink(index, lit=lit)))
        room = rect.adjusted(_INSET, 0, -_INSET, 0)
        if below := self.below(index):
            room = _above(painter, room, figures(self.words(index)), figures(below))
            painter.drawText(room, _WRAPPED, figures(self.words(index)))
            painter.setPen(QColor(self.below_ink(index, lit=lit)))
            room = QRect(room.left(), room.bottom() + 1, room.width(), rect.height())
            painter.drawText(room, _WRAPPED_FROM_TOP, figures(below))
        else:
            painter.drawText(room, _WRAPPED, _fitting(painter, room, figures(self.words(index))))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(worn.accent), 2))
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 4, 4)
        painter.restore()

    def words(self, index: Index) -> str:
        """What is written in that cell."""
        return str(index.data(Qt.ItemDataRole.DisplayRole) or "")

    def below(self, index: Index) -> str:
        """What is written below it, in an ink of its own."""
        del index
        return ""

    def below_ink(self, index: Index, *, lit: bool) -> str:
        """In which colour, as ``#RRGGBB``."""
        del index
        return tokens().on_selection if lit else tokens().secondary

    def ink(self, index: Index, *, lit: bool) -> str:
        """In which colour, as ``#RRGGBB``."""
        del index
        return tokens().on_selection if lit else tokens().text

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        metrics = QFontMetrics(tabular(option.font))
        width = _column_width(option.widget, index)
        room = QRect(0, 0, max(1, width - 2 * _INSET), 100_000)
        words = metrics.boundingRect(room, _WRAPPED, figures(self.words(index)) or " ")
        high = words.height()
        if below := self.below(index):
            high += metrics.boundingRect(room, _WRAPPED, figures(below)).height()
        return QSize(words.width() + 2 * _INSET, high + 2 * _AIR)


def _above(painter: QPainter, room: QRect, words: str, below: str) -> QRect:
    """Where the words stand above what is written below them, both together in the middle."""
    metrics, endless = painter.fontMetrics(), QRect(0, 0, room.width(), 100_000)
    high = metrics.boundingRect(endless, _WRAPPED, words).height() if words else 0
    both = high + metrics.boundingRect(endless, _WRAPPED, below).height()
    return QRect(room.left(), room.top() + (room.height() - both) // 2, room.width(), high)


def _fitting(painter: QPainter, room: QRect, words: str) -> str:
    """The words, cut with an ellipsis where the row is too low for a second line of them."""
    metrics = painter.fontMetrics()
    if room.height() >= 2 * metrics.lineSpacing() + _AIR:
        return words
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())


def _column_width(view: QWidget | None, index: Index) -> int:
    return view.columnWidth(index.column()) if isinstance(view, QTableView) else scaled(200)


class RecordTable(QTableView):
    """A table of records: rows are chosen as a whole, arrow keys move, Ctrl+C stays inside.

    Columns share the width by ``shares``. All rows have one height, unless ``whole``: then each
    is as high as its words, and the table as high as its rows, so that the page scrolls instead.
    """

    def __init__(self, name: str, shares: Sequence[int], *, whole: bool = False) -> None:
        super().__init__()
        self._shares = tuple(shares)
        self._whole = whole
        self._shared = -1
        self.setAccessibleName(name)
        self.setItemDelegate(RecordDelegate(self))
        self.setProperty("look", "table")
        self._choose_rows()
        self._prepare_headers()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None and self._whole:
            for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset):
                signal.connect(self.fit)
            model.dataChanged.connect(self.fit)
        self._shared = -1
        self._share_width()

    def fit(self) -> None:
        """Take the height that all rows need."""
        if self._whole:
            self.resizeRowsToContents()
            rows = sum(self.rowHeight(row) for row in range(self._row_count()))
            self.setFixedHeight(self.horizontalHeader().sizeHint().height() + rows + 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            inner_clipboard.copy(str(self.currentIndex().data() or ""))
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_width()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self.verticalHeader().setDefaultSectionSize(control_height() + 4)
            self.fit()

    def _row_count(self) -> int:
        model: QAbstractItemModel | None = self.model()  # none before one is set, whatever is said
        return model.rowCount() if model else 0

    def _share_width(self) -> None:
        """Anew only where the width is another one: taking its own height resizes a table too."""
        width, whole = self.viewport().width(), sum(self._shares)
        if width == self._shared:
            return
        self._shared = width
        for column, share in enumerate(self._shares):
            self.setColumnWidth(column, width * share // whole)
        self.fit()

    def _choose_rows(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if self._whole:
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _prepare_headers(self) -> None:
        modes = QHeaderView.ResizeMode
        rows, head = self.verticalHeader(), self.horizontalHeader()
        rows.hide()
        rows.setMinimumSectionSize(1)
        rows.setDefaultSectionSize(control_height() + 4)
        rows.setSectionResizeMode(modes.Fixed)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setMinimumSectionSize(1)
        head.setSectionResizeMode(modes.Fixed)
