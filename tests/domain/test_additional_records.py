"""Rules of additional records: five purposes, what each asks, and when one is complete (4.7)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from counsellor_desk.domain import purposes
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.kinds import RULES, Export, Keep, RecordKind, combined
from counsellor_desk.domain.purposes import TEMPLATES, Heading, Purpose
from counsellor_desk.domain.records import (
    PART_LENGTH,
    AboutDayInFuture,
    AboutDayMissing,
    ActionOpen,
    Agreement,
    AgreementMissing,
    OthersNotChosen,
    OthersNotNamed,
    PurposeMissing,
    TextMissing,
    TextTooLong,
    WorkingRecord,
    ensure_ready,
)
from counsellor_desk.domain.reductions import WorkingAction
from counsellor_desk.domain.summaries import AuthorMissing, OthersInvolved, Owner, OwnerKind
from counsellor_desk.errors import InputError

TODAY = date(2026, 3, 2)
FORM = Agreement(consent=ConsentId("c"))
OTHER = Agreement(consent=ConsentId("of another case"))
COMPLETE = WorkingRecord(
    purposes=(Purpose.DECISION,),
    about_on=TODAY,
    others=OthersInvolved.NO_ONE_ELSE,
    parts={
        Heading.SITUATION: "The client rang.",
        Heading.DECISION: "We meet earlier.",
        Heading.REASONS: "The client asked.",
    },
)


def _complete(purpose: Purpose) -> WorkingRecord:
    asked = TEMPLATES[purpose].headings
    return replace(
        COMPLETE,
        purposes=(purpose,),
        parts=dict.fromkeys(asked, "Words."),
        agreement=FORM,
    )


def _ensure(working: WorkingRecord, author: str = "Ada Reyes") -> None:
    ensure_ready(working, author=author, today=TODAY, agreements=[FORM])


@pytest.mark.parametrize("purpose", Purpose, ids=lambda purpose: purpose.value)
def test_each_purpose_is_a_kind_with_a_rule_a_template_and_needed_headings(
    purpose: Purpose,
) -> None:
    assert purpose.kind in RULES
    assert TEMPLATES[purpose].needed <= set(TEMPLATES[purpose].headings)
    assert purposes.headings([purpose])[-1] is Heading.VIEW
    _ensure(_complete(purpose))
    for heading in TEMPLATES[purpose].needed:
        working = _complete(purpose)
        with pytest.raises(TextMissing) as refused:
            _ensure(replace(working, parts={**working.parts, heading: " \n"}))
        assert refused.value.facts["key"] == heading.value


def test_exactly_the_two_agreements_rest_on_something() -> None:
    assert {each for each in Purpose if purposes.needs_link([each])} == {
        Purpose.AGREEMENT,
        Purpose.REFERRAL,
    }


@pytest.mark.parametrize("purpose", [Purpose.AGREEMENT, Purpose.REFERRAL], ids=lambda p: p.value)
def test_an_agreement_without_its_form_cannot_be_accepted(purpose: Purpose) -> None:
    for agreement in (Agreement(), OTHER):
        with pytest.raises(AgreementMissing):
            _ensure(replace(_complete(purpose), agreement=agreement))


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"purposes": ()}, PurposeMissing),
        ({"about_on": None}, AboutDayMissing),
        ({"about_on": TODAY + timedelta(days=1)}, AboutDayInFuture),
        ({"others": OthersInvolved.NOT_SAID}, OthersNotChosen),
        ({"others": OthersInvolved.OTHERS, "others_named": " "}, OthersNotNamed),
        ({"parts": {}}, TextMissing),
        ({"parts": {**COMPLETE.parts, Heading.OPTIONS: "x" * (PART_LENGTH + 1)}}, TextTooLong),
        ({"actions": (WorkingAction(key=1, owner=None, what="ring"),)}, ActionOpen),
        (
            {"actions": (WorkingAction(key=1, owner=Owner(OwnerKind.BOTH), what=" "),)},
            ActionOpen,
        ),
    ],
    ids=[
        "purpose",
        "day",
        "future",
        "others",
        "others named",
        "parts",
        "too long",
        "owner",
        "what",
    ],
)
def test_what_is_missing_is_told(changes: dict[str, Any], error: type[InputError]) -> None:
    _ensure(COMPLETE)
    with pytest.raises(error):
        _ensure(replace(COMPLETE, **changes))


@pytest.mark.parametrize("author", ["", "  \n"], ids=["empty", "blank"])
def test_a_record_names_its_author(author: str) -> None:
    with pytest.raises(AuthorMissing):
        _ensure(COMPLETE, author)


def test_only_what_the_purposes_ask_is_accepted() -> None:
    working = replace(
        COMPLETE,
        purposes=(Purpose.SUPERVISION,),
        parts={Heading.QUESTION: " How to go on? \r\n", Heading.REASONS: "Not asked."},
        actions=(WorkingAction(key=1, owner=None, what="x"),),
    )
    _ensure(working)
    assert working.kept_parts() == {Heading.QUESTION: "How to go on?"}
    assert working.kept_actions() == ()
    assert working.words() == 4
    assert not working.is_blank()
    assert WorkingRecord(about_on=TODAY).is_blank()


def test_several_purposes_ask_what_each_asks_and_let_out_no_more_than_each() -> None:
    both = (Purpose.DECISION, Purpose.SUPERVISION)
    assert set(purposes.headings(both)) == {
        *TEMPLATES[Purpose.DECISION].headings,
        *TEMPLATES[Purpose.SUPERVISION].headings,
        Heading.VIEW,
    }
    assert Export.CONSENTED_DISCLOSURE in purposes.rule([Purpose.DECISION]).exports
    assert Export.CONSENTED_DISCLOSURE not in purposes.rule(both).exports
    assert Export.SUPERVISION_PACK in purposes.rule(both).exports
    assert purposes.told(both) == "For supervision, decision and reasons"
    assert purposes.in_order(both) == (Purpose.SUPERVISION, Purpose.DECISION)


def test_of_several_kinds_the_longest_time_counts_and_the_fewest_eyes() -> None:
    rule = combined([RecordKind.CONSENT, RecordKind.IDENTITY_CARD, RecordKind.SUMMARY])
    assert rule.keep is Keep.SEVEN_YEARS
    assert [who.value for who in rule.audience] == ["counsellor"]
    assert rule.exports == {Export.HAND_BACK, Export.ACCESS_PACK}
    with pytest.raises(ValueError, match="kinds"):
        combined([])


def test_what_no_purpose_asks_is_named_before_it_is_given_up() -> None:
    action = WorkingAction(key=1, owner=None, what="ring")
    parts = {Heading.WORKED_ON: "Sleep.", Heading.AHEAD: " ", Heading.QUESTION: "Why?"}
    working = WorkingRecord(purposes=(Purpose.SUPERVISION,), parts=parts, actions=(action,))
    assert working.not_asked() == (Heading.WORKED_ON,)
    assert working.kept_actions() == ()
    both = replace(working, purposes=(Purpose.PROGRESS, Purpose.SUPERVISION))
    assert both.not_asked() == ()
