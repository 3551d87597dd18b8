"""The Forms room: every family by state, narrowed down, found, and acted on at once."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.consent import ConsentState
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.ticks import Option
from counsellor_desk.workflows import consent
from counsellor_desk.workflows.desk import Desk
from tests.answered_forms import FORMS
from tests.desks import add_case
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import click, field, press, shown, write
from tests.ui.pictures import in_every_look, in_every_look_and_back
from tests.walked_forms import answered, sealed


def every_state(desk: Desk) -> ConsentId:
    """A form in every state; the one in force that does not end soon is given back."""
    case = add_case(desk, "Amina Diallo", "Ben Diallo")
    first, second = (client.id for client in case.clients)
    given = sealed(desk, case, "F1", client=first).consent.id
    soon = desk.now().date().replace(day=20).isoformat()
    sealed(desk, case, "F6", client=first, ends_on=soon)
    sealed(desk, case, "F5", Outcome.REFUSED, client=second)
    gone = sealed(desk, case, "F13", client=second).consent.id
    consent.withdraw(desk, gone, "by letter")
    sealed(desk, case, "F10", client=second)
    consent.for_paper(desk, answered(desk, case, "F4", client=second).consent.id)
    consent.begin(desk, case.id, second, "F3")
    return given


def narrow(desk_window: DeskWindow, words: str) -> None:
    """Choose one of the kinds above the list."""
    click(desk_window, desk_window.child(Option, words))


def titles(desk_window: DeskWindow) -> list[str]:
    """The forms that are listed."""
    known = {form.title for form in FORMS.values()}
    return [words for words in shown(desk_window) if words in known]


def test_each_kind_is_counted_and_shown_alone(desk_window: DeskWindow) -> None:
    desk_window.do(every_state)
    desk_window.go("forms")
    assert len(titles(desk_window)) == 7
    for words, form in (
        ("In hand 1", "F3"),
        ("On paper 1", "F4"),
        ("Ends soon 1", "F6"),
        ("Refused 1", "F5"),
        ("Withdrawn or ended 1", "F13"),
        ("Records 1", "F10"),
    ):
        narrow(desk_window, words)
        assert titles(desk_window) == [FORMS[form].title], words
    narrow(desk_window, "In force 2")
    assert set(titles(desk_window)) == {FORMS["F1"].title, FORMS["F6"].title}
    assert "Diallo" not in " ".join(shown(desk_window))


def test_found_by_form_id_and_by_case_number(desk_window: DeskWindow) -> None:
    which = desk_window.do(every_state)
    desk_window.do(lambda desk: sealed(desk, add_case(desk), "F6"))
    form_id = desk_window.do(lambda desk: consent.guide(desk, which)).consent.form_id
    desk_window.go("forms")
    _find(desk_window, form_id.lower().replace("-", " "))
    assert titles(desk_window) == [FORMS["F1"].title]
    _find(desk_window, "2026-0002")
    assert titles(desk_window) == [FORMS["F6"].title]
    _find(desk_window, "ZZZZ")
    assert "Nothing found" in shown(desk_window)
    _find(desk_window, "")
    assert len(titles(desk_window)) == 8


def _find(desk_window: DeskWindow, words: str) -> None:
    search = desk_window.screen.findChildren(LineInput)[0]
    search.put(words)
    desk_window.settle()


def test_taken_back_and_reviewed_from_here(desk_window: DeskWindow) -> None:
    which = desk_window.do(every_state)
    desk_window.go("forms")
    title = FORMS["F1"].title
    press(desk_window, f"Withdraw: {title}, PH-2026-0001-3, Client A")
    press(desk_window, "Withdraw it")
    assert "How the client withdrew is missing." in field(desk_window, "withdrawal").error
    write(desk_window, "withdrawal", "in person")
    press(desk_window, "Withdraw it")
    found = desk_window.do(lambda desk: consent.guide(desk, which))
    assert found.state is ConsentState.WITHDRAWN
    narrow(desk_window, "Withdrawn or ended 2")
    press(desk_window, f"Open: {title}, PH-2026-0001-3, Client A")
    assert desk_window.opened[-1] == ("open_form", (which,))


@pytest.mark.thorough
def test_the_room_in_every_look(desk_window: DeskWindow, theme: Theme) -> None:
    desk_window.do(every_state)
    desk_window.go("forms")
    assert in_every_look_and_back(desk_window, theme, "forms-every-state") == []
    narrow(desk_window, "In force 2")
    assert in_every_look(desk_window, theme, "forms-in-force") == []
