"""What a Mac tells: notifications by name, changes of power by kind and number."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from counsellor_desk.ui.computer.hearing import Sign, Source
from counsellor_desk.ui.computer.mac_hearing import (
    HAS_WOKEN,
    MAY_SLEEP,
    NOTICES,
    WILL_SLEEP,
    MacHearing,
    Notice,
    Power,
)


class StandIn:
    """A Mac, as far as it is asked."""

    def __init__(self) -> None:
        self.allowed: list[int] = []
        self.notice: Notice = print
        self.power: Power = print

    def tell(self, notice: Notice, power: Power) -> frozenset[Source]:
        """Promises all of it."""
        self.notice, self.power = notice, power
        return frozenset(Source)

    def allow(self, number: int) -> None:
        """That change may go on."""
        self.allowed.append(number)


class Told:
    """A hearing, what it said, and the Mac that it listens to."""

    def __init__(self) -> None:
        self.mac, self.said = StandIn(), list[object]()
        self.hearing = MacHearing(self.mac)
        self.hearing.heard.connect(self.said.append)
        self.hearing.woke.connect(lambda: self.said.append("woke"))
        self.hearing.listen()


@pytest.fixture
def told(qtbot: QtBot) -> Told:
    del qtbot
    return Told()


def test_a_locked_screen_is_heard(told: Told) -> None:
    for name in (*NOTICES, "com.apple.screenIsUnlocked"):
        told.mac.notice(name)
    assert told.said == [Sign.SCREEN_LOCKED] * len(NOTICES)


def test_sleep_waits_until_it_is_let(told: Told) -> None:
    told.mac.power(WILL_SLEEP, 7)
    assert told.said == [Sign.GOING_TO_SLEEP]
    assert told.mac.allowed == []
    told.hearing.let_sleep()
    told.hearing.let_sleep()
    assert told.mac.allowed == [7]
    told.mac.power(WILL_SLEEP, 8)
    assert told.mac.allowed == [7, 8], "the store is closed: nothing waits for it"


def test_whether_it_may_sleep_is_never_refused(told: Told) -> None:
    told.mac.power(MAY_SLEEP, 7)
    assert (told.said, told.mac.allowed) == ([], [7])


def test_that_it_has_slept_is_heard(told: Told) -> None:
    told.mac.power(HAS_WOKEN, 0)
    assert told.said == ["woke"]


def test_elsewhere_it_hears_of_nothing(qtbot: QtBot) -> None:
    del qtbot
    hearing = MacHearing()
    hearing.listen()
    hearing.let_sleep()
    assert hearing.sources == frozenset()
    hearing.stop()
