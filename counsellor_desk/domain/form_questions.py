"""Questions that an organisation adds to a form: of which kinds, where, and how they are asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from counsellor_desk.domain.form_sentences import Part, Table, fitting
from counsellor_desk.domain.forms import FieldKind, Reader
from counsellor_desk.domain.text import one_line
from counsellor_desk.errors import NOTHING_LOST, InputError
from counsellor_desk.wording import N_, _

ADDED: Final = "added_"
"""How the keys of an organisation's own questions begin."""
KINDS: Final = (
    FieldKind.LINE,
    FieldKind.LONG,
    FieldKind.CHOICE,
    FieldKind.TICKS,
    FieldKind.CHECK,
)
CHOOSING: Final = frozenset({FieldKind.CHOICE, FieldKind.TICKS})
MOST_QUESTIONS: Final = 20
MOST_OPTIONS: Final = 12
LEAST_OPTIONS: Final = 2
_ASKED, _EXPLAINED, _ANSWER = N_("What is asked"), N_("The explanation"), N_("One of the answers")


class QuestionWordsMissing(InputError):
    """A question without words."""

    field = "label"
    happened = N_("What is asked is missing.")
    safe = NOTHING_LOST
    next_step = N_("Write the question as the client should hear it.")


class QuestionNotExplained(InputError):
    """A page of its own says more than its question."""

    field = "help"
    happened = N_("A page of its own needs a sentence that explains the question.")
    safe = NOTHING_LOST
    next_step = N_("Say in one or two plain sentences why it is asked.")


class OptionsMissing(InputError):
    """A choice of one is none."""

    field = "options"
    happened = N_("There are too few answers to choose from, or one of them stands there twice.")
    safe = NOTHING_LOST
    next_step = N_("Write at least two answers, each on a line of its own.")


class TooManyOptions(InputError):
    """Nobody weighs up thirty answers."""

    field = "options"
    happened = N_("There are {count} answers, and {limit} are the most for one question.")
    safe = NOTHING_LOST
    next_step = N_("Leave some out, or ask in two questions.")


class TooManyQuestions(InputError):
    """A form has to be gone through in a session."""

    field = "label"
    happened = N_("This form has {limit} questions of your own already, and takes no more.")
    safe = NOTHING_LOST
    next_step = N_("Take one of them out first.")


class QuestionNotThere(InputError):
    """Everything that a decision rests on is asked before it."""

    field = "at"
    happened = N_("A question cannot be added at that step.")
    safe = NOTHING_LOST
    next_step = N_("Choose a step before the decision and the signatures.")


@dataclass(frozen=True, kw_only=True)
class Question:
    """One that the organisation added. ``at``: the step at whose end it stands.

    ``page``: it has a page of its own behind that step instead, which ``help`` explains, for the
    client or the counsellor. ``options``: the answers of a choice or of ticks, in words.
    """

    key: str
    kind: FieldKind
    label: str
    at: str
    help: str = ""
    required: bool = False
    options: tuple[str, ...] = ()
    page: bool = False
    reader: Reader = Reader.CLIENT


def places(table: Table) -> tuple[tuple[str, str], ...]:
    """Steps at which a question can be added, by key and name: those before the decision."""
    open_: list[tuple[str, str]] = []
    for step in table["steps"]:
        kinds = {each["kind"] for each in step.get("fields", ())}
        if kinds & {FieldKind.OUTCOME.value, FieldKind.SIGNATURES.value}:
            break
        open_.append((step["key"], step["short"]))
    return tuple(open_)


def checked(table: Table, question: Question) -> Question:
    """The question as it is kept.

    Raises:
        QuestionWordsMissing, QuestionNotExplained, OptionsMissing, TooManyOptions,
        QuestionNotThere, SentenceTooLong: as they say.
    """
    label, help_ = one_line(question.label), one_line(question.help)
    if not label:
        raise QuestionWordsMissing
    if question.page and not help_:
        raise QuestionNotExplained
    if question.at not in dict(places(table)):
        raise QuestionNotThere
    for words, part, what in ((label, Part.LABEL, _ASKED), (help_, Part.HELP, _EXPLAINED)):
        fitting(words, part.limit, path=part.value, what=_(what))
    options = _checked_options(question) if question.kind in CHOOSING else ()
    return replace(question, label=label, help=help_, options=options)


def _checked_options(question: Question) -> tuple[str, ...]:
    options = tuple(filter(None, map(one_line, question.options)))
    if len(options) < LEAST_OPTIONS or len(set(options)) < len(options):
        raise OptionsMissing
    if len(options) > MOST_OPTIONS:
        raise TooManyOptions(count=len(options), limit=MOST_OPTIONS)
    for option in options:
        fitting(option, Part.OPTION.limit, path="options", what=_(_ANSWER))
    return options


def next_key(questions: Iterable[Question]) -> str:
    """A key for one more question beside these."""
    numbers = (int(each.key.removeprefix(ADDED)) for each in questions)
    return f"{ADDED}{max(numbers, default=0) + 1}"


def page_of(question: Question) -> Table:
    """The step of a question that has a page of its own, as it stands in a definition."""
    asked = {**field_of(question), "help": ""}
    return {
        "key": question.key,
        "short": one_line(question.label)[: Part.SHORT.limit],
        "reader": question.reader.value,
        "question": question.label,
        "plain": question.help,
        "fields": [asked],
    }


def field_of(question: Question) -> Table:
    """The question as it stands in a definition."""
    made: Table = {
        "key": question.key,
        "kind": question.kind.value,
        "label": question.label,
        "help": question.help,
        "required": question.required,
    }
    if question.options:
        made["options"] = [
            {"key": str(number), "label": words} for number, words in enumerate(question.options, 1)
        ]
    return made
