"""What was typed and not finished outlives the program, and goes when it is finished."""

from __future__ import annotations

from counsellor_desk.workflows import unfinished
from tests.desks import TestDesk


def test_it_is_there_after_the_next_opening_until_it_is_forgotten(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    typed = {"concern": "Schläft schlecht “seit” August", "clients": [{"name": "Zoë"}], "own": True}
    unfinished.keep(desk, "referral", {"concern": "before"})
    unfinished.keep(desk, "referral", typed)
    test_desk.close()
    desk = test_desk.open()
    assert unfinished.kept(desk, "referral") == typed
    assert unfinished.kept(desk, "amendment") == {}
    unfinished.forget(desk, "referral")
    assert unfinished.kept(desk, "referral") == {}
    unfinished.forget(desk, "referral")
