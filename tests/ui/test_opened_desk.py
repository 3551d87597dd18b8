"""What the desk says and does of itself once it is unlocked."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.domain.receipts import DestructionReason
from counsellor_desk.ui.open_desk import OpenDesk
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.vault.connection import StoreDamaged
from counsellor_desk.workflows import checks, receipts, reduce, sessions, unlock
from counsellor_desk.workflows.desk import Desk
from tests.desks import TestDesk, add_case, add_note
from tests.ui.accessibility import faults
from tests.ui.desk_window import DeskWindow, settle
from tests.ui.opened_desk import opened_desk
from tests.ui.reduce.reducing import number_typed, opened, press, reduce_it, shown

MISSING = NotesAccess.KEYS_MISSING.label


@pytest.fixture
def without_note_keys(test_desk: TestDesk) -> TestDesk:
    """A desk whose computer has lost the keys of its notes; one note waits."""
    desk = test_desk.open()
    add_note(desk, add_case(desk))
    test_desk.close()
    test_desk.opened.clear()
    for path in (test_desk.home / "keys").glob("*share*"):
        path.unlink()
    return test_desk


def _words(place: QWidget) -> str:
    return " | ".join(w.text() for w in place.findChildren(Words) if w.isVisible())


def _press(desk: OpenDesk, qtbot: QtBot, name: str) -> None:
    (button,) = [b for b in desk.window.findChildren(Button) if b.text() == name and b.isVisible()]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    settle(qtbot, desk.parts.background)


def test_notes_are_begun_anew_once_it_is_agreed(
    without_note_keys: TestDesk, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    with opened_desk(without_note_keys, qtbot, theme, tmp_path / "s") as desk:
        assert MISSING in _words(desk.window)
        assert [f for banner in desk.window.findChildren(Banner) for f in faults(banner)] == []
        _press(desk, qtbot, "Begin notes anew…")
        assert "can then no longer be opened with this computer" in _words(desk.window)
        _press(desk, qtbot, "Cancel")
        assert MISSING in _words(desk.window)
        _press(desk, qtbot, "Begin notes anew…")
        _press(desk, qtbot, "Begin anew")
        assert MISSING not in _words(desk.window)
        written: list[str] = []
        desk.parts.background.ask(
            lambda _progress: _written(desk), written.append, asker=desk.window
        )
        settle(qtbot, desk.parts.background)
        assert "choir" in written[0]


def _written(desk: OpenDesk) -> str:
    note = add_note(desk.parts.desk, add_case(desk.parts.desk, "Bo Lund"))
    return sessions.open_note(desk.parts.desk, note).text


def test_a_damaged_page_is_told_soon_after_unlocking(
    test_desk: TestDesk, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    desk = test_desk.open()
    for name in ("Ann Reed", "Bo Lund", "Cy Marsh"):
        add_note(desk, add_case(desk, name))
    test_desk.close()
    test_desk.opened.clear()
    store = test_desk.place.folder / "store.db"
    raw = bytearray(store.read_bytes())
    raw[-2000] ^= 1
    store.write_bytes(raw)
    met: list[BaseException] = []  # by whatever else reads that page meanwhile
    with opened_desk(test_desk, qtbot, theme, tmp_path / "s", met.append) as opened:
        assert "The store file is damaged." in _words(opened.window)
        assert {type(error).__name__ for error in met} <= {"StoreDamaged"}
        assert [f for banner in opened.window.findChildren(Banner) for f in faults(banner)] == []
        assert "see what can be done" in _words(opened.window)
        assert [b for b in opened.window.findChildren(Button) if b.text() == "Lock now"]
    assert (test_desk.place.folder / checks.MARK).exists(), "the next opening begins with it"
    assert store.read_bytes()[-2000] == raw[-2000], "it is left as it is"


def test_a_note_that_cannot_be_opened_any_more_can_be_destroyed_unread(
    desk_window: DeskWindow,
) -> None:
    case, note = opened(desk_window)
    desk_window.go("today")
    desk_window.do(lambda desk: _lose_the_key(desk, note))
    reduce_it(desk_window, note)
    assert "its key is not on this computer" in shown(desk_window)
    press(desk_window, "Destroy it unread…")
    number_typed(desk_window, case.number)
    press(desk_window, "Destroy the note")
    page = desk_window.do(lambda desk: receipts.page(desk, note))
    assert page.tombstone.reason is DestructionReason.UNREADABLE
    assert "It could not be opened any more" in shown(desk_window)


def test_a_note_that_opens_is_not_destroyed_that_way(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    case = add_case(desk)
    note = add_note(desk, case)
    with pytest.raises(ValueError, match="readable"):
        reduce.destroy_unreadable(desk, note, case.number)
    assert "choir" in sessions.open_note(desk, note).text


def _lose_the_key(desk: Desk, note: NoteId) -> None:
    with desk.store.quietly() as tx:
        tx.run("DELETE FROM note_keys WHERE note_id = ?", note)


def test_an_opening_by_the_sheet_is_told_until_it_is_acknowledged(
    test_desk: TestDesk, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    found = unlock.unlock_by_recovery(
        test_desk.place, test_desk.recovery_key, clock=test_desk.clock
    )
    unlock.close(found.desk)
    told = "This store was opened with the recovery sheet"
    with opened_desk(test_desk, qtbot, theme, tmp_path / "s") as desk:
        assert told in _words(desk.window)
    with opened_desk(test_desk, qtbot, theme, tmp_path / "s") as desk:
        assert told in _words(desk.window), "nobody has said that they know"
        _press(desk, qtbot, "I know of it")
        assert told not in _words(desk.window)
    with opened_desk(test_desk, qtbot, theme, tmp_path / "s") as desk:
        assert told not in _words(desk.window)


def test_a_damaged_page_that_work_comes_upon_is_told_once_and_marked(
    test_desk: TestDesk, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    with opened_desk(test_desk, qtbot, theme, tmp_path / "s") as desk:
        for _time in range(3):
            desk.messages.tell(StoreDamaged())
        settle(qtbot, desk.parts.background)
        assert _words(desk.window).count("The store file is damaged.") == 1
        assert (test_desk.place.folder / checks.MARK).exists()


def test_a_check_under_way_asks_nothing_of_a_closed_store(
    test_desk: TestDesk, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    found: list[BaseException] = []
    with opened_desk(test_desk, qtbot, theme, tmp_path / "s") as desk:
        desk.checking.failed.connect(found.append)
        desk.ended.connect(lambda _locked: settle(qtbot, desk.parts.background))
        desk.checking.begin(whole=True)
    assert found == []
    assert test_desk.open().profile().name
