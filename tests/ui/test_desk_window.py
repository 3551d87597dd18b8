"""The window that tests stand on is a real one."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import HoldId
from counsellor_desk.ui.screen import Screen
from counsellor_desk.workflows import cases, holds
from counsellor_desk.workflows.desk import Desk
from tests.desks import add_case
from tests.ui.desk_window import DeskWindow


class _Count(Screen):
    kinds = frozenset({Changed.CASES})
    counted = -1

    def __init__(self, desk_window: DeskWindow) -> None:
        super().__init__(desk_window.parts.background, desk_window.parts.messages)
        self._desk = desk_window.desk

    def arrive(self) -> None:
        self.ask(lambda _progress: cases.everything(self._desk), self._show)

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self.arrive()

    def _show(self, found: tuple[object, ...]) -> None:
        self.counted = len(found)


def test_a_screen_shows_what_stands_in_the_store(desk_window: DeskWindow) -> None:
    desk_window.do(add_case)
    screen = _Count(desk_window)
    desk_window.show(screen)
    assert screen.counted == 1


def test_what_was_asked_inside_an_answer_is_waited_for(desk_window: DeskWindow) -> None:
    screen = _Count(desk_window)
    desk_window.show(screen)
    screen.ask(lambda _progress: add_case(desk_window.desk), changes=frozenset({Changed.CASES}))
    desk_window.settle()
    assert screen.counted == 1


def test_an_error_of_an_act_comes_back(desk_window: DeskWindow) -> None:
    def refused(desk: Desk) -> None:
        holds.lift(desk, HoldId("none"), "")

    with pytest.raises(KeyError):
        desk_window.do(refused)
