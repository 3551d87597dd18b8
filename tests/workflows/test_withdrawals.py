"""Taking a yes back, as easily as it was given: at once, written down, and told to recipients."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.consent import Consent, ConsentState, ConsentStepNotPossible
from counsellor_desk.domain.disclosures import Ground
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.domain.sealed_documents import DocumentKind
from counsellor_desk.workflows import (
    allowed,
    consent,
    disclosure,
    exit_door,
    withdrawals,
)
from counsellor_desk.workflows.desk import Desk
from tests import filled_forms
from tests.desks import TestDesk, add_case
from tests.documents.reading import squeezed, text_of
from tests.walked_forms import closed, sealed

RECIPIENT = "Dr Jo Field, Millbrook Surgery"


def shared(desk: Desk) -> tuple[Case, Consent]:
    """A standing consent on whose ground records went to a surgery."""
    case = filled_forms.case_with_summaries(desk, 1)
    given = sealed(
        desk, case, "F2", extent="standing", who="Dr Jo Field", organisation="Millbrook Surgery"
    ).consent
    pack = disclosure.make_pack(desk, given.id)
    disclosure.print_pack(desk, given.id, pack.id, seen=True)
    return case, given


def test_a_letter_says_no_more_than_the_recipient_had(desk: Desk, tmp_path: Path) -> None:
    case, given = shared(desk)
    to = given.recipient
    with pytest.raises(ConsentStepNotPossible):
        withdrawals.letter(desk, given.id, to)
    (line,) = consent.withdraw(desk, given.id, "by telephone").gone_out
    made = withdrawals.letter(desk, given.id, to)
    assert made.kind is DocumentKind.LETTER
    assert made.name.startswith("CD-")
    words = squeezed(text_of(exit_door.look(desk, made.id)))
    for part in (to, given.form_id, line.record_code, case.number, "2 March 2026"):
        assert squeezed(part) in words
    for name in ("Kayleigh", "Stott"):
        assert name not in words
    assert withdrawals.look(desk, given.id).recipients[0].told == ()
    path = tmp_path / made.name
    left = withdrawals.save_letter(desk, made.id, to, path)
    assert path.read_bytes() == exit_door.look(desk, made.id)
    assert (left.to, left.ground, left.consent) == (to, Ground.WITHDRAWAL, None)
    (recipient,) = withdrawals.look(desk, given.id).recipients
    assert (recipient.got, recipient.told) == ((line,), (left,))
    assert consent.page(desk, given.id).gone_out == (line,)
    with pytest.raises(ConsentStepNotPossible):
        withdrawals.letter(desk, given.id, "Somebody who got nothing")


def test_what_was_for_once_and_was_used_is_taken_back_too(desk: Desk) -> None:
    """Nothing more can leave on it, but whoever has something is told."""
    guide, _document = filled_forms.sealed(desk)
    which = guide.consent.id
    pack = disclosure.make_pack(desk, which)
    disclosure.print_pack(desk, which, pack.id, seen=True)
    assert consent.guide(desk, which).state is ConsentState.EXPIRED
    consent.withdraw(desk, which, "by letter")
    assert consent.guide(desk, which).state is ConsentState.WITHDRAWN
    assert withdrawals.letter(desk, which, guide.consent.recipient).pages == 1


def test_withdrawn_in_one_line_and_written_down_after(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    _case, given = shared(desk)
    consent.withdraw(desk, given.id, "by telephone, today")
    assert withdrawals.look(desk, given.id).written is None
    test_desk.clock.moment += timedelta(days=1)
    begun = withdrawals.write_down(desk, given.id)
    assert withdrawals.write_down(desk, given.id).consent.id == begun.consent.id
    answers = begun.consent.answers
    assert answers["consents"] == (given.id,)
    assert (answers["from_on"], answers["how"]) == ("2026-03-02", "by telephone, today")
    assert given.recipient in str(answers["already_gone"])
    left_open = {"follows": "Nothing.", "told": "yes", "copy_offered": "yes"}
    consent.answer(desk, begun.consent.id, left_open, "after")
    done = closed(desk, begun.consent.id).consent
    written = withdrawals.look(desk, given.id).written
    assert written is not None
    assert written.id == done.id
    kept = consent.guide(desk, given.id).consent
    assert kept.withdrawn_how == "by telephone, today"
    assert kept.withdrawn_at is not None
    assert kept.withdrawn_at.date().isoformat() == "2026-03-02"


def test_a_later_day_delays_no_withdrawal(desk: Desk) -> None:
    case = add_case(desk)
    given = sealed(desk, case, "F6").consent
    ahead = (desk.now().date() + timedelta(days=7)).isoformat()
    done = sealed(desk, case, "F9", picks=[given.id], from_on=ahead)
    assert "keeps nothing in force" in done.told[0].sentence
    assert consent.guide(desk, given.id).state is ConsentState.WITHDRAWN


@pytest.mark.parametrize("form", ["F1", "F4", "F5", "F7", "F11", "F13"])
def test_every_yes_can_be_taken_back_and_allows_nothing_then(desk: Desk, form: str) -> None:
    case = add_case(desk)
    given = sealed(desk, case, form)
    assert allowed.by_form(desk, given.consent.id).granted
    consent.withdraw(desk, given.consent.id, "in person")
    after = allowed.by_form(desk, given.consent.id)
    assert (after.granted, after.why) == (False, "There was consent, but it is not in force.")
    assert withdrawals.write_down(desk, given.consent.id).form.id == "F9"


def test_what_a_form_allows_is_said_in_words(desk: Desk) -> None:
    case, given = shared(desk)
    assert allowed.by_form(desk, given.id).why == (
        f"The records on it may go to {given.recipient}. Nothing else, and nobody else."
    )
    refused = sealed(desk, case, "F6", Outcome.REFUSED).consent
    assert allowed.by_form(desk, refused.id).why == "The client was asked for this and said no."
    record = sealed(desk, case, "F10").consent
    assert allowed.by_form(desk, record.id).why == "It keeps what happened. It allows nothing."
    agreed = allowed.by_form(desk, sealed(desk, case, "F13").consent.id)
    assert agreed.why.endswith("By itself it lets nothing out.")
