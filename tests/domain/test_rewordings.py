"""A line about risk that was edited is held beside what was drafted."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.rewordings import loses_all, loses_no

ASKED = "Asked about thoughts of suicide: none, no plan."


@pytest.mark.parametrize("now", ["Asked about thoughts of suicide.", "Thoughts of suicide", ""])
def test_a_no_that_is_gone_is_seen(now: str) -> None:
    assert loses_no(ASKED, now)


@pytest.mark.parametrize("now", ["Denied suicidal thoughts.", "Hasn’t thought of suicide.", ASKED])
def test_a_no_in_other_words_is_one(now: str) -> None:
    assert not loses_no(ASKED, now)
    assert not loses_no("Thoughts of suicide on Monday.", now)


def test_that_nothing_is_left_is_seen() -> None:
    assert loses_all(ASKED, "Not an issue.")
    assert not loses_all(ASKED, "No suicide risk.")
    assert not loses_all("No SI.", "None.")
