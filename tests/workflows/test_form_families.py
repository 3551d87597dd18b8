"""Consents, agreements and records through the workflows, over a real store, to what they open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.consent import (
    ConsentState,
    ConsentStepNotPossible,
)
from counsellor_desk.domain.identity_cards import AgeBand
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.domain.permissions import text_hash
from counsellor_desk.domain.validity import StillTimeToThink
from counsellor_desk.workflows import (
    allowed,
    client_forms,
    consent,
    consent_register,
    disclosure,
    exit_door,
    forms_due,
    intake,
    withdrawals,
)
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.desk import Desk
from tests import answered_forms, filled_forms
from tests.answered_forms import FORMS, TEXT
from tests.desks import TestDesk, add_case, add_note
from tests.documents.reading import squeezed, text_of
from tests.walked_forms import answered, closed, sealed


def _paper(desk: Desk, guide: Guide) -> str:
    assert guide.consent.document is not None
    return text_of(exit_door.look(desk, guide.consent.document))


def test_a_referral_allows_what_was_agreed_and_nothing_else(desk: Desk) -> None:
    case = add_case(desk)
    client = case.clients[0].id
    guide = sealed(desk, case, "F3", Outcome.IN_PART)
    what = guide.consent.answers["what"]
    assert isinstance(what, tuple)
    first, second = what
    agency = "Words for who., Words for organisation."
    assert guide.consent.items == (first,)
    assert allowed.to_refer(desk, client, items=[first], agency=agency).granted
    more = allowed.to_refer(desk, client, items=[first, second], agency=agency)
    assert more.why_not == "The consent in force covers less than this."
    elsewhere = allowed.to_refer(desk, client, items=[first], agency="Somebody else")
    assert elsewhere.why_not == "The consent in force names somebody else."
    assert not allowed.to_contact(desk, client, items=[first], person=agency).granted
    assert not allowed.to_disclose(desk, client, records=(), recipient=agency).granted
    assert not allowed.to_record(desk, client, items=()).granted


def test_a_consent_to_share_answers_for_the_client_alone(desk: Desk) -> None:
    guide, _document = filled_forms.sealed(desk)
    client, records = guide.consent.client, guide.consent.records
    to = guide.consent.recipient
    assert allowed.to_disclose(desk, client, records=records, recipient=to.upper()).granted
    other = add_case(desk, "Somebody Else").clients[0].id
    refused = allowed.to_disclose(desk, other, records=records, recipient=to)
    assert refused.why_not == "There is no consent for this."


def test_a_form_in_hand_and_a_no_allow_nothing_and_say_so(desk: Desk) -> None:
    case = add_case(desk)
    client = case.clients[0].id
    guide = answered(desk, case, "F6")
    asked = allowed.to_contact(desk, client, items=(), person="Words for who.")
    assert asked.why_not.startswith("The form for this has been begun")
    consent.answer(desk, guide.consent.id, {"outcome": "refused"}, "decision")
    assert closed(desk, guide.consent.id).state is ConsentState.REFUSED
    asked = allowed.to_contact(desk, client, items=(), person="Words for who.")
    assert asked.why_not == "The client was asked for this and said no."


def test_case_material_is_for_the_very_text_after_time_to_think(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    case = add_case(desk)
    client = case.clients[0].id
    today = desk.now().date().isoformat()
    guide = answered(desk, case, "F7", shown_on=today)
    with pytest.raises(StillTimeToThink):
        consent.decide(desk, guide.consent.id)
    test_desk.clock.moment += timedelta(days=7)
    changed = consent.answer(desk, guide.consent.id, {"text": TEXT + " Really."}, "text")
    assert "shown_on" not in changed.consent.answers
    consent.answer(desk, guide.consent.id, {"text": TEXT, "shown_on": today}, "text")
    done = closed(desk, guide.consent.id)
    uses = done.consent.items
    assert allowed.to_use_material(desk, client, items=uses, text=f"\n{TEXT}\r\n").granted
    other = allowed.to_use_material(desk, client, items=uses, text=TEXT + "!")
    assert other.why_not == "The consent in force is for another text."
    paper = squeezed(_paper(desk, done))
    assert squeezed(TEXT) in paper
    assert text_hash(TEXT) in paper
    assert squeezed("It ends on 9 March 2027") in paper


def test_an_agreement_is_signed_declined_or_waits(desk: Desk) -> None:
    case = add_case(desk)
    declined = sealed(desk, case, "F1", Outcome.DECLINED)
    assert declined.state is ConsentState.REFUSED
    assert "You did not agree to this" in _paper(desk, declined)
    waiting = answered(desk, case, "F13", Outcome.NOT_YET)
    consent.decide(desk, waiting.consent.id)
    with pytest.raises(ConsentStepNotPossible):
        consent.seal_form(desk, waiting.consent.id)
    (strip,) = client_forms.strip(desk, case.id)
    assert [line.told for line in strip.refused] == ["Declined"]
    assert [line.title for line in strip.in_hand] == [FORMS["F13"].title]
    signed = sealed(desk, case, "F1")
    assert signed.state is ConsentState.IN_FORCE
    assert signed.consent.review_on == desk.now().date() + timedelta(days=365)
    paper = _paper(desk, signed)
    assert "You agreed to what this form says." in paper
    assert "116 123" in paper
    (strip,) = client_forms.strip(desk, case.id)
    assert (len(strip.in_force), strip.refused) == (1, ())


def test_a_withdrawal_is_effective_at_once_and_lists_what_has_gone(
    test_desk: TestDesk,
) -> None:
    desk = test_desk.open()
    case = filled_forms.case_with_summaries(desk, 1)
    shared = sealed(desk, case, "F2", extent="standing").consent
    spoken = sealed(desk, case, "F6").consent
    pack = disclosure.make_pack(desk, shared.id)
    disclosure.print_pack(desk, shared.id, pack.id, seen=True)
    begun = withdrawals.write_down(desk, shared.id)
    assert {line.id for line in begun.forms} == {shared.id, spoken.id}
    whole = answered_forms.answers(
        begun.form, Outcome.RECORDED, desk.now().date(), consents=(shared.id,)
    )
    consent.answer(desk, begun.consent.id, {**whole, "how": "by telephone"}, "after")
    test_desk.close()
    desk = test_desk.open()
    assert consent.guide(desk, shared.id).state is ConsentState.IN_FORCE
    done = closed(desk, begun.consent.id)
    assert done.consent.signatures == ()
    gone = consent.guide(desk, shared.id)
    assert gone.state is ConsentState.WITHDRAWN
    assert "by telephone" in gone.consent.withdrawn_how
    assert begun.consent.form_id in gone.consent.withdrawn_how
    assert consent.guide(desk, spoken.id).state is not ConsentState.WITHDRAWN
    assert consent.page(desk, done.consent.id).recipients == (shared.recipient,)
    paper = squeezed(_paper(desk, done))
    for part in (shared.form_id, shared.recipient, "What has left already"):
        assert squeezed(part) in paper
    assert spoken.form_id not in paper
    assert [e.told for e in consent_register.register(desk).recorded] == ["On record"]
    with pytest.raises(ConsentStepNotPossible):
        consent.withdraw(desk, done.consent.id, "a record stays")


def test_what_was_withdrawn_meanwhile_is_not_withdrawn_twice(desk: Desk) -> None:
    case = add_case(desk)
    given = sealed(desk, case, "F6").consent
    begun = answered(desk, case, "F9", picks=[given.id])
    consent.decide(desk, begun.consent.id)
    consent.withdraw(desk, given.id, "in person")
    consent.seal_form(desk, begun.consent.id)
    assert consent.guide(desk, given.id).consent.withdrawn_how == "in person"


def test_spoken_consent_is_followed_by_a_written_form(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    case = add_case(desk)
    spoken = sealed(desk, case, "F11", why="So that the crisis team can ring.")
    assert spoken.state is ConsentState.EXPIRING
    (due,) = forms_due.look(desk).follow_ups
    assert due.on == desk.now().date() + timedelta(days=4)
    test_desk.clock.moment += timedelta(days=20)
    assert [line.state for line in forms_due.look(desk).follow_ups] == [ConsentState.EXPIRED]
    written = consent_register.follow_up(desk, spoken.consent.id, "F3")
    assert written.renews == spoken.consent.form_id
    assert written.consent.answers["why"] == "So that the crisis team can ring."
    assert "own_words" not in written.consent.answers
    again = consent_register.follow_up(desk, spoken.consent.id, "F3")
    assert again.consent.id == written.consent.id
    whole = answered_forms.answers(written.form, Outcome.GIVEN, desk.now().date())
    consent.answer(desk, written.consent.id, whole, "decision")
    closed(desk, written.consent.id)
    assert forms_due.look(desk).follow_ups == ()


def test_a_follow_up_in_time_takes_the_place_of_what_was_spoken(desk: Desk) -> None:
    case = add_case(desk)
    spoken = sealed(desk, case, "F11")
    written = consent_register.follow_up(desk, spoken.consent.id, "F6")
    whole = answered_forms.answers(written.form, Outcome.GIVEN, desk.now().date())
    consent.answer(desk, written.consent.id, whole, "decision")
    closed(desk, written.consent.id)
    assert consent.guide(desk, spoken.consent.id).state is ConsentState.SUPERSEDED
    assert forms_due.look(desk).follow_ups == ()


def test_the_agreement_is_missing_until_it_is_signed(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    case = add_case(desk)
    assert forms_due.look(desk).missing == ()
    (strip,) = client_forms.strip(desk, case.id)
    assert strip.missing == ()
    add_note(desk, case, hours_ago=26)
    (missing,) = forms_due.look(desk).missing
    assert (missing.late, missing.without.case_number) == (False, case.number)
    add_note(desk, case)
    (missing,) = forms_due.look(desk).missing
    assert (missing.late, missing.without.sessions) == (True, 2)
    (strip,) = client_forms.strip(desk, case.id)
    assert [form.id for form in strip.missing] == ["F1", "F13"]
    assert missing.titles == tuple(form.title for form in strip.missing)
    assert "second session" in answered(desk, case, "F1").told[0].sentence
    sealed(desk, case, "F1")
    (missing,) = forms_due.look(desk).missing
    assert (missing.form, len(missing.titles)) == ("F13", 1)
    begun = consent.begin(desk, case.id, case.clients[0].id, "F13").consent.id
    assert forms_due.look(desk).missing[0].in_hand == begun
    sealed(desk, case, "F13")
    assert forms_due.look(desk).missing == ()


@pytest.mark.parametrize(
    ("born_on", "band"),
    [(date(2010, 3, 2), ""), (None, "16_17"), (date(2008, 3, 2), "")],
    ids=["sixteen today", "sixteen or seventeen", "eighteen today"],
)
def test_of_somebody_under_18_their_own_form_is_missing_too(
    test_desk: TestDesk, born_on: date | None, band: str
) -> None:
    desk = test_desk.open()
    case = add_case(desk)
    add_note(desk, case, hours_ago=26)
    _born(desk, case, born_on, age_band=AgeBand.of(band or "unknown"))
    (missing,) = forms_due.look(desk).missing
    (strip,) = client_forms.strip(desk, case.id)
    assert missing.titles == tuple(form.title for form in strip.missing)
    adult = born_on == date(2008, 3, 2)
    assert ("F8" not in {form.id for form in strip.missing}) is adult


def _born(desk: Desk, case: Case, born_on: date | None, **changes: object) -> None:
    (card,) = intake.open_cards(desk, case.id)
    intake.change_card(desk, case.id, replace(card, born_on=born_on, **changes))  # type: ignore[arg-type]  # one field each


def test_birthdays_end_a_young_persons_form_and_are_told_before(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    case = add_case(desk)
    today = desk.now().date()
    _born(desk, case, today.replace(year=today.year - 16) + timedelta(days=40))
    (strip,) = client_forms.strip(desk, case.id)
    assert [form.id for form in strip.missing] == ["F8"]
    guide = sealed(desk, case, "F8", competence="competent")
    assert guide.consent.ends_on == today + timedelta(days=39)
    assert forms_due.look(desk).birthdays == ()
    test_desk.clock.moment += timedelta(days=15)
    (due,) = forms_due.look(desk).birthdays
    assert (due.on, due.state) == (today + timedelta(days=40), ConsentState.EXPIRING)
    assert due.age == 16
    assert forms_due.look(desk).ending == ()
    test_desk.clock.moment += timedelta(days=30)
    (due,) = forms_due.look(desk).birthdays
    assert due.state is ConsentState.EXPIRED
    (strip,) = client_forms.strip(desk, case.id)
    assert [form.id for form in strip.missing] == ["F8"]
    sealed(desk, case, "F8", competence="competent")
    assert forms_due.look(desk).birthdays == ()


@pytest.mark.parametrize(
    ("band", "young"), [(AgeBand.FROM_16, True), (AgeBand.FROM_18, False)], ids=["16", "18"]
)
def test_a_band_of_years_is_enough_to_know_who_is_young(
    desk: Desk, band: AgeBand, *, young: bool
) -> None:
    case = add_case(desk)
    _born(desk, case, None, age_band=band)
    (strip,) = client_forms.strip(desk, case.id)
    assert [form.id for form in strip.missing] == (["F8"] if young else [])


def test_reviews_are_due_and_put_off_by_looking(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    guide = sealed(desk, add_case(desk), "F4")
    on = desk.now().date() + timedelta(days=183)
    assert guide.consent.review_on == on
    assert forms_due.look(desk).reviews == ()
    with pytest.raises(ConsentStepNotPossible):
        consent_register.reviewed(desk, answered(desk, add_case(desk), "F4").consent.id)
    later = consent_register.reviewed(desk, guide.consent.id)
    assert later.guide.consent.review_on == on
    assert later.guide.consent.answers == guide.consent.answers
