"""Errors become sentences: at their field, in a dialog, or as a code; nothing is held up."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from counsellor_desk import logs
from counsellor_desk.errors import DeskError, InputError, code_of
from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.messages import Messages
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.words import Words
from tests.ui.accessibility import accessible, faults, name_of

MARKER = "the neighbour called Ferdinand"


class DiskFull(DeskError):
    happened = "The disk is full."
    safe = "The note is kept."
    next_step = "Free some space, then try again."


class NameMissing(InputError):
    field = "name"
    happened = "Your name is missing."
    next_step = "Type your name."


def _window(qtbot: QtBot) -> tuple[QWidget, Field]:
    window, layout, field = QWidget(), column(), Field("name", "Your name", LineInput())
    layout.addWidget(field)
    window.setLayout(layout)
    qtbot.addWidget(window)
    window.show()
    return window, field


def _dialog(window: QWidget) -> Dialog:
    (dialog,) = window.findChildren(Dialog)
    return dialog


def _said(dialog: Dialog) -> list[str]:
    return [words.text() for words in dialog.findChildren(Words)]


def test_an_expected_error_says_three_things(qtbot: QtBot) -> None:
    window, _field = _window(qtbot)
    Messages(window).tell(DiskFull())
    dialog = _dialog(window)
    assert _said(dialog) == list(DiskFull().sentences())
    assert dialog.windowTitle() == NAME
    assert faults(dialog) == []


def test_the_safe_button_has_the_focus(qtbot: QtBot) -> None:
    window, _field = _window(qtbot)
    Messages(window).tell(DiskFull())
    (close,) = _dialog(window).findChildren(Button)
    assert _dialog(window).focusWidget() is close
    close.click()
    QApplication.processEvents()
    assert window.findChildren(Dialog) == []


def test_a_wrong_input_is_said_at_its_field(qtbot: QtBot) -> None:
    window, field = _window(qtbot)
    Messages(window).tell(NameMissing(), near=window)
    assert field.error == "Your name is missing. Type your name."
    assert window.findChildren(Dialog) == []
    assert name_of(field.entry) == "Your name"
    assert "missing" in accessible(field.entry).text(QAccessible.Text.Description)
    assert window.focusWidget() is field.entry


def test_a_field_that_is_not_there_falls_back_to_the_dialog(qtbot: QtBot) -> None:
    window, field = _window(qtbot)
    field.hide()
    Messages(window).tell(NameMissing(), near=window)
    assert "Your name is missing." in _said(_dialog(window))


def test_an_unexpected_error_shows_its_code_and_no_content(qtbot: QtBot) -> None:
    window, _field = _window(qtbot)
    logs.start()
    error = ValueError(MARKER)
    Messages(window).tell(error)
    said = " ".join(_said(_dialog(window)))
    assert code_of(error) in said
    assert MARKER not in said
    assert MARKER not in " ".join(logs.recent())
    assert any("UNEXPECTED" in line for line in logs.recent())


def test_nothing_waits_for_an_answer(qtbot: QtBot) -> None:
    """``tell`` returns at once, twice, with both dialogs standing."""
    window, _field = _window(qtbot)
    messages = Messages(window)
    messages.tell(DiskFull())
    messages.tell(DiskFull())
    assert len(window.findChildren(Dialog)) == 2
