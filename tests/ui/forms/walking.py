"""Any shipped form gone through in the window: each question answered where it stands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QAbstractButton

from counsellor_desk.domain.consent import signs_first
from counsellor_desk.domain.forms import Answer, Answers, Field, FieldKind
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.ui.forms.question_leaf import QuestionLeaf
from counsellor_desk.ui.forms.read_aloud import ReadAloud
from counsellor_desk.workflows.form_definitions import shipped
from tests import answered_forms
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import click, commit, field, guide_screen, press, put_day, question, sign

_TYPED = {FieldKind.LINE, FieldKind.LONG, FieldKind.TEXT}
_PICKED = {FieldKind.TICKS, FieldKind.RECORDS, FieldKind.CONSENTS}


def walk(
    desk_window: DeskWindow,
    form: str,
    outcome: Outcome,
    *,
    words: str = "",
    before: Callable[[DeskWindow], object] = lambda _desk_window: None,
) -> list[str]:
    """Answer every page up to the signatures; the questions that were asked.

    ``words`` are typed wherever something is; ``before`` is done on each page that is still empty.
    """
    today = desk_window.test_desk.clock.now().date()
    given = answered_forms.answers(shipped(form), outcome, today)
    asked = []
    while isinstance(guide_screen(desk_window).leaf, QuestionLeaf):
        asked.append(question(desk_window))
        assert len(asked) <= len(shipped(form).steps), f"{form} does not come to its end: {asked}"
        before(desk_window)
        fill_in(desk_window, given, words)
        press(desk_window, "Next")
    return asked


def fill_in(desk_window: DeskWindow, given: Answers, words: str = "") -> None:
    """Answer what the page that stands asks, as with the mouse and an input method."""
    screen = guide_screen(desk_window)
    for each in screen._step.fields:
        leaf = screen.leaf
        assert isinstance(leaf, QuestionLeaf)
        if each.required and each.asked(leaf.fields.all_answers()):
            answer = given.get(each.key, "")
            _answer(desk_window, each, words if words and each.kind in _TYPED else answer)


def sign_and_seal(desk_window: DeskWindow) -> None:
    """Sign in every role that has to, and seal."""
    guide = guide_screen(desk_window).guide
    signed = {signature.role for signature in guide.consent.signatures}
    waiting = signs_first(guide.form, guide.consent) - signed
    for role in sorted(waiting, key=lambda role: role.value):
        name = "" if role is SignerRole.COUNSELLOR else f"Signer {role.value}"
        sign(desk_window, role.label, name)
    press(desk_window, "Seal the form")


def _answer(desk_window: DeskWindow, asked: Field, answer: Answer) -> None:
    shown = field(desk_window, asked.key)
    if asked.kind in _TYPED:
        if not shown.entry.property("text") and not shown.entry.property("plainText"):
            commit(shown.entry, str(answer))
    elif asked.kind is FieldKind.DATE:
        put_day(shown, str(answer))
    elif asked.kind in _PICKED:
        _tick(desk_window, asked, answer)
    elif asked.kind is FieldKind.OUTCOME:
        _press_in(desk_window, asked, Outcome.of(str(answer)).label)
    elif asked.kind is FieldKind.CHOICE:
        labels = {option.key: option.label for option in asked.options}
        _press_in(desk_window, asked, labels[str(answer)])
    elif isinstance(shown.entry, ReadAloud):
        _press_in(desk_window, asked, "That is clear")
    else:
        _press_in(desk_window, asked, asked.label)


def _tick(desk_window: DeskWindow, asked: Field, answer: Answer) -> None:
    """Those options; of records and forms, which are known by no word of ours, the first."""
    labels = [option.label for option in asked.options if option.key in answer]
    boxes = field(desk_window, asked.key).findChildren(QAbstractButton)
    wanted = [box for box in boxes if box.accessibleName() in labels] if labels else boxes[:1]
    assert wanted, asked.key
    for box in wanted:
        if not box.isChecked():
            click(desk_window, box)


def _press_in(desk_window: DeskWindow, asked: Field, words: str) -> None:
    button = desk_window.child(QAbstractButton, words, within=field(desk_window, asked.key))
    if not button.isChecked():
        click(desk_window, button)
