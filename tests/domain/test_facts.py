"""Facts that change: dated, sourced, called old in time, and never said to be sure when not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from counsellor_desk.domain import facts
from counsellor_desk.domain.facts import FactsFault
from counsellor_desk.domain.profile import Jurisdiction


def _table(key: str = "month", **changes: Any) -> dict[str, Any]:
    return {
        "key": key,
        "text": "One month.",
        "source": "The regulator",
        "jurisdictions": [],
        "checked_on": date(2026, 2, 17),
        "verified": True,
        **changes,
    }


def _one(**changes: Any) -> facts.Fact:
    return facts.facts([{"facts": [_table(**changes)]}])["month"]


@pytest.mark.parametrize(
    ("today", "old"),
    [
        (date(2026, 2, 17), False),
        (date(2027, 2, 17), False),
        (date(2027, 2, 18), True),
        (date(2027, 3, 1), True),
        (date(2026, 1, 1), False),
    ],
)
def test_a_fact_is_old_after_twelve_months(today: date, *, old: bool) -> None:
    assert _one().is_old(today) is old


def test_a_leap_day_is_old_on_the_first_of_march() -> None:
    leap = _one(checked_on=date(2028, 2, 29))
    assert not leap.is_old(date(2029, 2, 28))
    assert leap.is_old(date(2029, 3, 1))


def test_its_standing_says_when_it_was_checked() -> None:
    assert _one().standing(date(2026, 3, 1)) == "Checked on 17 February 2026."


def test_its_standing_says_that_it_is_old_and_not_verified() -> None:
    told = _one(verified=False).standing(date(2028, 1, 1))
    assert "more than a year ago" in told
    assert told.endswith("Not verified. Please ask your organisation.")


def test_only_what_holds_there_is_shown_in_the_order_asked_for() -> None:
    known = facts.facts(
        [{"facts": [_table("all"), _table("scots", jurisdictions=["scotland"]), _table("more")]}]
    )
    keys = ("more", "scots", "all")
    in_scotland = facts.shown(known, keys, Jurisdiction.SCOTLAND)
    elsewhere = facts.shown(known, keys, Jurisdiction.NORTHERN_IRELAND)
    assert [fact.key for fact in in_scotland] == ["more", "scots", "all"]
    assert [fact.key for fact in elsewhere] == ["more", "all"]
    assert facts.shown(known, keys) == in_scotland


def test_the_organisations_own_replaces_what_is_shipped() -> None:
    own = _table(text="28 days with us.")
    assert facts.facts([{"facts": [_table()]}, {"facts": [own]}])["month"].text == own["text"]


def test_a_fact_that_is_not_there_is_a_fault() -> None:
    with pytest.raises(KeyError):
        facts.shown(facts.facts([]), ("month",))


@pytest.mark.parametrize(
    "wrong",
    [
        {"checked_on": "2026-02-17"},
        {"verified": "yes"},
        {"jurisdictions": ["wales"]},
        {"colour": "blue"},
    ],
    ids=["a day as text", "verified as text", "an unknown place", "an unknown key"],
)
def test_what_is_no_fact_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(FactsFault, match="month"):
        _one(**wrong)


def test_a_key_stands_once_in_a_table() -> None:
    with pytest.raises(FactsFault, match="twice"):
        facts.facts([{"subject": "Time", "facts": [_table(), _table()]}])
