"""Adding somebody who joins the work later, from the page of the case."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counsellor_desk.domain.cases import CaseStatus
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.workflows import cases, intake
from tests.desks import add_case
from tests.ui.cases.pressing import above, named, press, read, titles
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog


def test_a_client_is_added_by_keyboard_and_named_nowhere(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    press(desk_window, "Add a client")
    assert "Client B" in read(above(desk_window))
    press(desk_window, "Add the client")
    assert "name is missing" in named(above(desk_window), "client_name").error
    entry = named(above(desk_window), "client_name").entry
    QTest.keyClicks(entry, "Ben Stott")
    QTest.keyClick(entry, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk_window.qtbot.waitUntil(lambda: dialog(desk_window) is None)
    desk_window.settle()
    shown = read(desk_window.screen)
    assert "2 clients" in shown
    assert "Client B" in shown
    assert "Ben" not in shown + "".join(titles())
    page = desk_window.do(lambda desk: cases.page(desk, case.id))
    assert len(page.case.clients) == 2


def test_a_closed_case_offers_records_but_no_client(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    desk_window.do(lambda desk: intake.change_status(desk, case.id, CaseStatus.CLOSED))
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    offered = {each.text() for each in desk_window.screen.findChildren(Button) if each.isVisible()}
    assert "Add a record" in offered
    assert "Add a client" not in offered
    assert "New session note" not in offered
