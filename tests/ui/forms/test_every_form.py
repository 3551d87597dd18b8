"""Every form there is, from its choice to the page of its case, with the mouse."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.consent import LIVE_STATES, ConsentState
from counsellor_desk.domain.forms import Answers, FieldKind, FormDefinition
from counsellor_desk.domain.outcomes import Family, Outcome, outcomes_of
from counsellor_desk.ui.cases.case_screen import CaseScreen
from counsellor_desk.ui.forms.question_leaf import QuestionLeaf
from counsellor_desk.ui.forms.step_fields import FormField
from counsellor_desk.ui.widgets.inputs import LineInput, LongInput
from counsellor_desk.workflows import consent
from counsellor_desk.workflows.form_definitions import shipped, shipped_ids
from tests import answered_forms
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import (
    case_to_share_from,
    field,
    guide_screen,
    press,
    question,
    write,
)
from tests.ui.forms.walking import fill_in, sign_and_seal, walk
from tests.walked_forms import sealed

EVERY_DAY = {"F9"}
FORMS = [
    pytest.param(form, marks=() if form in EVERY_DAY else pytest.mark.thorough)
    for form in shipped_ids()
]


@pytest.mark.parametrize("form", FORMS)
def test_a_yes_to_it(desk_window: DeskWindow, form: str) -> None:
    case = desk_window.do(case_to_share_from)
    desk_window.do(lambda desk: sealed(desk, case, "F5" if form == "F3" else "F3"))
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()
    press(desk_window, "Begin a form")
    press(desk_window, f"Begin: {shipped(form).title}")
    which = guide_screen(desk_window).guide.consent.id
    walk(desk_window, form, outcomes_of(shipped(form).family)[0])
    sign_and_seal(desk_window)
    press(desk_window, "Done")
    assert isinstance(desk_window.screen, CaseScreen)
    found = desk_window.do(lambda desk: consent.guide(desk, which))
    assert found.consent.sealed_at is not None
    assert found.state in LIVE_STATES, found.state


NOES = [
    pytest.param(form, marks=() if form == "F1" else pytest.mark.thorough)
    for form in shipped_ids()
    if shipped(form).family is not Family.RECORD
]


@pytest.mark.parametrize("form", NOES)
def test_a_no_to_it(desk_window: DeskWindow, form: str) -> None:
    case = desk_window.do(case_to_share_from)
    desk_window.parts.doors.begin_form(case.id, None, form)
    desk_window.settle()
    which = guide_screen(desk_window).guide.consent.id
    no = {Family.CONSENT: Outcome.REFUSED, Family.AGREEMENT: Outcome.DECLINED}
    walk(desk_window, form, no[shipped(form).family])
    sign_and_seal(desk_window)
    found = desk_window.do(lambda desk: consent.guide(desk, which))
    assert found.state is ConsentState.REFUSED


def _go_on_with_nothing(desk_window: DeskWindow) -> None:
    """What waits for an answer is said at its field, and the page stays."""
    leaf = guide_screen(desk_window).leaf
    assert isinstance(leaf, QuestionLeaf)
    asked, answers = question(desk_window), leaf.fields.all_answers()
    waiting = [
        each.name
        for each in leaf.findChildren(FormField)
        if each.isVisible() and _waits(guide_screen(desk_window).guide.form, each.name, answers)
    ]
    if waiting:
        press(desk_window, "Next")
        assert question(desk_window) == asked
        assert all(field(desk_window, name).error for name in waiting), waiting


def _waits(form: FormDefinition, name: str, answers: Answers) -> bool:
    """What a client says that they understood may wait until the computer is in their hands."""
    asked = form.field(name)
    return asked.is_open(answers) and asked.kind is not FieldKind.UNDERSTOOD


@pytest.mark.parametrize("form", FORMS)
def test_no_page_is_left_empty(desk_window: DeskWindow, form: str) -> None:
    case = desk_window.do(case_to_share_from)
    desk_window.do(lambda desk: sealed(desk, case, "F5" if form == "F3" else "F3"))
    desk_window.parts.doors.begin_form(case.id, None, form)
    desk_window.settle()
    asked = walk(
        desk_window, form, outcomes_of(shipped(form).family)[0], before=_go_on_with_nothing
    )
    assert len(asked) > 0


WORDS = {
    "right to left": "\u0634\u0643\u0631\u0627 \u202eabc",
    "emoji": "Good \U0001f469\u200d\U0001f4bb \U0001f44d\U0001f3fd",
    "marks": "<b>&amp;</b> {name} %s \u0000\u0007 \u00e9e\u0301",
}


@pytest.mark.parametrize(
    "words",
    [
        pytest.param(words, marks=() if words == "marks" else pytest.mark.thorough)
        for words in WORDS
    ],
)
@pytest.mark.parametrize("form", FORMS)
def test_any_words_are_kept_as_they_are(desk_window: DeskWindow, form: str, words: str) -> None:
    case = desk_window.do(case_to_share_from)
    desk_window.do(lambda desk: sealed(desk, case, "F5" if form == "F3" else "F3"))
    desk_window.parts.doors.begin_form(case.id, None, form)
    desk_window.settle()
    which = guide_screen(desk_window).guide.consent.id
    walk(desk_window, form, outcomes_of(shipped(form).family)[0], words=WORDS[words])
    sign_and_seal(desk_window)
    found = desk_window.do(lambda desk: consent.guide(desk, which))
    assert found.consent.sealed_at is not None


def test_far_too_many_words_are_told_at_their_field(desk_window: DeskWindow) -> None:
    """They stay where they are, so that they can be shortened; then one goes on."""
    case = desk_window.do(case_to_share_from)
    desk_window.parts.doors.begin_form(case.id, None, "F7")
    desk_window.settle()
    first = question(desk_window)
    today = desk_window.test_desk.clock.now().date()
    given = answered_forms.answers(shipped("F7"), Outcome.GIVEN, today)
    for name, words in (("text", "word " * 20_000), ("text_version", "x" * 30_000)):
        fill_in(desk_window, {**given, name: words})
        write(desk_window, name, words)
        press(desk_window, "Next")
        assert question(desk_window) == first
        assert field(desk_window, name).error
        entry = field(desk_window, name).entry
        assert isinstance(entry, LineInput | LongInput)
        assert len(entry.value()) >= len(words.strip())
        entry.put(str(given[name]))
        entry.changed.emit()
    press(desk_window, "Next")
    assert question(desk_window) != first
