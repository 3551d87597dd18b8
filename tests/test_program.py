"""The program as a process of its own, started as a person starts it."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counsellor_desk.clock import SystemClock
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.workflows import reduce, sessions
from tests.desks import TestDesk, add_case
from tests.driven import SOCKET
from tests.journeys.eyes import Eyes
from tests.journeys.starting import start
from tests.program import PATIENCE, Process, Starts, starts
from tests.ui.computer import stand_in
from tests.ui.computer.stand_in import StandIn
from tests.vault.samples import PASSPHRASE
from tests.vault.wrecks import garbled

played_computer, computer = stand_in.played_computer, stand_in.computer
steered = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes as Linux tells")


@dataclass
class Prepared:
    """A desk with one case, closed, and processes of the program over it."""

    desk: TestDesk
    number: str
    starts: Starts

    def at_a_note(self) -> Process:
        """The program, unlocked, with a new note on the page."""
        process = self.starts.start()
        process.do("unlock", PASSPHRASE)
        process.do("begin_note", self.number)
        return process

    def text(self) -> str:
        """The text of the one note, from the store."""
        desk = self.desk.open()
        (line,) = reduce.queue(desk)
        text = sessions.open_note(desk, NoteId(line.note.id)).text
        self.desk.close()
        return text


def _words(desk: TestDesk) -> list[str]:
    return ["--store", str(desk.place.folder), "--keys", str(desk.place.keys)]


@pytest.fixture
def prepared(
    test_desk: TestDesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Prepared]:
    """As it is now, since the program asks the computer's clock."""
    test_desk.clock.moment = SystemClock().now()
    case = add_case(test_desk.open())
    test_desk.close()
    with starts(tmp_path, _words(test_desk), monkeypatch) as made:
        yield Prepared(test_desk, case.number, made)


@pytest.mark.parametrize("screen", [False, pytest.param(True, marks=pytest.mark.screen)])
def test_a_second_start_has_the_first_window_come_forward(
    qtbot: QtBot,
    test_desk: TestDesk,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    screen: bool,
) -> None:
    """``screen``: the same on a real display, with a window manager."""
    del screen
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    words = _words(test_desk)

    def use(eyes: Eyes) -> None:
        eyes.see("Your desk is locked")
        first, above = eyes.window, QWidget()
        qtbot.addWidget(above)
        above.show()
        above.activateWindow()
        eyes.until(above.isActiveWindow, "no window comes above it")
        first.showMinimized()
        command = [sys.executable, "-m", "counsellor_desk", *words]
        with subprocess.Popen(command) as second:
            eyes.until(lambda: second.poll() is not None, "the second one stays")
        assert second.returncode == 0
        eyes.until(first.isActiveWindow, "the first one does not come forward")
        assert not first.isMinimized()
        above.close()

    start(qtbot, words, use)


@steered
@pytest.mark.parametrize("by", ["keys", "idle time"])
def test_locking_leaves_a_fresh_process_that_remembers_nothing(prepared: Prepared, by: str) -> None:
    marker = secrets.token_hex(8)  # it stands in no code that both have loaded
    first = prepared.at_a_note()
    first.do("type", f"Slept better, says {marker}.")
    assert first.remembers(marker), "the control"
    command = first.command()
    if by == "keys":
        first.do("keys", "Ctrl+L")
    else:
        first.do("wait_idly", 300)
    fresh = prepared.starts.comes_up()
    fresh.do("see", "Your desk is locked")
    assert prepared.starts.ended_well()
    assert fresh.command() == command
    assert fresh.pid != first.pid
    assert not fresh.remembers(marker)
    fresh.do("unlock", PASSPHRASE)
    fresh.do("see", "Your note is as it was at")
    assert fresh.do("note") == f"Slept better, says {marker}."


