"""The room where notes are reduced, in every look."""

from __future__ import annotations

import tomllib

import pytest

from counsellor_desk.ui.theme import Theme
from tests.desks import add_case, add_note
from tests.measure.corpus import FOLDER
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import in_every_look
from tests.ui.reduce.reducing import view
from tests.ui.story import a_day, put_on_hold


def _long_note() -> str:
    """Some 900 words with much detail, told of the client of the case, as of the day before."""
    path = FOLDER / "tuning" / "F01-emdr-suds.toml"
    written: str = tomllib.loads(path.read_text(encoding="utf-8"))["raw"]
    told = written.replace("28 January 2026, Wednesday", "1 March 2026, Sunday")
    return told.replace("Yolanda", "Kayleigh")


def test_no_note_waits(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.go("reduce")
    assert in_every_look(desk_window, theme, "reduce-none") == []


def test_the_notes_that_wait(desk_window: DeskWindow, theme: Theme) -> None:
    day = desk_window.do(a_day)
    desk_window.do(lambda desk: add_note(desk, day.held, hours_ago=90))
    desk_window.go("reduce")
    assert in_every_look(desk_window, theme, "reduce-queue") == []


@pytest.mark.thorough
def test_a_note_beside_its_summary(desk_window: DeskWindow, theme: Theme) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case, hours_ago=5))
    desk_window.go("reduce")
    desk_window.parts.doors.reduce(note)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "reduce") == []
    panes = view(desk_window).panes
    assert panes.visibleRegion().boundingRect().height() == panes.height(), "at once, at 200 %"


@pytest.mark.thorough
def test_a_short_note_on_hold(desk_window: DeskWindow, theme: Theme) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case, "Rang to move the session."))
    desk_window.do(lambda desk: put_on_hold(desk, case))
    desk_window.parts.doors.reduce(note)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "reduce-short") == []


@pytest.mark.thorough
def test_a_long_note(desk_window: DeskWindow, theme: Theme) -> None:
    case = desk_window.do(add_case)
    note = desk_window.do(lambda desk: add_note(desk, case, _long_note(), hours_ago=26))
    desk_window.go("reduce")
    desk_window.parts.doors.reduce(note)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "reduce-long") == []


def test_a_receipt(desk_window: DeskWindow, theme: Theme) -> None:
    day = desk_window.do(a_day)
    desk_window.parts.doors.open_receipt(day.tombstone.note)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "reduce-receipt") == []
