"""An organisation's own facts: in the place of shipped ones, and its own numbers before all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

import pytest

from counsellor_desk.domain import facts, own_facts
from counsellor_desk.domain.facts import Fact
from counsellor_desk.domain.own_facts import OwnFact
from counsellor_desk.domain.profile import Jurisdiction
from counsellor_desk.errors import InputError

DAY = date(2026, 2, 17)
LINE = Fact(
    key="line",
    text="Call 1.",
    source="Them",
    jurisdictions=frozenset(),
    checked_on=DAY,
    verified=True,
    subject="Help",
)
LAW = replace(LINE, key="law", text="One month.", subject="Law", verified=False)
SHIPPED = MappingProxyType({"line": LINE, "law": LAW})
OURS = replace(LINE, key="added_1", text="Our line: 2.", added=True)


def test_own_words_stand_in_the_place_of_the_shipped_ones() -> None:
    own = OwnFact(fact=replace(LAW, text="28 days."), over=LAW.text)
    merged = own_facts.merged(SHIPPED, [own])
    assert merged["law"].text == "28 days."
    assert merged["line"] == LINE
    (line,) = [each for each in own_facts.lines(SHIPPED, [own]) if each.reworded]
    assert not line.shipped_changed
    changed = MappingProxyType({**SHIPPED, "law": replace(LAW, text="Two months.")})
    (line,) = [each for each in own_facts.lines(changed, [own]) if each.reworded]
    assert (line.fact.text, line.shipped_changed) == ("28 days.", True)


def test_own_numbers_come_first_where_their_subject_is_shown() -> None:
    scots = replace(OURS, key="added_2", jurisdictions=frozenset({Jurisdiction.SCOTLAND}))
    merged = own_facts.merged(SHIPPED, [OwnFact(fact=OURS), OwnFact(fact=scots)])
    elsewhere = facts.shown(merged, ["line"], Jurisdiction.ENGLAND_AND_WALES)
    assert [fact.key for fact in elsewhere] == ["added_1", "line"]
    assert [fact.key for fact in facts.shown(merged, ["line"])] == ["added_1", "added_2", "line"]
    assert [fact.key for fact in facts.shown(merged, ["law"])] == ["law"]


def test_a_mere_check_holds_for_the_words_that_were_checked() -> None:
    own = OwnFact(fact=replace(LAW, checked_on=DAY + timedelta(days=9)), over=LAW.text)
    assert own_facts.merged(SHIPPED, [own])["law"].checked_on == DAY + timedelta(days=9)
    newer = replace(LAW, text="Two months.", checked_on=DAY + timedelta(days=1))
    merged = own_facts.merged(MappingProxyType({"law": newer}), [own])
    assert merged["law"] == newer


def test_a_fact_that_is_shipped_no_more_is_gone() -> None:
    own = OwnFact(fact=replace(LAW, text="28 days."), over=LAW.text)
    assert dict(own_facts.merged(MappingProxyType({"line": LINE}), [own])) == {"line": LINE}


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"text": " "}, own_facts.FactTextMissing),
        ({"text": "x" * 601}, own_facts.FactTooLong),
        ({"source": "\n"}, own_facts.FactSourceMissing),
        ({"source": "x" * 201}, own_facts.FactSourceTooLong),
        ({"checked_on": DAY + timedelta(days=1)}, own_facts.CheckedInFuture),
    ],
    ids=["no text", "long", "no source", "long source", "ahead"],
)
def test_what_nobody_could_check_is_refused(
    change: dict[str, Any], refused: type[InputError]
) -> None:
    with pytest.raises(refused):
        own_facts.checked(replace(LINE, **change), DAY)
    assert own_facts.checked(replace(LINE, text=" Call\n1. "), DAY) == LINE


def test_numbers_of_ones_own_have_an_end() -> None:
    own = [OwnFact(fact=replace(OURS, key=f"added_{n}")) for n in range(1, 31)]
    assert own_facts.next_key(own[:3]) == "added_4"
    assert own_facts.next_key([]) == "added_1"
    with pytest.raises(own_facts.TooManyFacts):
        own_facts.next_key(own)


def test_a_fact_is_the_same_after_it_was_kept() -> None:
    for fact in (LINE, LAW, OURS):
        assert own_facts.from_table(own_facts.as_table(fact)) == fact
