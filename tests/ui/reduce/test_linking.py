"""The note and its summary beside each other: what is lit, left out, brought back and changed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QTableView

from counsellor_desk.domain.drafts import Reason
from counsellor_desk.domain.summaries import OwnerKind, Section
from counsellor_desk.ui.reduce.draft_pane import DraftPane
from counsellor_desk.ui.reduce.line_row import LineRow
from counsellor_desk.ui.reduce.line_text import LineText
from counsellor_desk.ui.reduce.risk_chips import RiskChip
from counsellor_desk.ui.reduce.source_text import SourceText
from counsellor_desk.ui.widgets.inputs import LineInput
from tests.desks import NOTE
from tests.ui.accessibility import tab_order
from tests.ui.desk_window import DeskWindow
from tests.ui.reduce.reducing import (
    click,
    focused,
    key,
    opened,
    press,
    row,
    shown,
    typed,
    view,
    work,
)

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def _lit(desk_window: DeskWindow) -> str:
    """The words of the note that are lit."""
    return " ".join(map(work(desk_window).written, work(desk_window).lit_spans))


def _note(desk_window: DeskWindow) -> SourceText:
    return view(desk_window).note.text


def _at(desk_window: DeskWindow, words: str) -> QPoint:
    """Where these words stand in the note that is shown."""
    source = _note(desk_window)
    cursor = source.document().find(words)
    cursor.setPosition(cursor.selectionStart() + 1)
    return source.cursorRect(cursor).center()


def test_the_first_line_and_its_source_are_lit_at_once(desk_window: DeskWindow) -> None:
    opened(desk_window)
    assert isinstance(focused(desk_window), LineText)
    assert _lit(desk_window).startswith("Mon 2 Mar, session 1")


def test_a_line_lights_its_source_and_a_passage_its_line(desk_window: DeskWindow) -> None:
    opened(desk_window)
    click(desk_window, row(desk_window, "Still wakes at four"))
    assert _lit(desk_window) == "Still wakes at four."
    click(desk_window, _note(desk_window).viewport(), _at(desk_window, "paced breathing"))
    assert focused(desk_window) is row(desk_window, "paced breathing")
    assert "paced breathing" in _lit(desk_window)


def test_the_mouse_alone_lights_too(desk_window: DeskWindow) -> None:
    opened(desk_window)
    source = _note(desk_window)
    QTest.mouseMove(source.viewport(), _at(desk_window, "wakes at four"))
    assert _lit(desk_window) == "Still wakes at four."
    source.pointed.emit(-1)
    assert _lit(desk_window).startswith("Mon 2 Mar"), "and what is worked on is lit again"
    choir = row(desk_window, "choir").parentWidget()
    assert isinstance(choir, LineRow)
    middle = QPointF(choir.rect().center())
    QApplication.sendEvent(choir, QEnterEvent(middle, middle, middle))
    assert "choir" in _lit(desk_window)
    QApplication.sendEvent(choir, QEvent(QEvent.Type.Leave))
    assert _lit(desk_window).startswith("Mon 2 Mar")


def test_a_passage_is_brought_back_with_one_key(desk_window: DeskWindow) -> None:
    opened(desk_window)
    key(desk_window, Qt.Key.Key_B, CTRL | SHIFT)
    assert focused(desk_window) is _note(desk_window)
    assert "Left out: Chat" in shown(desk_window)
    key(desk_window, Qt.Key.Key_Return)
    assert focused(desk_window) is row(desk_window, "Traffic awful")
    assert not any("Traffic" in x.item.text for x in work(desk_window).left_out)


def test_a_passage_is_brought_back_by_mouse(desk_window: DeskWindow) -> None:
    opened(desk_window)
    click(desk_window, _note(desk_window).viewport(), _at(desk_window, "does go on"))
    press(desk_window, "Bring it back")
    assert row(desk_window, "go on about the neighbour").isVisible()


def test_up_and_down_go_through_the_note(desk_window: DeskWindow) -> None:
    opened(desk_window)
    key(desk_window, Qt.Key.Key_F6)
    assert focused(desk_window) is _note(desk_window)
    key(desk_window, Qt.Key.Key_Down)
    key(desk_window, Qt.Key.Key_Down)
    assert "Traffic" in _lit(desk_window)
    key(desk_window, Qt.Key.Key_Up)
    assert "Kayleigh" in _lit(desk_window)
    key(desk_window, Qt.Key.Key_Return)
    assert focused(desk_window) is row(desk_window, "on time")
    key(desk_window, Qt.Key.Key_F6)
    assert focused(desk_window) is _note(desk_window)
    key(desk_window, Qt.Key.Key_F6)
    assert focused(desk_window) is row(desk_window, "on time")


def test_a_line_is_left_out_and_comes_back_by_undo(desk_window: DeskWindow) -> None:
    opened(desk_window)
    click(desk_window, row(desk_window, "choir"))
    key(desk_window, Qt.Key.Key_D, CTRL | SHIFT)
    (left,) = [x for x in work(desk_window).left_out if x.reason is Reason.REMOVED]
    assert "choir" in left.item.text
    assert isinstance(focused(desk_window), LineText), "the cursor goes to a row beside it"
    key(desk_window, Qt.Key.Key_Z, CTRL)
    assert row(desk_window, "choir").isVisible()
    key(desk_window, Qt.Key.Key_Z, CTRL | SHIFT)
    assert not any("choir" in line.text for line in work(desk_window).summary.lines)


def test_words_are_typed_undone_and_made_again(desk_window: DeskWindow) -> None:
    opened(desk_window)
    click(desk_window, row(desk_window, "Still wakes"))
    key(desk_window, Qt.Key.Key_End)
    typed(desk_window, " Sometimes five.")
    assert row(desk_window, "Still wakes at four. Sometimes five.").isVisible()
    press(desk_window, "Undo")
    assert row(desk_window, "Still wakes").value() == "Still wakes at four."
    press(desk_window, "Redo")
    assert row(desk_window, "Sometimes five.").isVisible()


def test_enter_begins_a_line_of_ones_own(desk_window: DeskWindow) -> None:
    opened(desk_window)
    click(desk_window, row(desk_window, "Still wakes"))
    key(desk_window, Qt.Key.Key_Return)
    typed(desk_window, "Looks rested.")
    assert work(desk_window).lit_spans == ()
    line = next(x for x in work(desk_window).summary.lines if x.text == "Looks rested.")
    assert (line.section, line.spans) == (Section.OBSERVED, ())
    desk_window.qtbot.waitUntil(lambda: "nothing in the note stands behind" in shown(desk_window))


def test_alt_and_arrows_go_from_row_to_row(desk_window: DeskWindow) -> None:
    opened(desk_window)
    key(desk_window, Qt.Key.Key_Down, ALT)
    assert focused(desk_window) is row(desk_window, "on time")
    key(desk_window, Qt.Key.Key_Up, ALT)
    assert focused(desk_window) is row(desk_window, "Monday 2 Mar")


def test_a_section_that_is_silent_takes_a_line(desk_window: DeskWindow) -> None:
    opened(desk_window)
    press(desk_window, "Add a line to: Professional view")
    typed(desk_window, "Calmer than last week.")
    (line,) = work(desk_window).summary.in_section(Section.VIEW)
    assert line.text == "Calmer than last week."


def test_a_line_moves_to_another_section(desk_window: DeskWindow) -> None:
    opened(desk_window)
    here = row(desk_window, "paced breathing").parentWidget()
    assert isinstance(here, LineRow)
    here.move_to(Section.VIEW)
    desk_window.settle()
    assert [x.text for x in work(desk_window).summary.in_section(Section.VIEW)] == [
        "Tried paced breathing together."
    ]
    assert focused(desk_window) is row(desk_window, "paced breathing")


def test_how_risk_was_understood_is_confirmed(desk_window: DeskWindow) -> None:
    opened(desk_window)
    chip = view(desk_window).findChildren(RiskChip)[0]
    assert chip.text().endswith("?")
    chip.setFocus()
    key(desk_window, Qt.Key.Key_Space)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    key(desk_window, Qt.Key.Key_Return)
    assert not chip.text().endswith("?")
    assert work(desk_window).summary.confirmed


def test_words_for_a_day_are_resolved(desk_window: DeskWindow) -> None:
    opened(desk_window, hours_ago=3)
    table = view(desk_window).findChild(QTableView)
    assert table is not None
    table.setCurrentIndex(table.model().index(1, 2))
    table.setFocus()
    key(desk_window, Qt.Key.Key_Return)
    line = desk_window.child(LineInput, "By")
    line.put("next Friday")
    key(desk_window, Qt.Key.Key_Return)
    action = work(desk_window).summary.actions[1]
    assert (action.due_words, action.due_on) == ("next Friday", date(2026, 3, 13))
    assert action.owner is not None
    assert action.owner.kind is OwnerKind.COUNSELLOR


def test_it_is_read_as_the_client_would(desk_window: DeskWindow) -> None:
    opened(desk_window)
    key(desk_window, Qt.Key.Key_V, CTRL | SHIFT)
    draft = view(desk_window).findChild(DraftPane)
    assert draft is not None
    assert draft.is_read
    assert "Read it as the person it is about" in shown(desk_window)
    assert "Still wakes at four." in shown(desk_window)
    press(desk_window, "Go on editing")
    assert not draft.is_read


def test_a_name_is_written_as_a_role(desk_window: DeskWindow) -> None:
    opened(desk_window, NOTE + "She met Zbigniew at the shop on Tuesday.\n")
    desk_window.qtbot.waitUntil(lambda: "“Zbigniew”" in shown(desk_window))
    press(desk_window, "Write a role instead")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    friend = next(each for each in menu.actions() if each.text() == "friend")
    menu.setActiveAction(friend)
    key(desk_window, Qt.Key.Key_Return)
    assert row(desk_window, "met friend at the shop").isVisible()
    desk_window.qtbot.waitUntil(lambda: "“Zbigniew”" not in shown(desk_window))


def test_tab_goes_downwards_through_the_summary(desk_window: DeskWindow) -> None:
    opened(desk_window, NOTE + "She met Zbigniew at the shop on Tuesday.\n")
    work(desk_window).restore(work(desk_window).left_out[0])
    desk_window.qtbot.waitUntil(lambda: "“Zbigniew”" in shown(desk_window))
    draft = view(desk_window).draft

    def places() -> list[int]:
        stops = [each for each in tab_order(desk_window.screen) if draft.isAncestorOf(each)]
        below = [each for each in stops if not draft.head.isAncestorOf(each)]
        return [each.mapTo(draft, QPoint(0, 0)).y() for each in below]

    desk_window.qtbot.waitUntil(lambda: places() == sorted(places()))
    assert len(places()) > 20


def test_nothing_of_the_note_can_be_copied_out(desk_window: DeskWindow) -> None:
    opened(desk_window)
    _note(desk_window).selectAll()
    key(desk_window, Qt.Key.Key_F6)
    _note(desk_window).selectAll()
    key(desk_window, Qt.Key.Key_C, CTRL)
    held = QApplication.clipboard().mimeData()
    assert not held.hasText()
    before = _note(desk_window).toPlainText()
    typed(desk_window, "x")
    assert _note(desk_window).toPlainText() == before
