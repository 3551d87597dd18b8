"""An organisation's own wording: whatever is edited, the form stays one of its family."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from counsellor_desk import resources
from counsellor_desk.domain import form_carrying, form_changes, form_files, form_questions
from counsellor_desk.domain.form_changes import NONE, FormChanges, QuestionStays
from counsellor_desk.domain.form_files import FormFile
from counsellor_desk.domain.form_questions import KINDS, Question
from counsellor_desk.domain.form_sentences import Part, SentenceMissing, SentenceTooLong, sentences
from counsellor_desk.domain.form_tables import FormTableFault
from counsellor_desk.domain.forms import FieldKind, FormDefinition, Reader
from counsellor_desk.errors import DeskError, InputError
from counsellor_desk.workflows import form_definitions

TABLES = {form: resources.table("forms", f"{form}.toml") for form in form_definitions.shipped_ids()}
F2 = TABLES["F2"]
WORDS = st.text(max_size=40)
OPTIONS = st.lists(WORDS, max_size=4).map(tuple)
Edit = Callable[[dict[str, Any], FormChanges], FormChanges]


def _asked(**changes: Any) -> Question:
    plain = Question(key="", kind=FieldKind.LINE, label="Who rings you?", at="why")
    return replace(plain, **changes)


@st.composite
def edits(draw: st.DrawFn, form: str) -> Edit:
    """One edit of that form as a person might try it, possible or not."""
    table = TABLES[form]
    steps = [step["key"] for step in table["steps"]]
    fields = [field["key"] for step in table["steps"] for field in step.get("fields", ())]
    paths = [sentence.path for sentence in sentences(table)]
    path, words, key = draw(st.sampled_from(paths)), draw(WORDS), draw(st.sampled_from(fields))
    asked = Question(
        key=draw(st.sampled_from(("", "added_1"))),
        kind=draw(st.sampled_from(KINDS)),
        label=draw(WORDS),
        at=draw(st.sampled_from(steps)),
        help=draw(WORDS),
        required=draw(st.booleans()),
        options=draw(OPTIONS),
        page=draw(st.booleans()),
        reader=draw(st.sampled_from(Reader)),
    )
    possible: list[Edit] = [
        lambda t, c: form_changes.with_sentence(t, c, path, words),
        lambda t, c: form_changes.with_question(t, c, asked),
        lambda _t, c: form_changes.without_question(c, "added_1"),
        lambda t, c: form_changes.leaving_out(t, c, key),
        lambda _t, c: form_changes.asking_again(c, key),
    ]
    return draw(st.sampled_from(possible))


def _edited(form: str, tried: list[Edit]) -> FormChanges:
    changes = NONE
    for edit in tried:
        with suppress(InputError):
            changes = edit(TABLES[form], changes)
    return changes


@st.composite
def changed(draw: st.DrawFn) -> tuple[str, FormChanges]:
    """A form, and what is left of a sequence of edits of it."""
    form = draw(st.sampled_from(sorted(TABLES)))
    return form, _edited(form, draw(st.lists(edits(form), max_size=8)))


def _elements(form: FormDefinition) -> tuple[object, ...]:
    """What makes it a form of its family."""
    four = form.reads.four
    named = [key for keys in vars(four).values() for key in keys] if four else []
    return (
        form.reads,
        [(form.field(key).kind, form.field(key).required) for key in named],
        [f.key for f in form.fields() if f.kind in {FieldKind.OUTCOME, FieldKind.SIGNATURES}],
        form.family,
        form.signers,
        form.signers_if,
        form.refusal_signers,
        form.rules,
        form.lasts,
        form.later,
    )


@given(changed())
def test_no_edits_take_away_what_makes_a_form(found: tuple[str, FormChanges]) -> None:
    form, changes = found
    before = deepcopy(TABLES[form])
    table, own = form_changes.own_version(TABLES[form], changes, 7)
    assert _elements(own) == _elements(form_definitions.shipped(form))
    assert own.version == 7
    assert all(each.text for each in sentences(table) if not each.optional)
    assert form_changes.own_version(TABLES[form], changes, 7) == (table, own)
    assert TABLES[form] == before
    keys = [field.key for field in own.fields()]
    decided = keys.index("outcome") if "outcome" in keys else len(keys)
    assert all(keys.index(each.key) < decided for each in changes.questions)


@given(changed())
def test_a_file_says_the_same_again(found: tuple[str, FormChanges]) -> None:
    form, changes = found
    file = FormFile(form=form, based_on=1, changes=changes)
    assert form_files.read(form_files.written(file)) == file
    carried = form_carrying.carried_over(TABLES[form], TABLES[form], changes)
    assert carried == form_carrying.Carried(changes=changes)


@given(st.binary(max_size=200) | st.recursive(st.none() | st.text() | st.integers(), st.lists))
@example(b"[" * 100_000)
@example(b'{"what": 1, "what": 2}')
@example(b"NaN")
@example(b"\xff\xfe")
def test_what_is_no_such_file_is_refused_in_words(content: object) -> None:
    raw = content if isinstance(content, bytes) else repr(content).encode("utf-8", "replace")
    with pytest.raises(DeskError) as refused:
        form_files.read(raw)
    assert all(refused.value.sentences())


GOOD = FormFile(form="F2", based_on=1, changes=FormChanges(questions=(_asked(key="added_1"),)))


@pytest.mark.parametrize(
    ("old", "new", "refused"),
    [
        ('"format": 1', '"format": 2', form_files.FormFileNewer),
        ('"format": 1', '"format": "1"', form_files.FormFileOtherKind),
        ("form wording", "backup", form_files.FormFileOtherKind),
        ('"based_on": 1', '"based_on": true', form_files.FormFileDamaged),
        ('"kind": "line"', '"kind": "outcome"', form_files.FormFileDamaged),
        ('"kind": "line"', '"kind": "line", "eval": "1"', form_files.FormFileDamaged),
        ('"key": "added_1"', '"key": "outcome"', form_files.FormFileDamaged),
        ('"reader": "client"', '"reader": "all"', form_files.FormFileDamaged),
        ('"options": []', '"options": [1]', form_files.FormFileDamaged),
        ('"left_out": []', '"left_out": [1]', form_files.FormFileDamaged),
        ('"sentences": {}', '"sentences": {"title": 1}', form_files.FormFileDamaged),
    ],
    ids=lambda value: value if isinstance(value, str) else value.__name__,
)
def test_a_file_that_was_tampered_with(old: str, new: str, refused: type[DeskError]) -> None:
    text = form_files.written(GOOD).decode()
    assert old in text
    with pytest.raises(refused):
        form_files.read(text.replace(old, new).encode())


def test_a_file_is_never_large() -> None:
    with pytest.raises(form_files.FormFileTooLarge):
        form_files.read(b" " * (form_files.LARGEST + 1))


def test_sentences_are_kept_as_they_are_printed() -> None:
    changes = form_changes.with_sentence(F2, NONE, "title", "  May we\n tell them? ")
    changes = form_changes.with_sentence(F2, changes, "options/onward/no", "No. Only this person")
    _table, own = form_changes.own_version(F2, changes, 2)
    assert own.title == "May we tell them?"
    assert own.field("onward").options[0].label == "No. Only this person"
    back = form_changes.with_sentence(F2, changes, "title", F2["title"])
    assert list(back.sentences) == ["options/onward/no"]
    for path, words, refused in (
        ("title", " ", SentenceMissing),
        ("steps/why/full", "", SentenceMissing),
        ("title", "x" * 81, SentenceTooLong),
    ):
        with pytest.raises(refused):
            form_changes.with_sentence(F2, NONE, path, words)
    helps = [each.path for each in sentences(F2) if each.part is Part.HELP]
    assert form_changes.with_sentence(F2, NONE, helps[0], "").sentences == {helps[0]: ""}


@pytest.mark.parametrize(
    ("change", "refused"),
    [
        ({"label": " "}, form_questions.QuestionWordsMissing),
        ({"page": True}, form_questions.QuestionNotExplained),
        ({"at": "decision"}, form_questions.QuestionNotThere),
        ({"at": "copy"}, form_questions.QuestionNotThere),
        ({"kind": FieldKind.CHOICE, "options": ("One",)}, form_questions.OptionsMissing),
        ({"kind": FieldKind.TICKS, "options": ("One", " One")}, form_questions.OptionsMissing),
        (
            {"kind": FieldKind.TICKS, "options": tuple(map(str, range(13)))},
            form_questions.TooManyOptions,
        ),
        ({"help": "x" * 301}, SentenceTooLong),
    ],
    ids=["no words", "no reason", "decision", "after", "one answer", "twice", "many", "long"],
)
def test_a_question_that_cannot_be_added(change: dict[str, Any], refused: type[InputError]) -> None:
    with pytest.raises(refused):
        form_changes.with_question(F2, NONE, _asked(**change))


def test_a_question_stands_where_it_was_put() -> None:
    ticks = _asked(kind=FieldKind.TICKS, options=("By post", "", "By hand "))
    page = _asked(label="May we ring?", page=True, help="So that we know.", required=True)
    changes = form_changes.with_question(F2, NONE, ticks)
    changes = form_changes.with_question(F2, changes, page)
    changes = form_changes.with_question(F2, changes, replace(ticks, key="added_1", label="How?"))
    _table, own = form_changes.own_version(F2, changes, 2)
    assert [step.key for step in own.steps][1:4] == ["why", "added_2", "what"]
    assert own.steps[1].fields[-1].label == "How?"
    assert [option.label for option in own.field("added_1").options] == ["By post", "By hand"]
    assert own.steps[2].plain == "So that we know."
    for _more in range(form_questions.MOST_QUESTIONS - 2):
        changes = form_changes.with_question(F2, changes, _asked())
    with pytest.raises(form_questions.TooManyQuestions):
        form_changes.with_question(F2, changes, _asked())


@pytest.mark.parametrize("form", sorted(TABLES))
def test_only_what_may_stay_open_is_left_out(form: str) -> None:
    table = TABLES[form]
    free = {field.key for field in form_changes.may_go(table)}
    for field in form_definitions.shipped(form).fields():
        if field.key in free:
            changes = form_changes.leaving_out(table, NONE, field.key)
            _made, own = form_changes.own_version(table, changes, 2)
            assert field.key not in {each.key for each in own.fields()}
        else:
            with pytest.raises(QuestionStays) as refused:
                form_changes.leaving_out(table, NONE, field.key)
            assert "{" not in "".join(refused.value.sentences())


def test_what_has_to_stay_is_held_even_where_no_screen_offers_it() -> None:
    gone = FormChanges(left_out=frozenset({"if_no"}))
    with pytest.raises(FormTableFault):
        form_changes.own_version(F2, gone, 2)
    shipped = form_definitions.shipped("F2")
    step = shipped.steps[1]
    optional = replace(step, fields=(replace(step.fields[0], required=False), *step.fields[1:]))
    for wrong in (
        replace(shipped, signers=shipped.signers[:1]),
        replace(shipped, steps=(shipped.steps[0], optional, *shipped.steps[2:])),
    ):
        with pytest.raises(FormTableFault):
            form_changes.ensure_keeps(shipped, wrong)


def test_changes_are_carried_over_to_a_newer_wording() -> None:
    newer = deepcopy(F2)
    newer["title"] = "Sharing what we know"
    newer["steps"][5]["key"] = "until"
    newer["intro"] = "Our words"
    changes = NONE
    for path, words in (
        ("title", "May we tell?"),
        ("intro", "Our words"),
        ("steps/how_long/plain", "It ends."),
        ("steps/why/plain", "Here is why."),
    ):
        changes = form_changes.with_sentence(F2, changes, path, words)
    changes = form_changes.with_question(F2, changes, _asked(at="how_long"))
    carried = form_carrying.carried_over(F2, newer, changes)
    assert dict(carried.changes.sentences) == {
        "title": "May we tell?",
        "steps/why/plain": "Here is why.",
    }
    assert carried.compare == ("title",)
    assert carried.lost == ("It ends.",)
    assert [each.at for each in carried.changes.questions] == ["words"]


def test_answers_go_on_where_the_same_is_asked() -> None:
    one = form_changes.with_question(F2, NONE, _asked())
    other = form_changes.with_question(F2, NONE, _asked(label="Who writes?"))
    _table, old = form_changes.own_version(F2, one, 2)
    _table, new = form_changes.own_version(F2, other, 3)
    answers = {"why": "GP", "onward": "no", "added_1": "Ann"}
    assert form_carrying.answers_for(old, new, answers) == {"why": "GP", "onward": "no"}
    assert form_carrying.answers_for(old, old, answers) == answers
