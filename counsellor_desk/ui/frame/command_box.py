"""The command box (Ctrl+K): cases, actions and screens in one list, by two or three characters.

What is offered comes from providers: functions from what was typed to entries, best first. The
list is a part of the window, not a window of its own, so that hiding the desk hides it too.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from shiboken6 import isValid

from counsellor_desk.domain.case_numbers import comparable
from counsellor_desk.ui.icons import Ink, draw
from counsellor_desk.ui.tokens import (
    GRID,
    Type,
    control_height,
    figures,
    font,
    scaled,
    tabular,
    tokens,
)
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.layouts import lift
from counsellor_desk.ui.widgets.private_line import PrivateLine
from counsellor_desk.ui.widgets.private_list import PrivateList
from counsellor_desk.wording import _

MOST_SHOWN: Final = 8
_ICON: Final = 18


@dataclass(frozen=True, kw_only=True)
class Entry:
    """Something that can be gone to or done. ``detail`` stands quietly behind the words."""

    words: str
    run: Callable[[], object]
    detail: str = ""
    icon: str = "chevron-right"


Provider = Callable[[str], Sequence[Entry]]


def ranked(typed: str, entries: Sequence[Entry]) -> list[Entry]:
    """The entries that fit what was typed, those that begin with it before those that have it.

    Case, spaces and marks count for nothing, so ``41`` and ``26004`` find ``PH-2026-0041-7``.
    """
    wanted = comparable(typed)
    if not wanted:
        return list(entries)
    places = [(comparable(entry.words).find(wanted), entry) for entry in entries]
    return [entry for place, entry in sorted(places, key=lambda each: each[0]) if place >= 0]


Index = QModelIndex | QPersistentModelIndex


class _Entries(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if role == Qt.ItemDataRole.DisplayRole:
            entry = self.entries[index.row()]
            return ", ".join(filter(None, (entry.words, entry.detail)))
        return None


class _EntryDelegate(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model = index.model()
        if not isinstance(model, _Entries):
            return
        entry, worn = model.entries[index.row()], tokens()
        lit = bool(option.state & QStyle.StateFlag.State_Selected)
        at = option.rect.adjusted(4, 2, -4, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if lit:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(worn.selection))
            painter.drawRoundedRect(at, 6, 6)
        side = scaled(18)
        mark = QRect(at.left() + 10, at.center().y() - side // 2 + 1, side, side)
        draw(painter, entry.icon, Ink.ON_SELECTION if lit else Ink.SECONDARY, mark)
        room = at.adjusted(side + 22, 0, -12, 0)
        self._write(painter, entry, room, lit=lit)
        painter.restore()

    def _write(self, painter: QPainter, entry: Entry, room: QRect, *, lit: bool) -> None:
        worn = tokens()
        painter.setFont(tabular(font(Type.BODY)))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setPen(QColor(worn.on_selection if lit else worn.text))
        metrics = QFontMetrics(painter.font())
        shown = metrics.elidedText(figures(entry.words), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(middle | Qt.AlignmentFlag.AlignLeft), shown)
        rest = room.adjusted(metrics.horizontalAdvance(shown) + 2 * GRID, 0, 0, 0)
        painter.setFont(font(Type.SMALL))
        painter.setPen(QColor(worn.on_selection if lit else worn.secondary))
        detail = QFontMetrics(painter.font()).elidedText(
            entry.detail, Qt.TextElideMode.ElideRight, max(0, rest.width())
        )
        painter.drawText(rest, int(middle | Qt.AlignmentFlag.AlignRight), detail)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        del option, index
        return QSize(100, control_height())


class _Results(PrivateList):
    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setProperty("look", "results")
        self.setAccessibleName(_("Found"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setItemDelegate(_EntryDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setMouseTracking(True)
        self.entered.connect(self.setCurrentIndex)
        lift(self)
        self.hide()


class CommandBox(PrivateLine):
    """The line and its list. It opens when it gets the focus and closes when that is gone."""

    def __init__(self, window: QWidget, keys: str) -> None:
        """``keys`` are shown at its end: the shortcut that leads here."""
        super().__init__("field", window)
        self._providers: list[Provider] = []
        self._before: QWidget | None = None
        self._model = _Entries()
        self._window = window
        self._list = _Results(window)
        self._list.setModel(self._model)
        self._list.clicked.connect(lambda _index: self._run())
        self._keys = keys
        self.setPlaceholderText(_("Case number, action or screen"))
        self.setAccessibleName(_("Case number, action or screen"))
        self.setAccessibleDescription(_("Type two or three characters, then Enter"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.changed.connect(self._look)
        window.installEventFilter(self)

    def add_provider(self, provider: Provider) -> None:
        """Ask ``provider`` too; the entries of earlier ones stand higher."""
        self._providers.append(provider)

    def take_focus(self) -> None:
        """Begin a search."""
        if not self.hasFocus():
            self._before = QApplication.focusWidget()
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._look()

    def close_list(self) -> None:
        """Show the screen again."""
        self._list.hide()

    def look_again(self) -> None:
        """A provider knows more than before: ask all of them anew, if somebody is searching."""
        self._look()

    def event(self, event: QEvent) -> bool:
        """Here Esc closes the list; elsewhere it is a shortcut of the window."""
        claims = event.type() is QEvent.Type.ShortcutOverride
        if claims and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        key = Qt.Key(event.key())
        if key in steps:
            self._step(steps[key])
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run()
        elif key == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        hint = QFontMetrics(font(Type.SMALL)).horizontalAdvance(self._keys)
        self.setTextMargins(scaled(_ICON) + GRID, 0, hint + GRID, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        side = scaled(_ICON)
        draw(painter, "search", Ink.SECONDARY, QRect(12, (self.height() - side) // 2, side, side))
        if not self.text():
            painter.setFont(font(Type.SMALL))
            painter.setPen(QColor(tokens().secondary))
            room = self.rect().adjusted(0, 0, -12, 0)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, int(right), self._keys)
        painter.end()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.close_list()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self._list.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _look(self) -> None:
        if not self.hasFocus():
            return
        typed = self.words()
        entries = [entry for provider in self._providers for entry in provider(typed)]
        self._model.show(entries)
        self._list.setCurrentIndex(self._model.index(0) if entries else QModelIndex())
        self._list.setVisible(bool(entries))
        self._place()
        if typed and not entries:
            announce(self, _("Nothing found"))

    def _step(self, by: int) -> None:
        if not self._list.isVisible():
            self._look()
        row = self._list.currentIndex().row() + by
        if 0 <= row < len(self._model.entries):
            self._list.setCurrentIndex(self._model.index(row))
            announce(self, str(self._list.currentIndex().data()), at_once=True)

    def _run(self) -> None:
        index = self._list.currentIndex()
        if not (self._list.isVisible() and index.isValid()):
            return
        entry = self._model.entries[index.row()]
        self.clear()
        self.close_list()
        entry.run()

    def _give_up(self) -> None:
        self.clear()
        self.close_list()
        if self._before is not None and isValid(self._before):
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        shown = min(MOST_SHOWN, len(self._model.entries))
        at = self.mapTo(self._window, QPoint(0, self.height() + 4))
        room = self._window.height() - at.y() - 2 * GRID
        height = min(shown * control_height() + 2 * GRID, room)
        self._list.setGeometry(at.x(), at.y(), self.width(), height)
        self._list.raise_()
