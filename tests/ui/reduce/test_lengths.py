"""A shorter or fuller draft by mouse and keyboard, and what is decided in a key or two."""

from __future__ import annotations

import json
from datetime import date

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from counsellor_desk.domain.fullness import Fullness
from counsellor_desk.domain.summaries import Section
from counsellor_desk.ui.reduce.length_slider import LengthSlider
from counsellor_desk.ui.reduce.risk_chips import RiskChip
from tests.drafting.notes import PUBLIC
from tests.ui.desk_window import DeskWindow
from tests.ui.reduce.reducing import (
    click,
    focused,
    key,
    opened,
    press,
    reduce_it,
    row,
    shown,
    typed,
    view,
    work,
)

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
PROSE = json.loads((PUBLIC / "pub-02.json").read_text(encoding="utf-8"))["raw"]
DOUBTFUL = """Mon 2 Mar, session 1. Slept better this week.
She is an alcoholic and wants to cut down.
I will ring the GP next Thurs.
"""


def _texts(desk_window: DeskWindow) -> list[str]:
    return [line.text for line in work(desk_window).summary.lines]


def test_another_length_by_keyboard_and_back(desk_window: DeskWindow) -> None:
    _case, note = opened(desk_window, PROSE)
    usual = _texts(desk_window)
    key(desk_window, Qt.Key.Key_End)
    typed(desk_window, " Indeed.")
    key(desk_window, Qt.Key.Key_Minus, ALT)
    assert work(desk_window).summary.fullness is Fullness.SHORTER
    assert len(_texts(desk_window)) < len(usual)
    assert _texts(desk_window)[0].endswith(" Indeed.")
    assert work(desk_window).left_out
    key(desk_window, Qt.Key.Key_Escape)
    reduce_it(desk_window, note)
    assert work(desk_window).summary.fullness is Fullness.SHORTER
    key(desk_window, Qt.Key.Key_Equal, ALT)
    assert _texts(desk_window) == [usual[0] + " Indeed.", *usual[1:]]
    key(desk_window, Qt.Key.Key_Z, CTRL)
    assert work(desk_window).summary.fullness is Fullness.SHORTER


def test_another_length_by_mouse(desk_window: DeskWindow) -> None:
    opened(desk_window, PROSE)
    slider = view(desk_window).findChildren(LengthSlider)[0]
    before = work(desk_window).summary.words()
    click(desk_window, slider, QPoint(slider.width() - 2, slider.height() // 2))
    assert work(desk_window).summary.fullness in {Fullness.FULLER, Fullness.FULLEST}
    assert work(desk_window).summary.words() > before
    assert str(work(desk_window).summary.words()) in slider.accessibleDescription()


def test_a_day_that_may_be_two_is_chosen(desk_window: DeskWindow) -> None:
    opened(desk_window, DOUBTFUL, hours_ago=3)
    (action,) = work(desk_window).summary.actions
    assert (action.due_on, action.due_or) == (date(2026, 3, 12), date(2026, 3, 5))
    press(desk_window, "Thursday 5 March")
    (action,) = work(desk_window).summary.actions
    assert (action.due_on, action.due_or) == (date(2026, 3, 5), None)
    assert "Which “" not in shown(desk_window)


def test_words_are_said_otherwise(desk_window: DeskWindow) -> None:
    opened(desk_window, DOUBTFUL)
    click(desk_window, row(desk_window, "alcoholic"))
    key(desk_window, Qt.Key.Key_Period, CTRL)
    assert isinstance(QApplication.activePopupWidget(), QMenu)
    key(desk_window, Qt.Key.Key_Return)
    assert "person who drinks" in focused(desk_window).value()  # type: ignore[attr-defined]  # a line


def test_silence_on_risk_is_asked_about_and_never_filled(desk_window: DeskWindow) -> None:
    opened(desk_window, DOUBTFUL)
    assert not work(desk_window).summary.in_section(Section.RISK)
    assert "Not recorded in these notes" in shown(desk_window)
    press(desk_window, "It was not asked")
    (line,) = work(desk_window).summary.in_section(Section.RISK)
    assert (line.spans, line.drafted) == ((), False)
    assert "Not recorded" not in shown(desk_window)


def test_a_line_is_a_view_and_a_fact_again_by_one_key(desk_window: DeskWindow) -> None:
    opened(desk_window)
    click(desk_window, row(desk_window, "Still wakes"))
    key(desk_window, Qt.Key.Key_P, CTRL | SHIFT)
    assert [x.text for x in work(desk_window).summary.in_section(Section.VIEW)] == [
        "Still wakes at four."
    ]
    key(desk_window, Qt.Key.Key_P, CTRL | SHIFT)
    assert not work(desk_window).summary.in_section(Section.VIEW)


def test_f8_and_enter_confirm_what_is_said_of_risk(desk_window: DeskWindow) -> None:
    opened(desk_window)
    key(desk_window, Qt.Key.Key_F8)
    key(desk_window, Qt.Key.Key_Space)
    key(desk_window, Qt.Key.Key_F8)
    assert isinstance(focused(desk_window), RiskChip)
    for _each in range(work(desk_window).risks_to_confirm):
        assert isinstance(focused(desk_window), RiskChip)
        key(desk_window, Qt.Key.Key_Return)
    assert work(desk_window).risks_to_confirm == 0
    assert work(desk_window).summary.confirmed
