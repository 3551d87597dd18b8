"""Any shipped form with every question answered, as its definition asks them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from counsellor_desk.domain.forms import YES, Answer, Field, FieldKind, FormDefinition
from counsellor_desk.domain.outcomes import Family, Outcome, outcomes_of
from counsellor_desk.workflows import form_definitions

EVERY_FORM = tuple(map(form_definitions.shipped, form_definitions.shipped_ids()))
FORMS = {form.id: form for form in EVERY_FORM}
TEXT = "A woman in her thirties learned to sleep again.\n\nShe called it “getting the night back”."
_DAYS = {
    "ends_on": 60,
    "recording_on": 1,
    "shown_on": -10,
    "organisation_signed_on": -40,
    "given_on": -1,
    "written_by": 4,
    "approved_on": -1,
    "assess_again": 90,
    "due_on": 20,
    "born_on": -15 * 365,
}
"""Days from today, where a date has to lie before or after it; any other is today's."""


def cells() -> list[tuple[FormDefinition, Outcome]]:
    """Every form with each outcome that closes it."""
    undecided = {Outcome.NOT_DECIDED, Outcome.NOT_YET}
    return [
        (form, outcome)
        for form in EVERY_FORM
        for outcome in outcomes_of(form.family)
        if outcome not in undecided
    ]


def cell_name(value: object) -> str | None:
    """A stable name of a form or an outcome in a parametrized test."""
    return value.id if isinstance(value, FormDefinition) else getattr(value, "value", None)


def answers(
    form: FormDefinition,
    outcome: Outcome,
    today: date,
    *,
    records: tuple[str, ...] = (),
    consents: tuple[str, ...] = (),
    **changes: Answer,
) -> Mapping[str, Answer]:
    """An answer to everything that is asked; of what is agreed in part, the first."""
    given: dict[str, Answer] = {}
    several = {FieldKind.RECORDS: records, FieldKind.CONSENTS: consents}
    for field in form.fields():
        if field.kind is FieldKind.OUTCOME:
            given[field.key] = outcome.value
        elif field.key in changes:
            given[field.key] = changes[field.key]
        elif field.required and field.asked(given):
            given[field.key] = several.get(field.kind) or _answer(field, given, today)
    if outcome is Outcome.IN_PART and form.reads.agreed:
        asked = given[form.reads.records or form.reads.items]
        given[form.reads.agreed] = asked[:1]
    if form.family is Family.RECORD:
        given.pop("outcome", None)
    return given


def _answer(field: Field, given: Mapping[str, Answer], today: date) -> Answer:
    options = tuple(option.key for option in field.options)
    match field.kind:
        case FieldKind.CHOICE:
            return options[0]
        case FieldKind.TICKS:
            wider = given.get(field.among)
            return wider if isinstance(wider, tuple) else options[:2]
        case FieldKind.DATE:
            return (today + timedelta(days=_DAYS.get(field.key, 0))).isoformat()
        case FieldKind.TEXT:
            return TEXT
        case FieldKind.LINE | FieldKind.LONG:
            return f"Words for {field.key}."
        case _:
            return YES
