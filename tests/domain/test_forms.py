"""Forms as data: what a definition says, which answers fit, what is still open."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.domain import forms
from counsellor_desk.domain.form_tables import FormTableFault
from counsellor_desk.domain.forms import FieldKind, FormNotComplete, Reader
from counsellor_desk.domain.signatures import SignerRole

TABLE: dict[str, Any] = {
    "id": "X1",
    "version": 2,
    "language": "en-GB",
    "title": "A form",
    "intro": "What it is for.",
    "about": "Shows what a form may hold.",
    "family": "agreement",
    "group": "first",
    "signers": ["client", "counsellor"],
    "steps": [
        {
            "key": "one",
            "short": "First",
            "question": "What is it?",
            "plain": "Say what it is.",
            "reader": "counsellor",
            "fields": [
                {"key": "line", "kind": "line", "label": "A line", "required": True},
                {"key": "long", "kind": "long", "label": "Text", "printed": "The text"},
                {
                    "key": "how",
                    "kind": "choice",
                    "label": "How?",
                    "required": True,
                    "options": [
                        {"key": "post", "label": "By post"},
                        {"key": "x", "label": "Other"},
                    ],
                },
            ],
        },
        {
            "key": "two",
            "short": "Second",
            "question": "When?",
            "plain": "Say when.",
            "full": "All of it.",
            "reader": "client",
            "fields": [
                {
                    "key": "other",
                    "kind": "line",
                    "label": "Which way?",
                    "required": True,
                    "only_if": ["how", "x"],
                },
                {"key": "day", "kind": "date", "label": "Day"},
                {"key": "parts", "kind": "ticks", "label": "Parts"},
                {
                    "key": "part_note",
                    "kind": "line",
                    "label": "Which?",
                    "required": True,
                    "only_if": ["parts", "b"],
                },
                {"key": "ink", "kind": "signatures", "label": "Sign", "required": True},
            ],
        },
    ],
}
FORM = forms.definition(TABLE)


def test_a_definition_is_read_whole() -> None:
    assert (FORM.id, FORM.version) == ("X1", 2)
    assert FORM.signers == (SignerRole.CLIENT, SignerRole.COUNSELLOR)
    assert FORM.refusal_signers == (SignerRole.COUNSELLOR,)
    assert [step.reader for step in FORM.steps] == [Reader.COUNSELLOR, Reader.CLIENT]
    assert FORM.field("long").printed == "The text"
    assert FORM.field("line").printed == "A line"
    with pytest.raises(KeyError):
        FORM.field("none")


@pytest.mark.parametrize("missing", ["id", "steps", "title", "signers", "family", "group"])
def test_a_table_that_is_no_form(missing: str) -> None:
    with pytest.raises(FormTableFault, match=missing):
        forms.definition({key: value for key, value in TABLE.items() if key != missing})


def test_answers_are_tidied_by_kind() -> None:
    answers = forms.with_answer({}, FORM.field("line"), " two\nwords ")
    answers = forms.with_answer(answers, FORM.field("long"), " a\n\nb ")
    answers = forms.with_answer(answers, FORM.field("parts"), ("a", "b"))
    answers = forms.with_answer(answers, FORM.field("day"), "2026-03-02")
    answers = forms.with_answer(answers, FORM.field("how"), "post")
    assert dict(answers) == {
        "line": "two words",
        "long": "a\n\nb",
        "parts": ("a", "b"),
        "day": "2026-03-02",
        "how": "post",
    }


@pytest.mark.parametrize(("field", "limit"), [("line", 200), ("long", 4000)])
def test_what_paper_cannot_hold_is_refused(field: str, limit: int) -> None:
    forms.answered(FORM.field(field), "x" * limit)
    with pytest.raises(forms.AnswerTooLong) as refusal:
        forms.answered(FORM.field(field), "x" * (limit + 1))
    assert refusal.value.facts["key"] == field


@pytest.mark.parametrize(("field", "answer"), [("how", "pigeon"), ("day", "tomorrow")])
def test_answers_that_no_screen_gives(field: str, answer: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        forms.answered(FORM.field(field), answer)


def test_an_empty_date_or_choice_is_no_answer_yet() -> None:
    assert forms.answered(FORM.field("day"), "") == ""
    assert forms.answered(FORM.field("how"), "") == ""


def test_open_fields_follow_the_answers() -> None:
    def open_with(**answers: forms.Answer) -> list[str]:
        return [field.key for field in forms.open_fields(FORM, answers)]

    assert open_with() == ["line", "how"]
    assert open_with(line="x", how="x") == ["other"]
    assert open_with(line="x", how="post", parts=("a", "b")) == ["part_note"]
    assert open_with(line="x", how="post") == []


def test_a_default_holds_and_a_reason_stands_in() -> None:
    table = {
        **TABLE["steps"][0],
        "fields": [
            {"key": "first", "kind": "choice", "label": "?", "required": True, "default": "yes"},
            {"key": "box", "kind": "check", "label": "?", "required": True, "instead": "reason"},
            {"key": "reason", "kind": "long", "label": "?"},
            {"key": "some", "kind": "records", "label": "?", "among": "all"},
        ],
    }
    form = forms.definition({**TABLE, "steps": [table]})
    assert form.field("first").answer({}) == "yes"
    assert form.field("first").answer({"first": "no"}) == "no"
    assert form.field("some").among == "all"
    assert [field.key for field in forms.open_fields(form, {})] == ["box"]
    assert forms.open_fields(form, {"reason": "Told by telephone."}) == ()
    assert forms.open_fields(form, {"box": "yes"}) == ()


def test_completeness_names_the_first_open_field() -> None:
    forms.ensure_complete(FORM, {"line": "x", "how": "post"})
    with pytest.raises(FormNotComplete) as refusal:
        forms.ensure_complete(FORM, {"line": "x"})
    assert "How?" in refusal.value.sentences()[0]
    assert refusal.value.facts["key"] == "how"


@given(st.sampled_from([f for f in FORM.fields() if f.kind is FieldKind.LONG]), st.text())
def test_tidying_twice_changes_nothing(field: forms.Field, text: str) -> None:
    try:
        once = forms.answered(field, text)
    except forms.AnswerTooLong:
        return
    assert forms.answered(field, once) == once
