"""The list of cases: by number, by words of summaries, in any order, and never by name."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from counsellor_desk.domain.cases import CaseStatus
from counsellor_desk.ui.cases.case_screen import CaseScreen
from counsellor_desk.ui.cases.case_table import CaseTable
from counsellor_desk.ui.cases.lines import LineList
from counsellor_desk.ui.cases.summary_screen import SummaryScreen
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.tables import RecordTable
from counsellor_desk.workflows import cases, intake
from tests.desks import add_case, add_note
from tests.ui.accessibility import name_of
from tests.ui.cases.pressing import commit, read, titles
from tests.ui.desk_window import DeskWindow
from tests.ui.story import a_day

NAMES = ("Kayleigh", "Stott", "Diallo", "Amina", "Owen", "Marsh")


@pytest.fixture
def listed(desk_window: DeskWindow) -> DeskWindow:
    """An ordinary day, and the list of its cases."""
    desk_window.do(a_day)
    desk_window.go("cases")
    return desk_window


def cells(table: RecordTable) -> list[str]:
    """The rows of a table, as text."""
    model = table.model()
    columns = range(table.horizontalHeader().count())
    return [
        " | ".join(str(model.index(row, column).data() or "") for column in columns)
        for row in range(model.rowCount())
    ]


def search(desk_window: DeskWindow, words: str) -> list[str]:
    """Type them into the search; what is found, or nothing where nothing is."""
    line = desk_window.child(LineInput, "Search numbers, summaries and records")
    line.put("")
    commit(line, words)
    desk_window.settle()
    found = [each for each in desk_window.screen.findChildren(LineList) if each.isVisible()]
    return cells(found[0]) if found else []


def test_it_lists_numbers_and_nothing_else(listed: DeskWindow) -> None:
    table = listed.child(CaseTable)
    assert cells(table) == [
        "PH-2026-0003-0 | Open | 2 March 2026 | none yet | ",
        "PH-2026-0002-1 | Open | 2 March 2026 | 2 March 2026 | 2 notes",
        "PH-2026-0001-3 | Open | 2 March 2026 | 1 March 2026 | 1 note",
    ]


def test_no_name_stands_anywhere_in_the_window(listed: DeskWindow) -> None:
    widgets = [w for w in listed.window.findChildren(QWidget) if w.isVisible()]
    everything = "\n".join([read(listed.window), *cells(listed.child(CaseTable))])
    everything += "\n".join(f"{name_of(w)} {w.toolTip()} {w.windowTitle()}" for w in widgets)
    everything += "\n".join(titles())
    assert [name for name in NAMES if name in everything] == []


def test_names_are_not_searched(listed: DeskWindow) -> None:
    """Kayleigh is left out: a note of another case names her, whom nobody there knew by name."""
    assert [name for name in NAMES if name != "Kayleigh" and search(listed, name)] == []


def test_by_keyboard(listed: DeskWindow) -> None:
    line = listed.child(LineInput, "Search numbers, summaries and records")
    assert QApplication.focusWidget() is line
    QTest.keyClick(line, Qt.Key.Key_Down)
    table = listed.child(CaseTable)
    assert QApplication.focusWidget() is table
    QTest.keyClick(table, Qt.Key.Key_Down)
    QTest.keyClick(table, Qt.Key.Key_Return)
    listed.settle()
    assert isinstance(listed.screen, CaseScreen)
    assert "PH-2026-0002-1" in read(listed.screen)


def test_by_mouse(listed: DeskWindow) -> None:
    table = listed.child(CaseTable)
    at = table.visualRect(table.model().index(2, 0)).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=at)
    listed.settle()
    assert isinstance(listed.screen, CaseScreen)
    assert "PH-2026-0001-3" in read(listed.screen)


def test_words_of_summaries_are_found(listed: DeskWindow) -> None:
    found = search(listed, "choir")
    assert len(found) == 3
    assert all("choir" in line for line in found)
    line = listed.child(LineInput, "Search numbers, summaries and records")
    QTest.keyClick(line, Qt.Key.Key_Return)
    listed.settle()
    assert isinstance(listed.screen, SummaryScreen)


def test_numbers_are_found(listed: DeskWindow) -> None:
    (found,) = search(listed, "0002")
    assert found.startswith("PH-2026-0002-1")
    QTest.keyClick(
        listed.child(LineInput, "Search numbers, summaries and records"), Qt.Key.Key_Return
    )
    listed.settle()
    assert isinstance(listed.screen, CaseScreen)


def test_words_of_notes_are_not_searched(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.do(partial(add_note, case=case, text="A heron stood on the lawn."))
    desk_window.go("cases")
    assert search(desk_window, "heron") == []
    assert "Session notes never are." in read(desk_window.screen).replace("\n", " ")


def test_anything_can_be_searched_for(listed: DeskWindow) -> None:
    odd = ('"', "AND OR NOT", "NEAR(", "'; DROP TABLE cases;--", "*", "%", "שלום", "x" * 20_000)
    for words in (*odd, "a\ud83d"):
        assert search(listed, words) == []
        assert search(listed, "choir") != []


def test_the_table_comes_back_when_the_search_is_emptied(listed: DeskWindow) -> None:
    search(listed, "zzz")
    assert "Nothing found" in read(listed.screen)
    search(listed, "")
    assert listed.child(CaseTable).shown == 3


def test_only_one_status_is_shown(listed: DeskWindow) -> None:
    newest = listed.do(cases.everything)[0].id
    listed.screen.ask(
        lambda _progress: intake.change_status(listed.desk, newest, CaseStatus.CLOSED),
        changes=listed.screen.kinds,
    )
    listed.settle()
    status = listed.child(ChoiceInput, "Status")
    status.put("closed")
    assert [line.split(" | ")[0] for line in cells(listed.child(CaseTable))] == ["PH-2026-0003-0"]
    status.put("deceased")
    assert "No case has that status." in read(listed.screen)
    status.put("every")
    assert listed.child(CaseTable).shown == 3


def test_orders(listed: DeskWindow) -> None:
    firsts = {
        "number": "PH-2026-0001-3",
        "opened": "PH-2026-0003-0",
        "waiting": "PH-2026-0002-1",
        "last": "PH-2026-0002-1",
    }
    for order, first in firsts.items():
        listed.child(ChoiceInput, "Order").put(order)
        assert cells(listed.child(CaseTable))[0].startswith(first)


def test_a_head_orders_too(listed: DeskWindow) -> None:
    head = listed.child(CaseTable).horizontalHeader()
    at = head.sectionViewportPosition(0) + 10
    QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(at, 10))
    assert listed.child(ChoiceInput, "Order").value() == "number"


def test_an_empty_list_teaches(desk_window: DeskWindow) -> None:
    desk_window.go("cases")
    assert "A case begins with a referral." in read(desk_window.screen)
    button = desk_window.child(Button, "Take a referral")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    desk_window.settle()
    assert desk_window.opened == [("new_referral", ())]
