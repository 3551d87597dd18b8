"""Forms as data: what ``resources/forms/*.toml`` may say, and what answers are still missing.

A definition's wording belongs to its version: a sealed form keeps the version it was signed in,
and a translation is a version of its own. So these sentences stand in the definition, not in the
catalogue of ``wording``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from types import MappingProxyType
from typing import Any, Final

from counsellor_desk.domain import form_terms
from counsellor_desk.domain.form_tables import FormTableFault, ensure_shape
from counsellor_desk.domain.form_terms import (
    NO_LIMITS,
    NOTHING_READ,
    Group,
    Lasts,
    Purpose,
    Reads,
    Rule,
    SignerIf,
)
from counsellor_desk.domain.later_terms import Later
from counsellor_desk.domain.outcomes import Family
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.domain.text import clean, one_line
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_

Answer = str | tuple[str, ...]
Answers = Mapping[str, Answer]
YES: Final = "yes"
LINE_LENGTH: Final = 200
LONG_LENGTH: Final = 4000
TEXT_LENGTH: Final = 20_000


def words(answers: Answers, key: str) -> str:
    """The answer under that key where it is a text, else nothing."""
    found = answers.get(key, "")
    return found if isinstance(found, str) else ""


def picked(answers: Answers, key: str) -> tuple[str, ...]:
    """The answer under that key where it is several, else none."""
    found = answers.get(key, ())
    return found if isinstance(found, tuple) else ()


class FieldKind(Enum):
    """How a field is asked and what its answer is.

    LINE, LONG, TEXT: text; TEXT is what the form is about, word for word. CHOICE: an option's key.
    TICKS: the option keys ticked. DATE: ISO date. RECORDS: ids of accepted summaries. CONSENTS: ids
    of the client's forms. UNDERSTOOD, CHECK: ``"yes"`` or ``""``. OUTCOME: an ``Outcome`` value.
    SIGNATURES: no answer; signatures are kept beside.
    """

    LINE = "line"
    LONG = "long"
    CHOICE = "choice"
    TICKS = "ticks"
    DATE = "date"
    TEXT = "text"
    RECORDS = "records"
    CONSENTS = "consents"
    UNDERSTOOD = "understood"
    CHECK = "check"
    OUTCOME = "outcome"
    SIGNATURES = "signatures"


_LENGTHS: Final = {
    FieldKind.LINE: LINE_LENGTH,
    FieldKind.LONG: LONG_LENGTH,
    FieldKind.TEXT: TEXT_LENGTH,
}


class Reader(Enum):
    """Whom a step addresses: in hand-over mode, each is shown the own ones and no others."""

    COUNSELLOR = "counsellor"
    CLIENT = "client"
    PARENT = "parent"


class AnswerTooLong(InputError):
    """More than the paper can hold. The fact ``key`` names the field of the form."""

    field = "answer"
    happened = N_("“{label}” is too long: {length} characters, {limit} fit.")
    safe = N_("What you typed still stands there, and all other answers are kept.")
    next_step = N_("Shorten it. Details that matter can stand in the record itself.")


class FormNotComplete(InputError):
    """Something that makes the form valid is still open. ``key`` names the field of the form."""

    field = "form"
    happened = N_("The form is not complete yet: “{label}” is open.")
    safe = N_("All your answers are kept.")
    next_step = N_("Go back to that step and answer it, or stop here and resume later.")


@dataclass(frozen=True, kw_only=True)
class Option:
    """Something that can be chosen or ticked."""

    key: str
    label: str


@dataclass(frozen=True, kw_only=True)
class Field:
    """One thing that is asked. ``printed``: its heading on paper.

    ``default``: what holds while nothing is answered; never a decision. ``instead``: the field
    whose answer gives the reason where this one stays open. ``among``: for RECORDS and TICKS, the
    field out of whose answers these are picked.
    """

    key: str
    kind: FieldKind
    label: str
    printed: str
    help: str = ""
    required: bool = False
    options: tuple[Option, ...] = ()
    only_if: tuple[str, str] | None = None
    default: str = ""
    instead: str = ""
    among: str = ""

    def asked(self, answers: Answers) -> bool:
        """Whether this field applies, given another's answer."""
        if self.only_if is None:
            return True
        other, value = self.only_if
        found = answers.get(other, "")
        return value in found if isinstance(found, tuple) else value == found

    def answer(self, answers: Answers) -> Answer:
        """What was answered, or what holds while nothing is."""
        return answers.get(self.key) or self.default

    def is_open(self, answers: Answers) -> bool:
        """Whether it still waits: required, asked, and neither an answer nor a reason there."""
        waits = self.required and self.kind is not FieldKind.SIGNATURES and self.asked(answers)
        return waits and not (self.answer(answers) or answers.get(self.instead))


@dataclass(frozen=True, kw_only=True)
class Step:
    """A page of the guide: one question, a plain reading of it, and the full text below.

    ``facts``: keys of the dated facts about law and helplines shown there (``domain.facts``).
    """

    key: str
    short: str
    question: str
    plain: str
    reader: Reader
    full: str = ""
    facts: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FormDefinition:
    """A form of one version. ``about``: one sentence on what it is for, to choose it by.

    ``signers``: the roles that have to sign; ``refusal_signers``: after a no. ``signers_if``: more
    of them, by what was answered. ``later``: what is filled in after its seal (``domain.later``).
    ``own``: the version is one of the organisation's own.
    """

    id: str
    version: int
    language: str
    title: str
    intro: str
    about: str
    family: Family
    group: Group
    purpose: Purpose
    steps: tuple[Step, ...]
    signers: tuple[SignerRole, ...]
    refusal_signers: tuple[SignerRole, ...]
    signers_if: tuple[SignerIf, ...] = ()
    rules: frozenset[Rule] = frozenset()
    reads: Reads = NOTHING_READ
    lasts: Lasts = NO_LIMITS
    later: tuple[Later, ...] = ()
    own: bool = False

    def fields(self) -> tuple[Field, ...]:
        """Every field, in order."""
        return tuple(field for step in self.steps for field in step.fields)

    def field(self, key: str) -> Field:
        """The field of that key.

        Raises:
            KeyError: no such field.
        """
        for field in self.fields():
            if field.key == key:
                return field
        raise KeyError(key)


