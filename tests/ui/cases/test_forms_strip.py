"""The strip of forms on a case's page: every client's, each one press away, and no name."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.consent import ConsentState
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.ui.forms.consent_screen import ConsentScreen
from counsellor_desk.ui.forms.guide_screen import GuideScreen
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.pill import Pill
from counsellor_desk.workflows import consent
from counsellor_desk.workflows.desk import Desk
from tests.answered_forms import FORMS
from tests.desks import add_case, add_note
from tests.ui.accessibility import name_of
from tests.ui.cases.pressing import above, fill, press, read
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import in_every_look
from tests.walked_forms import answered, sealed
from tests.workflows.test_withdrawals import shared

NAMES = ("Amina Diallo", "Ben Diallo", "Cora Diallo", "Dele Diallo")


def family(desk: Desk) -> Case:
    """Four clients, each of whom stands elsewhere with their forms."""
    case = add_case(desk, *NAMES)
    add_note(desk, case, hours_ago=80)
    add_note(desk, case, hours_ago=4)
    first, second, third, fourth = (client.id for client in case.clients)
    sealed(desk, case, "F1", client=first)
    ending = (desk.now().date()).replace(day=20).isoformat()
    sealed(desk, case, "F6", client=first, ends_on=ending)
    sealed(desk, case, "F1", Outcome.DECLINED, client=second)
    paper = answered(desk, case, "F13", client=second)
    consent.for_paper(desk, paper.consent.id)
    consent.begin(desk, case.id, third, "F1")
    given = sealed(desk, case, "F5", client=fourth)
    consent.withdraw(desk, given.consent.id, "in person")
    return case


def open_case(desk_window: DeskWindow, case: Case) -> None:
    desk_window.parts.doors.open_case(case.id)
    desk_window.settle()


def pills(desk_window: DeskWindow) -> list[str]:
    """What the pills of the page say."""
    found = desk_window.screen.findChildren(Pill)
    return [pill.accessibleName() for pill in found if pill.isVisible()]


def named(desk_window: DeskWindow, words: str) -> Button:
    """The button of the strip whose name begins so."""
    found = [b for b in desk_window.screen.findChildren(Button) if b.isVisible()]
    return next(b for b in found if b.accessibleName().startswith(words))


def test_each_client_has_a_line_and_no_name(desk_window: DeskWindow) -> None:
    open_case(desk_window, desk_window.do(family))
    on_paper = "late: On paper, awaiting return"
    for words in ("late", "ends 20 March", "In force", on_paper, "Declined"):
        assert words in pills(desk_window)
    for label in ("Client A", "Client B", "Client C", "Client D"):
        assert label in read(desk_window.screen).splitlines()
    everything = " ".join(name_of(each) for each in desk_window.screen.findChildren(QWidget))
    assert "Diallo" not in everything
    named(desk_window, f"{FORMS['F13'].title}, Client B: On paper")


def test_a_missing_one_is_begun_for_its_client(desk_window: DeskWindow) -> None:
    open_case(desk_window, desk_window.do(family))
    press(desk_window, f"Begin: {FORMS['F1'].title}, Client D")
    assert isinstance(desk_window.screen, GuideScreen)
    guide = desk_window.screen.guide
    assert (guide.form.id, guide.client) == ("F1", "Client D")


@pytest.mark.parametrize("state", ["In force", "In force, ends soon"])
def test_a_form_is_one_press_away(desk_window: DeskWindow, state: str) -> None:
    open_case(desk_window, desk_window.do(family))
    form = {"In force": "F1", "In force, ends soon": "F6"}[state]
    press(desk_window, f"{FORMS[form].title}, Client A: {state}")
    assert isinstance(desk_window.screen, ConsentScreen)


def test_what_ends_is_renewed_from_here(desk_window: DeskWindow) -> None:
    open_case(desk_window, desk_window.do(family))
    press(desk_window, f"Renew: {FORMS['F6'].title}, Client A")
    assert isinstance(desk_window.screen, GuideScreen)
    assert desk_window.screen.guide.renews


def test_taken_back_from_here_and_then_reachable(desk_window: DeskWindow) -> None:
    case = desk_window.do(family)
    open_case(desk_window, case)
    title = FORMS["F1"].title
    press(desk_window, f"Withdraw: {title}, Client A")
    fill(above(desk_window), "withdrawal", "by telephone")
    press(desk_window, "Withdraw it")
    with pytest.raises(StopIteration):
        named(desk_window, f"{title}, Client A: In force")
    press(desk_window, "1 over or on record, Client A")
    assert desk_window.window.focusWidget() is named(desk_window, f"{title}, Client A: Withdrawn")
    press(desk_window, f"{title}, Client A: Withdrawn")
    assert isinstance(desk_window.screen, ConsentScreen)


def test_where_something_has_gone_out_one_goes_on_to_whom_to_tell(
    desk_window: DeskWindow,
) -> None:
    case, given = desk_window.do(shared)
    open_case(desk_window, case)
    press(desk_window, f"Withdraw: {FORMS['F2'].title}, Client")
    assert "2 March 2026, to Dr Jo Field, Millbrook Surgery" in read(above(desk_window))
    fill(above(desk_window), "withdrawal", "by telephone")
    press(desk_window, "Withdraw it")
    assert isinstance(desk_window.screen, ConsentScreen)
    assert "Has what was sent, and is not told yet." in read(desk_window.screen)
    assert _state(desk_window, given.id) is ConsentState.WITHDRAWN


def _state(desk_window: DeskWindow, which: ConsentId) -> ConsentState:
    return desk_window.do(lambda desk: consent.guide(desk, which)).state


@pytest.mark.thorough
def test_the_page_of_a_family_in_every_look(desk_window: DeskWindow, theme: Theme) -> None:
    open_case(desk_window, desk_window.do(family))
    assert in_every_look(desk_window, theme, "case-family-forms") == []
