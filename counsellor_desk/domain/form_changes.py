"""An organisation's own wording of a form: what it changed of what is shipped, and what that gives.

Sentences may be worded in one's own way and questions added. What makes the form one of its family
stays: its four elements, its outcomes, its signatures, and whatever its rules are read from
(policy 6; forms.md 4.3). A changed form is a version of its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Final

from counsellor_desk.domain import form_checks, forms
from counsellor_desk.domain.form_questions import (
    ADDED,
    MOST_QUESTIONS,
    Question,
    TooManyQuestions,
    checked,
    field_of,
    next_key,
    page_of,
)
from counsellor_desk.domain.form_sentences import Sentence, Table, put, sentences
from counsellor_desk.domain.form_tables import FormTableFault
from counsellor_desk.domain.forms import Field, FieldKind, FormDefinition
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_, _

_MAY_GO: Final = frozenset({FieldKind.LINE, FieldKind.LONG, FieldKind.CHOICE, FieldKind.TICKS})
_READ_BY_NAME: Final = frozenset({"sooner_because", "destroyed_by", "given_how"})
"""Questions that may stay open, and that the program itself reads where they are answered."""


class QuestionStays(InputError):
    """Something without which the form is not one of its family. ``key`` names the question."""

    field = "left_out"
    happened = N_("“{label}” cannot be left out.")
    safe = N_("The form is as it was. {reason}")
    next_step = N_("You can word it in your own way.")


@dataclass(frozen=True, kw_only=True)
class FormChanges:
    """``sentences``: by path; ``questions``: in their order; ``left_out``: keys of fields."""

    sentences: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    questions: tuple[Question, ...] = ()
    left_out: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether anything is changed."""
        return bool(self.sentences or self.questions or self.left_out)


NONE: Final = FormChanges()


def with_sentence(table: Table, changes: FormChanges, path: str, words: str) -> FormChanges:
    """With that sentence in these words; the shipped ones again are no change.

    Raises:
        SentenceMissing, SentenceTooLong: as they say.
        KeyError: no such sentence (a fault of the screen).
    """
    return typed(table, changes, path, _sentence(table, path).checked(words))


def typed(table: Table, changes: FormChanges, path: str, words: str) -> FormChanges:
    """The same while somebody writes: what has to be said of it is said by ``ensure_sayable``.

    Raises:
        KeyError: no such sentence (a fault of the screen).
    """
    shipped = _sentence(table, path)
    tidy = shipped.tidied(words)
    kept = {other: text for other, text in changes.sentences.items() if other != path}
    if tidy != shipped.text:
        kept[path] = tidy
    return replace(changes, sentences=MappingProxyType(kept))


def ensure_sayable(table: Table, changes: FormChanges) -> None:
    """Let a form be printed in these words.

    Raises:
        SentenceMissing, SentenceTooLong: of the first that cannot be.
    """
    for sentence in sentences(table):
        if sentence.path in changes.sentences:
            sentence.checked(changes.sentences[sentence.path])


def _sentence(table: Table, path: str) -> Sentence:
    return {sentence.path: sentence for sentence in sentences(table)}[path]


def with_question(table: Table, changes: FormChanges, question: Question) -> FormChanges:
    """With one more question, or that of the same key changed; an empty key gets one.

    Raises:
        QuestionWordsMissing, QuestionNotExplained, OptionsMissing, TooManyOptions,
        TooManyQuestions, QuestionNotThere, SentenceTooLong: as they say.
    """
    tidy = checked(table, question)
    if not tidy.key:
        if len(changes.questions) >= MOST_QUESTIONS:
            raise TooManyQuestions(limit=MOST_QUESTIONS)
        return replace(
            changes, questions=(*changes.questions, replace(tidy, key=next_key(changes.questions)))
        )
    replaced = tuple(tidy if each.key == tidy.key else each for each in changes.questions)
    return replace(changes, questions=replaced)


def without_question(changes: FormChanges, key: str) -> FormChanges:
    """Without that question of the organisation's own."""
    return replace(changes, questions=tuple(q for q in changes.questions if q.key != key))


def leaving_out(table: Table, changes: FormChanges, key: str) -> FormChanges:
    """Without a shipped question that may stay open.

    Raises:
        QuestionStays: with the reason.
        KeyError: no such question (a fault of the screen).
    """
    form = whole(table)
    found = form.field(key)
    if reason := why_it_stays(form, found):
        raise QuestionStays(key=key, label=found.label, reason=_(reason))
    return replace(changes, left_out=changes.left_out | {key})


