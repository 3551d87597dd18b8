"""Inputs in their fields: values, errors, names for screen readers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView, QWidget
from pytestqt.qtbot import QtBot

from counsellor_desk.ui.widgets.boxed import ChoiceInput, NumberInput
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.calendar_popup import CalendarPopup
from counsellor_desk.ui.widgets.choice_cards import ChoiceCards
from counsellor_desk.ui.widgets.dates import DateInput, TimeInput
from counsellor_desk.ui.widgets.field import Field, all_understood, field_named
from counsellor_desk.ui.widgets.inputs import LineInput, LongInput
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.private_line import PrivateLine
from counsellor_desk.ui.widgets.secret_lines import PassphraseField, PinField, SecretLine
from counsellor_desk.ui.widgets.ticks import OptionList, Tick, TickList
from counsellor_desk.ui.widgets.words import Words
from tests.ui.accessibility import accessible, faults, name_of

TODAY = date(2026, 11, 23)
CHOICES = [("room", "In the room"), ("video", "Video")]


def _shown(qtbot: QtBot, *widgets: QWidget) -> QWidget:
    window, layout = QWidget(), column()
    for widget in widgets:
        layout.addWidget(widget)
    window.setLayout(layout)
    qtbot.addWidget(window)
    window.resize(500, 10)
    window.show()
    QApplication.processEvents()
    return window


def test_every_kind_of_field_is_named_and_whole(qtbot: QtBot) -> None:
    kinds: dict[str, QWidget] = {
        "Line": LineInput(),
        "Long": LongInput(),
        "Day": DateInput(lambda: TODAY),
        "Time": TimeInput(),
        "Choice": ChoiceInput(CHOICES),
        "Number": NumberInput(0, 9),
        "Passphrase": PassphraseField(),
        "PIN": PinField(),
    }
    fields = [Field(name, name, entry, help_="Needed.") for name, entry in kinds.items()]
    window = _shown(qtbot, *fields)
    assert faults(window) == []
    for label, entry in kinds.items():
        focused = entry.focusProxy() or entry
        assert name_of(focused) == label
        assert accessible(focused).text(QAccessible.Text.Description) == "Needed."


def test_an_error_stands_until_the_answer_changes(qtbot: QtBot) -> None:
    line = LineInput()
    field = Field("name", "Your name", line, help_="Every record says who wrote it.")
    window = _shown(qtbot, field)
    assert field_named("name", window) is field
    field.show_error("Your name is missing.")
    assert (field.wrong, field.error) == (True, "Your name is missing.")
    described = accessible(line).text(QAccessible.Text.Description)
    assert described == "Your name is missing. Every record says who wrote it."
    assert line.property("wrong") == "true"
    line.put("A")
    assert (field.wrong, field.error) == (False, "")
    assert line.property("wrong") == "false"
    assert accessible(line).text(QAccessible.Text.Description) == "Every record says who wrote it."


def test_a_field_that_is_hidden_is_not_found(qtbot: QtBot) -> None:
    field = Field("name", "Your name", LineInput())
    window = _shown(qtbot, field)
    field.hide()
    assert field_named("name", window) is None
    assert field_named("other", window) is None


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        (LineInput, "a line"),
        (LongInput, "two\nlines"),
        (lambda: DateInput(lambda: TODAY), TODAY),
        (TimeInput, time(15, 0)),
        (lambda: ChoiceInput(CHOICES), "video"),
        (lambda: NumberInput(0, 90), 50),
        (PassphraseField, "six words"),
        (PinField, "4711"),
        (lambda: Tick("Yes"), True),
        (lambda: TickList(CHOICES), ("video",)),
        (lambda: OptionList(CHOICES), "video"),
        (lambda: ChoiceCards(CHOICES), "video"),
    ],
)
def test_what_is_put_is_the_value_and_is_announced(
    qtbot: QtBot, entry: type[LineInput], value: str
) -> None:
    made = entry()
    qtbot.addWidget(made)
    with qtbot.waitSignal(made.changed):
        made.put(value)
    assert made.value() == value


@pytest.mark.parametrize("kind", [ChoiceInput, OptionList, ChoiceCards])
def test_nothing_is_chosen_beforehand_and_a_choice_can_be_taken_back(
    qtbot: QtBot, kind: type[OptionList]
) -> None:
    entry = kind(CHOICES)
    qtbot.addWidget(entry)
    assert entry.value() == ""
    entry.put("room")
    assert entry.value() == "room"
    entry.put("")
    assert entry.value() == ""


def test_new_choices_keep_the_answer_where_they_have_it(qtbot: QtBot) -> None:
    choice = ChoiceInput(CHOICES)
    qtbot.addWidget(choice)
    choice.put("video")
    choice.offer([("video", "By video"), ("phone", "Telephone")])
    assert (choice.value(), choice.currentText()) == ("video", "By video")
    choice.offer([("phone", "Telephone")])
    assert choice.value() == ""


@pytest.mark.parametrize("entry", [lambda: ChoiceInput(CHOICES), lambda: NumberInput(0, 9)])
def test_scrolling_a_page_changes_no_answer(qtbot: QtBot, entry: Callable[[], NumberInput]) -> None:
    made = entry()
    _window = _shown(qtbot, made)
    before = made.value()
    at, still = QPointF(5, 5), QPoint()
    turned = QWheelEvent(
        at,
        made.mapToGlobal(at),
        still,
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(made, turned)
    assert made.value() == before


def test_a_number_can_be_typed_and_stepped(qtbot: QtBot) -> None:
    number = NumberInput(5, 480, unit="minutes", step=5)
    _window = _shown(qtbot, number)
    number.put(50)
    assert number.text() == "50 minutes"
    QTest.keyClick(number, Qt.Key.Key_Up)
    assert number.value() == 55
    assert isinstance(number.lineEdit(), PrivateLine)


def test_a_day_is_put_in_order_when_it_is_left(qtbot: QtBot) -> None:
    day = DateInput(lambda: TODAY)
    field = Field("day", "Date", day)
    window = _shown(qtbot, field)
    day.setText("6 dec")
    day.editingFinished.emit()
    assert (day.text(), day.value()) == ("06/12/2026", date(2026, 12, 6))
    assert all_understood(window)


def test_what_is_no_day_is_said_and_stops_collecting(qtbot: QtBot) -> None:
    day, moment = DateInput(lambda: TODAY), TimeInput()
    fields = (Field("day", "Date", day), Field("time", "Time", moment))
    window = _shown(qtbot, LineInput(), *fields)
    day.setText("31 February")
    moment.setText("noonish")
    assert not all_understood(window)
    assert all(field.wrong for field in fields)
    assert window.focusWidget() is day
    day.setText("")
    moment.setText("3pm")
    assert all_understood(window)
    assert day.value() is None


def test_a_day_is_picked_from_the_calendar(qtbot: QtBot) -> None:
    day = DateInput(lambda: TODAY)
    _window = _shown(qtbot, day)
    QTest.keyClick(day, Qt.Key.Key_Down)
    (popup,) = day.findChildren(CalendarPopup)
    (days,) = popup.findChildren(QTableView)
    assert faults(popup) == []
    QTest.keyClick(days, Qt.Key.Key_Right)
    QTest.keyClick(days, Qt.Key.Key_Return)
    assert day.value() == date(2026, 11, 24)
    assert not popup.isVisible()


def test_the_calendar_turns_its_pages(qtbot: QtBot) -> None:
    under = QWidget()
    qtbot.addWidget(under)
    popup = CalendarPopup(under, TODAY)
    before, after = popup.findChildren(Button)
    after.click()
    assert "December 2026" in [words.text() for words in popup.findChildren(Words)]
    before.click()
    before.click()
    assert "October 2026" in [words.text() for words in popup.findChildren(Words)]


def test_a_passphrase_is_read_out_only_when_asked(qtbot: QtBot) -> None:
    entry = PassphraseField()
    _window = _shown(qtbot, entry)
    entry.put("correct horse battery")
    (show,) = entry.findChildren(Button)

    def read() -> list[str]:
        return [words.text() for words in entry.findChildren(Words) if words.isVisible()]

    assert read() == []
    show.click()
    assert read() == ["correct horse battery"]
    entry.put("another")
    assert read() == ["another"]
    show.click()
    assert read() == []


def test_caps_lock_is_told_from_what_is_typed(qtbot: QtBot) -> None:
    entry = PassphraseField()
    _window = _shown(qtbot, entry)
    (line,) = entry.findChildren(SecretLine)

    def hinted() -> bool:
        return any(w.text() == "Caps lock is on." for w in entry.findChildren(Words))

    QTest.keyClicks(line, "a")
    assert not hinted()
    QTest.sendKeyEvent(
        QTest.KeyAction.Click, line, Qt.Key.Key_A, "A", Qt.KeyboardModifier.NoModifier
    )
    assert hinted()
    QTest.sendKeyEvent(
        QTest.KeyAction.Click, line, Qt.Key.Key_A, "A", Qt.KeyboardModifier.ShiftModifier
    )
    assert not hinted()


def test_strength_is_judged_when_typing_pauses(qtbot: QtBot) -> None:
    judged = list[str]()

    def judge(typed: str) -> str:
        judged.append(typed)
        return "Strong."

    entry = PassphraseField(judge)
    _window = _shown(qtbot, entry)
    (line,) = entry.findChildren(SecretLine)
    QTest.keyClicks(line, "abc")
    qtbot.waitUntil(lambda: judged == ["abc"])
    assert "Strong." in [words.text() for words in entry.findChildren(Words)]
    entry.put("")
    qtbot.waitUntil(lambda: "Strong." not in [w.text() for w in entry.findChildren(Words)])


def test_a_pin_takes_digits_only(qtbot: QtBot) -> None:
    pin = PinField()
    _window = _shown(qtbot, pin)
    QTest.keyClicks(pin, "12a3456789")
    assert pin.value() == "12345678"


def test_words_of_a_tick_wrap_and_all_of_it_can_be_pressed(qtbot: QtBot) -> None:
    tick = Tick("Only what is ticked below may be passed on, and nothing else of the records")
    window = _shown(qtbot, tick)
    window.resize(180, window.heightForWidth(180))
    QApplication.processEvents()
    assert tick.height() >= 3 * tick.fontMetrics().height()
    assert faults(window) == []
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton, pos=tick.rect().bottomRight() - QPoint(2, 2))
    assert tick.value()


def test_answers_have_one_size_and_arrows_move_between_them(qtbot: QtBot) -> None:
    cards = ChoiceCards([("a", "Yes"), ("b", "Yes, for some of it"), ("c", "No")])
    window = _shown(qtbot, cards)
    window.resize(900, 300)
    QApplication.processEvents()
    buttons = cards.findChildren(QWidget)
    assert len({button.width() for button in buttons}) == 1
    cards.setFocus()
    QTest.keyClick(buttons[0], Qt.Key.Key_Space)
    assert cards.value() == "a"
    QTest.keyClick(buttons[0], Qt.Key.Key_Right)
    assert cards.value() == "b"
    window.resize(240, 300)
    QApplication.processEvents()
    assert faults(window) == []
