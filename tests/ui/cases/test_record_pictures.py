"""A summary and a sealed document in their states, in every look."""

from __future__ import annotations

import pytest

from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.workflows import papers, summaries
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import in_every_look
from tests.ui.story import a_day


@pytest.mark.thorough
def test_a_summary(desk_window: DeskWindow, theme: Theme) -> None:
    day = desk_window.do(a_day)
    desk_window.parts.doors.open_summary(day.summary.id)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "summary") == []


@pytest.mark.thorough
def test_a_summary_that_is_amended_and_sealed(desk_window: DeskWindow, theme: Theme) -> None:
    day = desk_window.do(a_day)
    which = day.summary.id
    text = "The choir meets on Wednesdays, not on Tuesdays.\nThe client said so by telephone."
    desk_window.do(lambda desk: summaries.amend(desk, which, text))
    desk_window.do(lambda desk: summaries.set_done(desk, day.summary.actions[0].id, done=True))
    desk_window.do(lambda desk: papers.of_summary(desk, which))
    desk_window.parts.doors.open_summary(which)
    desk_window.settle()
    desk_window.child(Button, "Add an amendment").click()
    assert in_every_look(desk_window, theme, "summary-amended") == []


def test_a_sealed_document(desk_window: DeskWindow, theme: Theme) -> None:
    day = desk_window.do(a_day)
    sealed = desk_window.do(lambda desk: papers.of_summary(desk, day.summary.id))
    desk_window.parts.doors.open_document(sealed.id)
    desk_window.settle()
    assert in_every_look(desk_window, theme, "document") == []
