"""Referrals, cards, sessions, notes, holds, profile: what they take and what they refuse."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.domain import (
    holds,
    identity_cards,
    notes,
    passphrases,
    profile,
    referrals,
    sessions,
)
from counsellor_desk.domain.cases import Case, CaseStatus, Client
from counsellor_desk.domain.holds import Hold
from counsellor_desk.domain.identity_cards import AgeBand, IdentityCard
from counsellor_desk.domain.ids import ClientId, NoteId
from counsellor_desk.domain.notes import Age, AgeLimits, LengthBand, NoteState
from counsellor_desk.domain.referrals import Referral, Source
from tests.domain import samples
from tests.domain.samples import CASE, CLIENT, NOTE, NOW, OTHER_CASE, TODAY

REFERRAL = Referral(case=CASE, received_on=TODAY, source=Source.SELF, concern=" sleep\nand work ")
CARD = IdentityCard(client=CLIENT, name=" Siân  O’Neill ", also_known_as="Shan, ,  S. ")


def test_a_referral_is_tidied() -> None:
    assert referrals.checked(REFERRAL, TODAY).concern == "sleep and work"


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"concern": " \n "}, referrals.ConcernMissing),
        ({"concern": "x" * 161}, referrals.ConcernTooLong),
        ({"received_on": TODAY + timedelta(days=1)}, referrals.ReferralInFuture),
    ],
)
def test_a_referral_that_is_refused(change: dict[str, Any], error: type[Exception]) -> None:
    with pytest.raises(error):
        referrals.checked(replace(REFERRAL, **change), TODAY)


def test_an_identity_card_is_tidied_and_counts_its_fields() -> None:
    card = identity_cards.checked(CARD, TODAY)
    assert card.names() == ("Siân O’Neill", "Shan", "S.")
    assert card.used() == (1, 7)
    assert replace(card, age_band=AgeBand.FROM_25, born_on=date(1990, 1, 1)).used() == (3, 7)


def test_an_identity_card_needs_a_name_and_a_birth_in_the_past() -> None:
    with pytest.raises(identity_cards.ClientNameMissing):
        identity_cards.checked(replace(CARD, name=" "), TODAY)
    with pytest.raises(identity_cards.BirthInFuture):
        identity_cards.checked(replace(CARD, born_on=TODAY + timedelta(days=1)), TODAY)


def test_sessions_lie_in_the_past_and_have_a_length() -> None:
    assert sessions.checked(samples.session, NOW) is samples.session
    assert samples.session.ends - samples.session.starts == timedelta(minutes=50)
    with pytest.raises(sessions.SessionInFuture):
        sessions.checked(samples.session, NOW - timedelta(days=1))
    for minutes in (4, 481):
        with pytest.raises(sessions.SessionLengthNotPossible):
            sessions.checked(replace(samples.session, minutes=minutes), NOW)


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(0, Age.FRESH), (23.9, Age.FRESH), (24, Age.AMBER), (71.9, Age.AMBER), (72, Age.RED)],
)
def test_a_note_ages_from_the_sessions_end(hours: float, expected: Age) -> None:
    assert notes.age(NOW - timedelta(hours=hours), NOW, AgeLimits()) is expected


def test_on_hold_is_told_by_the_holds() -> None:
    assert notes.state_with(samples.note, held=True) is NoteState.ON_HOLD
    assert notes.state_with(samples.note, held=False) is NoteState.WAITING
    gone = replace(samples.note, state=NoteState.GONE)
    assert notes.state_with(gone, held=True) is NoteState.GONE


@pytest.mark.parametrize(
    ("words", "band"),
    [
        (0, LengthBand.SHORT),
        (99, LengthBand.SHORT),
        (100, LengthBand.MEDIUM),
        (500, LengthBand.MEDIUM),
        (501, LengthBand.LONG),
    ],
)
def test_length_bands(words: int, band: LengthBand) -> None:
    assert notes.length_band(words) is band


def test_a_note_has_room_for_a_pasted_megabyte_and_no_more_than_two() -> None:
    notes.ensure_fits("x" * 1_000_000)
    with pytest.raises(notes.NoteTooLarge) as refusal:
        notes.ensure_fits("é" * 1_000_001)
    assert "2.0 MB" in refusal.value.sentences()[0]


WHOLE_STORE = replace(samples.hold, case=None)
ONE_NOTE = replace(samples.hold, note=NOTE)


@pytest.mark.parametrize(
    ("hold", "reached"),
    [
        (WHOLE_STORE, [True, True, True]),
        (samples.hold, [True, True, False]),
        (ONE_NOTE, [True, False, False]),
    ],
)
def test_how_far_a_hold_reaches(hold: Hold, reached: list[bool]) -> None:
    other = NoteId("another")
    places = [(CASE, NOTE), (CASE, other), (OTHER_CASE, other)]
    assert [hold.reaches(case, note) for case, note in places] == reached


@given(st.lists(st.sampled_from([WHOLE_STORE, samples.hold, ONE_NOTE]), min_size=1))
def test_no_hold_that_reaches_lets_a_destruction_go_on(active: list[Hold]) -> None:
    with pytest.raises(holds.OnHold):
        holds.ensure_free(active, CASE, NOTE)
    lifted = [holds.lifted(h, by="me", at=NOW, because="closed") for h in active]
    holds.ensure_free(lifted, CASE, NOTE)


def test_holds_give_reasons_and_a_review_date() -> None:
    assert holds.checked(replace(samples.hold, reason=" why ")).reason == "why"
    with pytest.raises(holds.HoldReasonMissing):
        holds.checked(replace(samples.hold, reason=" "))
    for day in (TODAY, date(2028, 1, 1)):
        with pytest.raises(holds.HoldReviewNotPossible):
            holds.checked(replace(samples.hold, review_on=day))
    with pytest.raises(holds.HoldReasonMissing):
        holds.lifted(samples.hold, by="me", at=NOW, because="")


def test_a_profile_names_counsellor_and_organisation() -> None:
    tidy = profile.checked(replace(samples.profile, name=" J.  Mercer "))
    assert (tidy.name, tidy.initials) == ("J. Mercer", "JM")
    with pytest.raises(profile.CounsellorNameMissing):
        profile.checked(replace(samples.profile, name=""))
    with pytest.raises(profile.OrganisationNameMissing):
        profile.checked(
            replace(samples.profile, organisation=replace(samples.profile.organisation, name=" "))
        )


def test_clients_of_a_case_are_told_apart_by_letters() -> None:
    one, two = (Client(id=ClientId(f"c{n}"), position=n) for n in range(2))
    case = Case(id=CASE, number="1", status=CaseStatus.OPEN, opened_on=TODAY, clients=(one, two))
    assert case.client(ClientId("c1")) is two
    assert (one.label(of=1), one.label(of=2), two.label(of=2)) == ("Client", "Client A", "Client B")
    last, next_ = (Client(id=ClientId("c"), position=place) for place in (25, 26))
    assert (last.label(of=27), next_.label(of=27)) == ("Client Z", "Client 27")
    with pytest.raises(KeyError):
        case.client(ClientId("c9"))


@pytest.mark.parametrize(
    ("text", "again", "error"),
    [
        ("short", "short", passphrases.PassphraseTooShort),
        ("x" * 1001, "x" * 1001, passphrases.PassphraseTooLong),
        ("long enough it is", "long enough it was", passphrases.PassphrasesDiffer),
    ],
)
def test_passphrases_that_are_refused(text: str, again: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        passphrases.checked(text, again)


def test_accents_typed_in_two_ways_are_one_passphrase() -> None:
    assert passphrases.checked("cafe\u0301 au lait!", "caf\u00e9 au lait!") == "café au lait!"
    assert passphrases.checked("a b c d", "a b c d")


@given(st.text(max_size=10))
def test_pins_are_four_to_eight_digits(text: str) -> None:
    possible = 4 <= len(text) <= 8 and text.isascii() and text.isdigit()
    if possible:
        assert passphrases.checked_pin(text) == text
    else:
        with pytest.raises(passphrases.PinNotPossible):
            passphrases.checked_pin(text)


@given(st.from_regex(r"[0-9]{4,8}", fullmatch=True).filter(str.isascii))
def test_every_pin_of_digits_is_possible(pin: str) -> None:
    assert passphrases.checked_pin(pin) == pin
