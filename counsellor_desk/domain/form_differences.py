"""What two wordings of a form differ in, in the order in which the form is read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counsellor_desk.domain import form_changes
from counsellor_desk.domain.form_changes import FormChanges
from counsellor_desk.domain.form_questions import Question
from counsellor_desk.domain.form_sentences import Table, sentences
from counsellor_desk.wording import N_, _

_ADDED, _GONE = N_("A question of your own"), N_("A question that is not asked")
_PAGE = N_("{words} (on a page of its own)")


@dataclass(frozen=True, kw_only=True)
class Difference:
    """``what``: which sentence it is, in words; ``step``: the name of its step, or nothing.

    ``was`` and ``now`` are empty where there was or is nothing.
    """

    what: str
    step: str
    was: str
    now: str


def differences(table: Table, before: FormChanges, now: FormChanges) -> tuple[Difference, ...]:
    """Everything that somebody who fills the form in would find changed."""
    names = {step["key"]: str(step["short"]) for step in table["steps"]}
    return (
        *_of_sentences(table, before, now, names),
        *_of_questions(before, now, names),
        *_of_left_out(table, before, now),
    )


def _of_sentences(
    table: Table, before: FormChanges, now: FormChanges, names: dict[str, str]
) -> Iterator[Difference]:
    for sentence in sentences(table):
        was = before.sentences.get(sentence.path, sentence.text)
        new = now.sentences.get(sentence.path, sentence.text)
        if was != new:
            step = names.get(sentence.step, "")
            yield Difference(what=sentence.part.label, step=step, was=was, now=new)


def _of_questions(
    before: FormChanges, now: FormChanges, names: dict[str, str]
) -> Iterator[Difference]:
    old = {each.key: each for each in before.questions}
    new = {each.key: each for each in now.questions}
    for key in dict.fromkeys((*old, *new)):
        was, is_ = old.get(key), new.get(key)
        if was != is_:
            at = is_ or was
            step = names.get(at.at, "") if at else ""
            yield Difference(what=_(_ADDED), step=step, was=_told(was), now=_told(is_))


def _told(question: Question | None) -> str:
    if question is None:
        return ""
    words = _(_PAGE).format(words=question.label) if question.page else question.label
    return " · ".join((words, *filter(None, (question.help,)), *question.options))


def _of_left_out(table: Table, before: FormChanges, now: FormChanges) -> Iterator[Difference]:
    for field in form_changes.whole(table).fields():
        was, is_ = field.key in before.left_out, field.key in now.left_out
        if was != is_:
            asked = ("", field.label) if was else (field.label, "")
            yield Difference(what=_(_GONE), step="", was=asked[0], now=asked[1])
