"""Check a document: what is said of each kind of file, and the ways there."""

from __future__ import annotations

from pathlib import Path

import pytest

from counsellor_desk.ui.check.check_screen import CheckScreen
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.vault import documents
from counsellor_desk.workflows import own_certificate
from tests import brought_certificates as brought
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
        (bytes(damaged), "Changed since it was sealed"),
        (pdf + b"\nmore", "Something was added to a document sealed by this desk"),
        (b"PK\x03\x04", "Not a PDF document that can be read"),
    ):
        path = tmp_path / "one.pdf"
        path.write_bytes(content)
        assert words in _check(desk_window, path)


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
