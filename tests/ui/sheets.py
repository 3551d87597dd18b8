"""The widgets in their states, as sheets to be drawn."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QDate, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QDateEdit,
    QDateTimeEdit,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSlider,
    QSpinBox,
    QTableView,
    QTabWidget,
    QWidget,
)

from counsellor_desk.domain.reductions import WorkingAction
from counsellor_desk.domain.summaries import Owner, OwnerKind
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets import buttons
from counsellor_desk.ui.widgets.actions_table import ActionsTable
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.bar_chart import BarChart, BarOf
from counsellor_desk.ui.widgets.boxed import ChoiceInput, NumberInput
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.ui.widgets.calendar_popup import CalendarPopup
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.choice_cards import ChoiceCards
from counsellor_desk.ui.widgets.dates import DateInput, TimeInput
from counsellor_desk.ui.widgets.empty_state import EmptyState
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput, LongInput
from counsellor_desk.ui.widgets.layouts import Columns, Flow, column
from counsellor_desk.ui.widgets.page import Column
from counsellor_desk.ui.widgets.pill import KeyCap, Pill, State
from counsellor_desk.ui.widgets.private_text import PrivateText
from counsellor_desk.ui.widgets.progress_panel import ProgressPanel
from counsellor_desk.ui.widgets.secret_lines import PassphraseField, PinField
from counsellor_desk.ui.widgets.signature_pad import SignaturePad
from counsellor_desk.ui.widgets.steps import StepList
from counsellor_desk.ui.widgets.ticks import OptionList, Tick, TickList
from counsellor_desk.ui.widgets.toast import Toast
from counsellor_desk.ui.widgets.words import (
    Run,
    Tone,
    Weight,
    Words,
    headline,
    quiet,
    secondary,
    strong,
    title,
)
from tests.ui.stopped_clock import StoppedClock

TODAY = date(2026, 11, 23)
NOTE = (
    "Sun 22/11, 6th, in the room, 50 mins. Slept better this week, 5 to 6 hours, first time "
    "since August. Still wakes at four. Went back to choir on Tuesday and stayed to the end."
)


def hovered(widget: QWidget) -> QWidget:
    widget.setProperty("hovered", True)
    return widget


def move_the_mouse(made: QWidget) -> None:
    at, none = QPointF(9, 9), Qt.MouseButton.NoButton
    for widget in made.findChildren(QWidget):
        if widget.property("hovered"):
            widget.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
            kind = QMouseEvent.Type.MouseMove
            moved = QMouseEvent(kind, at, at, none, none, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(widget, moved)


def held(button: Button) -> Button:
    button.setDown(True)
    return button


def disabled(widget: QWidget) -> QWidget:
    widget.setEnabled(False)
    return widget


def line_of(*widgets: QWidget) -> QWidget:
    line, layout = QWidget(), Flow(gap=2 * GRID)
    for widget in widgets:
        layout.addWidget(widget)
    line.setLayout(layout)
    return line


def sheet(*widgets: QWidget, narrow: bool = False) -> QWidget:
    made = QWidget()
    layout = column(gap=2 * GRID, margins=(32, 32, 32, 32))
    inner = Column() if narrow else QWidget()
    body = inner.body if isinstance(inner, Column) else column(gap=2 * GRID)
    for widget in widgets:
        body.addWidget(widget)
    if not isinstance(inner, Column):
        inner.setLayout(body)
    layout.addWidget(inner)
    layout.addStretch(1)
    made.setLayout(layout)
    return made


def _states_of(look: Look) -> QWidget:
    return line_of(
        Button("Accept", look=look),
        hovered(Button("Under the mouse", look=look)),
        held(Button("Pressed", look=look)),
        disabled(Button("Disabled", look=look)),
        Button("With icon", look=look, icon_name="printer"),
        disabled(Button("With icon", look=look, icon_name="printer")),
    )


def button_sheet() -> QWidget:
    """Each look: plain, under the mouse, pressed, disabled, with an icon."""
    looks = (Look.PRIMARY, Look.SECONDARY, Look.QUIET, Look.DANGER)
    icons = line_of(
        buttons.icon_button("settings", "Settings"),
        hovered(buttons.icon_button("trash-2", "Remove")),
        disabled(buttons.icon_button("plus", "Add")),
        KeyCap("Ctrl+K"),
        KeyCap("F12"),
    )
    return sheet(*map(_states_of, looks), icons)


def words_sheet() -> QWidget:
    """The type scale, tones, runs and pills."""
    scale = [Words(f"{kind.value}: 0123 PH-2026-0041-7 reduce", type_=kind) for kind in Type]
    tones = [Words(tone.value, tone=tone, weight=Weight.Medium) for tone in Tone]
    return sheet(
        headline("Reduce the note of 22 November"),
        Words([strong("PH-2026-0041-7"), quiet(" · session 6, in the room · note 108 words")]),
        *scale,
        line_of(*tones),
        title("Others involved"),
        secondary("No one else was present."),
        Words(NOTE),
        line_of(*(Pill(f"{state.value}, 26 hours", state) for state in State)),
        Words("<b>not markup</b> & never taken for it"),
    )


def fields_sheet() -> QWidget:
    """Inputs with label, help and error; plain, filled, disabled, under the mouse."""
    name, filled, wrong = LineInput(), LineInput(), LineInput()
    filled.put("Amina Diallo")
    wrong.put("PH-2026-0041-8")
    field = Field("case_number", "Case number", wrong, help_="As it stands on the referral.")
    long = LongInput(lines=3)
    long.put(NOTE)
    made = sheet(
        Field("name", "Your name", name, help_="Needed because every record says who wrote it."),
        Field("filled", "Supervisor", filled, optional=True),
        field,
        Field("why", "Why it is needed", long),
        Field("empty", "Anything else", LongInput("Nothing yet", lines=2), optional=True),
        Field("off", "Not now", disabled(LineInput("Cannot be typed in"))),
        narrow=True,
    )
    field.show_error(
        "PH-2026-0041-8 is not a case number: its last digit does not fit the others. "
        "Compare it with the referral."
    )
    return made


def boxes_sheet() -> QWidget:
    """Dates, times, choices, numbers."""
    day, time_, wrong = DateInput(lambda: TODAY), TimeInput(), DateInput(lambda: TODAY)
    day.put(TODAY)
    wrong.setText("31 February")
    chosen = ChoiceInput([("room", "In the room"), ("video", "Video")])
    chosen.put("room")
    number = NumberInput(5, 480, unit="minutes", step=5)
    number.put(50)
    doubtful = Field("wrong", "Ends on", wrong)
    made = sheet(
        Field("day", "Date of the session", day),
        Field("time", "Begins at", time_),
        doubtful,
        Field("mode", "How it was held", chosen),
        Field("open", "Attendance", ChoiceInput([("a", "Attended")], placeholder="Choose…")),
        Field("minutes", "Length", number),
        Field("hover", "Under the mouse", hovered(ChoiceInput(placeholder="Choose…"))),
        Field("off", "Not now", disabled(NumberInput(0, 9))),
        narrow=True,
    )
    doubtful.check()
    return made


def calendar_sheet() -> QWidget:
    """The month under a date."""
    under = QWidget()
    popup = CalendarPopup(under, TODAY)
    popup.setWindowFlags(Qt.WindowType.Widget)
    return sheet(popup, narrow=True)


def ticks_sheet() -> QWidget:
    """Ticks, options and big answers."""
    ticks = TickList([("a", "The whole summary"), ("b", "Only what is ticked " * 6), ("c", "No")])
    ticks.put(["a"])
    options = OptionList([("a", "By letter"), ("b", "By telephone")])
    options.put("b")
    off = Tick("Cannot be ticked now")
    off.put(True)
    cards = ChoiceCards([("yes", "I understand this"), ("no", "Please explain again")])
    cards.put("yes")
    answers = ChoiceCards(
        [("a", "Yes"), ("b", "Yes, for some of it"), ("c", "No"), ("d", "I have not decided yet")]
    )
    return sheet(ticks, disabled(off), options, cards, answers)


def guide_sheet() -> QWidget:
    """A page of a guide, as in the hand-over mode."""
    steps = [
        ("a", "What prompted this"),
        ("b", "Why it is needed"),
        ("c", "What exactly"),
        ("d", "If you say yes, if you say no"),
        ("e", "In your own words"),
        ("f", "Sign"),
    ]
    rail = StepList(steps)
    rail.stand_at("d", done=["a", "b", "c"])
    page = Column()
    page.add(secondary("Permission to share information · step 4 of 6"))
    page.add(
        Words(
            "What happens if you say yes, and if you say no?",
            type_=Type.QUESTION,
            weight=Weight.Bold,
        )
    )
    for run in ("If you say yes", "If you say no"):
        said = ", your GP gets one page about your sleep and the appointment you asked for."
        page.add(Words([Run(run, Weight.DemiBold), Run(said)], type_=Type.LARGE))
    cards = ChoiceCards([("yes", "I understand this"), ("no", "Please explain again")])
    cards.put("yes")
    page.add(cards)
    page.add(line_of(buttons.secondary("Back"), buttons.primary("Next")))
    columns = Columns((2, 5), least=200)
    columns.add(rail, 0)
    columns.add(page, 1)
    columns.fill_up()
    return sheet(columns)


def secrets_sheet() -> QWidget:
    """Passphrase hidden and shown, PIN."""
    hidden, shown = PassphraseField(), PassphraseField(lambda _typed: "Strong: centuries to guess.")
    hidden.put("correct horse")
    shown.put("lantern orbit velvet acorn prism meadow")
    for toggle in shown.findChildren(Button):
        toggle.setChecked(True)
    shown._say_strength()
    pin = PinField()
    pin.put("4711")
    return sheet(
        Field("passphrase", "Passphrase", hidden),
        Field("new", "New passphrase", shown, help_="Six words are strong and easy to type."),
        Field("pin", "PIN", pin),
        narrow=True,
    )


def cards_sheet() -> QWidget:
    """Cards, rows, an empty state, a chart, banners, progress."""
    waiting = Card("Notes waiting", aside=buttons.quiet("New note", icon_name="plus"))
    waiting.add(
        Rows(
            [
                Row(
                    [strong("PH-2026-0041-7"), Run("  session of yesterday, 15:00")],
                    below="108 words, typed",
                    pill=Pill("26 hours", State.AMBER),
                    ends=[buttons.primary("Reduce")],
                ),
                Row(
                    [strong("PH-2026-0038-2"), Run("  session of today, 10:00")],
                    below="94 words, typed",
                    pill=Pill("3 hours"),
                    ends=[buttons.secondary("Reduce")],
                ),
            ]
        )
    )
    empty = Card("Cases")
    empty.add(
        EmptyState(
            "folder",
            "No cases yet",
            "A case begins with a referral. Its number stands here; names are on identity cards.",
            buttons.primary("Take a referral", icon_name="plus"),
        )
    )
    ages = Card("Ages of notes")
    chart = BarChart("Ages of notes")
    chart.show_bars(
        [
            BarOf("PH-2026-0041-7", 80, "3 days", State.RED),
            BarOf("PH-2026-0038-2", 26, "26 hours", State.AMBER),
            BarOf("PH-2026-0029-1", 3, "3 hours"),
        ]
    )
    ages.add(chart)
    panel = ProgressPanel(StoppedClock())
    panel.begin("Sealing the document…", lambda: None)
    panel.report(30, 80)
    columns = Columns((4, 3))
    for card, at in ((waiting, 0), (ages, 0), (empty, 1)):
        columns.add(card, at)
    columns.fill_up()
    banners = [
        Banner(f"{state.value}: this is a demo with fictional clients.", state) for state in State
    ]
    return sheet(*banners, columns, panel)


def table_sheet() -> QWidget:
    """Agreed actions, one of them with something open."""
    client, own = Owner(OwnerKind.CLIENT), Owner(OwnerKind.COUNSELLOR)
    table = ActionsTable([client, own, Owner(OwnerKind.BOTH)])
    table.show_actions(
        [
            WorkingAction(key=1, owner=client, what="Write the letter", due_words="6 December"),
            WorkingAction(key=2, owner=None, what="Send the grounding sheet " * 4),
            WorkingAction(key=3, owner=own, what="", due_words="next session"),
        ]
    )
    card = Card("Agreed actions")
    card.add(table)
    (view,) = table.findChildren(QTableView)
    view.setCurrentIndex(view.model().index(1, 1))
    return sheet(card)


def note_sheet() -> QWidget:
    """The editor, on a page and in a field."""
    page, field = PrivateText("page"), PrivateText("field")
    page.put(NOTE)
    page.setAccessibleName("Session note")
    field.put(NOTE)
    field.setAccessibleName("What was agreed")
    cursor = field.textCursor()
    cursor.setPosition(40)
    cursor.setPosition(90, cursor.MoveMode.KeepAnchor)
    field.setTextCursor(cursor)
    card = Card("Session note")
    card.add(page)
    return sheet(card, field)


def signature_sheet() -> QWidget:
    """A pad with ink and its buttons."""
    pad = SignaturePad()
    pad.resize(600, 240)
    marks = [(120, 150), (150, 60), (170, 170), (200, 100), (230, 160), (300, 120), (420, 150)]
    kinds = QMouseEvent.Type
    for number, (x, y) in enumerate(marks):
        kind = kinds.MouseButtonPress if number == 0 else kinds.MouseMove
        _send(pad, kind, x, y)
    _send(pad, kinds.MouseButtonRelease, *marks[-1])
    below = line_of(
        buttons.quiet("I would rather sign on paper"),
        buttons.secondary("Undo", icon_name="undo-2"),
        buttons.secondary("Clear", icon_name="eraser"),
        buttons.primary("Done"),
    )
    return sheet(secondary("Sign on the line."), pad, below)


def _send(pad: SignaturePad, kind: QMouseEvent.Type, x: float, y: float) -> None:
    left, at = Qt.MouseButton.LeftButton, QPointF(x, y)
    event = QMouseEvent(kind, at, at, left, left, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(pad, event)


def plain_sheet() -> QWidget:
    """Qt's own controls, drawn from the palette alone: native dialogs and the calendar use them."""
    tick, off, radio = QCheckBox("Tick"), QCheckBox("Disabled"), QRadioButton("Option")
    tick.setChecked(True)
    off.setEnabled(False)
    radio.setChecked(True)
    combo, edit, when = QComboBox(), QDateEdit(QDate(2026, 11, 23)), QDateTimeEdit()
    combo.addItems(["In the room", "Video"])
    edit.setCalendarPopup(True)
    slider, tabs = QSlider(Qt.Orientation.Horizontal), QTabWidget()
    slider.setMinimumWidth(160)
    tabs.addTab(QLineEdit("A line"), "One")
    tabs.addTab(QWidget(), "Two")
    return sheet(
        line_of(tick, QCheckBox("Not ticked"), off, radio, QRadioButton("Other")),
        line_of(combo, edit, when, QSpinBox(), slider),
        line_of(QPushButton("Plain"), disabled(QPushButton("Disabled"))),
        tabs,
    )


def toast_sheet() -> QWidget:
    """A toast above a page."""
    made = words_sheet()
    made.resize(900, 500)
    toast = Toast(made)
    toast.say("The summary was saved.")
    return made


WIDGET_SHEETS: dict[str, tuple[Callable[[], QWidget], tuple[int, int]]] = {
    "buttons": (button_sheet, (900, 720)),
    "words": (words_sheet, (900, 760)),
    "fields": (fields_sheet, (700, 900)),
    "boxes": (boxes_sheet, (700, 900)),
    "calendar": (calendar_sheet, (560, 420)),
    "ticks": (ticks_sheet, (900, 700)),
    "guide": (guide_sheet, (1024, 640)),
    "secrets": (secrets_sheet, (700, 520)),
    "cards": (cards_sheet, (1100, 820)),
    "table": (table_sheet, (900, 420)),
    "note": (note_sheet, (900, 560)),
    "signature": (signature_sheet, (760, 560)),
    "plain": (plain_sheet, (900, 400)),
    "toast": (toast_sheet, (900, 760)),
}
