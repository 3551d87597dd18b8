"""Going from screen to screen, and what is told to screens that do not stand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import ClassVar

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui.background import Background
from counsellor_desk.ui.frame.rooms import Room, Rooms
from counsellor_desk.ui.messages import Messages
from counsellor_desk.ui.screen import Screen

NOTES, CASES = frozenset({Changed.NOTES}), frozenset({Changed.CASES})


class Plain(Screen):
    """A screen that writes down what happens to it."""

    kinds: ClassVar[frozenset[Changed]] = NOTES

    def __init__(self, name: str, diary: list[str], parts: tuple[Background, Messages]) -> None:
        super().__init__(*parts)
        self.name, self.diary, self.lets_go = name, diary, True

    def arrive(self) -> None:
        self.diary.append(f"{self.name} arrives")

    def refresh(self, kinds: frozenset[Changed]) -> None:
        self.diary.append(f"{self.name} refreshes {sorted(kind.name for kind in kinds)}")

    def leave(self) -> bool:
        self.diary.append(f"{self.name} leaves" if self.lets_go else f"{self.name} stays")
        return self.lets_go


class Place:
    """Rooms with two plain screens in them."""

    def __init__(self, rooms: Rooms, background: Background) -> None:
        self.rooms, self.diary, self.made = rooms, list[str](), dict[str, Plain]()
        self.parts = (background, Messages(rooms))
        for key in ("today", "cases"):
            room = Room(key=key, words=key, icon="sun", make=partial(self.make, key))
            rooms.add(room)

    def make(self, name: str) -> Plain:
        self.made[name] = Plain(name, self.diary, self.parts)
        return self.made[name]


@pytest.fixture
def place(qtbot: QtBot) -> Iterator[Place]:
    rooms = Rooms()
    qtbot.addWidget(rooms)
    rooms.show()
    background = Background(lambda _asker, _error: None)
    yield Place(rooms, background)
    background.shutdown()


def test_screens_are_made_when_they_are_gone_to_and_kept(place: Place) -> None:
    assert place.made == {}
    for key in ("today", "cases", "today"):
        assert place.rooms.go(key)
    assert place.diary == [
        "today arrives",
        "today leaves",
        "cases arrives",
        "cases leaves",
        "today arrives",
    ]
    assert (place.rooms.room, place.rooms.standing) == ("today", place.made["today"])


def test_a_screen_above_is_let_go_when_it_is_left(place: Place, qtbot: QtBot) -> None:
    place.rooms.go("cases")
    page = place.make("page")
    assert place.rooms.show_screen(page)
    assert place.rooms.standing is page
    assert place.rooms.go_back()
    assert place.rooms.standing is place.made["cases"]
    qtbot.waitUntil(lambda: not isValid(page))
    assert not place.rooms.go_back()


def test_screens_above_are_let_go_with_their_room(place: Place, qtbot: QtBot) -> None:
    place.rooms.go("cases")
    pages = [place.make("page"), place.make("deeper")]
    for page in pages:
        place.rooms.show_screen(page)
    place.rooms.go("today")
    assert place.rooms.room == "today"
    qtbot.waitUntil(lambda: not any(map(isValid, pages)))


def test_who_will_not_be_left_stays(place: Place, qtbot: QtBot) -> None:
    place.rooms.go("today")
    place.made["today"].lets_go = False
    other = place.make("other")
    assert not place.rooms.go("cases")
    assert not place.rooms.show_screen(other)
    assert not place.rooms.go_back()
    assert place.rooms.standing is place.made["today"]
    qtbot.waitUntil(lambda: not isValid(other))


def test_changes_reach_who_stands_at_once_and_others_when_they_are_come_to(place: Place) -> None:
    place.rooms.go("today")
    place.rooms.go("cases")
    place.diary.clear()
    place.rooms.refresh(NOTES | CASES)
    place.rooms.refresh(CASES)
    assert place.diary == ["cases refreshes ['NOTES']"]
    place.rooms.go("today")
    assert place.diary[1:] == ["cases leaves", "today refreshes ['NOTES']", "today arrives"]
    place.diary.clear()
    place.rooms.go("cases")
    assert "cases refreshes ['NOTES']" not in place.diary
    QApplication.processEvents()
