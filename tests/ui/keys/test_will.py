"""The screen of the clinical will: lines are kept, the page follows, and printing asks first."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.clinical_will import ClinicalWill
from counsellor_desk.domain.profile import Contact
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.paper import PaperView
from counsellor_desk.workflows import cases, clinical_will
from tests.age_keys import ManagerFilesOnDisk
from tests.desks import add_case
from tests.ui.cases.pressing import open_row, rows
from tests.ui.desk_window import DeskWindow
from tests.ui.keys.guided import give
from tests.ui.pictures import dialog
from tests.ui.settings.choosing import field, open_section, press, write


def open_will(desk_window: DeskWindow) -> None:
    """From the settings."""
    open_section(desk_window, "Keys and passphrase")
    press(desk_window, "Open the page…")


def heading(desk_window: DeskWindow) -> str:
    """Of the dialog that is open."""
    above = dialog(desk_window)
    return above.accessibleName() if above else ""


def fields(desk_window: DeskWindow) -> set[str]:
    """The names of the lines that are shown."""
    return {each.name for each in desk_window.screen.findChildren(Field) if each.isVisible()}


def test_each_line_is_kept_when_it_is_left(desk_window: DeskWindow) -> None:
    open_will(desk_window)
    assert desk_window.child(PaperView).pages == 1
    write(desk_window, "executor", "Ruth Okafor")
    write(desk_window, "sheet", "Safe of the practice")
    kept = desk_window.do(clinical_will.load).will
    assert (kept.executor.name, kept.sheet) == ("Ruth Okafor", "Safe of the practice")
    write(desk_window, "backups", "Blue stick")
    desk_window.window.go_back()
    desk_window.settle()
    assert desk_window.do(clinical_will.load).will.backups == "Blue stick"


def test_the_service_manager_is_taken_with_one_press(desk_window: DeskWindow) -> None:
    open_will(desk_window)
    press(desk_window, "It is my service manager")
    kept = desk_window.do(clinical_will.load).will
    assert kept.executor == Contact(name="Owen Price", reach="01632 960002")
    names = [button.text() for button in desk_window.screen.findChildren(Button)]
    visible = [b.text() for b in desk_window.screen.findChildren(Button) if b.isVisible()]
    assert "It is my service manager" in names
    assert "It is my service manager" not in visible


@pytest.mark.thorough
def test_where_the_manager_s_key_lies_is_asked_where_there_is_one(
    desk_window: DeskWindow, owen: ManagerFilesOnDisk
) -> None:
    open_will(desk_window)
    assert "manager_key" not in fields(desk_window)
    give(desk_window, owen)
    desk_window.window.go_back()
    open_will(desk_window)
    assert "manager_key" in fields(desk_window)


def test_nothing_is_printed_for_nobody(desk_window: DeskWindow) -> None:
    desk_window.do(add_case)
    open_will(desk_window)
    for words in ("Print the page", "Print the list of clients…"):
        press(desk_window, words)
        assert "Who is to open your records is missing." in field(desk_window, "executor").error
        assert dialog(desk_window) is None


def test_before_the_page_is_printed_it_says_what_stays_behind(desk_window: DeskWindow) -> None:
    open_will(desk_window)
    write(desk_window, "executor", "Ruth Okafor")
    press(desk_window, "Print the page")
    assert heading(desk_window) == "Before you print"


def test_the_list_of_clients_is_asked_about_first_and_never_a_file(
    desk_window: DeskWindow,
) -> None:
    case = desk_window.do(add_case)
    open_will(desk_window)
    write(desk_window, "executor", "Ruth Okafor")
    press(desk_window, "Print the list of clients…")
    assert heading(desk_window) == "Print the list of clients?"
    press(desk_window, "Go on")
    assert heading(desk_window) == "Before you print"
    press(desk_window, "Cancel")
    assert desk_window.do(lambda desk: cases.page(desk, case.id)).disclosures == ()
    offered = [b.text() for b in desk_window.screen.findChildren(Button) if b.isVisible()]
    assert not [words for words in offered if "Save" in words]


def test_without_an_open_case_there_is_no_list(desk_window: DeskWindow) -> None:
    open_will(desk_window)
    offered = [b.text() for b in desk_window.screen.findChildren(Button) if b.isVisible()]
    assert "Print the list of clients…" not in offered


def test_the_ledger_s_line_leads_back_here(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    will = ClinicalWill(executor=Contact(name="Ruth Okafor"))
    desk_window.do(lambda desk: clinical_will.save(desk, will))
    desk_window.do(clinical_will.list_to_print)
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    lines = rows(desk_window)
    open_row(desk_window, next(at for at, line in enumerate(lines) if "List of clients" in line))
    assert desk_window.opened[-1] == ("clinical_will", ())
