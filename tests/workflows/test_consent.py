"""A form with a client through the workflows, over a real store: to a sealed PDF, and after."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counsellor_desk.documents.consent_form import SignedTextChanged
from counsellor_desk.domain.consent import (
    ClockBehindSignatures,
    ConsentState,
    ConsentStepNotPossible,
    WithdrawalHowMissing,
)
from counsellor_desk.domain.endings import ConsentEndNotPossible
from counsellor_desk.domain.forms import AnswerTooLong, FormNotComplete
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.domain.sealed_documents import DocumentKind, SealState
from counsellor_desk.domain.signatures import SignatureTooShort, SignerNameMissing, SignerRole
from counsellor_desk.vault import disclosures, documents, faults
from counsellor_desk.vault.faults import Point
from counsellor_desk.workflows import (
    cases,
    consent,
    consent_register,
    exit_door,
    intake,
    preferences,
    seal,
    specimens,
)
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.exit_door import Leaving
from counsellor_desk.workflows.seal import CharactersMissing
from tests import filled_forms
from tests.desks import TestDesk
from tests.documents.reading import metadata, squeezed, text_of

ROOT = Path(__file__).resolve().parents[2]
LATER = timedelta(days=1)


def _pdfsig(pdf: bytes, folder: Path) -> str:
    path = folder / "sealed.pdf"
    path.write_bytes(pdf)
    run = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False)
    return run.stdout


def test_a_form_goes_from_begun_to_a_sealed_pdf_that_others_accept(
    desk: Desk, tmp_path: Path
) -> None:
    guide, document = filled_forms.sealed(desk)
    assert guide.state is ConsentState.IN_FORCE
    assert guide.consent.document == document.id
    assert document.name == f"CD-{guide.consent.form_id}.pdf"
    pdf = exit_door.look(desk, document.id)
    told = _pdfsig(pdf, tmp_path)
    assert "Signature is Valid." in told
    assert "Total document signed" in told
    found = seal.check(desk, pdf)
    assert (found.state, found.own_certificate) == (SealState.UNCHANGED, True)
    assert found.sealed_at == desk.now()
    assert document.record_code in squeezed(text_of(pdf))


def test_one_flipped_byte_shows(desk: Desk, tmp_path: Path) -> None:
    _guide, document = filled_forms.sealed(desk)
    pdf = bytearray(exit_door.look(desk, document.id))
    pdf[len(pdf) // 3] ^= 0x01
    assert "Signature is Valid." not in _pdfsig(bytes(pdf), tmp_path)
    assert seal.check(desk, bytes(pdf)).state is not SealState.UNCHANGED


@pytest.mark.parametrize(
    ("outcome", "signers", "state"),
    [
        (Outcome.GIVEN, 2, ConsentState.IN_FORCE),
        (Outcome.IN_PART, 2, ConsentState.IN_FORCE),
        (Outcome.REFUSED, 1, ConsentState.REFUSED),
    ],
)
def test_what_each_decision_comes_to(
    desk: Desk, outcome: Outcome, signers: int, state: ConsentState, tmp_path: Path
) -> None:
    which = filled_forms.decided(desk, outcome).consent.id
    roles = (SignerRole.COUNSELLOR, SignerRole.CLIENT)[:signers]
    filled_forms.sign(desk, which, *roles)
    document = consent.seal_form(desk, which)
    guide = consent.guide(desk, which)
    assert guide.state is state
    agreed = {Outcome.GIVEN: 2, Outcome.IN_PART: 1, Outcome.REFUSED: 0}[outcome]
    assert len(guide.consent.records) == agreed
    assert "Signature is Valid." in _pdfsig(exit_door.look(desk, document.id), tmp_path)


def test_undecided_is_kept_and_can_be_decided_later(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    which = filled_forms.decided(desk, Outcome.NOT_DECIDED).consent.id
    with pytest.raises(ConsentStepNotPossible):
        filled_forms.sign(desk, which)
    with pytest.raises(ConsentStepNotPossible):
        consent.seal_form(desk, which)
    test_desk.close()
    desk = test_desk.open()
    (waiting,) = consent.unfinished(desk)
    assert (waiting.state, waiting.consent.step) == (ConsentState.OFFERED, "decision")
    consent.answer(desk, which, {"outcome": "given"}, "decision")
    consent.decide(desk, which)
    assert len(filled_forms.sign(desk, which).consent.signatures) == 2


def _said(pdf: bytes) -> tuple[list[str], list[str]]:
    """The lines before the signatures and those of them on, without the record's code."""
    lines = [line for line in text_of(pdf).splitlines() if not line.startswith("Record ")]
    upto = next(at for at, line in enumerate(lines) if line.startswith("Signatures"))
    return lines[:upto], lines[upto:]


