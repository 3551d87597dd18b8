"""The consent form: all answers on paper, preview and signed form alike, bound to the text."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk import resources
from counsellor_desk.documents import consent_form
from counsellor_desk.documents.composed import FormContext
from counsellor_desk.domain.consent import Consent
from counsellor_desk.domain.forms import Answer, Field, FieldKind, FormDefinition, definition
from counsellor_desk.domain.ids import SummaryId
from counsellor_desk.domain.outcomes import Family, Outcome, outcomes_of
from counsellor_desk.domain.profile import Organisation
from counsellor_desk.domain.signatures import SignerRole
from tests.documents import reading, samples

every_outcome = pytest.mark.parametrize("outcome", outcomes_of(Family.CONSENT))


def _text(consent: Consent) -> str:
    made = consent_form.compose(samples.form(), consent, context=samples.CONTEXT)
    return reading.squeezed(reading.text_of(made.pdf))


def _expected(form: FormDefinition, consent: Consent) -> Iterator[str]:
    """What has to stand on paper: headings, explanations, labels, answers."""
    yield from (form.title, form.intro)
    for step in form.steps:
        yield step.short
        for field in step.fields:
            answer = consent.answers.get(field.key)
            if not answer or not field.asked(consent.answers):
                continue
            if field.kind in {FieldKind.LINE, FieldKind.LONG}:
                assert isinstance(answer, str)
                yield answer
            elif field.kind is FieldKind.CHOICE:
                yield next(option.label for option in field.options if option.key == answer)
            elif field.kind in {FieldKind.CHECK, FieldKind.UNDERSTOOD}:
                yield "☑" + field.label


@every_outcome
def test_every_answer_stands_on_paper(outcome: Outcome) -> None:
    consent = samples.consent(outcome)
    text = _text(consent)
    for part in (*_expected(samples.form(), consent), samples.CLIENT_NAME, "20 August 2026"):
        assert reading.squeezed(part) in text


@every_outcome
def test_two_readers_agree_on_the_words(outcome: Outcome) -> None:
    made = consent_form.compose(
        samples.form(), samples.consent(outcome), context=samples.CONTEXT
    ).pdf
    one = sorted(reading.squeezed(reading.pypdf_text(made)))
    assert one == sorted(reading.squeezed(reading.text_of(made)))


@every_outcome
def test_all_four_outcomes_are_printed_alike(outcome: Outcome) -> None:
    text = _text(samples.consent(outcome))
    for each in outcomes_of(Family.CONSENT):
        box = "☑" if each is outcome else "☐"
        assert box + reading.squeezed(each.label) in text


def test_a_yes_in_part_says_to_what() -> None:
    text = reading.text_of(
        consent_form.compose(
            samples.form(), samples.consent(Outcome.IN_PART), context=samples.CONTEXT
        ).pdf
    )
    agreed = text.split("Only these may be shared")[1].split("Signatures")[0]
    assert "3 March 2026" in agreed
    assert "1 April 2026" in agreed
    assert "17 March 2026" not in agreed


def test_a_no_needs_no_signature_and_no_adverse_word() -> None:
    refused = samples.signed(samples.consent(Outcome.REFUSED), SignerRole.COUNSELLOR)
    text = reading.text_of(
        consent_form.compose(samples.form(), refused, context=samples.CONTEXT).pdf
    )
    assert "You said no. Nothing is shared." in text
    assert "Notsigned:a“No”needsnosignature" in reading.squeezed(text)
    for adverse in ("refus", "unwilling", "declin", "fail", "despite", "warn", "uncooperative"):
        assert adverse not in text.casefold()


def _words_set(pdf: bytes) -> Counter[str]:
    """The words before the page about signing, without what stands on every page."""
    pages = [page.splitlines() for page in reading.text_of(pdf).split("\f") if page.strip()]
    furniture = set.intersection(*map(set, pages))
    lines = (line for page in pages for line in page)
    kept = [line for line in lines if line not in furniture and not line.startswith("Page ")]
    return Counter("\n".join(kept).split("How this form was signed")[0].split())


@every_outcome
def test_preview_and_signed_form_differ_in_signatures_only(outcome: Outcome) -> None:
    unsigned = samples.consent(outcome)
    preview, signed = (
        consent_form.compose(samples.form(), consent, context=samples.CONTEXT).pdf
        for consent in (unsigned, samples.signed(unsigned))
    )
    before, after = _words_set(preview), _words_set(signed)
    stamps = ["24 May 2026, 14:05 (UTC+01:00)", "24 May 2026, 14:06 (UTC+01:00)"]
    names = [samples.CLIENT_NAME, "Ruth Adeyemi"]
    assert after - before == Counter(" ".join([*names, *stamps]).split())
    assert not before - after


def test_the_last_page_says_how_it_was_signed() -> None:
    signed = samples.signed(
        samples.consent(), SignerRole.CLIENT, SignerRole.COUNSELLOR, SignerRole.INTERPRETER
    )
    made = consent_form.compose(samples.form(), signed, context=samples.CONTEXT)
    page = reading.squeezed(reading.text_of(made.pdf).split("\f")[-2])
    for part in (
        "How this form was signed",
        "F2, version 1 (en-GB)",
        samples.CLIENT_NAME,
        "Amal Haddad Interpreter 24 May 2026, 14:07 (UTC+01:00)",
        "☑What each answer means",
        signed.text_hash,
        "clock of the computer",
        "not “qualified electronic signatures”",
    ):
        assert reading.squeezed(part) in page


def test_that_page_lists_only_what_was_asked() -> None:
    form, tick = samples.form(), "What each answer means"
    steps = tuple(
        replace(step, fields=tuple(_if_scotland(field) for field in step.fields))
        for step in form.steps
    )
    made = consent_form.compose(
        replace(form, steps=steps), samples.consent(), context=samples.CONTEXT
    )
    page = reading.text_of(made.pdf).split("\f")[-2]
    assert tick not in page
    assert "Why it is needed" in page


def _if_scotland(field: Field) -> Field:
    asked_there = field.key == "if_understood"
    return replace(field, only_if=("place", "scotland")) if asked_there else field


def test_before_signing_that_page_says_that_nobody_has() -> None:
    assert "Nobodyhassignedyet." in _text(samples.consent())


def test_signatures_are_over_the_text() -> None:
    unsigned = samples.consent()
    text = consent_form.canonical_text(samples.form(), unsigned, samples.CONTEXT)
    over = consent_form.text_hash(samples.form(), unsigned, samples.CONTEXT)
    assert over == hashlib.sha256(text.encode()).hexdigest()
    signed = samples.signed(unsigned)
    assert consent_form.text_hash(samples.form(), signed, samples.CONTEXT) == over


@pytest.mark.parametrize("key", sorted(samples.ANSWERS))
def test_a_signature_never_stands_under_another_text(key: str) -> None:
    signed = samples.signed(samples.consent())
    answer = signed.answers[key]
    other: Answer = answer[:1] if isinstance(answer, tuple) else _other(key, answer)
    changed = replace(signed, answers={**signed.answers, key: other})
    with pytest.raises(consent_form.SignedTextChanged):
        consent_form.compose(samples.form(), changed, context=samples.CONTEXT)


def _other(key: str, answer: str) -> str:
    field = samples.form().field(key)
    if field.kind is FieldKind.CHOICE:
        return next(option.key for option in field.options if option.key != answer)
    if field.kind in {FieldKind.CHECK, FieldKind.UNDERSTOOD}:
        return ""
    return "2026-08-21" if field.kind is FieldKind.DATE else answer + "!"


@pytest.mark.parametrize(
    "context",
    [
        replace(samples.CONTEXT, client_name="Somebody else"),
        replace(
            samples.CONTEXT,
            letterhead=replace(
                samples.LETTERHEAD,
                organisation=Organisation(name="Harbour Street Counselling", policy_version="5"),
            ),
        ),
        replace(samples.CONTEXT, letterhead=replace(samples.LETTERHEAD, case_number="PH-1")),
    ],
    ids=["client", "policy", "case"],
)
def test_what_stands_around_the_answers_is_signed_too(
    context: FormContext,
) -> None:
    form, consent = samples.form(), samples.consent()
    mine = consent_form.text_hash(form, consent, samples.CONTEXT)
    assert consent_form.text_hash(form, consent, context) != mine


def test_size_record_code_and_moment_are_not() -> None:
    letterhead = replace(samples.LETTERHEAD, size=1.5, record_code="", at=samples.SESSION.starts)
    form, consent = samples.form(), samples.consent()
    mine = consent_form.text_hash(form, consent, samples.CONTEXT)
    context = replace(samples.CONTEXT, letterhead=letterhead)
    assert consent_form.text_hash(form, consent, context) == mine


@given(st.text(max_size=40), st.text(max_size=40))
def test_answers_cannot_be_moved_between_fields_unnoticed(one: str, other: str) -> None:
    form = samples.form()
    here = samples.consent(why=one, excluded=other)
    there = samples.consent(why=f"{one}\nWhat is left out\n{other}", excluded="")
    assert consent_form.canonical_text(form, here, samples.CONTEXT) != (
        consent_form.canonical_text(form, there, samples.CONTEXT)
    )


def test_a_ticked_record_must_be_known() -> None:
    with pytest.raises(KeyError):
        _text(samples.consent(records=(SummaryId("unknown"),)))


def test_markup_in_answers_is_only_text() -> None:
    hostile = "<b>bold</b> &amp; <img src='http://x.invalid'/> <para>x</para>"
    assert reading.squeezed(hostile) in _text(samples.consent(own_words=hostile))


def test_an_empty_form_says_what_is_open() -> None:
    made = consent_form.compose(
        samples.form(), replace(samples.consent(), answers={}), context=samples.CONTEXT
    )
    text = reading.text_of(made.pdf)
    assert text.count("Not answered yet") >= 10
    assert "None ticked yet" in text
    assert "☑" not in text


def test_an_organisations_own_questions_are_printed_too() -> None:
    table = dict(resources.table("forms", "F2.toml"))
    own: dict[str, Any] = {
        "key": "own",
        "short": "Our own step",
        "reader": "counsellor",
        "question": "What else?",
        "plain": "Ask.",
        "fields": [
            {"key": "extra", "kind": "long", "label": "Anything else?"},
            {
                "key": "ways",
                "kind": "ticks",
                "label": "Which?",
                "options": [
                    {"key": "a", "label": "First way"},
                    {"key": "b", "label": "Second way"},
                ],
            },
        ],
    }
    form = definition({**table, "version": 2, "steps": [*table["steps"], own]})
    made = consent_form.compose(form, samples.consent(ways=("b",)), context=samples.CONTEXT)
    text = reading.squeezed(reading.text_of(made.pdf))
    assert "☐Firstway☑Secondway" in text
    assert "Anythingelse" not in text
    assert "F2version2" in text


def test_long_answers_flow_over_pages_whole() -> None:
    numbered = " ".join(f"w{number:04}" for number in range(650))
    assert len(numbered) < 4000
    texts = ("why", "excluded", "if_yes", "if_no", "own_words")
    consent = samples.consent(Outcome.GIVEN, **dict.fromkeys(texts, numbered))
    made = consent_form.compose(samples.form(), consent, context=samples.CONTEXT)
    words = [
        word for word in reading.text_of(made.pdf).split() if word[:1] == "w" and word[1:].isdigit()
    ]
    assert words == numbered.split() * len(texts)
    assert made.pages > 5


def test_the_widest_words_and_foreign_scripts_fit() -> None:
    consent = samples.consent(
        who="W" * 200, role="ש" * 200, organisation="أ" * 200, own_words="😀" * 500
    )
    made = consent_form.compose(samples.form(), consent, context=samples.CONTEXT)
    text = reading.squeezed(reading.text_of(made.pdf))
    assert text.count("W") >= 200
    assert text.count("ש") == 200
    assert text.count("😀") == 500
    assert made.missing == ()