def asking_again(changes: FormChanges, key: str) -> FormChanges:
    """With a question that was left out."""
    return replace(changes, left_out=changes.left_out - {key})


def why_it_stays(form: FormDefinition, asked: Field) -> str:
    """Why that question cannot be left out of the form: a sentence, or nothing."""
    four = form.reads.four
    if asked.kind is FieldKind.OUTCOME:
        return N_("The client decides there, and all answers stay open to them.")
    if asked.kind is FieldKind.SIGNATURES:
        return N_("A form that nobody signs binds nobody.")
    if four and any(asked.key in keys for keys in vars(four).values()):
        return N_("It is one of the things that a client has to know before they decide.")
    if asked.kind in {FieldKind.UNDERSTOOD, FieldKind.CHECK}:
        return N_("The form shows by it that the decision was free and understood.")
    if asked.required:
        return N_("The form is not complete without it.")
    if asked.key in _named(form):
        return N_("Other parts of the form depend on it.")
    return "" if asked.kind in _MAY_GO else N_("The desk reads it.")


def may_go(table: Table) -> tuple[Field, ...]:
    """The shipped questions that can be left out."""
    form = whole(table)
    return tuple(field for field in form.fields() if not why_it_stays(form, field))


def _named(form: FormDefinition) -> set[str]:
    """Fields that others of the form, its rules or the program lead to."""
    named = {*form.reads.named(), *_READ_BY_NAME}
    named |= {signer.field for signer in form.signers_if}
    for rule in form.rules:
        named |= form_checks.RULE_FIELDS[rule].keys()
    for each in form.fields():
        named |= {each.instead, each.among, each.only_if[0] if each.only_if else ""}
    return named


def applied(table: Table, changes: FormChanges, version: int) -> Table:
    """The table of the changed form, of that version. Nothing of ``table`` itself is changed."""
    made = deepcopy(table)
    put(made, changes.sentences)
    made |= {"version": version, "own": True}
    for step in made["steps"]:
        kept = [each for each in step.get("fields", ()) if each["key"] not in changes.left_out]
        at_end = [q for q in changes.questions if q.at == step["key"] and not q.page]
        if "fields" in step or at_end:
            step["fields"] = [*kept, *map(field_of, at_end)]
    made["steps"] = [each for step in made["steps"] for each in (step, *_pages(step, changes))]
    return made


def _pages(step: Mapping[str, Any], changes: FormChanges) -> list[Table]:
    return [page_of(each) for each in changes.questions if each.page and each.at == step["key"]]


def whole(table: Table) -> FormDefinition:
    """The definition of a table that holds together.

    Raises:
        FormTableFault: with everything that does not.
    """
    return form_checks.ensure_whole(forms.definition(table))


def own_version(table: Table, changes: FormChanges, version: int) -> tuple[Table, FormDefinition]:
    """The organisation's form, as a table to keep and as a definition, with all that has to stay.

    Raises:
        FormTableFault: something that makes it a form of its family would be gone.
    """
    made = applied(table, changes, version)
    form = whole(made)
    ensure_keeps(whole(table), form)
    return made, form


def ensure_keeps(shipped: FormDefinition, own: FormDefinition) -> None:
    """Let an organisation's form be one, if nothing is gone that has to stay.

    Raises:
        FormTableFault: something is.
    """
    if replace(own, **_wording_of(shipped)) != shipped:
        raise FormTableFault((f"{own.id}: its terms are not those of the form that is shipped",))
    kept = [_bones(each) for each in own.fields() if not each.key.startswith(ADDED)]
    stays = [_bones(each) for each in shipped.fields() if why_it_stays(shipped, each)]
    if [bones for bones in kept if bones in stays] != stays:
        raise FormTableFault((f"{own.id}: a question is gone or changed that has to stay",))


def _wording_of(form: FormDefinition) -> dict[str, Any]:
    parts = ("version", "own", "title", "intro", "about", "steps")
    return {part: getattr(form, part) for part in parts}


def _bones(each: Field) -> Field:
    """What is left of a question without its words."""
    options = tuple(replace(option, label="") for option in each.options)
    return replace(each, label="", printed="", help="", options=options)