def test_the_preview_says_what_the_sealed_form_says_but_for_the_signatures(desk: Desk) -> None:
    which = filled_forms.decided(desk).consent.id
    shown, unsigned = _said(consent.preview(desk, which).pdf)
    filled_forms.sign(desk, which)
    document = consent.seal_form(desk, which)
    sealed, signed = _said(exit_door.look(desk, document.id))
    assert shown == sealed
    assert any("My GP gets the page about my sleep" in line for line in shown)
    assert "Signer client" in signed
    assert "Signer client" not in unsigned


def test_the_clients_name_stands_in_no_metadata(desk: Desk) -> None:
    guide, document = filled_forms.sealed(desk)
    told = metadata(exit_door.look(desk, document.id)) + document.name
    assert "Kayleigh" not in told
    assert guide.client_name == "Kayleigh Stott"


def test_one_answer_too_long_keeps_all_others(desk: Desk) -> None:
    which = filled_forms.begun(desk).consent.id
    given = {"prompted": "x" * 4001, "why": "A reason.", "who": "Dr Jo Field"}
    with pytest.raises(AnswerTooLong) as refused:
        consent.answer(desk, which, given, "who")
    assert refused.value.facts["key"] == "prompted"
    kept = consent.guide(desk, which).consent
    assert (dict(kept.answers), kept.step) == ({"why": "A reason.", "who": "Dr Jo Field"}, "who")


@pytest.mark.parametrize(
    "words",
    ["שלום, אני מסכים", "\u202eevil\u202c", "\N{FAMILY}\N{GRINNING FACE}", 'a "quote" & <b>'],
)
def test_answers_of_any_script_are_kept_as_they_are(desk: Desk, words: str) -> None:
    which = filled_forms.begun(desk).consent.id
    consent.answer(desk, which, {"own_words": words}, "words")
    assert consent.guide(desk, which).consent.answers["own_words"] == words
    assert consent.preview(desk, which).pages >= 1


def test_what_no_font_has_is_told_before_sealing_and_stops_it(desk: Desk) -> None:
    which = filled_forms.decided(desk, own_words="See \U00012000").consent.id
    assert consent.preview(desk, which).missing == ("\U00012000",)
    filled_forms.sign(desk, which)
    with pytest.raises(CharactersMissing):
        consent.seal_form(desk, which)
    shown = consent.guide(desk, which)
    assert shown.state is ConsentState.OFFERED
    assert len(shown.consent.signatures) == 2


def test_what_nobody_can_see_is_told_by_its_number(desk: Desk) -> None:
    guide = filled_forms.signed(desk, own_words="A mark \ue000")
    with pytest.raises(CharactersMissing) as refused:
        consent.seal_form(desk, guide.consent.id)
    assert "U+E000" in refused.value.sentences()[0]


def test_half_a_character_is_kept_as_what_it_is(desk: Desk) -> None:
    which = filled_forms.begun(desk).consent.id
    consent.answer(
        desk, which, {"why": "half \ud83d", "who": "a \x00", "own_words": "a bell \x07"}, "why"
    )
    kept = consent.guide(desk, which).consent.answers
    assert (kept["why"], kept["who"]) == ("half \ufffd", "a \ufffd")
    assert kept["own_words"] == "a bell \ufffd"


def test_what_is_asked_for_no_more_cannot_be_agreed_to(desk: Desk) -> None:
    guide = filled_forms.answered(desk, Outcome.IN_PART)
    which, (first, second) = guide.consent.id, (record.id for record in guide.records)
    consent.answer(desk, which, {"agreed": (first, second)}, "decision")
    consent.answer(desk, which, {"records": (second,)}, "what")
    assert consent.decide(desk, which).consent.records == (second,)
    consent.answer(desk, which, {"records": (first,)}, "what")
    with pytest.raises(FormNotComplete) as refused:
        consent.decide(desk, which)
    assert refused.value.facts["key"] == "agreed"


