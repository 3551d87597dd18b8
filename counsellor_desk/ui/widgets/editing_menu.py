"""The menu of our editors: Qt's own would copy to the system's clipboard."""

from __future__ import annotations

from typing import Protocol, cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from counsellor_desk.ui.widgets import inner_clipboard
from counsellor_desk.wording import _

_Key = QKeySequence.StandardKey


class Editor(Protocol):
    """What the menu needs of an editor."""

    def keep(self) -> None: ...
    def take_out(self) -> None: ...
    def put_in(self) -> None: ...
    def undo(self) -> None: ...
    def redo(self) -> None: ...
    def selectAll(self) -> None: ...
    def isReadOnly(self) -> bool: ...


def editing_menu(editor: Editor, *, marked: bool) -> QMenu:
    """Undo, redo, cut, copy, paste, select all; what cannot be done now is greyed."""
    menu = QMenu(cast(QWidget, editor))
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    changeable = not editor.isReadOnly()
    entries = (
        (_("Undo"), _Key.Undo, editor.undo, changeable),
        (_("Redo"), _Key.Redo, editor.redo, changeable),
        None,
        (_("Cut, to paste in here"), _Key.Cut, editor.take_out, changeable and marked),
        (_("Copy, to paste in here"), _Key.Copy, editor.keep, marked),
        (_("Paste"), _Key.Paste, editor.put_in, changeable and inner_clipboard.can_paste()),
        None,
        (_("Select all"), _Key.SelectAll, editor.selectAll, True),
    )
    for entry in entries:
        if entry is None:
            menu.addSeparator()
            continue
        words, key, act, possible = entry
        action = menu.addAction(words, act)
        action.setShortcut(QKeySequence(key))
        action.setEnabled(possible)
    return menu
