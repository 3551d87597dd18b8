"""Agreed actions as an editable table: who, what, by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final, TypeGuard

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractTableModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.reductions import WorkingAction
from counsellor_desk.domain.summaries import Owner, owner_from
from counsellor_desk.ui.tokens import GRID, tokens
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import Flow, column
from counsellor_desk.ui.widgets.tables import Index, RecordDelegate, RecordTable
from counsellor_desk.wording import N_, _

_WHO, _WHAT, _BY = range(3)
_HEADS: Final = (N_("Who"), N_("What"), N_("By"))
_OPEN: Final = {_WHO: N_("Choose who"), _WHAT: N_("Say what")}
_Role = Qt.ItemDataRole


class _Actions(QAbstractTableModel):
    edited = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[WorkingAction, ...] = ()

    def show(self, rows: Sequence[WorkingAction]) -> None:
        same = [row.key for row in rows] == [row.key for row in self.rows]
        if not same:
            self.beginResetModel()
        self.rows = tuple(rows)
        if not same:
            self.endResetModel()
        elif self.rows:
            self.dataChanged.emit(self.index(0, _WHO), self.index(len(self.rows) - 1, _BY))

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(_HEADS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = _Role.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == _Role.DisplayRole:
            return _(_HEADS[section])
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        row = self.rows[index.row()]
        stored = (row.owner.stored if row.owner else "", row.what, row.due_words)[index.column()]
        if role == _Role.EditRole:
            return stored
        if role == _Role.DisplayRole:
            shown = (row.owner.label if row.owner else "", row.what, row.due_words)[index.column()]
            return shown or _(_OPEN.get(index.column(), ""))
        if role == _Role.AccessibleTextRole:
            told = (self.data(index), below_of(row, index.column()))
            return ", ".join(filter(None, told))
        return None

    def is_open(self, index: Index) -> bool:
        """Whether something that an action needs is missing there."""
        return index.column() in _OPEN and not self.data(index, _Role.EditRole)

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        if role != _Role.EditRole or value == self.data(index, _Role.EditRole):
            return False
        row = self.rows[index.row()]
        if index.column() == _WHO:
            changed = replace(row, owner=owner_from(value) if value else None)
        elif index.column() == _WHAT:
            changed = replace(row, what=value)
        else:
            changed = replace(row, due_words=value, due_on=None, due_or=None)
        self.rows = (*self.rows[: index.row()], changed, *self.rows[index.row() + 1 :])
        self.dataChanged.emit(index, index)
        self.edited.emit(changed)
        return True


def below_of(row: WorkingAction, column: int) -> str:
    """What stands below the words of a cell: the day that is meant, and what is in doubt."""
    if column == _BY:
        return _day(row)
    if column != _WHAT:
        return ""
    marks = (
        _("Only on a condition") if row.conditional else "",
        _("Reads as not agreed") if row.declined else "",
    )
    return "\n".join(filter(None, marks))


def _day(row: WorkingAction) -> str:
    if row.due_on is None:
        return ""
    if row.due_or is None:
        return dates.weekday(row.due_on)
    one, other = map(dates.weekday, sorted((row.due_on, row.due_or)))
    return _("{day} or {other}?").format(day=one, other=other)


def _is_ours(model: QAbstractItemModel | None) -> TypeGuard[_Actions]:
    return isinstance(model, _Actions)


class _Cell(RecordDelegate):
    def __init__(self, owners: Sequence[Owner], parent: QWidget) -> None:
        super().__init__(parent)
        self._owners = [(owner.stored, owner.label) for owner in owners]

    def ink(self, index: Index, *, lit: bool) -> str:
        model = index.model()
        if _is_ours(model) and model.is_open(index):
            return tokens().amber
        return super().ink(index, lit=lit)

    def below(self, index: Index) -> str:
        model = index.model()
        return below_of(model.rows[index.row()], index.column()) if _is_ours(model) else ""

    def below_ink(self, index: Index, *, lit: bool) -> str:
        model = index.model()
        if _is_ours(model):
            row = model.rows[index.row()]
            if index.column() == _WHAT or (row.due_or is not None and index.column() == _BY):
                return tokens().amber
        return super().below_ink(index, lit=lit)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        del option
        if index.column() != _WHO:
            line = LineInput(parent=parent)
            line.setAccessibleName(_(_HEADS[index.column()]))
            return line
        choice = ChoiceInput(self._owners, placeholder=_(_OPEN[_WHO]), parent=parent)
        choice.setAccessibleName(_(_HEADS[_WHO]))
        choice.activated.connect(lambda _row: self.commitData.emit(choice))
        choice.activated.connect(lambda _row: self.closeEditor.emit(choice))
        return choice

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, ChoiceInput | LineInput):
            editor.put(index.data(_Role.EditRole))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, ChoiceInput | LineInput):
            model.setData(index, editor.value())

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        del index
        rect = option.rect
        height = max(rect.height(), editor.sizeHint().height())
        rect.setHeight(height)
        editor.setGeometry(rect)


class ActionsTable(QWidget):
    """The table with its two buttons.

    ``edited`` carries the changed ``WorkingAction`` (its ``due_on`` is open again when the words
    for it changed), ``removed`` a key, ``added`` nothing: the screen answers with ``show_actions``.
    ``stood_on`` carries the key of the row that the cursor comes to. Enter or typing edits a cell,
    Delete removes the row.
    """

    edited = Signal(object)
    removed = Signal(int)
    stood_on = Signal(int)
    added = Signal()

    def __init__(self, owners: Sequence[Owner]) -> None:
        super().__init__()
        self._model = _Actions()
        self._model.edited.connect(self.edited)
        self._table = _Table(self)
        self._table.setItemDelegate(_Cell(owners, self._table))
        self._table.setModel(self._model)
        self._remove = quiet(_("Remove it"), self.remove_current, icon_name="trash-2")
        self._remove.setToolTip(_("Remove the chosen action (Delete)"))
        self._table.selectionModel().currentChanged.connect(self.come_to)
        buttons = Flow()
        buttons.addWidget(quiet(_("Add an action"), self.added.emit, icon_name="plus"))
        buttons.addWidget(self._remove)
        layout = column(gap=GRID)
        layout.addWidget(self._table)
        layout.addLayout(buttons)
        self.setLayout(layout)
        self._watch()

    def show_actions(self, actions: Sequence[WorkingAction]) -> None:
        """Show these; the cursor stays where the same rows stay."""
        self._model.show(actions)
        self._table.setVisible(bool(actions))
        self._watch()

    def edit(self, key: int) -> None:
        """Begin to edit what is open in the action of that key: who first, else what."""
        for number, row in enumerate(self._model.rows):
            if row.key == key:
                index = self._model.index(number, _WHAT if row.owner else _WHO)
                self._table.setCurrentIndex(index)
                self._table.edit(index)

    def take_in(self) -> None:
        """Have what is typed in a cell count, though the cell stays open."""
        for kind in (LineInput, ChoiceInput):
            for editor in self._table.findChildren(kind):
                self._table.commitData(editor)

    def remove_current(self) -> None:
        """Ask for the chosen action to be removed."""
        index = self._table.currentIndex()
        if index.isValid():
            self.removed.emit(self._model.rows[index.row()].key)

    def go_to(self, key: int) -> None:
        """Put the cursor on the action of that key."""
        for number, row in enumerate(self._model.rows):
            if row.key == key:
                self._table.setCurrentIndex(self._model.index(number, _WHAT))
                self._table.setFocus(Qt.FocusReason.OtherFocusReason)

    def come_to(self) -> None:
        """Tell which row the cursor is on."""
        self._watch()
        index = self._table.currentIndex()
        if index.isValid():
            self.stood_on.emit(self._model.rows[index.row()].key)

    def _watch(self) -> None:
        self._remove.setEnabled(self._table.currentIndex().isValid())


class _Table(RecordTable):
    def __init__(self, owner: ActionsTable) -> None:
        super().__init__(_("Agreed actions"), (4, 8, 5), whole=True)
        self._owner = owner
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(
            triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._owner.come_to()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() is QAbstractItemView.State.EditingState
        if event.key() == Qt.Key.Key_Delete and not editing:
            self._owner.remove_current()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not editing:
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)
