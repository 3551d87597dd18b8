"""Cards, rows, words, pills, tables, steps, progress, toasts, charts, layouts, dialogs."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from counsellor_desk.domain.reductions import WorkingAction
from counsellor_desk.domain.summaries import Owner, OwnerKind
from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.tokens import measure
from counsellor_desk.ui.widgets import buttons, inner_clipboard
from counsellor_desk.ui.widgets.actions_table import ActionsTable
from counsellor_desk.ui.widgets.bar_chart import BarChart, BarOf
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import Columns, Flow, column, emptied
from counsellor_desk.ui.widgets.page import Column, Page
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.progress_panel import ProgressPanel
from counsellor_desk.ui.widgets.steps import StepList
from counsellor_desk.ui.widgets.toast import Toast
from counsellor_desk.ui.widgets.words import Words, strong
from tests.ui.accessibility import accessible, faults, name_of, tab_order
from tests.ui.stopped_clock import StoppedClock

CLIENT, OWN = Owner(OwnerKind.CLIENT), Owner(OwnerKind.COUNSELLOR)


def _show(qtbot: QtBot, widget: QWidget, width: int = 600, height: int = 400) -> QWidget:
    qtbot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    QApplication.processEvents()
    return widget


def test_words_are_never_markup(qtbot: QtBot) -> None:
    words = Words([strong("<i>O'Brien</i> & Sons"), strong("\n2-3")])
    _show(qtbot, words)
    assert words.text() == "<i>O'Brien</i> & Sons\n2-3"
    assert name_of(words) == words.text()
    shown = QLabel.text(words)
    assert "&lt;i&gt;" in shown
    assert not words.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse


def test_a_screen_reader_hears_words_that_change(qtbot: QtBot) -> None:
    words = Words("Saving")
    _show(qtbot, words)
    words.say("Saved")
    assert name_of(words) == "Saved"


def test_a_button_tells_its_shortcut_and_keeps_its_ampersands(qtbot: QtBot) -> None:
    pressed = list[str]()
    button = buttons.primary("Save & close", lambda: pressed.append("x"), shortcut="Ctrl+S")
    _show(qtbot, button)
    assert button.toolTip() == "Save & close (Ctrl+S)"
    assert name_of(button) == "Save & close"
    button.click()
    assert pressed == ["x"]


def test_an_icon_button_says_what_it_is(qtbot: QtBot) -> None:
    button = buttons.icon_button("trash-2", "Remove")
    _show(qtbot, button)
    assert (name_of(button), button.toolTip(), button.text()) == ("Remove", "Remove", "")


def test_rows_are_parted_by_hairlines_and_can_be_replaced(qtbot: QtBot) -> None:
    rows = Rows([Row("one"), Row("two"), Row("three")])
    _show(qtbot, rows)

    def seen() -> tuple[int, list[str]]:
        lines = [w for w in rows.findChildren(QWidget) if w.property("look") == "hairline"]
        shown = [line for line in lines if line.isVisible()]
        return len(shown), [w.text() for w in rows.findChildren(Words) if w.isVisible()]

    assert seen() == (2, ["one", "two", "three"])
    rows.show_rows([Row("four")])
    QApplication.processEvents()
    assert seen() == (0, ["four"])
    rows.show_rows([])
    assert seen() == (0, [])


@pytest.mark.parametrize("per_cent", [100, 200])
@pytest.mark.parametrize("width", [220, 400, 900])
def test_a_row_gives_way_instead_of_clipping(
    theme: Theme, qtbot: QtBot, per_cent: int, width: int
) -> None:
    theme.wear(theme="light", text_size=per_cent)
    card = Card("Notes waiting")
    card.add(
        Row(
            [strong("PH-2026-0041-7")],
            below="108 words, typed, and a good deal more that has to wrap",
            pill=Pill("26 hours", State.AMBER),
            ends=[buttons.secondary("Go")],
        )
    )
    _show(qtbot, card, width, 10)
    card.resize(width, card.heightForWidth(width))
    QApplication.processEvents()
    assert faults(card) == []


def test_a_column_of_text_is_never_too_wide(theme: Theme, qtbot: QtBot) -> None:
    text = Words("word " * 80)
    page = Column()
    page.add(text)
    _show(qtbot, page, 2400)
    assert text.width() <= measure()
    theme.wear(theme="light", text_size=150)
    QApplication.processEvents()
    assert text.width() <= measure()


def test_a_page_keeps_its_actions_in_sight(qtbot: QtBot) -> None:
    page = Page("Headline", "below")
    for number in range(60):
        page.add(Words(f"line {number}"))
    accept = buttons.primary("Accept")
    page.add_actions(buttons.secondary("Cancel"), accept)
    page.show_notes(Pill("1 left out"))
    _show(qtbot, page, 600, 400)
    assert page.rect().contains(accept.mapTo(page, accept.rect().center()))
    page.show_notes(Pill("2 left out"))
    page.say_below("")
    QApplication.processEvents()
    assert [p.text() for p in page.findChildren(Pill) if p.isVisible()] == ["2 left out"]
    assert not page.below.isVisible()
    assert faults(page) == []


def test_a_flow_goes_on_in_the_next_line(qtbot: QtBot) -> None:
    under, flow = QWidget(), Flow(gap=8, align_right=True)
    three = [buttons.secondary(word) for word in ("Nothing essential", "Put on hold", "Accept")]
    for button in three:
        flow.addWidget(button)
    under.setLayout(flow)
    _show(qtbot, under, 1000, 200)
    assert len({button.y() for button in three}) == 1
    assert three[-1].geometry().right() == under.width() - 1
    under.resize(three[0].width() + 20, 400)
    QApplication.processEvents()
    assert len({button.y() for button in three}) == 3
    three[1].hide()
    QApplication.processEvents()
    assert flow.heightForWidth(under.width()) < under.height()
    emptied(flow)
    assert (flow.count(), flow.itemAt(0), flow.takeAt(3)) == (0, None, None)


def test_columns_stand_below_each_other_where_it_is_narrow(qtbot: QtBot) -> None:
    columns = Columns((4, 3), least=320)
    left, right = Card("left"), Card("right")
    columns.add(left, 0)
    columns.add(right, 1)
    columns.fill_up()
    _show(qtbot, columns, 900)
    assert left.x() < right.x()
    columns.resize(500, 400)
    QApplication.processEvents()
    assert left.x() == right.x()
    assert left.y() < right.y()


def _actions(qtbot: QtBot) -> tuple[ActionsTable, QTableView]:
    table = ActionsTable([CLIENT, OWN])
    table.show_actions(
        [
            WorkingAction(key=1, owner=CLIENT, what="Write the letter", due_words="6 December"),
            WorkingAction(key=2, owner=None, what=""),
        ]
    )
    _show(qtbot, table)
    (view,) = table.findChildren(QTableView)
    return table, view


def _cell(view: QTableView, row: int, at: int) -> str:
    return str(view.model().index(row, at).data())


def test_actions_are_read_and_open_ones_say_what_is_missing(qtbot: QtBot) -> None:
    table, view = _actions(qtbot)
    heads = [view.model().headerData(n, Qt.Orientation.Horizontal) for n in range(3)]
    assert heads == ["Who", "What", "By"]
    assert [_cell(view, 0, n) for n in range(3)] == ["Client", "Write the letter", "6 December"]
    assert [_cell(view, 1, n) for n in range(3)] == ["Choose who", "Say what", ""]
    assert faults(table) == []


def test_an_action_is_edited_in_its_cell(qtbot: QtBot) -> None:
    table, view = _actions(qtbot)
    edited = list[WorkingAction]()
    table.edited.connect(edited.append)
    view.setCurrentIndex(view.model().index(0, 1))
    QTest.keyClick(view, Qt.Key.Key_Return)
    line = view.findChild(LineInput)
    assert isinstance(line, LineInput)
    assert line.value() == "Write the letter"
    line.put("Send the letter")
    QTest.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(edited) == 1)
    assert (edited[0].key, edited[0].what) == (1, "Send the letter")


def test_an_owner_is_chosen_from_those_there_are(qtbot: QtBot) -> None:
    table, view = _actions(qtbot)
    edited = list[WorkingAction]()
    table.edited.connect(edited.append)
    table.edit(2)
    choice = view.findChild(QComboBox)
    assert isinstance(choice, QComboBox)
    choice.setCurrentIndex(1)
    choice.activated.emit(1)
    qtbot.waitUntil(lambda: len(edited) == 1)
    assert edited[0].owner == OWN


def test_changing_the_words_for_when_opens_the_day_again(qtbot: QtBot) -> None:
    table, view = _actions(qtbot)
    edited = list[WorkingAction]()
    table.edited.connect(edited.append)
    model = view.model()
    assert model.setData(model.index(0, 2), "next week")
    assert not model.setData(model.index(0, 2), "next week")
    assert (edited[0].due_words, edited[0].due_on) == ("next week", None)


def test_an_action_is_removed_and_added_by_asking(qtbot: QtBot) -> None:
    table, view = _actions(qtbot)
    asked = list[object]()
    table.removed.connect(asked.append)
    table.added.connect(lambda: asked.append("added"))
    view.setCurrentIndex(QModelIndex())
    QTest.keyClick(view, Qt.Key.Key_Delete)
    assert asked == []
    view.setCurrentIndex(view.model().index(1, 0))
    QTest.keyClick(view, Qt.Key.Key_Delete)
    add, remove = table.findChildren(Button)
    remove.click()
    add.click()
    assert asked == [2, 2, "added"]
    table.show_actions([])
    assert not view.isVisible()
    assert not remove.isEnabled()


def test_a_cell_is_copied_for_us_only(qtbot: QtBot) -> None:
    _table, view = _actions(qtbot)
    view.setCurrentIndex(view.model().index(0, 1))
    QTest.keyClick(view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert inner_clipboard.pasted() == "Write the letter"
    assert not QApplication.clipboard().mimeData().hasText()


def test_the_table_is_as_high_as_its_rows(theme: Theme, qtbot: QtBot) -> None:
    table, view = _actions(qtbot)
    low = view.height()
    theme.wear(theme="light", text_size=200)
    table.resize(300, 900)
    QApplication.processEvents()
    assert view.height() > low
    assert not view.verticalScrollBar().isVisible()


def test_steps_that_are_done_can_be_gone_back_to(qtbot: QtBot) -> None:
    steps = StepList([("a", "First"), ("b", "Second"), ("c", "Third")])
    _show(qtbot, steps)
    chosen = list[str]()
    steps.chosen.connect(chosen.append)
    steps.stand_at("b", done=["a"])
    stops = tab_order(steps)
    assert [name_of(each) for each in stops] == ["First, done", "Second, current step"]
    QTest.keyClick(stops[0], Qt.Key.Key_Space)
    assert chosen == ["a"]
    assert faults(steps) == []


def test_progress_tells_what_is_left_and_can_be_cancelled(qtbot: QtBot) -> None:
    clock, cancelled = StoppedClock(), list[str]()
    panel = ProgressPanel(clock)
    under, layout = QWidget(), column()
    layout.addWidget(panel)
    under.setLayout(layout)
    _show(qtbot, under)
    assert not panel.isVisible()
    panel.begin("Sealing…", lambda: cancelled.append("x"))

    def words() -> list[str]:
        return [w.text() for w in panel.findChildren(Words)]

    assert words() == ["Sealing…", ""]
    clock.move(30)
    panel.report(1, 11)
    assert words() == ["Sealing…", "About 5 minutes left"]
    clock.move(30)
    panel.report(10, 11)
    assert words() == ["Sealing…", "Less than a minute left"]
    panel.report(11, 11)
    assert words() == ["Sealing…", ""]
    assert faults(panel) == []
    (cancel,) = panel.findChildren(Button)
    cancel.click()
    assert (cancelled, cancel.isEnabled()) == (["x"], False)
    panel.finish()
    assert not panel.isVisible()


def test_a_toast_takes_no_focus_and_stays_in_sight(qtbot: QtBot) -> None:
    under, layout, line = QWidget(), column(), LineInput()
    layout.addWidget(line)
    under.setLayout(layout)
    _show(qtbot, under)
    line.setFocus()
    toast = Toast(under)
    toast.say("The summary was saved, and this sentence is rather long, so it has to wrap.")
    under.resize(300, 400)
    QApplication.processEvents()
    assert toast.isVisible()
    assert under.rect().contains(toast.geometry())
    assert under.focusWidget() is line
    assert faults(toast) == []


def test_a_chart_is_read_as_one_description(qtbot: QtBot) -> None:
    chart = BarChart("Ages of notes")
    chart.show_bars([BarOf("A", 26, "26 hours", State.AMBER), BarOf("B", 3, "3 hours")])
    _show(qtbot, chart)
    described = accessible(chart).text(QAccessible.Text.Description)
    assert (name_of(chart), described) == ("Ages of notes", "A: 26 hours; B: 3 hours")
    chart.show_bars([])
    assert not chart.grab().isNull()


def test_what_cannot_be_undone_asks_for_the_number(qtbot: QtBot) -> None:
    under = QWidget()
    _show(qtbot, under)
    done = list[str]()
    asked = Confirmation(
        under,
        "Destroy the note?",
        ["It is gone after this."],
        do="Destroy",
        then=lambda: done.append("x"),
        cannot_be_undone=True,
        typed=("Type 41", lambda typed: typed == "41"),
    )
    asked.open()
    keep, destroy = asked.findChildren(Button)
    line = asked.findChild(LineInput)
    assert isinstance(line, LineInput)
    assert (asked.windowTitle(), destroy.isEnabled()) == (NAME, False)
    assert faults(asked) == []
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert done == []
    QTest.keyClicks(line, "41")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert done == ["x"]
    assert keep.text() == "Cancel"


def test_the_safe_answer_has_the_focus(qtbot: QtBot) -> None:
    under = QWidget()
    _show(qtbot, under)
    done = list[str]()
    asked = Confirmation(under, "Go on?", [], do="Go on", then=lambda: done.append("x"))
    asked.open()
    keep, _go_on = asked.findChildren(Button)
    assert asked.focusWidget() is keep
    keep.click()
    assert (done, asked.isVisible()) == ([], False)


def test_enter_presses_the_button_that_has_the_focus(qtbot: QtBot) -> None:
    pressed = list[str]()
    button = buttons.secondary("Once more", lambda: pressed.append("once"))
    _show(qtbot, button)
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        QTest.keyClick(button, key)
    assert len(pressed) == 3


def test_words_that_change_have_their_own_height_again(qtbot: QtBot, theme: Theme) -> None:
    """Heights are kept for each width, and only as long as they hold."""
    kept = Words("One line.")
    qtbot.addWidget(kept)
    low = kept.heightForWidth(200)
    kept.say("Many words. " * 40)
    assert kept.heightForWidth(200) > 5 * low
    assert kept.heightForWidth(600) < kept.heightForWidth(200)
    high = kept.heightForWidth(200)
    theme.wear(theme="light", text_size=200)
    QApplication.processEvents()
    assert kept.heightForWidth(200) > high
