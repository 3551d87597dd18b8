"""A form from its first question to the sealed paper, by mouse."""

from __future__ import annotations

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.consent import ConsentState
from counsellor_desk.domain.forms import FieldKind
from counsellor_desk.ui.forms.forms_screen import FormsScreen
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.workflows import consent_register
from counsellor_desk.workflows.form_definitions import shipped
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import (
    answers,
    case_to_share_from,
    click,
    field,
    guide_screen,
    press,
    put_day,
    question,
    sign,
    write,
)


def _begin(desk_window: DeskWindow, case: Case) -> None:
    desk_window.go("forms")
    press(desk_window, "Begin a form")
    write(desk_window, "case", case.number[-4:])
    press(desk_window, "Choose the form")
    press(desk_window, f"Begin: {shipped('F2').title}")


def _fill_in_step(desk_window: DeskWindow) -> None:
    """Answer every field of the page that stands, as a counsellor does with the mouse."""
    screen = guide_screen(desk_window)
    step = screen._step
    given = desk_window.do(lambda desk: answers(screen.guide, desk, outcome="given"))
    for asked in step.fields:
        if not asked.asked({**screen.guide.consent.answers, **given}) or asked.key not in given:
            continue
        answer = given[asked.key]
        if asked.kind in {FieldKind.LINE, FieldKind.LONG}:
            write(desk_window, asked.key, str(answer))
        elif asked.kind is FieldKind.DATE:
            put_day(field(desk_window, asked.key), str(answer))
        elif asked.kind is FieldKind.CHOICE:
            press(desk_window, next(o.label for o in asked.options if o.key == answer))
        elif asked.kind in {FieldKind.UNDERSTOOD, FieldKind.CHECK}:
            press(desk_window, asked.label)
        elif asked.kind is FieldKind.OUTCOME:
            press(desk_window, "Yes")


def test_a_form_by_mouse(desk_window: DeskWindow) -> None:
    case = desk_window.do(case_to_share_from)
    _begin(desk_window, case)
    for step in shipped("F2").steps[:-2]:
        assert question(desk_window) == step.question
        _fill_in_step(desk_window)
        if step.key == "what":
            for tick in field(desk_window, "records").findChildren(Tick):
                click(desk_window, tick)
        press(desk_window, "Next")
    assert question(desk_window) == "Please sign"
    sign(desk_window, "Client", "Kayleigh Stott")
    sign(desk_window, "Counsellor")
    press(desk_window, "Seal the form")
    assert question(desk_window) == "Would you like a copy?"
    press(desk_window, "Done")
    assert isinstance(desk_window.screen, FormsScreen)
    found = desk_window.do(consent_register.register)
    assert [entry.state for entry in found.in_force] == [ConsentState.IN_FORCE]
    assert not found.in_hand
