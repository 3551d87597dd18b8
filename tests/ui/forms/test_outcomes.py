"""What a client can decide, and what comes of each: four answers, none of them the usual one."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.consent import ConsentState
from counsellor_desk.domain.outcomes import Family, Outcome, outcomes_of
from counsellor_desk.ui.widgets.choice_cards import ChoiceCard
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.workflows import consent
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import (
    button,
    click,
    field,
    open_form,
    prepared,
    press,
    question,
    shown,
    sign,
)


def _cards(desk_window: DeskWindow) -> list[ChoiceCard]:
    return field(desk_window, "outcome").findChildren(ChoiceCard)


def test_four_answers_of_one_size_and_none_chosen(desk_window: DeskWindow) -> None:
    open_form(desk_window, desk_window.do(prepared).consent.id)
    cards = _cards(desk_window)
    assert [card.accessibleName() for card in cards] == [
        outcome.label for outcome in outcomes_of(Family.CONSENT)
    ]
    assert len({card.size().toTuple() for card in cards}) == 1
    assert not any(card.isChecked() for card in cards)


def test_going_on_without_an_answer_is_told_there(desk_window: DeskWindow) -> None:
    open_form(desk_window, desk_window.do(prepared).consent.id)
    press(desk_window, "Next")
    assert "Choose one of these answers." in field(desk_window, "outcome").error


def test_a_no_needs_no_signature_of_the_client(desk_window: DeskWindow) -> None:
    guide = desk_window.do(prepared)
    open_form(desk_window, guide.consent.id)
    press(desk_window, "No")
    press(desk_window, "Next")
    assert question(desk_window) == "Please sign"
    sign(desk_window, "Counsellor")
    press(desk_window, "Seal the form")
    found = desk_window.do(lambda desk: consent.guide(desk, guide.consent.id))
    assert found.state is ConsentState.REFUSED
    assert "The client said no, and that is on record. A no is a full answer." in shown(desk_window)


def test_a_yes_for_some_of_it(desk_window: DeskWindow) -> None:
    guide = desk_window.do(prepared)
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Yes, for some of it")
    press(desk_window, "Next")
    assert "Tick at least one record." in field(desk_window, "agreed").error
    first = field(desk_window, "agreed").findChildren(Tick)[0]
    click(desk_window, first)
    press(desk_window, "Next")
    sign(desk_window, "Client", "Kayleigh Stott")
    sign(desk_window, "Counsellor")
    press(desk_window, "Seal the form")
    found = desk_window.do(lambda desk: consent.guide(desk, guide.consent.id))
    assert found.state is ConsentState.IN_FORCE
    assert found.consent.records == (guide.records[0].id,)


def test_not_decided_is_kept_without_any_signature(desk_window: DeskWindow) -> None:
    desk_window.go("forms")
    guide = desk_window.do(prepared)
    open_form(desk_window, guide.consent.id)
    press(desk_window, "I have not decided yet")
    press(desk_window, "Next")
    assert question(desk_window) == "That is fine"
    press(desk_window, "Stop here")
    assert "1 form in hand · 0 forms in force" in shown(desk_window)
    found = desk_window.do(lambda desk: consent.guide(desk, guide.consent.id))
    assert found.consent.answers["outcome"] == Outcome.NOT_DECIDED.value
    assert not found.consent.signatures


def test_a_client_takes_an_undecided_form_back(desk_window: DeskWindow) -> None:
    desk_window.go("forms")
    guide = desk_window.do(lambda desk: prepared(desk, outcome="not_decided"))
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Next")
    press(desk_window, "The client takes the form back")
    press(desk_window, "Withdraw it")
    assert "How the client withdrew is missing." in field(desk_window, "withdrawal").error
    field(desk_window, "withdrawal").entry.setProperty("text", "by telephone, today")
    press(desk_window, "Withdraw it")
    found = desk_window.do(lambda desk: consent.guide(desk, guide.consent.id))
    assert found.state is ConsentState.WITHDRAWN


def test_an_interpreter_signs_too(desk_window: DeskWindow) -> None:
    guide = desk_window.do(lambda desk: prepared(desk, outcome="given", language="interpreter"))
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Next")
    sign(desk_window, "Client", "Kayleigh Stott")
    sign(desk_window, "Counsellor")
    with pytest.raises(AssertionError):
        button(desk_window, "Seal the form")
    sign(desk_window, "Interpreter", "R. Okafor")
    press(desk_window, "Seal the form")
    assert question(desk_window) == "Would you like a copy?"


def test_what_is_missing_is_named_with_the_way_there(desk_window: DeskWindow) -> None:
    guide = desk_window.do(lambda desk: prepared(desk, outcome="given", who_understood=""))
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Next")
    assert question(desk_window) == "Nearly there"
    press(desk_window, "Go there")
    assert question(desk_window) == "Who will see it?"
    press(desk_window, "I know who will see it")
    found = desk_window.do(lambda desk: consent.guide(desk, guide.consent.id))
    assert not found.consent.answers["who_understood"]  # kept at the next pause, or on going on
    press(desk_window, "Next")
    found = desk_window.do(lambda desk: consent.guide(desk, guide.consent.id))
    assert found.consent.answers["who_understood"] == "yes"