def definition(table: Mapping[str, Any]) -> FormDefinition:
    """A definition out of a parsed table. ``form_checks.ensure_whole`` says whether it holds.

    Raises:
        FormTableFault: the table is not a form definition.
    """
    ensure_shape(table)
    try:
        return _definition(table)
    except ValueError as wrong:
        raise FormTableFault((f"{table['id']}: {wrong}",)) from wrong


def _definition(table: Mapping[str, Any]) -> FormDefinition:
    steps = tuple(_step(step) for step in table["steps"])
    return FormDefinition(
        id=table["id"],
        version=table["version"],
        language=table["language"],
        title=table["title"],
        intro=table["intro"],
        about=table["about"],
        family=Family.of(table["family"]),
        group=Group(table["group"]),
        purpose=Purpose(table.get("purpose", "")),
        steps=_with_options(steps),
        signers=tuple(map(SignerRole.of, table["signers"])),
        refusal_signers=tuple(map(SignerRole.of, table.get("refusal_signers", ["counsellor"]))),
        signers_if=tuple(map(form_terms.signer_if, table.get("signers_if", ()))),
        rules=frozenset(map(Rule, table.get("rules", ()))),
        reads=form_terms.reads(table.get("reads", {})),
        lasts=form_terms.lasts(table.get("lasts", {})),
        later=tuple(map(Later.of, table.get("later", ()))),
        own=table.get("own", False),
    )


def _with_options(steps: tuple[Step, ...]) -> tuple[Step, ...]:
    """What is ticked among another field's ticks has that field's options."""
    options = {field.key: field.options for step in steps for field in step.fields}

    def completed(field: Field) -> Field:
        if field.kind is not FieldKind.TICKS or field.options:
            return field
        return replace(field, options=options.get(field.among, ()))

    return tuple(replace(step, fields=tuple(map(completed, step.fields))) for step in steps)


def _step(table: Mapping[str, Any]) -> Step:
    return Step(
        key=table["key"],
        short=table["short"],
        question=table["question"],
        plain=table["plain"],
        full=table.get("full", ""),
        facts=tuple(table.get("facts", ())),
        reader=Reader(table["reader"]),
        fields=tuple(_field(field) for field in table.get("fields", ())),
    )


def _field(table: Mapping[str, Any]) -> Field:
    only_if = table.get("only_if")
    return Field(
        key=table["key"],
        kind=FieldKind(table["kind"]),
        label=table["label"],
        printed=table.get("printed", table["label"]),
        help=table.get("help", ""),
        required=table.get("required", False),
        options=tuple(Option(key=o["key"], label=o["label"]) for o in table.get("options", ())),
        only_if=(only_if[0], only_if[1]) if only_if else None,
        default=table.get("default", ""),
        instead=table.get("instead", ""),
        among=table.get("among", ""),
    )


def answered(field: Field, answer: Answer) -> Answer:
    """An answer as it is kept.

    Raises:
        AnswerTooLong: more than the field's kind holds.
        ValueError: not an answer that this field can have (a fault of the screen).
    """
    if isinstance(answer, tuple):
        return answer
    if field.kind in _LENGTHS:
        return _text(field, answer)
    if field.kind is FieldKind.DATE and answer:
        return date.fromisoformat(answer).isoformat()
    if field.kind is FieldKind.CHOICE and answer not in {"", *(o.key for o in field.options)}:
        raise ValueError(field.key)
    return answer


def _text(field: Field, answer: str) -> str:
    tidy = one_line(answer) if field.kind is FieldKind.LINE else clean(answer).text.strip()
    limit = _LENGTHS[field.kind]
    if len(tidy) > limit:
        raise AnswerTooLong(key=field.key, label=field.printed, length=len(tidy), limit=limit)
    return tidy


def with_answer(answers: Answers, field: Field, answer: Answer) -> Answers:
    """The answers with one more, or one changed.

    Raises:
        AnswerTooLong, ValueError: as ``answered``.
    """
    return MappingProxyType({**answers, field.key: answered(field, answer)})


def within_bounds(form: FormDefinition, answers: Answers) -> Answers:
    """The answers, without what was picked out of others which are ticked no more."""
    narrowed = {
        field.key: tuple(each for each in picked(answers, field.key) if each in wider)
        for field in form.fields()
        if field.among and field.key in answers
        for wider in [picked(answers, field.among)]
    }
    return MappingProxyType({**answers, **narrowed})


def open_fields(form: FormDefinition, answers: Answers) -> tuple[Field, ...]:
    """Required fields that apply and have no answer and no reason, signatures aside."""
    return tuple(field for field in form.fields() if field.is_open(answers))


def ensure_complete(form: FormDefinition, answers: Answers) -> None:
    """Let signing go on.

    Raises:
        FormNotComplete: with the first open field.
    """
    for field in open_fields(form, answers):
        raise FormNotComplete(key=field.key, label=field.printed)
