"""Notes that no keyboard in an office types: other scripts, broken characters, a megabyte."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from counsellor_desk.ui.reduce.places import Places
from counsellor_desk.workflows import receipts, reduce
from tests.desks import NOTE
from tests.ui.desk_window import DeskWindow
from tests.ui.reduce.reducing import (
    click,
    key,
    number_typed,
    opened,
    press,
    row,
    say_who,
    shown,
    typed,
    view,
    work,
)

HEBREW = "נפגשנו היום. הוא ישן טוב יותר השבוע. אין מחשבות על אובדנות.\n"
ODD = (
    HEBREW,
    NOTE + HEBREW,
    "Slept better 😀 this week 😀😀. Went back to choir.\n",
    "Slept badly \ud800 since Friday. Tried paced breathing \udfff together.\n",
    "\u202eSlept badly\u202c since Friday.\n\x00Tried breathing together.\n",
    "<b>Slept</b> badly & since <img src=x> Friday.\n",
    "n",
    "\n\n \n",
)
MEGABYTE = (NOTE * 3_000)[:1_000_000]


@pytest.mark.parametrize("text", ODD, ids=range(len(ODD)))
def test_it_is_shown_and_reduced(desk_window: DeskWindow, text: str) -> None:
    case, note = opened(desk_window, text)
    source, reduction = view(desk_window).note.text, work(desk_window).reduction
    assert source.toPlainText() == reduction.text, "what is pointed to is what is shown"
    for left in work(desk_window).left_out:
        for span in left.item.spans:
            source.go_to(span.start)
            assert source.offset == span.start
    say_who(desk_window)
    if not work(desk_window).summary.words():
        press(desk_window, "Add a line to: What was said and observed")
        typed(desk_window, "Nothing else.")
    press(desk_window, "Accept and destroy the note…")
    number_typed(desk_window, case.number)
    press(desk_window, "Accept and destroy")
    assert "The note is destroyed" in shown(desk_window)
    assert desk_window.do(lambda desk: receipts.page(desk, note)).tombstone.erased_at is not None


def test_passages_beside_emoji_are_lit_where_they_are(desk_window: DeskWindow) -> None:
    text = "Chat about 😀 trams 😀. Slept better 😀 this week. Went back to choir.\n"
    opened(desk_window, text)
    click(desk_window, row(desk_window, "choir"))
    (mark,) = [
        each.cursor.selectedText()
        for each in view(desk_window).note.text.extraSelections()
        if each.format.fontUnderline()
    ]
    assert mark == "Went back to choir."
    assert Places(text).shown(text.index("Went")) == text.index("Went") + 3


@pytest.mark.thorough
def test_a_megabyte(desk_window: DeskWindow) -> None:
    case, note = opened(desk_window, MEGABYTE)
    source = view(desk_window).note.text
    assert source.value() == work(desk_window).reduction.text
    key(desk_window, Qt.Key.Key_End)
    typed(desk_window, " Indeed.")
    assert work(desk_window).summary.lines[0].text.endswith("Indeed.")
    last = work(desk_window).left_out[-1]
    source.go_to(last.item.spans[0].start)
    assert source.offset == last.item.spans[0].start
    work(desk_window).restore(last)
    say_who(desk_window)
    key(desk_window, Qt.Key.Key_Escape)
    kept = desk_window.do(lambda desk: reduce.open_reduction(desk, note)).working
    assert any(line.text.endswith("Indeed.") for line in kept.lines)
    assert desk_window.do(reduce.queue)[0].case_number == case.number


@pytest.mark.thorough
def test_while_a_long_note_is_read_the_window_says_so(desk_window: DeskWindow) -> None:
    desk_window.go("reduce")
    case, note = opened(desk_window, MEGABYTE[:300_000])
    desk_window.window.go_back()
    desk_window.settle()
    desk_window.parts.doors.reduce(note)
    desk_window.qtbot.waitUntil(lambda: "Reading the note…" in shown(desk_window))
    desk_window.window.go_back()
    desk_window.settle()
    assert case.number in shown(desk_window), "and it is not in anybody's way"
