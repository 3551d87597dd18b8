"""How words on a screen could get to another program: all that can be copied from is tried."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QMimeData, Qt
from PySide6.QtGui import QClipboard, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCalendarWidget,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from counsellor_desk.ui.widgets import inner_clipboard
from counsellor_desk.ui.widgets.private_line import PrivateLine
from counsellor_desk.ui.widgets.private_text import PrivateText

_Selectable = Qt.TextInteractionFlag.TextSelectableByMouse | (
    Qt.TextInteractionFlag.TextSelectableByKeyboard
)
_KINDS = (QLineEdit, QTextEdit, QPlainTextEdit, QAbstractItemView)
_OURS = (PrivateLine, PrivateText)


def ways_out(place: QWidget) -> list[str]:
    """What in ``place`` gives words away when it is copied from, and lines of foreign kinds."""
    return [f"{type(each).__name__} {each.accessibleName()!r}" for each in _found(place)]


def _found(place: QWidget) -> Iterator[QWidget]:
    for each in place.findChildren(QWidget):
        if isinstance(each, QLabel):
            if each.textInteractionFlags() & _Selectable:
                yield each
        elif isinstance(each, QLineEdit | QTextEdit | QPlainTextEdit) and not isinstance(
            each, _OURS
        ):
            yield each
        elif isinstance(each, _KINDS) and not isinstance(each.parent(), QCalendarWidget):
            yield from _copied(each)


def _copied(each: QWidget) -> Iterator[QWidget]:
    """Days of a calendar are no words of anybody."""
    if isinstance(each, QAbstractItemView):
        _choose_a_row(each)
        QTest.keyClick(each, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    else:
        each.selectAll()  # type: ignore[attr-defined]  # a line or a text, both have it
        QTest.keyClick(each, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    if _given_away():
        yield each


def _choose_a_row(view: QAbstractItemView) -> None:
    model: QAbstractItemModel | None = view.model()  # none before a list is filled
    if model is not None and model.rowCount():
        selection = view.selectionModel()
        selection.blockSignals(True)  # choosing leads somewhere; here it is about copying
        view.setCurrentIndex(model.index(0, 0))
        selection.blockSignals(False)


def _given_away() -> bool:
    clipboard = QGuiApplication.clipboard()
    modes = [QClipboard.Mode.Clipboard]
    if clipboard.supportsSelection():
        modes.append(QClipboard.Mode.Selection)
    held: list[QMimeData | None] = [clipboard.mimeData(mode) for mode in modes]
    kinds = {kind for each in held if each is not None for kind in each.formats()}
    clipboard.clear()
    return bool(kinds - {inner_clipboard.TYPE})
