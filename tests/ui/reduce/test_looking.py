"""What is to be looked at can be said to stay as it is, and that is kept with the draft."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from counsellor_desk.domain import reductions
from counsellor_desk.domain.summaries import Section
from counsellor_desk.ui.reduce.look_list import LookList
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.workflows import reduce
from tests.desks import NOTE
from tests.ui.desk_window import DeskWindow
from tests.ui.reduce.reducing import key, opened, press, screen, shown, view, work

CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
TO_LOOK_AT = NOTE + "She met Zbigniew at the shop. She said she definitely has PTSD.\n"


def _looks(desk_window: DeskWindow) -> LookList:
    looks = view(desk_window).draft.looks
    view(desk_window).draft.look_through()
    desk_window.settle()
    return looks


def test_each_is_let_stand_by_one_key_and_comes_back(desk_window: DeskWindow) -> None:
    _case, note = opened(desk_window, TO_LOOK_AT)
    work(desk_window).edit(
        lambda summary: reductions.line_typed(summary, Section.VIEW, "My own view.")
    )
    looks = _looks(desk_window)
    count = looks.count
    assert count >= 3
    for left in reversed(range(count)):
        key(desk_window, Qt.Key.Key_K, CTRL_SHIFT)
        assert looks.count == left
    assert "Nothing needs a second look." in shown(desk_window)
    screen(desk_window)._autosave.seal()
    desk_window.settle()
    kept = desk_window.do(lambda desk: reduce.open_reduction(desk, note)).working
    assert kept.looked_at == work(desk_window).summary.looked_at != frozenset()
    again = desk_window.child(QAbstractButton, f"Look again at {count} that stay")
    assert again.iconSize().width() > again.iconSize().height(), "air before the words"
    press(desk_window, f"Look again at {count} that stay")
    assert looks.count == count


def test_a_no_that_is_edited_away_is_looked_at(desk_window: DeskWindow) -> None:
    opened(desk_window)
    (asked,) = work(desk_window).summary.in_section(Section.RISK)
    for words, told in (
        ("Asked directly about thoughts of suicide.", "The note says “no” here."),
        ("Fine, no worries.", "The note speaks of risk here."),
    ):
        work(desk_window).edit(partial(reductions.line_edited, key=asked.key, text=words))
        _looks(desk_window)
        assert told in shown(desk_window)


def test_with_the_mouse_that_very_one_stays(desk_window: DeskWindow) -> None:
    opened(desk_window, TO_LOOK_AT)
    looks = _looks(desk_window)
    count = looks.count
    stay = [
        each
        for each in looks.findChildren(QAbstractButton)
        if each.text() == "It stays as it is" and each.isVisible()
    ]
    before = shown(desk_window).count("Zbigniew")
    name = next(b for b in stay if "Zbigniew" in _told_beside(b))
    name.click()
    desk_window.settle()
    assert looks.count == count - 1
    assert shown(desk_window).count("Zbigniew") < before
    work(desk_window).undo()
    desk_window.settle()
    looks.look()
    assert looks.count == count


def _told_beside(button: QAbstractButton) -> str:
    parent = button.parentWidget()
    assert parent is not None
    return " ".join(each.text() for each in parent.findChildren(Words))
