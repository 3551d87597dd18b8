"""What logind, UPower and screen savers tell on Linux; python-dbusmock plays them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from counsellor_desk.ui.appearance import Appearance
from counsellor_desk.ui.background import Background
from counsellor_desk.ui.computer.hearing import Sign, Source
from counsellor_desk.ui.computer.linux_hearing import LinuxHearing
from counsellor_desk.ui.open_desk import OpenDesk
from counsellor_desk.ui.theme import Theme
from counsellor_desk.workflows.unlock import Unlocked
from tests.desks import TestDesk
from tests.ui.computer.stand_in import StandIn
from tests.ui.desk_window import settle

Told = tuple[str, dict[str, bool]]
HOLDS = [["sleep", "Counsellor Desk", "Closing the records", "delay"]]


@pytest.fixture
def hearing(computer: StandIn, qtbot: QtBot) -> Iterator[LinuxHearing]:
    listening = computer.hearing()
    listening.listen()
    qtbot.waitUntil(lambda: listening.sources == frozenset(Source))
    yield listening
    listening.stop()


@pytest.mark.parametrize(
    ("told", "sign"),
    [
        (("sleep", {"begins": True}), Sign.GOING_TO_SLEEP),
        (("lock", {}), Sign.SCREEN_LOCKED),
        (("locked", {"hint": True}), Sign.SCREEN_LOCKED),
        (("saver", {"begins": True}), Sign.SCREEN_LOCKED),
        (("active", {"here": False}), Sign.OTHER_USER),
        (("lid", {"closed": True}), Sign.LID_CLOSED),
        (("laptop_lid", {"closed": True}), Sign.LID_CLOSED),
    ],
)
def test_each_sign_is_heard(
    computer: StandIn, hearing: LinuxHearing, qtbot: QtBot, told: Told, sign: Sign
) -> None:
    with qtbot.waitSignal(hearing.heard, check_params_cb=lambda heard: heard is sign):
        computer.tell(told[0], **told[1])


@pytest.mark.parametrize(
    "told",
    [
        ("locked", {"hint": False}),
        ("saver", {"begins": False}),
        ("active", {"here": True}),
        ("lid", {"closed": False}),
    ],
)
def test_what_ends_is_no_reason(
    computer: StandIn, hearing: LinuxHearing, qtbot: QtBot, told: Told
) -> None:
    """Heard before a sign that is told after it."""
    heard = list[Sign]()
    hearing.heard.connect(heard.append)
    computer.tell(told[0], **told[1])
    computer.tell("lock")
    qtbot.waitUntil(lambda: bool(heard))
    assert heard == [Sign.SCREEN_LOCKED]


def test_that_it_has_slept_is_heard(computer: StandIn, hearing: LinuxHearing, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hearing.woke):
        computer.tell("sleep", begins=False)


def test_how_things_stand_at_the_beginning_is_no_news(computer: StandIn, qtbot: QtBot) -> None:
    """A laptop on a desk is used with its lid closed."""
    computer.tell("lid", closed=True)
    computer.tell("laptop_lid", closed=True)
    listening, heard = computer.hearing(), list[Sign]()
    listening.heard.connect(heard.append)
    listening.listen()
    qtbot.waitUntil(lambda: Source.LID in listening.sources)
    assert heard == []
    computer.tell("lid", closed=False)
    computer.tell("lock")  # by then it has asked how the lid stands now
    qtbot.waitUntil(lambda: heard == [Sign.SCREEN_LOCKED])
    computer.tell("lid", closed=True)
    qtbot.waitUntil(lambda: heard[1:] == [Sign.LID_CLOSED])
    listening.stop()


def test_sleep_waits_until_it_is_let(
    computer: StandIn, hearing: LinuxHearing, qtbot: QtBot
) -> None:
    assert computer.tell("inhibitors") == HOLDS
    hearing.let_sleep()
    qtbot.waitUntil(lambda: computer.tell("inhibitors") == [])
    hearing.let_sleep()


def test_an_answer_that_comes_too_late_holds_nothing_up(computer: StandIn, qtbot: QtBot) -> None:
    listening = computer.hearing()
    listening.listen()
    listening.let_sleep()
    qtbot.waitUntil(lambda: Source.SLEEP in listening.sources)
    qtbot.waitUntil(lambda: computer.tell("inhibitors") == [])
    listening.stop()


def test_where_nobody_answers_it_hears_of_nothing(qtbot: QtBot) -> None:
    del qtbot
    nowhere = QDBusConnection("never connected")
    listening = LinuxHearing(nowhere, nowhere)
    listening.listen()
    listening.let_sleep()
    assert listening.sources == frozenset()
    listening.stop()


@pytest.mark.parametrize("named", [None, "c99"])
def test_a_session_that_is_not_named_or_is_no_more_is_asked_for(
    computer: StandIn, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, named: str | None
) -> None:
    monkeypatch.delenv("XDG_SESSION_ID")
    if named:
        monkeypatch.setenv("XDG_SESSION_ID", named)
    listening = computer.hearing()
    listening.listen()
    qtbot.waitUntil(lambda: Source.OTHER_USER in listening.sources)
    listening.stop()


def test_what_it_listens_to_can_be_said() -> None:
    assert [source.label for source in Source] == [
        "this computer’s screen being locked",
        "this computer going to sleep",
        "its lid being closed",
        "somebody else using it",
    ]


def test_sleep_waits_until_the_store_is_closed(
    computer: StandIn, test_desk: TestDesk, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> None:
    """With a dialog open, and with the worker busy for as long as it likes."""
    background = Background(lambda _asker, error: pytest.fail(repr(error)))
    unlocked: list[Unlocked] = []
    background.ask(lambda _progress: test_desk.unlock(), unlocked.append, asker=background)
    settle(qtbot, background)
    desk = OpenDesk(
        unlocked[0],
        test_desk.clock,
        background,
        Appearance(theme, tmp_path / "s"),
        hears=lambda _window: computer.hearing(),
    )
    desk.begin()
    settle(qtbot, background)
    qtbot.waitUntil(lambda: computer.tell("inhibitors") == HOLDS)
    QDialog(desk.window).open()
    go_on = threading.Event()
    background.ask(lambda _progress: go_on.wait(), asker=desk.window)
    computer.tell("sleep", begins=True)
    qtbot.waitUntil(desk.window.isHidden)
    assert computer.tell("inhibitors") == HOLDS, "the store is still open"
    with qtbot.waitSignal(desk.ended) as ended:
        go_on.set()
    assert ended.args == [True]
    qtbot.waitUntil(lambda: computer.tell("inhibitors") == [])
    test_desk.opened.clear()
    test_desk.open()  # nothing holds it any more
    background.shutdown()
    desk.window.deleteLater()
