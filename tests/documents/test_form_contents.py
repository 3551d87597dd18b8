"""Every form asks what it is for, ticks nothing beforehand, and says all of it in our own words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Any

import pytest

from counsellor_desk import resources
from counsellor_desk.domain import facts, form_checks, forms
from counsellor_desk.domain.form_terms import Ends, Purpose, Rule
from counsellor_desk.domain.forms import FieldKind, FormDefinition, Reader, Step
from counsellor_desk.domain.four_elements import elements
from counsellor_desk.domain.outcomes import Family, Outcome, outcomes_of
from counsellor_desk.domain.profile import Jurisdiction
from counsellor_desk.domain.signatures import SignerRole
from tests.documents import others_words
from tests.documents.form_contents import CHECKLIST, DEFAULTS, MAY_STAY_EMPTY, STEPS

FORMS = {name: forms.definition(resources.table("forms", f"{name}.toml")) for name in STEPS}
FACT_FILES = sorted(resources.path("facts").glob("*.toml"))
KNOWN = facts.facts(tomllib.loads(path.read_text("utf-8")) for path in FACT_FILES)
DECIDED = [form for form in FORMS.values() if form.family is not Family.RECORD]
CONSENTS = [form for form in FORMS.values() if form.family is Family.CONSENT]


def every(chosen: list[FormDefinition]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("form", chosen, ids=lambda form: form.id)


every_form = every(list(FORMS.values()))


def _step(form: FormDefinition, key: str) -> Step:
    return next(step for step in form.steps if step.key == key)


def _filled(form: FormDefinition) -> dict[str, forms.Answer]:
    """Something under every field."""
    day = date(2026, 6, 1).isoformat()
    answers: dict[str, forms.Answer] = {}
    for field in form.fields():
        options = tuple(option.key for option in field.options)
        several = field.kind in {FieldKind.TICKS, FieldKind.RECORDS, FieldKind.CONSENTS}
        answers[field.key] = (options or ("a",)) if several else next(iter(options), "Words")
        if field.kind is FieldKind.DATE:
            answers[field.key] = day
    return answers


def test_all_fourteen_are_there() -> None:
    assert {path.stem for path in resources.path("forms").glob("*.toml")} == set(STEPS)
    assert list(STEPS) == [f"F{number}" for number in range(1, 15)]


@every_form
def test_it_holds_together(form: FormDefinition) -> None:
    assert form_checks.ensure_whole(form) is form


@pytest.mark.parametrize(
    ("form", "step"), [(form, step) for form in STEPS for step in STEPS[form]], ids="-".join
)
def test_a_step_asks_all_that_it_is_for(form: str, step: str) -> None:
    keys = [field.key for field in _step(FORMS[form], step).fields]
    assert set(STEPS[form][step].split()) <= set(keys)


@every_form
def test_its_own_steps_come_first_and_in_order(form: FormDefinition) -> None:
    own = [step.key for step in form.steps if step.key in STEPS[form.id]]
    assert own == list(STEPS[form.id])
    assert form.steps[0].key == own[0]


@every(DECIDED)
def test_it_ends_alike_with_all_that_belongs_to_a_decision(form: FormDefinition) -> None:
    keys = [step.key for step in form.steps]
    together = keys.index("together")
    assert keys[together : together + 5] == ["together", "words", "decision", "sign", "copy"]
    assert [field.key for field in _step(form, "together").fields] == CHECKLIST.split()
    for same in ("together", "words", "sign"):
        assert _step(form, same) == _step(FORMS["F2"], same)


@every(DECIDED)
def test_somebody_else_signs_where_it_is_a_mark_or_another_language(form: FormDefinition) -> None:
    asked = {(each.role, each.field, each.value) for each in form.signers_if}
    assert asked >= {
        (SignerRole.WITNESS, "how_signed", "mark"),
        (SignerRole.WITNESS, "how_signed", "oral"),
        (SignerRole.INTERPRETER, "language", "interpreter"),
    }


@every_form
def test_it_has_the_outcomes_of_its_family(form: FormDefinition) -> None:
    decisions = [field for field in form.fields() if field.kind is FieldKind.OUTCOME]
    assert len(decisions) == (0 if form.family is Family.RECORD else 1)
    many = {Family.CONSENT: 4, Family.AGREEMENT: 3, Family.RECORD: 1}
    assert len(outcomes_of(form.family)) == many[form.family]


@every_form
def test_nothing_is_ticked_beforehand(form: FormDefinition) -> None:
    defaults = {field.key: field.default for field in form.fields() if field.default}
    assert defaults == DEFAULTS.get(form.id, {})


@every_form
def test_what_is_asked_is_answered_or_may_stay_empty(form: FormDefinition) -> None:
    free = {field.key for field in form.fields() if not field.required}
    reasons = {"reasons"} if form in DECIDED else set()
    assert free - reasons == set(MAY_STAY_EMPTY.get(form.id, "").split())


@every_form
def test_yes_and_no_are_as_long_and_as_easy(form: FormDefinition) -> None:
    """A no is not buried: it has no more words than a yes, and says no first."""
    for field in form.fields():
        for option in field.options:
            if option.key == "no":
                assert option.label.startswith("No")
            if option.key == "yes":
                assert option.label.startswith("Yes")
    both = {step.key: [f.key for f in step.fields] for step in form.steps}
    for keys in both.values():
        assert ("if_yes" in keys) == ("if_no" in keys)


@every(CONSENTS)
def test_the_four_elements_can_be_read_out(form: FormDefinition) -> None:
    found = elements(form, _filled(form))
    assert found is not None
    assert found.complete
    assert found.excluded


@every(CONSENTS)
def test_a_yes_to_a_part_is_a_part_of_what_was_asked(form: FormDefinition) -> None:
    agreed = form.field(form.reads.agreed)
    assert agreed.among == (form.reads.records or form.reads.items)
    assert agreed.only_if == ("outcome", Outcome.IN_PART.value)
    assert agreed.required


@every(CONSENTS)
def test_what_is_asked_for_is_explained_before_it_is_decided(form: FormDefinition) -> None:
    keys = [field.key for field in form.fields()]
    decided = keys.index("outcome")
    four = form.reads.four
    assert four is not None
    assert all(keys.index(key) < decided for key in chain.from_iterable(vars(four).values()))
    assert keys.index("own_words") < decided
    understood = [f.key for f in form.fields() if f.kind is FieldKind.UNDERSTOOD]
    assert len(understood) >= 3
    assert all(keys.index(key) < decided for key in understood)


@pytest.mark.parametrize("form", ["F1", "F8", "F11"])
def test_the_clients_own_words_are_on_it(form: str) -> None:
    assert FORMS[form].field("own_words").required


@every_form
def test_its_facts_are_there(form: FormDefinition) -> None:
    for step in form.steps:
        for place in Jurisdiction:
            facts.shown(KNOWN, step.facts, place)


def test_every_fact_has_its_source_and_its_day() -> None:
    assert KNOWN
    for fact in KNOWN.values():
        assert fact.source
        assert date(2025, 1, 1) < fact.checked_on < date(2030, 1, 1)
        assert fact.text.endswith(".")


def test_no_fact_stands_in_two_files() -> None:
    tables = [tomllib.loads(path.read_text("utf-8")) for path in FACT_FILES]
    keys = [fact["key"] for table in tables for fact in table["facts"]]
    assert len(keys) == len(set(keys))


def _sayings(value: Any) -> Iterator[str]:
    """Every text in a table, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _sayings(each)
    elif isinstance(value, list):
        for each in value:
            yield from _sayings(each)


