"""Whether a definition holds together: names that lead somewhere, what its family asks for.

What an organisation may not remove from a form (its four elements, outcomes and signatures) is
checked here too, since without them it is no form of its family.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain.form_tables import FormTableFault
from counsellor_desk.domain.form_terms import LONGEST_STANDING, Ends, Rule
from counsellor_desk.domain.forms import Field, FieldKind, FormDefinition
from counsellor_desk.domain.outcomes import Family, outcomes_of
from counsellor_desk.domain.signatures import SignerRole

OUTCOME: Final = "outcome"
_TEXT: Final = frozenset({FieldKind.LINE, FieldKind.LONG})
_TICK: Final = frozenset({FieldKind.CHECK, FieldKind.UNDERSTOOD})
_DAY: Final = frozenset({FieldKind.DATE})
_CHOICE: Final = frozenset({FieldKind.CHOICE})
RULE_FIELDS: Final[Mapping[Rule, Mapping[str, frozenset[FieldKind]]]] = MappingProxyType(
    {
        Rule.ORGANISATION_FIRST: {"organisation_signed_on": _DAY},
        Rule.THINKING_TIME: {"text": frozenset({FieldKind.TEXT}), "shown_on": _DAY},
        Rule.COMPETENCE: {"competence": _CHOICE, "assent": _TICK},
        Rule.READ_BACK: {"heard_by": _CHOICE, "given_on": _DAY, "written_by": _DAY},
        Rule.PICKS_CONSENTS: {"consents": frozenset({FieldKind.CONSENTS}), "how": _TEXT},
        Rule.BEFORE_SECOND_SESSION: {},
        Rule.BEFORE_RECORDING: {"recording_on": _DAY},
        Rule.ORGANISATION_APPROVED: {"approved_by": _TEXT, "approved_on": _DAY},
    }
)
"""The fields that a rule reads, by their keys, and of which kinds they may be."""
_RULE_OPTIONS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "competence": frozenset({"competent", "not_competent"}),
        "heard_by": frozenset({"witness", "read_back"}),
    }
)


def ensure_whole(form: FormDefinition) -> FormDefinition:
    """The definition itself.

    Raises:
        FormTableFault: with everything that does not hold together.
    """
    faults = [
        *_names(form),
        *_references(form),
        *_of_family(form),
        *_time(form),
        *_signing(form),
        *_rules(form),
    ]
    if faults:
        raise FormTableFault(tuple(f"{form.id}: {fault}" for fault in faults))
    return form


def _names(form: FormDefinition) -> Iterator[str]:
    steps, fields = [s.key for s in form.steps], [f.key for f in form.fields()]
    for what, keys in (("steps", steps), ("fields", fields)):
        for key, times in Counter(keys).items():
            if times > 1:
                yield f"two {what} are called “{key}”"
    for field in form.fields():
        if len({option.key for option in field.options}) != len(field.options):
            yield f"field “{field.key}”: two options have the same key"


def _references(form: FormDefinition) -> Iterator[str]:
    fields = {field.key: field for field in form.fields()}
    for key in form.reads.named():
        if key not in fields:
            yield f"[reads] names “{key}”, which is no field"
    for field in fields.values():
        yield from _options(field, fields)
        for other in filter(None, (field.instead, field.among)):
            if other not in fields:
                yield f"field “{field.key}” names “{other}”, which is no field"
    yield from _conditions(form, fields)


def _conditions(form: FormDefinition, fields: Mapping[str, Field]) -> Iterator[str]:
    conditions = [(f"signers_if {s.role.value}", s.field, s.value) for s in form.signers_if]
    conditions += [
        (f"field “{field.key}”, only_if", *field.only_if)
        for field in fields.values()
        if field.only_if
    ]
    for where, key, value in conditions:
        if key not in fields:
            yield f"{where} names “{key}”, which is no field"
        elif value not in _values(form, fields[key]):
            yield f"{where}: “{value}” is no answer to “{key}”"


def _options(field: Field, fields: Mapping[str, Field]) -> Iterator[str]:
    takes = field.kind in {FieldKind.CHOICE, FieldKind.TICKS}
    if takes and not field.options:
        yield f"field “{field.key}” has no options to choose from"
    if field.options and not takes:
        yield f"field “{field.key}” is “{field.kind.value}”, which has no options"
    if field.default and field.default not in {option.key for option in field.options}:
        yield f"field “{field.key}”: its default is none of its options"
    wider = fields.get(field.among)
    if wider is not None and wider.kind is not field.kind:
        yield f"field “{field.key}” is picked among “{wider.key}”, which is of another kind"


def _values(form: FormDefinition, field: Field) -> set[str]:
    if field.kind is FieldKind.OUTCOME:
        return {outcome.value for outcome in outcomes_of(form.family)}
    return {option.key for option in field.options} if field.options else {"yes"}


def _of_family(form: FormDefinition) -> Iterator[str]:
    decisions = [field for field in form.fields() if field.kind is FieldKind.OUTCOME]
    wanted = 0 if form.family is Family.RECORD else 1
    if len(decisions) != wanted:
        yield f"this family has {wanted} field of the kind “outcome”, not {len(decisions)}"
    for field in decisions:
        if field.key != OUTCOME or not field.required or field.default or field.only_if:
            yield "the decision’s field is called “outcome”, required, without default or only_if"
    if form.family is not Family.CONSENT:
        return
    reads = form.reads
    if reads.four is None:
        yield "a consent needs [reads.four]"
    if bool(reads.records) == bool(reads.items):
        yield "a consent asks for records or items: one of the two in [reads]"
    if not reads.agreed:
        yield "a consent may be given in part: [reads] agreed is missing"


def _time(form: FormDefinition) -> Iterator[str]:
    lasts, reads = form.lasts, form.reads
    consent = form.family is Family.CONSENT
    if consent and not (reads.ends_on or lasts.default):
        yield "a consent ends: [reads] ends_on or [lasts] default_days is missing"
    if reads.ends_on and not (lasts.once or lasts.standing):
        yield "an end that is asked for has a limit: [lasts] once_days or standing_days is missing"
    within = min(filter(None, (lasts.standing, lasts.review)), default=0)
    if consent and lasts.standing and within > LONGEST_STANDING:
        yield f"a standing consent ends or is reviewed within {LONGEST_STANDING} days"
    if lasts.ends is Ends.FOLLOW_UP and not lasts.default:
        yield "a follow-up has a day: [lasts] default_days is missing"
    if any(days < 0 for days in (lasts.once, lasts.standing, lasts.default, lasts.review)):
        yield "[lasts]: days are not negative"


def _signing(form: FormDefinition) -> Iterator[str]:
    fields = [field for field in form.fields() if field.kind is FieldKind.SIGNATURES]
    if len(fields) > 1 or (form.signers and not fields):
        yield "a form that is signed has one field of the kind “signatures”"
    if not form.signers and Rule.PICKS_CONSENTS not in form.rules:
        yield "only a withdrawal goes without signatures"
    if form.family is not Family.RECORD and SignerRole.CLIENT not in form.signers:
        yield "the client signs a consent and an agreement"


def _rules(form: FormDefinition) -> Iterator[str]:
    fields = {field.key: field for field in form.fields()}
    for rule in form.rules:
        for key, kinds in RULE_FIELDS[rule].items():
            field, names = fields.get(key), sorted(kind.value for kind in kinds)
            if field is None or field.kind not in kinds:
                yield f"rule “{rule.value}” needs the field “{key}”, {' or '.join(names)}"
            elif missing := _RULE_OPTIONS.get(key, frozenset()) - {o.key for o in field.options}:
                yield f"rule “{rule.value}”: “{key}” lacks the options {sorted(missing)}"
    guarded = any(signer.role is SignerRole.PARENT for signer in form.signers_if)
    if Rule.COMPETENCE in form.rules and not guarded:
        yield "rule “competence” needs signers_if for the role “parent”"
    picks = any(field.kind is FieldKind.CONSENTS for field in form.fields())
    if picks and Rule.PICKS_CONSENTS not in form.rules:
        yield "a field of the kind “consents” needs the rule “picks_consents”"
