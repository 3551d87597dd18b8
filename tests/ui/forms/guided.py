"""Going through a form in the window as people do: pressing, choosing, typing, signing."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence, QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.forms import Answer
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.ui.forms.guide_screen import GuideScreen
from counsellor_desk.ui.forms.leaf import Leaf
from counsellor_desk.ui.forms.step_fields import FormField
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.dates import DateInput
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.signature_pad import SignaturePad
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.workflows import consent, specimens
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.desk import Desk
from tests.desks import add_case
from tests.ui.desk_window import DeskWindow
from tests.ui.once import once
from tests.ui.pictures import dialog
from tests.ui.story import reduced

STEPS = (
    "prompted",
    "why",
    "what",
    "who",
    "if",
    "how_long",
    "together",
    "words",
    "decision",
    "sign",
)


def case_to_share_from(desk: Desk, name: str = "Kayleigh Stott") -> Case:
    """A case with two accepted summaries."""
    return once(lambda fresh: _case_to_share_from(fresh, name), desk, f"to share from: {name}")


def _case_to_share_from(desk: Desk, name: str) -> Case:
    case = add_case(desk, name)
    reduced(desk, case, hours_ago=24 * 8)
    reduced(desk, case, hours_ago=24)
    return case


def answers(guide: Guide, desk: Desk, **changes: Answer) -> Mapping[str, Answer]:
    """Every answer but the decision."""
    records = tuple(record.id for record in guide.records)
    given = specimens.disclosure_answers(records, desk.now().date())
    return {**given, "outcome": "", **changes}


def prepared(desk: Desk, step: str = "decision", **changes: Answer) -> Guide:
    """A form answered whole, but for what ``changes`` says, standing at that step."""
    case = case_to_share_from(desk)
    begun = consent.begin(desk, case.id, case.clients[0].id)
    return consent.answer(desk, begun.consent.id, answers(begun, desk, **changes), step)


def open_form(desk_window: DeskWindow, which: ConsentId) -> GuideScreen:
    """Go through the door to a form that is in hand."""
    desk_window.parts.doors.open_form(which)
    desk_window.settle()
    return guide_screen(desk_window)


def guide_screen(desk_window: DeskWindow) -> GuideScreen:
    """The guide that stands."""
    screen = desk_window.screen
    assert isinstance(screen, GuideScreen)
    return screen


def question(desk_window: DeskWindow) -> str:
    """What the page that stands asks."""
    leaf = guide_screen(desk_window).leaf
    assert isinstance(leaf, Leaf)
    return leaf.question


def press(desk_window: DeskWindow, name: str) -> None:
    """Press the button, card or tick of that name on the screen, or in the dialog above it."""
    click(desk_window, desk_window.child(QAbstractButton, name, within=dialog(desk_window)))


def click(desk_window: DeskWindow, control: QWidget) -> None:
    """Click the middle of a control."""
    QTest.mouseClick(control, Qt.MouseButton.LeftButton)
    desk_window.settle()


def button(desk_window: DeskWindow, name: str) -> Button:
    """The button of that name."""
    return desk_window.child(Button, name, within=dialog(desk_window))


def field(desk_window: DeskWindow, name: str) -> Field:
    """The visible field of that name."""
    found = [f for f in _place(desk_window).findChildren(Field) if f.name == name and f.isVisible()]
    assert found, name
    return found[0]


def asked(desk_window: DeskWindow) -> list[str]:
    """The keys of the fields that are asked on the page that stands."""
    fields = guide_screen(desk_window).findChildren(FormField)
    return [each.name for each in fields if each.isVisible()]


def write(desk_window: DeskWindow, name: str, words: str) -> None:
    """Have an input method commit ``words`` into that field, as it does for any script."""
    commit(field(desk_window, name).entry, words)


def commit(entry: QWidget, words: str) -> None:
    """What an input method does at the end of a word."""
    event = QInputMethodEvent()
    event.setCommitString(words)
    QApplication.sendEvent(entry, event)


def put_day(shown: Field, day: str) -> None:
    """Type a day into that field, and leave it."""
    assert isinstance(shown.entry, DateInput)
    shown.entry.setText(day)
    shown.entry.editingFinished.emit()


def draw(pad: SignaturePad, *points: tuple[float, float]) -> None:
    """One stroke with the mouse, through points as shares of the pad."""
    places = [QPoint(round(pad.width() * x), round(pad.height() * y)) for x, y in points]
    QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        QTest.mouseMove(pad, place)
    QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=places[-1])


def sign(desk_window: DeskWindow, role: str, name: str = "") -> None:
    """Open the pad of that role, sign, confirm the day, and be done."""
    press(desk_window, f"Sign: {role}")
    draw(pad(desk_window), (0.3, 0.5), (0.4, 0.3), (0.5, 0.6), (0.7, 0.4))
    if name:
        write(desk_window, "signer_name", name)
    click(desk_window, field(desk_window, "signed_on").entry)
    press(desk_window, "Done")


def pad(desk_window: DeskWindow) -> SignaturePad:
    """The pad that stands."""
    return desk_window.child(SignaturePad)


def key(desk_window: DeskWindow, *all_keys: str) -> None:
    """Press keys, as Qt writes them (``Alt+Right``), in the window that is in front."""
    for keys in all_keys:
        QTest.keySequence(_in_front(desk_window), QKeySequence(keys))
        _let_buttons_up(desk_window)
        desk_window.settle()


def _let_buttons_up(desk_window: DeskWindow) -> None:
    """A button pressed by its shortcut goes down, and does its work when it comes up again."""
    for each in _place(desk_window).findChildren(QAbstractButton):
        if each.isVisible() and each.isDown():
            with desk_window.qtbot.waitSignal(each.clicked):
                pass


def focused(name: str) -> bool:
    """Whether the control of that name has the focus."""
    widget = QApplication.focusWidget()
    return widget is not None and name in {widget.accessibleName(), getattr(widget, "text", str)()}


def tab_to(desk_window: DeskWindow, name: str) -> None:
    """Press Tab until the control of that name has the focus."""
    for _stop in range(60):
        if focused(name):
            return
        key(desk_window, "Tab")
    pytest.fail(f"Tab never comes to {name!r}")


def typing(desk_window: DeskWindow, words: str) -> None:
    """Type ASCII words into what has the focus."""
    _in_front(desk_window)
    widget = QApplication.focusWidget()
    assert widget is not None
    QTest.keyClicks(widget, words)
    desk_window.settle()


def _in_front(desk_window: DeskWindow) -> QWindow:
    """The window that has the keyboard: a desktop gives it back when a dialog goes."""
    front = (dialog(desk_window) or desk_window.window).windowHandle()
    front.requestActivate()
    QApplication.processEvents()
    return front


def _place(desk_window: DeskWindow) -> QWidget:
    return dialog(desk_window) or desk_window.screen


def shown(desk_window: DeskWindow) -> list[str]:
    """Every text that is to be read on the screen, or in the dialog above it."""
    return [w.text() for w in _place(desk_window).findChildren(Words) if w.isVisible()]
