"""The forms as shipped: whole, in order, and in words that a twelve-year-old can read."""

from __future__ import annotations

import tomllib
from itertools import pairwise

import pytest

from counsellor_desk import resources
from counsellor_desk.domain import facts, forms
from counsellor_desk.domain.decisions import decision
from counsellor_desk.domain.forms import FieldKind, FormDefinition, Reader, Step
from counsellor_desk.domain.four_elements import elements
from counsellor_desk.domain.readability import (
    LONG_ENOUGH,
    OLDEST_READER,
    as_sentences,
    hard_to_read,
    reading_age,
    syllables,
)
from counsellor_desk.domain.signatures import SignerRole
from tests.documents import samples

FORMS = sorted(resources.path("forms").glob("*.toml"))
KNOWN = facts.facts(
    tomllib.loads(path.read_text("utf-8")) for path in resources.path("facts").glob("*.toml")
)
SHORT_TEXT_SWINGS = 3
"""Years that one long word more or less makes in a single line; the page as a whole is measured."""


def _form(name: str) -> FormDefinition:
    return forms.definition(tomllib.loads(resources.text("forms", name)))


every_form = pytest.mark.parametrize(
    "form", [_form(path.name) for path in FORMS], ids=lambda f: f.id
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("we", 1),
        ("share", 1),
        ("shared", 1),
        ("needed", 2),
        ("people", 2),
        ("family", 3),
        ("agree", 2),
        ("decision", 3),
        ("places", 2),
        ("little", 2),
        ("why", 1),
        ("organisation", 5),
    ],
)
def test_syllables_are_counted_as_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


def test_hard_text_reads_as_hard() -> None:
    hard = (
        "The aforementioned authorisation constitutes irrevocable acknowledgement of the "
        "organisation's entitlement to disseminate confidential information to third parties."
    )
    assert reading_age(hard) > 20
    assert hard_to_read(hard) is not None
    assert reading_age("You can say no. We will not mind. It is up to you.") < 8
    assert hard_to_read("You can say no. We will not mind. It is up to you.") is None
    assert hard_to_read("Irrevocable acknowledgement.") is None
    assert reading_age("") == 0


def _client_words(step: Step) -> list[str]:
    labels = [field.label for field in step.fields]
    options = [option.label for field in step.fields for option in field.options]
    helps = [field.help for field in step.fields if field.help]
    told = [KNOWN[key].text for key in step.facts]
    return [step.question, step.plain, step.full, *told, *labels, *options, *helps]


@every_form
def test_what_a_client_reads_is_plain(form: FormDefinition) -> None:
    assert reading_age(as_sentences([form.title, form.intro])) <= OLDEST_READER
    for step in form.steps:
        if step.reader is Reader.CLIENT:
            assert reading_age(step.plain) <= OLDEST_READER, step.key
            assert reading_age(as_sentences(_client_words(step))) <= OLDEST_READER, step.key
            if step.full:
                assert reading_age(step.full) <= OLDEST_READER, step.key
            for key in step.facts:
                assert reading_age(KNOWN[key].text) <= OLDEST_READER, key
            for field in step.fields:
                for each in (field.label, field.printed, *(o.label for o in field.options)):
                    if len(each.split()) >= LONG_ENOUGH:
                        assert reading_age(each) <= OLDEST_READER + SHORT_TEXT_SWINGS, each


@every_form
def test_the_whole_form_is_plain(form: FormDefinition) -> None:
    words = [form.intro, *(part for step in form.steps for part in _client_words(step))]
    assert reading_age(as_sentences(words)) <= OLDEST_READER - 1


@every_form
def test_keys_are_unique_and_refer_to_what_there_is(form: FormDefinition) -> None:
    keys = [field.key for field in form.fields()]
    assert len(keys) == len(set(keys))
    assert len({step.key for step in form.steps}) == len(form.steps)
    for field in form.fields():
        for other in (field.only_if[0] if field.only_if else "", field.instead, field.among):
            assert other in {"", *keys}
        if field.only_if:
            assert field.only_if[1] in {
                "in_part",
                *(o.key for o in form.field(field.only_if[0]).options),
            }
        assert bool(field.options) == (field.kind in {FieldKind.CHOICE, FieldKind.TICKS})
        assert field.printed
    assert (SignerRole.COUNSELLOR in form.signers) == (form.id != "F9")  # a withdrawal needs none


@every_form
def test_file_and_form_have_one_name(form: FormDefinition) -> None:
    assert f"{form.id}.toml" in {path.name for path in FORMS}
    assert form.version >= 1
    assert form.language == "en-GB"


def test_f2_goes_its_way_in_order() -> None:
    assert [step.key for step in _form("F2.toml").steps] == [
        "prompted",
        "why",
        "what",
        "who",
        "if",
        "how_long",
        "together",
        "words",
        "decision",
        "sign",
        "copy",
    ]


def test_f2_is_explained_before_it_is_asked_and_dated_before_it_is_decided() -> None:
    keys = [field.key for field in _form("F2.toml").fields()]
    order = ["why_understood", "if_understood", "ends_on", "own_words", "outcome", "signatures"]
    places = [keys.index(key) for key in order]
    assert all(a < b for a, b in pairwise(places))


def test_f2_answered_whole_is_complete_and_has_all_four_elements() -> None:
    form, consent = _form("F2.toml"), samples.consent()
    forms.ensure_complete(form, consent.answers)
    found = elements(form, consent.answers)
    assert found is not None
    assert found.complete
    decided = decision(form, consent.answers)
    assert decided.records == ("s1", "s2", "s3")
    assert decided.recipient == "Dr A. Patel, Mill Lane Surgery"


@pytest.mark.parametrize(
    "key",
    [
        "why",
        "records",
        "excluded",
        "who",
        "if_yes",
        "if_no",
        "own_words",
        "outcome",
        "ends_on",
        "identity",
        "why_understood",
        "what_understood",
        "who_understood",
        "if_understood",
    ],
)
def test_f2_without_one_of_these_cannot_be_signed(key: str) -> None:
    answers = {k: v for k, v in samples.consent().answers.items() if k != key}
    assert [field.key for field in forms.open_fields(_form("F2.toml"), answers)] == [key]


@pytest.mark.parametrize("key", ["capacity", "free", "questions", "copy_offered", "separate"])
def test_f2_a_check_that_is_not_ticked_needs_a_reason(key: str) -> None:
    form, answers = _form("F2.toml"), dict(samples.consent().answers)
    del answers[key]
    assert [field.key for field in forms.open_fields(form, answers)] == [key]
    answers["reasons"] = "By telephone; the copy goes by post today."
    assert forms.open_fields(form, answers) == ()


def test_f2_ticks_nothing_beforehand() -> None:
    """The one default protects: the client sees it before it goes."""
    defaults = {f.key: f.default for f in _form("F2.toml").fields() if f.default}
    assert defaults == {"see_first": "yes"}
