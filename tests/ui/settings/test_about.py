"""The licence and the works of others: whole, offline, and read by keyboard."""

from __future__ import annotations

import re
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counsellor_desk import resources
from counsellor_desk.ui.settings.settings_screen import SettingsScreen
from counsellor_desk.ui.widgets.private_text import PrivateText
from tests.sources import ROOT
from tests.ui.desk_window import DeskWindow
from tests.ui.settings.choosing import open_section, press

LOCKED = re.compile(r"^([a-z0-9-]+)==", re.MULTILINE)
TABLE: dict[str, Any] = resources.table("attributions.toml")


def test_the_licence_shown_is_the_one_shipped() -> None:
    assert resources.text("licences", "GPL-3.0.txt") == (ROOT / "LICENSE").read_text("utf-8")


def test_every_library_that_is_installed_is_named() -> None:
    locked = LOCKED.findall((ROOT / "installer/locks/run.txt").read_text("utf-8"))
    named = [package for library in TABLE["library"] for package in library["packages"]]
    assert sorted(named) == sorted(locked)
    for library in TABLE["library"]:
        assert all(library[key] for key in ("name", "licence", "author", "source"))


def test_every_shipped_work_of_others_is_named() -> None:
    root = resources.path("attributions.toml").parent
    named = {
        found for work in TABLE["work"] for pattern in work["files"] for found in root.glob(pattern)
    }
    for folder, kind in (("fonts", "*.ttf"), ("icons", "*.svg")):
        assert set((root / folder).rglob(kind)) <= named
    assert {root / "lexicons/eff_large_wordlist.txt", *root.glob("lexicons/*.gz")} <= named


@pytest.mark.thorough
def test_the_licence_is_read_to_its_end(desk_window: DeskWindow) -> None:
    open_section(desk_window, "About")
    press(desk_window, "Read the licence")
    text = desk_window.child(PrivateText)
    assert text.hasFocus()
    assert "why-not-lgpl" in text.value()  # all of it, not only what has flowed in
    QTest.keyClick(text, Qt.Key.Key_PageDown)
    assert text.verticalScrollBar().value() > 0
    QTest.keyClick(text, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert text.textCursor().atEnd()
    assert text.verticalScrollBar().maximum() - text.verticalScrollBar().value() < text.height() / 2
    QTest.keyClick(text, Qt.Key.Key_A)
    assert text.toPlainText().startswith(" ")
    press(desk_window, "Go back")
    assert isinstance(desk_window.screen, SettingsScreen)


def test_the_works_of_others_are_told_with_their_licences(desk_window: DeskWindow) -> None:
    open_section(desk_window, "About")
    press(desk_window, "See the works")
    told = desk_window.child(PrivateText).value()
    for words in ("Inter", "SQLCipher", "OpenSSL", "LGPL-3.0", "Lucide", "SIL OPEN FONT LICENSE"):
        assert words in told