@steered
def test_sleep_finds_the_desk_locked(
    prepared: Prepared, computer: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a dialog open, and words that no pause has sealed yet."""
    for name, value in computer.environment().items():
        monkeypatch.setenv(name, value)
    first = prepared.at_a_note()
    first.do("type", "Slept better.")
    first.do("keys", "F1")
    first.do("see", "Keyboard shortcuts")
    assert len(computer.tell("inhibitors")) == 1
    assert first.do("is_closed_off")
    assert computer.tell("portal_was_asked"), "while it still could look at the process"
    computer.tell("sleep", begins=True)
    fresh = prepared.starts.comes_up()
    fresh.do("see", "Your desk is locked")
    assert prepared.starts.ended_well()
    assert computer.tell("inhibitors") == []
    fresh.do("unlock", PASSPHRASE)
    fresh.do("see", "Your note is as it was at")
    assert fresh.do("note") == "Slept better."


@steered
def test_a_window_that_will_not_go_holds_nobody_up(prepared: Prepared) -> None:
    first = prepared.at_a_note()
    first.do("type", "Slept better.")
    first.do("stick")
    first.do("keys", "Ctrl+L")
    fresh = prepared.starts.comes_up()
    fresh.do("see", "Your desk is locked")
    assert prepared.starts.ended_well()
    fresh.kill()
    assert prepared.text() == "Slept better."


@steered
def test_a_damaged_store_that_is_read_is_locked_away(prepared: Prepared) -> None:
    """In the window before the desk, where none is open."""
    garbled(prepared.desk.place.folder / "store.db", 1)
    first = prepared.starts.start()
    first.do("see", "Your desk is locked")
    first.do("write", "Passphrase", PASSPHRASE)
    first.do("press", "Unlock")
    first.do("see", "Open what can be read")
    first.do("press", "Read…")
    first.do("see", "Read only: damaged store.")
    first.do("wait_idly", 300)
    fresh = prepared.starts.comes_up()
    fresh.do("see", "Your desk is locked")
    assert prepared.starts.ended_well()


@steered
def test_a_kill_while_unlocking_costs_nothing(prepared: Prepared) -> None:
    killed = prepared.starts.start()
    killed.do("see", "Your desk is locked")
    killed.do("write", "Passphrase", PASSPHRASE)
    killed.do("press", "Unlock")
    killed.kill()
    found = prepared.desk.unlock()
    assert (found.tries.wrong, found.audit_broken_at) == (0, None)


@steered
def test_a_kill_while_typing_costs_only_what_was_typed_since_the_last_pause(
    prepared: Prepared,
) -> None:
    sealed, unsealed = "Came on time. ", "Traffic awful again, ten minutes on that."
    killed = prepared.at_a_note()
    killed.do("type", sealed)
    killed.do("see", "| Saved ")
    killed.do("type", unsealed)
    killed.kill()
    kept = prepared.text()
    assert kept.startswith(sealed)
    assert (sealed + unsealed).startswith(kept)
    again = prepared.starts.start()
    again.do("unlock", PASSPHRASE)
    again.do("see", "Your note is as it was at")
    assert again.do("note") == kept


@steered
def test_closing_seals_the_last_words(prepared: Prepared, tmp_path: Path) -> None:
    process = prepared.at_a_note()
    process.do("type", "Nobody waited for this.")
    process.do("close")
    assert prepared.starts.ended_well()
    assert prepared.text() == "Nobody waited for this."
    left = {each.name for each in tmp_path.iterdir()}
    assert left == {"desk", "home", SOCKET}, "no temporary file, and no name to be found by"


@steered
@pytest.mark.parametrize("ending", ["closing", "locking"])
def test_a_worker_that_never_answers_holds_nobody_up(prepared: Prepared, ending: str) -> None:
    process = prepared.at_a_note()
    process.do("type", "Came on time. ")
    process.do("see", "| Saved ")
    process.do("hang", 100)
    if ending == "closing":
        process.do("close")
    else:
        process.do("keys", "Ctrl+L")
        fresh = prepared.starts.comes_up()
        fresh.do("see", "Your desk is locked")
        fresh.kill()
    assert prepared.starts.ended_well()
    assert prepared.text() == "Came on time. "


@steered
def test_closing_while_the_desk_is_being_opened_opens_none(prepared: Prepared) -> None:
    process = prepared.starts.start()
    process.do("see", "Your desk is locked")
    process.do("write", "Passphrase", PASSPHRASE)
    process.do("at_once", ["press", "Unlock"], ["close"])
    assert prepared.starts.ended_well()
    assert prepared.desk.unlock().tries.wrong == 0


def test_a_second_start_for_the_same_store_leaves_it_to_the_first(
    qtbot: QtBot, test_desk: TestDesk, tmp_path: Path
) -> None:
    names = tmp_path / "names"
    names.mkdir()
    command = [sys.executable, "-m", "counsellor_desk", *_words(test_desk)]
    around = {**os.environ, "TMPDIR": str(names), "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, env=around) as first:
        try:
            qtbot.waitUntil(lambda: any(names.iterdir()), timeout=PATIENCE * 1000)
            second = subprocess.run(command, env=around, timeout=PATIENCE, check=False)
            assert second.returncode == 0
            assert first.poll() is None, "the first one stays"
        finally:
            first.kill()