def test_it_is_not_sealed_while_the_clock_is_wrong(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    which = filled_forms.signed(desk).consent.id
    for wrong in (timedelta(hours=-5), timedelta(days=61)):
        test_desk.clock.moment += wrong
        with pytest.raises((ClockBehindSignatures, ConsentEndNotPossible)):
            consent.seal_form(desk, which)
        test_desk.clock.moment -= wrong
    assert len(consent.guide(desk, which).consent.signatures) == 2
    consent.seal_form(desk, which)


def test_an_open_answer_stops_the_decision(desk: Desk) -> None:
    which = filled_forms.answered(desk, Outcome.GIVEN, own_words="").consent.id
    with pytest.raises(FormNotComplete) as refused:
        consent.decide(desk, which)
    assert refused.value.facts["key"] == "own_words"


def test_an_end_that_came_while_it_was_offered_stops_the_decision(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    which = filled_forms.answered(desk, Outcome.GIVEN).consent.id
    test_desk.clock.moment += timedelta(days=61)
    with pytest.raises(ConsentEndNotPossible):
        consent.decide(desk, which)


def test_a_dot_and_no_name_are_refused(desk: Desk) -> None:
    which = filled_forms.decided(desk).consent.id
    line = specimens.ink(1)
    with pytest.raises(SignatureTooShort):
        consent.sign(desk, which, SignerRole.CLIENT, "Kayleigh", ((line[0][0], line[0][0]),))
    with pytest.raises(SignerNameMissing):
        consent.sign(desk, which, SignerRole.CLIENT, "  ", line)
    assert consent.guide(desk, which).consent.signatures == ()


def test_what_changed_since_it_was_signed_is_not_sealed(desk: Desk) -> None:
    guide = filled_forms.signed(desk)
    (card,) = intake.open_cards(desk, guide.consent.case)
    intake.change_card(desk, guide.consent.case, replace(card, name="Kayleigh Smith"))
    for act in (consent.preview, consent.seal_form):
        with pytest.raises(SignedTextChanged):
            act(desk, guide.consent.id)
    again = consent.reopen(desk, guide.consent.id)
    assert again.consent.signatures == ()
    consent.decide(desk, guide.consent.id)
    filled_forms.sign(desk, guide.consent.id)
    consent.seal_form(desk, guide.consent.id)


class _PowerCut(Exception):
    """Stands for the moment after which nothing more is done."""


def _cut_at(number: int) -> Callable[[Point], None]:
    reached: list[Point] = []

    def listener(at: Point) -> None:
        reached.append(at)
        if len(reached) - 1 == number:
            raise _PowerCut

    return listener


@pytest.mark.parametrize("number", range(3))
def test_sealing_that_is_cut_off_keeps_form_and_signatures(
    test_desk: TestDesk, number: int
) -> None:
    desk = test_desk.open()
    which = filled_forms.signed(desk).consent.id
    before = consent.guide(desk, which)
    with pytest.raises(_PowerCut), faults.listening(_cut_at(number)):
        consent.seal_form(desk, which)
    test_desk.close()
    desk = test_desk.open()
    after = consent.guide(desk, which)
    assert after.consent.signatures == before.consent.signatures
    assert after.consent.answers == before.consent.answers
    kept = documents.of_case(desk.read(), after.consent.case)
    forms_kept = [document for document in kept if document.kind is DocumentKind.FORM]
    if after.state is ConsentState.OFFERED:
        assert forms_kept == []
        consent.seal_form(desk, which)
    else:
        assert [document.id for document in forms_kept] == [after.consent.document]
    assert consent.guide(desk, which).state is ConsentState.IN_FORCE


def test_a_process_killed_while_sealing_leaves_a_form_to_resume(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    guide = filled_forms.signed(desk)
    test_desk.close()
    run = subprocess.run(
        [sys.executable, "-m", "tests.workflows.sealing_killed"],
        input=json.dumps([str(test_desk.home), test_desk.recovery_key, guide.consent.id]),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == -9, run.stderr
    desk = test_desk.open()
    assert consent.guide(desk, guide.consent.id).consent == guide.consent
    consent.seal_form(desk, guide.consent.id)
    assert consent.guide(desk, guide.consent.id).state is ConsentState.IN_FORCE


def test_a_form_for_paper_is_kept_and_leaves_through_the_ledger(desk: Desk, tmp_path: Path) -> None:
    which = filled_forms.decided(desk).consent.id
    document = consent.for_paper(desk, which)
    leaving = Leaving(to="the client", purpose="to sign", ground=exit_door.ground_of(document))
    pdf = exit_door.take_to_print(desk, document.id, leaving)
    assert document.kind is DocumentKind.PAPER_FORM
    assert "Signature is Valid." in _pdfsig(pdf, tmp_path)
    assert "Not signed" not in text_of(pdf)
    shown = consent.guide(desk, which)
    assert (shown.state, shown.consent.signatures) == (ConsentState.OFFERED, ())
    (line,) = disclosures.of_case(desk.read(), shown.consent.case)
    assert line.document == document.id


def test_a_form_signed_on_screen_is_not_printed_for_paper(desk: Desk) -> None:
    guide = filled_forms.signed(desk)
    with pytest.raises(ConsentStepNotPossible):
        consent.for_paper(desk, guide.consent.id)
    assert len(consent.guide(desk, guide.consent.id).consent.signatures) == 2


def test_withdrawal_says_how_and_what_has_gone(desk: Desk) -> None:
    guide, _document = filled_forms.sealed(desk)
    with pytest.raises(WithdrawalHowMissing):
        consent.withdraw(desk, guide.consent.id, " ")
    page = consent.withdraw(desk, guide.consent.id, "by telephone")
    assert page.guide.state is ConsentState.WITHDRAWN
    assert page.guide.consent.withdrawn_how == "by telephone"
    assert page.gone_out == ()
    assert page.document is not None
    with pytest.raises(ConsentStepNotPossible):
        consent.withdraw(desk, guide.consent.id, "again")


def test_the_register_sorts_by_what_a_consent_is_worth(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    in_hand = filled_forms.answered(desk).consent.id
    in_force, _paper = filled_forms.sealed(desk)
    refused, _paper = filled_forms.sealed(desk, Outcome.REFUSED)
    withdrawn, _paper = filled_forms.sealed(desk)
    consent.withdraw(desk, withdrawn.consent.id, "in person")
    given_up = filled_forms.begun(desk).consent.id
    consent.withdraw(desk, given_up, "begun by mistake")
    shown = consent_register.register(desk)
    assert [guide.consent.id for guide in shown.in_hand] == [in_hand]
    assert [entry.consent.id for entry in shown.in_force] == [in_force.consent.id]
    assert [entry.consent.id for entry in shown.refused] == [refused.consent.id]
    assert [entry.consent.id for entry in shown.ended] == [withdrawn.consent.id]
    assert shown.cases == 5
    assert shown.in_force[0].case_number == in_force.case_number
    test_desk.clock.moment += timedelta(days=61)
    shown = consent_register.register(desk)
    assert shown.in_force == ()
    assert {entry.state for entry in shown.ended} == {
        ConsentState.EXPIRED,
        ConsentState.WITHDRAWN,
    }


def test_renewing_asks_anew_what_a_client_says(desk: Desk) -> None:
    guide, _document = filled_forms.sealed(desk, Outcome.IN_PART)
    renewed = consent_register.renew(desk, guide.consent.id)
    again = renewed.consent
    assert renewed.state is ConsentState.DRAFT
    assert (again.case, again.client) == (guide.consent.case, guide.consent.client)
    assert again.form_id != guide.consent.form_id
    carried = {"why", "records", "who", "if_yes", "if_no", "extent", "see_first", "identity"}
    assert carried <= set(again.answers)
    anew = {"outcome", "agreed", "ends_on", "own_words", "why_understood", "free", "capacity"}
    assert not anew & set(again.answers)
    assert again.signatures == ()
    assert consent.guide(desk, guide.consent.id).state is ConsentState.IN_FORCE


def test_a_case_lists_its_forms(desk: Desk) -> None:
    guide, document = filled_forms.sealed(desk)
    page = cases.page(desk, guide.consent.case)
    assert [line.consent.id for line in page.consents] == [guide.consent.id]
    assert document.id in {kept.id for kept in page.documents}


def test_the_guide_knows_who_signs_for_the_organisation(desk: Desk) -> None:
    guide = filled_forms.begun(desk)
    assert guide.counsellor == preferences.load(desk).profile.name
    assert [0 < len(record.preview) <= 40 for record in guide.records] == [True, True]