@pytest.mark.parametrize(
    "path",
    [*sorted(resources.path("forms").glob("*.toml")), *FACT_FILES],
    ids=lambda path: path.stem,
)
def test_its_sentences_are_our_own(path: Any) -> None:
    table = tomllib.loads(path.read_text("utf-8"))
    for fact in table.get("facts", ()):
        del fact["source"]
    shared = [run for text in _sayings(table) for run in others_words.shared_with_others(text)]
    assert shared == []


def test_a_sentence_of_another_would_be_found() -> None:
    heading = "Consent to disclose to a third party"
    assert others_words.shared_with_others(f"This is about: {heading}.") == [heading.casefold()]
    assert others_words.shared_with_others("We made a cake of flour, eggs and honey.") == []


def test_f1_has_each_limit_ticked_as_explained() -> None:
    limits = _step(FORMS["F1"], "limits")
    assert limits.reader is Reader.CLIENT
    assert {field.kind for field in limits.fields} == {FieldKind.UNDERSTOOD}
    assert all(field.required for field in limits.fields)
    assert Rule.BEFORE_SECOND_SESSION in FORMS["F1"].rules
    ireland = FORMS["F1"].field("limit_ni")
    assert ireland.asked({"jurisdiction": Jurisdiction.NORTHERN_IRELAND.value})
    assert not ireland.asked({"jurisdiction": Jurisdiction.SCOTLAND.value})


def test_f1_and_f8_ask_for_the_law_of_every_place_that_there_is() -> None:
    places = {place.value for place in Jurisdiction}
    for form in ("F1", "F8"):
        assert {o.key for o in FORMS[form].field("jurisdiction").options} == places


def test_f7_shows_the_very_text_first() -> None:
    form = FORMS["F7"]
    first = form.steps[0]
    assert first.reader is Reader.CLIENT
    assert first.fields[0].kind is FieldKind.TEXT
    assert Rule.THINKING_TIME in form.rules
    assert form.lasts.think == 7


def test_f8_gives_the_young_person_a_page_and_a_say() -> None:
    form = FORMS["F8"]
    assert _step(form, "your_page").reader is Reader.CLIENT
    keys = [step.key for step in form.steps]
    assert keys.index("your_page") < keys.index("assent") < keys.index("parent")
    assert form.field("assent").asked({"competence": "not_competent"})
    assert not form.field("assent").asked({"competence": "competent"})
    assert (SignerRole.PARENT, "competence", "not_competent") in {
        (each.role, each.field, each.value) for each in form.signers_if
    }
    assert form.lasts.birthdays == (16, 18)


def test_each_form_opens_only_what_it_is_for() -> None:
    purposes = {form.id: form.purpose for form in FORMS.values() if form.purpose.value}
    assert purposes == {
        "F1": Purpose.COUNSELLING,
        "F2": Purpose.DISCLOSURE,
        "F3": Purpose.REFERRAL,
        "F4": Purpose.SETTING,
        "F5": Purpose.RECORDING,
        "F6": Purpose.CONTACT,
        "F7": Purpose.CASE_MATERIAL,
        "F8": Purpose.YOUNG_PERSON,
        "F11": Purpose.SPOKEN,
        "F13": Purpose.NOTICE,
    }


def test_each_form_ends_as_it_should() -> None:
    ends = {form.id: form.lasts.ends for form in FORMS.values()}
    assert ends == {
        "F1": Ends.WORK,
        "F2": Ends.USE,
        "F3": Ends.USE,
        "F4": Ends.DATE,
        "F5": Ends.DATE,
        "F6": Ends.DATE,
        "F7": Ends.USE,
        "F8": Ends.WORK,
        "F9": Ends.NONE,
        "F10": Ends.NONE,
        "F11": Ends.FOLLOW_UP,
        "F12": Ends.NONE,
        "F13": Ends.NEW_VERSION,
        "F14": Ends.NONE,
    }
