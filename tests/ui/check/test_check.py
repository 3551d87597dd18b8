"""Check a document: what is said of each kind of file, and the ways there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from counsellor_desk.domain.sealed_documents import SealState
from counsellor_desk.ui.check.check_screen import CheckScreen
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.vault import documents
from counsellor_desk.workflows import document_checks, own_certificate
from tests import brought_certificates as brought
from tests import handwriting
from tests.documents.test_sealing import of_another_desk
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog, in_every_look, in_every_look_and_back
from tests.ui.settings.choosing import open_section, press
from tests.workflows.test_certificates import asks_manager, kept  # noqa: F401 - a fixture


def _said(desk_window: DeskWindow) -> str:
    words = desk_window.screen.findChildren(Words)
    return "\n".join(each.text() for each in words if each.isVisible())


def _check(desk_window: DeskWindow, path: Path) -> str:
    desk_window.parts.doors.check_document()
    desk_window.settle()
    screen = desk_window.screen
    assert isinstance(screen, CheckScreen)
    screen.check(path)
    desk_window.settle()
    return _said(desk_window)


def _sealed(desk_window: DeskWindow) -> bytes:
    sealed = desk_window.do(kept)
    return desk_window.do(lambda desk: documents.pdf(desk.read(), sealed.id))


def test_each_kind_of_file_is_told_for_what_it_is(desk_window: DeskWindow, tmp_path: Path) -> None:
    pdf = _sealed(desk_window)
    damaged = bytearray(pdf)
    damaged[len(pdf) // 3] ^= 1
    for content, words in (
        (pdf, "Unchanged, and sealed by this desk"),
        (handwriting.pdf(300), SealState.NOT_SEALED.label),
        (handwriting.pdf(1, password="a word"), SealState.PROTECTED.label),
        (of_another_desk(), "Unchanged, and not sealed by this desk"),
        (bytes(damaged), "Changed since it was sealed"),
        (pdf + b"\nmore", "Something was added to a document sealed by this desk"),
        (b"PK\x03\x04", "Not a PDF document that can be read"),
    ):
        path = tmp_path / "one.pdf"
        path.write_bytes(content)
        assert words in _check(desk_window, path)


def _drop(screen: CheckScreen, *urls: QUrl) -> bool:
    """Drag these over the screen and let go; whether they are taken."""
    mime = QMimeData()
    mime.setUrls(list(urls))
    middle, copy = QPointF(screen.rect().center()), Qt.DropAction.CopyAction
    pressed, plain = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    over = QDragEnterEvent(middle, copy, mime, pressed, plain)
    over.ignore()
    QApplication.sendEvent(screen, over)
    if over.isAccepted():
        QApplication.sendEvent(screen, QDropEvent(middle, copy, mime, pressed, plain))
    return over.isAccepted()


def _open(desk_window: DeskWindow) -> CheckScreen:
    desk_window.parts.doors.check_document()
    desk_window.settle()
    screen = desk_window.screen
    assert isinstance(screen, CheckScreen)
    return screen


def test_one_file_is_dropped_and_nothing_else(desk_window: DeskWindow, tmp_path: Path) -> None:
    path = tmp_path / "one.pdf"
    path.write_bytes(_sealed(desk_window))
    screen, url = _open(desk_window), QUrl.fromLocalFile(str(path))
    assert not _drop(screen, url, url)
    assert not _drop(screen, QUrl("https://example.org/one.pdf"))
    assert not _drop(screen)
    assert "Which document?" in _said(desk_window)
    assert _drop(screen, url)
    desk_window.settle()
    assert "Unchanged, and sealed by this desk" in _said(desk_window)


def test_cancelled_or_too_large_nothing_is_said_of_it_and_another_can_be_chosen(
    desk_window: DeskWindow, tmp_path: Path
) -> None:
    large, small = tmp_path / "large.pdf", tmp_path / "small.pdf"
    with large.open("wb") as file:
        file.truncate(document_checks.MOST_BYTES)
    small.write_bytes(_sealed(desk_window))
    screen = _open(desk_window)
    screen.check(large)
    QTest.mouseClick(desk_window.child(Button, "Cancel"), Qt.MouseButton.LeftButton)
    desk_window.settle()
    assert "Which document?" in _said(desk_window)
    os.truncate(large, document_checks.MOST_BYTES + 1)
    _check(desk_window, large)
    told = dialog(desk_window)
    assert told is not None
    words = " ".join(each.text() for each in told.findChildren(QLabel))
    assert "300 MB are the most that is checked here" in words
    told.reject()
    assert "Unchanged, and sealed by this desk" in _check(desk_window, small)


def test_it_is_reached_from_the_forms_and_the_settings(desk_window: DeskWindow) -> None:
    desk_window.go("forms")
    press(desk_window, "Check a document")
    assert isinstance(desk_window.screen, CheckScreen)
    open_section(desk_window, "Certificate")
    press(desk_window, "Check one")
    assert isinstance(desk_window.screen, CheckScreen)
    assert "check" in {action.key for action in desk_window.window.acts}


@pytest.mark.thorough
def test_pictures(desk_window: DeskWindow, theme: Theme, tmp_path: Path) -> None:
    path = tmp_path / "CD-8W3N-5RTC.pdf"
    desk_window.parts.doors.check_document()
    desk_window.settle()
    assert in_every_look_and_back(desk_window, theme, "check-empty") == []
    path.write_bytes(_sealed(desk_window))
    _check(desk_window, path)
    assert in_every_look_and_back(desk_window, theme, "check-found") == []
    path.write_bytes(_sealed(desk_window) + b"more")
    _check(desk_window, path)
    assert in_every_look(desk_window, theme, "check-added") == []


@pytest.mark.thorough
@pytest.mark.usefixtures("asks_manager")
def test_pictures_of_certificates(desk_window: DeskWindow, theme: Theme, tmp_path: Path) -> None:
    (tmp_path / "mine.p12").write_bytes(brought.good())
    (tmp_path / "manager.p12").write_bytes(brought.of_manager())
    document = desk_window.do(lambda desk: kept(desk, more=True))
    desk_window.parts.doors.open_document(document.id)
    desk_window.settle()
    assert in_every_look_and_back(desk_window, theme, "certificate-document") == []
    press(desk_window, "Sign: Service manager")
    assert in_every_look_and_back(desk_window, theme, "certificate-second") == []
    above = dialog(desk_window)
    assert above is not None
    above.reject()
    desk_window.do(
        lambda desk: own_certificate.bring(desk, tmp_path / "mine.p12", brought.PASSWORD)
    )
    open_section(desk_window, "Certificate")
    assert in_every_look_and_back(desk_window, theme, "certificate-own") == []
    press(desk_window, "Bring in another…")
    assert in_every_look(desk_window, theme, "certificate-bring") == []
