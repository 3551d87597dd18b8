"""Paper: a sealed form goes through the system's dialog to a real queue, or it is said why not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QComboBox, QDialogButtonBox
from real_parts import PARTS, QUEUE, printing
from system_packages import missing

from counsellor_desk.domain.disclosures import Channel
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.copies import Copies
from counsellor_desk.vault import documents
from counsellor_desk.workflows import cases
from tests.desks import add_case
from tests.real_parts import require
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import press as tick
from tests.ui.notes.writing import press, shown
from tests.ui.pictures import dialog
from tests.ui.print_dialog import (
    choose_the_queue,
    finished,
    press_role,
    print_dialog,
    toast,
)
from tests.ui.print_queue import jobs, printed, refusing
from tests.ui.story import consented, reduced

CLIENT = "Kayleigh Stott"
SIZE = QSize(150, 212)  # an A4 page in which a line of text is a grey line
COARSE = QSize(30, 42)  # and one in which a page that a printer shifted by a hair is the same page


@pytest.fixture
def queue() -> Iterator[None]:
    """The print system runs and has the queue."""
    require(there=not missing(PARTS), what="print system")
    with printing():
        yield


@pytest.fixture
def sealed(desk_window: DeskWindow) -> SealedDocument:
    """A client's form, signed and sealed."""
    case = desk_window.do(lambda desk: add_case(desk, CLIENT))
    desk_window.do(lambda desk: reduced(desk, case))
    desk_window.do(lambda desk: consented(desk, case, case.clients[0].id))
    (form,) = desk_window.do(lambda desk: cases.page(desk, case.id)).documents
    return form


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the print system puts what is on its way to it."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.mark.printer
@pytest.mark.usefixtures("queue")
def test_a_sealed_form_comes_out_as_it_is(
    desk_window: DeskWindow, sealed: SealedDocument, temporary: Path
) -> None:
    before = jobs()
    _print(desk_window, sealed)
    press_role(print_dialog(), QDialogButtonBox.ButtonRole.AcceptRole)
    desk_window.qtbot.waitUntil(lambda: "ledger" in toast(desk_window), timeout=60_000)
    job = finished(desk_window, before)
    paper = printed(job)
    try:
        pdf = desk_window.do(lambda desk: documents.pdf(desk.read(), sealed.id))
        _ensure_same_pages(pdf, paper.read_bytes())
    finally:
        paper.unlink()
    assert job.title == NAME == "Counsellor Desk", "and no name of anybody"
    assert list(temporary.iterdir()) == [], "what was on its way there is gone"
    (line,) = desk_window.do(lambda desk: cases.page(desk, sealed.case)).disclosures
    assert line.channel is Channel.PRINT


@pytest.mark.printer
@pytest.mark.usefixtures("queue")
def test_a_queue_that_refuses_is_told(
    desk_window: DeskWindow, sealed: SealedDocument, temporary: Path
) -> None:
    """Qt itself does not notice."""
    before = jobs()
    with refusing():
        _print(desk_window, sealed)
        press_role(print_dialog(), QDialogButtonBox.ButtonRole.AcceptRole)
        desk_window.qtbot.waitUntil(lambda: dialog(desk_window) is not None, timeout=60_000)
    assert "The printer did not take the pages." in shown(desk_window)
    assert "print again" in shown(desk_window)
    assert "ledger" not in toast(desk_window)
    assert jobs() == before
    assert list(temporary.iterdir()) == []


@pytest.mark.printer
@pytest.mark.usefixtures("queue", "temporary")
def test_what_may_leave_once_and_no_printer_took_is_printed_again(desk_window: DeskWindow) -> None:
    case = desk_window.do(lambda desk: add_case(desk, CLIENT))
    desk_window.do(lambda desk: reduced(desk, case))
    which = desk_window.do(lambda desk: consented(desk, case, case.clients[0].id))
    desk_window.parts.doors.open_form(which)
    desk_window.settle()
    press(desk_window, "Prepare what is to be shared")
    tick(desk_window, "The client has seen this")
    with refusing():
        press(desk_window, "Print it")
        choose_the_queue(desk_window)
        press_role(print_dialog(), QDialogButtonBox.ButtonRole.AcceptRole)
        desk_window.qtbot.waitUntil(lambda: dialog(desk_window) is not None, timeout=60_000)
    assert "print again" in shown(desk_window)
    press(desk_window, "Close")
    before = jobs()
    press(desk_window, "Print it")
    choose_the_queue(desk_window)
    press_role(print_dialog(), QDialogButtonBox.ButtonRole.AcceptRole)
    desk_window.qtbot.waitUntil(lambda: "ledger" in toast(desk_window), timeout=60_000)
    printed(finished(desk_window, before)).unlink()
    (line,) = desk_window.do(lambda desk: cases.page(desk, case.id)).disclosures
    assert line.consent == which


