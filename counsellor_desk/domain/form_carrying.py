"""Changes to a form carried over to another version of what is shipped.

The program ships a newer wording now and then; an organisation's own was made to the older one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from counsellor_desk.domain import form_changes
from counsellor_desk.domain.form_changes import FormChanges
from counsellor_desk.domain.form_questions import ADDED, Question, places
from counsellor_desk.domain.form_sentences import Table, sentences
from counsellor_desk.domain.forms import Answers, Field, FormDefinition
from counsellor_desk.errors import InputError


@dataclass(frozen=True, kw_only=True)
class Carried:
    """``compare``: paths whose shipped words have changed too; ``lost``: words without a place."""

    changes: FormChanges
    compare: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


def carried_over(old: Table | None, new: Table, changes: FormChanges) -> Carried:
    """The changes as they fit to ``new``; ``old``: what they were made to, where that is known."""
    before = {each.path: each.text for each in sentences(old)} if old else {}
    made, compare, lost = form_changes.NONE, list[str](), list[str]()
    now = {each.path: each.text for each in sentences(new)}
    for path, words in changes.sentences.items():
        if path not in now:
            lost.append(words)
            continue
        try:
            made = form_changes.with_sentence(new, made, path, words)
        except InputError:
            lost.append(words)
            continue
        if path in made.sentences and old and before.get(path) != now[path]:
            compare.append(path)
    questions = tuple(_placed(new, changes.questions, lost))
    made = replace(made, questions=questions, left_out=frozenset(_still_out(new, changes)))
    return Carried(changes=made, compare=tuple(compare), lost=tuple(lost))


def _placed(new: Table, questions: tuple[Question, ...], lost: list[str]) -> Iterator[Question]:
    """Each at its step, or at the last that takes questions where that step is gone."""
    open_ = [key for key, _name in places(new)]
    for each in questions:
        if open_:
            at = each.at if each.at in open_ else open_[-1]
            try:
                yield from form_changes.with_question(
                    new, FormChanges(questions=(each,)), replace(each, at=at)
                ).questions
            except InputError:
                lost.append(each.label)
        else:
            lost.append(each.label)


def _still_out(new: Table, changes: FormChanges) -> Iterator[str]:
    optional = {field.key for field in form_changes.may_go(new)}
    yield from (key for key in changes.left_out if key in optional)


def answers_for(old: FormDefinition, new: FormDefinition, answers: Answers) -> Answers:
    """What was answered in one version, as far as the other asks the same.

    A question of the organisation's own is the same only where its words are; a sentence of the
    form may have been worded anew.
    """
    before = {field.key: field for field in old.fields()}
    same = {f.key for f in new.fields() if _is_same(before.get(f.key), f)}
    return MappingProxyType({key: answer for key, answer in answers.items() if key in same})


def _is_same(before: Field | None, now: Field) -> bool:
    if before is None or before.kind is not now.kind:
        return False
    if now.key.startswith(ADDED):
        return before.label == now.label and before.options == now.options
    return {o.key for o in before.options} <= {o.key for o in now.options}
