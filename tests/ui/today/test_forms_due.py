"""Forms on Today: each line says what is to be done, and one click does it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from counsellor_desk.domain.forms import YES
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.ui.forms.consent_screen import ConsentScreen
from counsellor_desk.ui.forms.forms_screen import FormsScreen
from counsellor_desk.ui.forms.guide_screen import GuideScreen
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.ticks import Option
from counsellor_desk.workflows import consent, intake
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.desk import Desk
from tests.answered_forms import FORMS
from tests.desks import add_case, add_note
from tests.ui.cases.pressing import above, fill, named
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import click
from tests.ui.pictures import dialog
from tests.ui.story import a_day
from tests.ui.today.test_today import press, shown
from tests.walked_forms import answered, sealed

_AGREEMENT = FORMS["F1"].title


def later(desk_window: DeskWindow, days: int) -> None:
    """So many days go by, and Today is come to."""
    desk_window.test_desk.clock.moment += timedelta(days=days)
    desk_window.go("today")


def in_hand(desk_window: DeskWindow) -> Guide:
    """The form that the guide shows."""
    assert isinstance(desk_window.screen, GuideScreen)
    return desk_window.screen.guide


def kept(desk_window: DeskWindow, form: str) -> ConsentId:
    """A sealed form of a new case."""
    return desk_window.do(lambda desk: sealed(desk, add_case(desk), form)).consent.id


def test_a_missing_agreement_is_begun_for_that_client(desk_window: DeskWindow) -> None:
    def twice_seen(desk: Desk) -> str:
        case = add_case(desk, "Amina Diallo", "Ben Diallo")
        sealed(desk, case, "F1")
        add_note(desk, case, hours_ago=50)
        add_note(desk, case, hours_ago=3)
        return case.number

    number = desk_window.do(twice_seen)
    desk_window.go("today")
    assert f"Not signed yet: {_AGREEMENT}" in shown(desk_window)
    assert "late" in shown(desk_window).splitlines()
    press(desk_window, f"Begin: {_AGREEMENT}, {number}, Client B")
    begun = in_hand(desk_window)
    assert (begun.form.id, begun.client) == ("F1", "Client B")
    desk_window.go("today")
    press(desk_window, f"Go on: {_AGREEMENT}, {number}, Client B")
    assert in_hand(desk_window).consent.id == begun.consent.id


def test_what_ends_soon_is_renewed(desk_window: DeskWindow) -> None:
    day = desk_window.do(a_day)
    later(desk_window, 40)
    assert "20 days left" in shown(desk_window)
    press(desk_window, f"Renew: Permission to share information, {day.busy.number}, Client")
    begun = in_hand(desk_window).consent
    assert begun.renews == day.consent
    later(desk_window, 1)
    press(desk_window, f"Renew: Permission to share information, {day.busy.number}, Client")
    assert in_hand(desk_window).consent.id == begun.id


def test_a_review_leaves_it_as_it_is_until_a_day(desk_window: DeskWindow) -> None:
    which = desk_window.do(
        lambda desk: sealed(desk, add_case(desk), "F4", ends_on="2027-02-28")
    ).consent.id
    later(desk_window, 175)
    press(desk_window, f"Review: {FORMS['F4'].title}, PH-2026-0001-3, Client")
    fill_day = named(above(desk_window), "again_on").entry
    fill_day.put(None)  # type: ignore[attr-defined]  # a date input
    fill(above(desk_window), "again_on", "1/1/2030")
    press(desk_window, "Leave it as it is")
    assert "183 days at the most" in named(above(desk_window), "again_on").error
    fill_day.put(None)  # type: ignore[attr-defined]  # a date input
    fill(above(desk_window), "again_on", "1/10/2026")
    press(desk_window, "Leave it as it is")
    assert dialog(desk_window) is None
    found = desk_window.do(lambda desk: consent.guide(desk, which)).consent
    assert str(found.review_on) == "2026-10-01"
    assert "Look at it together" not in shown(desk_window)


def test_what_was_said_aloud_is_written(desk_window: DeskWindow) -> None:
    which = desk_window.do(
        lambda desk: sealed(desk, add_case(desk), "F11", about="contact")
    ).consent.id
    later(desk_window, 5)
    assert "Said aloud, and not in writing: it holds no more" in shown(desk_window)
    press(desk_window, f"Write it: {FORMS['F11'].title}, PH-2026-0001-3, Client")
    begun = in_hand(desk_window)
    assert (begun.form.id, begun.consent.renews) == ("F6", which)


@pytest.mark.parametrize(
    ("years", "says", "act", "form"),
    [
        pytest.param(16, "Is 16 ", "Renew", "F8", id="16"),
        pytest.param(18, "Is 18 ", "Begin", "F1", id="18"),
    ],
)
def test_a_birthday_asks_for_another_form(
    desk_window: DeskWindow, years: int, says: str, act: str, form: str
) -> None:
    def young(desk: Desk) -> None:
        case, today = add_case(desk), desk.now().date()
        (card,) = intake.open_cards(desk, case.id)
        born = today.replace(year=today.year - years) + timedelta(days=10)
        intake.change_card(desk, case.id, replace(card, born_on=born))
        sealed(desk, case, "F8", competence="competent", assent=YES)

    desk_window.do(young)
    desk_window.go("today")
    assert says in shown(desk_window)
    assert shown(desk_window).count(FORMS["F8"].title) <= 1
    press(desk_window, f"{act}: {FORMS['F8'].title}, PH-2026-0001-3, Client")
    assert in_hand(desk_window).form.id == form


def test_a_recording_is_said_to_be_destroyed(desk_window: DeskWindow) -> None:
    which = kept(desk_window, "F5")
    title = FORMS["F5"].title
    later(desk_window, 61)
    assert f"{title}: say what has happened since" in shown(desk_window)
    press(desk_window, f"Fill it in: {title}, PH-2026-0001-3, Client")
    press(desk_window, "Keep it")
    assert "What happened is missing." in named(above(desk_window), "what").error
    click(desk_window, desk_window.child(Option, "The recording is destroyed", above(desk_window)))
    fill(above(desk_window), "on", "1/5/2026")
    fill(above(desk_window), "told", "wiped, by me")
    press(desk_window, "Keep it")
    assert title not in shown(desk_window)
    desk_window.parts.doors.open_form(which)
    desk_window.settle()
    assert isinstance(desk_window.screen, ConsentScreen)
    assert "wiped, by me · said by J. Mercer on 2 May 2026" in shown(desk_window)


def test_a_form_on_paper_is_awaited(desk_window: DeskWindow) -> None:
    def out(desk: Desk) -> ConsentId:
        guide = answered(desk, add_case(desk), "F6")
        consent.for_paper(desk, guide.consent.id)
        return guide.consent.id

    which = desk_window.do(out)
    later(desk_window, 3)
    assert "out since 3 days" in shown(desk_window)
    press(desk_window, f"It is back: {FORMS['F6'].title}, PH-2026-0001-3, Client")
    assert desk_window.opened[-1] == ("open_form", (which,))


def test_many_of_a_kind_do_not_flood(desk_window: DeskWindow) -> None:
    def many(desk: Desk) -> None:
        for number in range(6):
            case = add_case(desk, f"Client {number}")
            add_note(desk, case)
            guide = consent.begin(desk, case.id, case.clients[0].id, "F6")
            consent.answer(desk, guide.consent.id, {"why": "A reason."}, "why")

    desk_window.do(many)
    desk_window.go("today")
    assert shown(desk_window).count(f"Not signed yet: {_AGREEMENT}") == 3
    press(desk_window, "Show 3 more like these")
    assert shown(desk_window).count(f"Not signed yet: {_AGREEMENT}") == 6
    assert len([b for b in desk_window.screen.findChildren(Button) if b.text() == "Resume"]) == 3
    press(desk_window, "See 3 more like these")
    assert isinstance(desk_window.screen, FormsScreen)