@pytest.mark.printer
@pytest.mark.usefixtures("queue")
def test_a_cancelled_dialog_prints_nothing_and_says_so(
    desk_window: DeskWindow, sealed: SealedDocument
) -> None:
    before = jobs()
    _print(desk_window, sealed)
    press_role(print_dialog(), QDialogButtonBox.ButtonRole.RejectRole)
    assert toast(desk_window) == "Nothing was printed."
    assert jobs() == before
    assert desk_window.do(lambda desk: cases.page(desk, sealed.case)).disclosures == ()


@pytest.mark.printer
@pytest.mark.usefixtures("queue")
def test_the_dialog_prints_to_paper_only(desk_window: DeskWindow, sealed: SealedDocument) -> None:
    """Files leave through the exit door, with their line in the ledger."""
    _print(desk_window, sealed)
    asked = print_dialog()
    offered = [
        box.itemText(at) for box in asked.findChildren(QComboBox) for at in range(box.count())
    ]
    assert QUEUE in offered
    assert not [each for each in offered if "Print to File" in each]
    assert asked.windowTitle() == NAME
    press_role(asked, QDialogButtonBox.ButtonRole.RejectRole)


def test_a_computer_without_a_printer_says_so(
    desk_window: DeskWindow, sealed: SealedDocument, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CUPS_SERVER", "/nowhere/cups.sock")
    _ask_to_print(desk_window, sealed)
    press(desk_window, "Choose a printer")
    desk_window.qtbot.waitUntil(lambda: dialog(desk_window) is not None)
    assert "This computer has no printer set up." in shown(desk_window)
    assert "Nothing was printed." in shown(desk_window)
    assert desk_window.do(lambda desk: cases.page(desk, sealed.case)).disclosures == ()


def test_before_anything_is_printed_it_says_what_stays_behind(
    desk_window: DeskWindow, sealed: SealedDocument
) -> None:
    _ask_to_print(desk_window, sealed)
    assert "keep a copy of what was printed for a while" in shown(desk_window)
    press(desk_window, "Cancel")
    assert dialog(desk_window) is None


def _ask_to_print(desk_window: DeskWindow, document: SealedDocument) -> None:
    Copies(desk_window.screen, desk_window.parts).print_(document)
    press(desk_window, "Print")


def _print(desk_window: DeskWindow, document: SealedDocument) -> None:
    _ask_to_print(desk_window, document)
    choose_the_queue(desk_window)


def _ensure_same_pages(sealed: bytes, paper: bytes) -> None:
    """Page by page the same greys; the pages of a form differ from each other."""
    ours, theirs = _pages(sealed), _pages(paper)
    assert len(ours) == len(theirs)
    for at, page in enumerate(ours):
        distances = [_distance(page, other) for other in theirs]
        assert distances[at] == min(distances)
        assert distances[at] < 3  # of 255; a blank page lies further off
        assert _distance(page, bytes([255]) * len(page)) > distances[at]


def _pages(pdf: bytes) -> list[bytes]:

    content = QByteArray(pdf)
    buffer, document = QBuffer(content), QPdfDocument()
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    document.load(buffer)
    pages = []
    for number in range(document.pageCount()):
        drawn = document.render(number, SIZE)
        sheet = QImage(SIZE, QImage.Format.Format_Grayscale8)
        sheet.fill(Qt.GlobalColor.white)
        _onto(sheet, drawn)
        coarse = sheet.scaled(COARSE, mode=Qt.TransformationMode.SmoothTransformation)
        pages.append(b"".join(_row(coarse, y) for y in range(coarse.height())))
    document.close()
    return pages


def _onto(sheet: QImage, drawn: QImage) -> None:

    painter = QPainter(sheet)
    painter.drawImage(0, 0, drawn)
    painter.end()


def _row(sheet: QImage, y: int) -> bytes:
    """Without the bytes that fill a line up to a whole word."""
    start = y * sheet.bytesPerLine()
    return bytes(sheet.constBits()[start : start + sheet.width()])


def _distance(one: bytes, other: bytes) -> float:
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)
