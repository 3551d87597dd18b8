"""Forms brought back from paper: files chosen or dropped, looked at, entered and sealed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox
from real_parts import PARTS, printing
from system_packages import missing

from counsellor_desk.domain.consent import ConsentState
from counsellor_desk.domain.ids import ClientId, ConsentId
from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.case_chooser import CaseChooser
from counsellor_desk.ui.forms.consent_screen import ConsentScreen
from counsellor_desk.ui.forms.paper_dialogs import FormIdAsked, WhosePaper
from counsellor_desk.ui.forms.paper_list import PaperCard
from counsellor_desk.ui.forms.paper_screen import PaperScreen
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.picture_view import PictureView
from counsellor_desk.workflows import consent, paper_printing, paper_returns
from counsellor_desk.workflows.desk import Desk
from tests import handwriting, scanned
from tests.desks import add_case
from tests.real_parts import require
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import field, key, press, shown, tab_to, typing, write
from tests.ui.forms.paper import choose, drop, enter, on_paper, photographed
from tests.ui.pictures import dialog, in_every_look, in_every_look_and_back
from tests.ui.print_dialog import choose_the_queue, finished, press_role, print_dialog, toast
from tests.ui.print_queue import jobs, printed, refusing
from tests.walked_forms import answered


@pytest.fixture
def queue() -> Iterator[None]:
    """The print system runs and has the queue."""
    require(there=not missing(PARTS), what="print system")
    with printing():
        yield


def opened(desk_window: DeskWindow, form: str = "F6") -> tuple[ConsentId, list[Image.Image]]:
    """The screen of a form that lies on paper, and its sheets, signed."""
    which, pdf = desk_window.do(lambda desk: on_paper(desk, form))
    desk_window.go("forms")
    desk_window.parts.doors.open_form(which)
    desk_window.settle()
    assert isinstance(desk_window.screen, PaperScreen)
    return which, scanned.sheets(pdf)


def brought(desk_window: DeskWindow, tmp_path: Path) -> ConsentId:
    """All its pages are taken in, and looked at."""
    which, sheets = opened(desk_window)
    press(desk_window, "Bring it back…")
    choose(desk_window, *photographed(tmp_path, sheets))
    press(desk_window, "Look at the pages")
    return which


@pytest.mark.printer
@pytest.mark.usefixtures("queue")
def test_through_a_real_printer_and_back(desk_window: DeskWindow, tmp_path: Path) -> None:
    """A queue that refuses is told, and the form is printed again from its list."""
    case = desk_window.do(add_case)
    which = desk_window.do(lambda desk: answered(desk, case, "F6")).consent.id
    desk_window.go("cases")
    desk_window.go("forms")
    press(desk_window, f"Print to sign by hand: {_title(desk_window, which)}")
    press(desk_window, "Print the form")
    with refusing():
        choose_the_queue(desk_window)
        press_role(print_dialog(), QDialogButtonBox.ButtonRole.AcceptRole)
        desk_window.qtbot.waitUntil(lambda: dialog(desk_window) is not None, timeout=60_000)
    assert "The printer did not take the form." in shown(desk_window)
    press(desk_window, "Close")
    before = jobs()
    press(desk_window, f"Print again: {_title(desk_window, which)}")
    press(desk_window, "Print the form")
    choose_the_queue(desk_window)
    press_role(print_dialog(), QDialogButtonBox.ButtonRole.AcceptRole)
    desk_window.qtbot.waitUntil(lambda: "ledger" in toast(desk_window), timeout=60_000)
    job = finished(desk_window, before)
    assert job.title == NAME, "and no name of anybody"
    paper = printed(job)
    sheets = scanned.sheets(paper.read_bytes())
    paper.unlink()
    press(desk_window, f"It is back: {_title(desk_window, which)}")
    press(desk_window, "Bring it back…")
    choose(desk_window, *photographed(tmp_path, sheets))
    press(desk_window, "Look at the pages")
    enter(desk_window)
    press(desk_window, "Seal the form")
    assert isinstance(desk_window.screen, ConsentScreen)
    found = desk_window.do(lambda desk: consent.guide(desk, which))
    assert found.state is ConsentState.IN_FORCE
    assert found.consent.original_place == "It is kept: locked cabinet, drawer 2"


def _title(desk_window: DeskWindow, which: ConsentId) -> str:
    guide = desk_window.do(lambda desk: consent.guide(desk, which))
    return f"{guide.form.title}, {guide.case_number}, {guide.client}"


def test_by_keyboard_from_the_list_to_the_seal(desk_window: DeskWindow, tmp_path: Path) -> None:
    which, sheets = opened(desk_window)
    way_on = QApplication.focusWidget()
    assert way_on is not None
    QTest.keyClick(way_on, Qt.Key.Key_Return)
    choose(desk_window, *photographed(tmp_path, sheets))
    key(desk_window, "Return")
    entry_by_keyboard(desk_window)
    key(desk_window, "Ctrl+Return")
    assert desk_window.do(lambda desk: consent.guide(desk, which)).state is ConsentState.IN_FORCE


def entry_by_keyboard(desk_window: DeskWindow) -> None:
    """Tab from field to field, Space for what is chosen and ticked."""
    for name, words in (
        ("Client: name on the paper", "Kayleigh Stott"),
        ("Client: date on the paper", "2/3/2026"),
        ("Counsellor: name on the paper", "J. Mercer"),
        ("Counsellor: date on the paper", "2/3/2026"),
        ("It is kept", ""),
        ("Where it is, who has it, or how it was destroyed", "drawer 2"),
        ("Every page of the form is here", ""),
        ("The signatures can be seen", ""),
    ):
        tab_to(desk_window, name)
        if words:
            key(desk_window, "Ctrl+A")
            typing(desk_window, words)
        else:
            key(desk_window, "Space")


def test_files_are_dropped_on_the_form(desk_window: DeskWindow, tmp_path: Path) -> None:
    which, sheets = opened(desk_window)
    file = tmp_path / "scan.pdf"
    file.write_bytes(scanned.pdf_of(sheets))
    assert not drop(desk_window, desk_window.screen)
    assert drop(desk_window, desk_window.screen, file)
    assert f"{len(sheets)} pages are taken in" in shown(desk_window)
    press(desk_window, "Look at the pages")
    assert len(desk_window.do(lambda desk: paper_returns.look(desk, which)).came.pages) == len(
        sheets
    )
    assert file.exists(), "nothing of the person's own is touched"
    assert drop(desk_window, desk_window.screen, file)
    assert any("were there already" in words for words in shown(desk_window))


def test_files_are_dropped_on_the_list_and_find_their_form(
    desk_window: DeskWindow, tmp_path: Path
) -> None:
    which, pdf = desk_window.do(on_paper)
    desk_window.do(lambda desk: on_paper(desk, "F5"))
    desk_window.go("cases")
    desk_window.go("forms")
    card = desk_window.child(PaperCard)
    assert drop(desk_window, card, *photographed(tmp_path, scanned.sheets(pdf)))
    press(desk_window, "Look at the pages")
    screen = desk_window.screen
    assert isinstance(screen, PaperScreen)
    assert screen.which == which


def test_a_page_that_is_missing_is_told_until_it_is_here(
    desk_window: DeskWindow, tmp_path: Path
) -> None:
    which, sheets = opened(desk_window)
    first, *rest = photographed(tmp_path, sheets)
    press(desk_window, "Bring it back…")
    choose(desk_window, first)
    press(desk_window, "Look at the pages")
    assert any("missing" in words for words in shown(desk_window))
    press(desk_window, "Add pages…")
    choose(desk_window, *rest)
    press(desk_window, "Look at the pages")
    assert not any("missing" in words for words in shown(desk_window))
    assert len(desk_window.do(lambda desk: paper_returns.look(desk, which)).came.pages) == len(
        sheets
    )


def test_nothing_is_sealed_before_everything_is_entered(
    desk_window: DeskWindow, tmp_path: Path, theme: Theme
) -> None:
    which = brought(desk_window, tmp_path)
    press(desk_window, "Seal the form")
    assert any(field.error for field in desk_window.screen.findChildren(Field))
    assert desk_window.do(lambda desk: consent.guide(desk, which)).state is ConsentState.OFFERED
    assert in_every_look_and_back(desk_window, theme, "paper-back-open") == []
    enter(desk_window)
    assert in_every_look(desk_window, theme, "paper-back") == []


def test_what_is_entered_is_there_again_after_a_lock(
    desk_window: DeskWindow, tmp_path: Path
) -> None:
    which = brought(desk_window, tmp_path)
    enter(desk_window)
    key(desk_window, "Ctrl+L")
    kept = desk_window.do(lambda desk: paper_returns.look(desk, which)).came.entered
    assert kept.original_words == "locked cabinet, drawer 2"
    assert [each.name for each in kept.signers] == ["Kayleigh Stott", "J. Mercer"]
    assert kept.every_page


def test_pages_are_turned_put_in_order_and_taken_out(
    desk_window: DeskWindow, tmp_path: Path
) -> None:
    which = brought(desk_window, tmp_path)

    def pages() -> list[str]:
        found = desk_window.do(lambda desk: paper_returns.look(desk, which)).came.pages
        return [each.page.id for each in found]

    before = pages()
    picture = desk_window.child(PictureView)
    picture.setFocus()
    key(desk_window, "R")
    press(desk_window, "Later")
    assert pages()[:2] == [before[1], before[0]]
    press(desk_window, "Take this page out…")
    press(desk_window, "Take it out")
    assert before[0] not in pages()
    assert any("missing" in words for words in shown(desk_window))


def test_pages_are_put_aside_and_the_form_is_awaited_again(
    desk_window: DeskWindow, tmp_path: Path
) -> None:
    brought(desk_window, tmp_path)
    press(desk_window, "Put the pages aside…")
    press(desk_window, "Put them aside")
    assert "This form lies on paper" in shown(desk_window)
    (line,) = desk_window.do(paper_printing.awaited)
    assert line.pages == 0


def test_the_wrong_form_is_named_and_nothing_is_taken_in(
    desk_window: DeskWindow, tmp_path: Path
) -> None:
    _other, pdf = desk_window.do(lambda desk: on_paper(desk, "F5"))
    opened(desk_window)
    press(desk_window, "Bring it back…")
    choose(desk_window, *photographed(tmp_path, scanned.sheets(pdf)))
    assert any("This is another form: “Permission to record" in w for w in shown(desk_window))
    press(desk_window, "Close")
    assert [line.pages for line in desk_window.do(paper_printing.awaited)] == [0, 0]


def test_without_a_code_the_form_id_is_typed(desk_window: DeskWindow, tmp_path: Path) -> None:
    which, _sheets = opened(desk_window)
    form_id = desk_window.do(lambda desk: consent.guide(desk, which)).consent.form_id
    file = tmp_path / "IMG_1.jpg"
    file.write_bytes(handwriting.photo())
    press(desk_window, "Bring it back…")
    choose(desk_window, file)
    assert isinstance(dialog(desk_window), FormIdAsked)
    for wrong in ("", "12", "0000-0000"):
        write(desk_window, "form_id", wrong)
        press(desk_window, "That is the form")
        assert field(desk_window, "form_id").error
        entry = field(desk_window, "form_id").entry
        assert isinstance(entry, LineInput)
        entry.put("")
    write(desk_window, "form_id", form_id.lower().replace("-", " "))
    press(desk_window, "That is the form")
    press(desk_window, "Look at the pages")
    assert len(desk_window.do(lambda desk: paper_returns.look(desk, which)).came.pages) == 1


ODD: dict[str, tuple[Callable[[], bytes], str]] = {
    "zip.pdf": (lambda: b"PK\x03\x04" + bytes(40), "This file is no picture and no PDF"),
    "nothing.pdf": (lambda: b"", "This file is empty"),
    "locked.pdf": (lambda: handwriting.pdf(password="x"), "password"),
    "many.pdf": (lambda: handwriting.pdf(300), "300 pages"),
}


@pytest.mark.parametrize("name", ODD)
def test_what_is_no_scan_is_told_and_nothing_is_taken_in(
    desk_window: DeskWindow, tmp_path: Path, name: str
) -> None:
    make, said = ODD[name]
    opened(desk_window)
    file = tmp_path / name
    file.write_bytes(make())
    press(desk_window, "Bring it back…")
    choose(desk_window, file)
    assert "No page was taken in" in shown(desk_window)
    assert any(said in words for words in shown(desk_window)), shown(desk_window)
    press(desk_window, "Close")
    assert "This form lies on paper" in shown(desk_window)


def test_a_blank_form_becomes_a_clients(desk_window: DeskWindow, tmp_path: Path) -> None:
    def printed_blank(desk: Desk) -> tuple[ClientId, bytes]:
        case = add_case(desk, "Amina Diallo", "Ben Diallo")
        return case.clients[1].id, paper_printing.print_blank(desk, "F13")

    client, pdf = desk_window.do(printed_blank)
    desk_window.go("cases")
    desk_window.go("forms")
    press(desk_window, "Bring back…")
    choose(desk_window, *photographed(tmp_path, scanned.sheets(pdf)))
    assert isinstance(dialog(desk_window), CaseChooser)
    press(desk_window, "Choose the case")
    assert isinstance(dialog(desk_window), WhosePaper)
    press(desk_window, "It is theirs")
    assert "Choose the person whose name" in field(desk_window, "client").error
    press(desk_window, "Client B")
    press(desk_window, "It is theirs")
    press(desk_window, "Look at the pages")
    screen = desk_window.screen
    assert isinstance(screen, PaperScreen)
    which = screen.which
    assert desk_window.do(lambda desk: consent.guide(desk, which)).consent.client == client


def test_without_a_printer_nothing_lies_on_paper_that_was_not_there(
    desk_window: DeskWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "/nowhere/cups.sock")
    case = desk_window.do(add_case)
    which = desk_window.do(lambda desk: answered(desk, case, "F6")).consent.id
    desk_window.go("cases")
    desk_window.go("forms")
    press(desk_window, f"Print to sign by hand: {_title(desk_window, which)}")
    press(desk_window, "Print the form")
    press(desk_window, "Choose a printer")
    desk_window.qtbot.waitUntil(lambda: dialog(desk_window) is not None)
    assert "This computer has no printer set up." in shown(desk_window)
    press(desk_window, "Close")
    assert desk_window.do(paper_printing.awaited) == ()
