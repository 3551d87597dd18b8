"""Forms of every family on record: what each is worth and why, and everything done with it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from counsellor_desk.domain.consent import ConsentState
from counsellor_desk.domain.disclosures import Ground
from counsellor_desk.domain.forms import Answer
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.ui.forms.consent_screen import ConsentScreen
from counsellor_desk.ui.forms.guide_screen import GuideScreen
from counsellor_desk.ui.forms.pack_screen import PackScreen
from counsellor_desk.ui.second_signature import SecondSignature
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.paper import PaperView
from counsellor_desk.ui.widgets.pill import Pill
from counsellor_desk.workflows import consent, consent_register, exit_door, withdrawals
from counsellor_desk.workflows.desk import Desk
from tests import walked_forms
from tests.answered_forms import EVERY_FORM, FORMS
from tests.desks import add_case
from tests.documents.reading import text_of
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import button, press, shown, write
from tests.ui.forms.test_consents import save_to
from tests.ui.pictures import dialog, in_every_look, in_every_look_and_back
from tests.workflows.test_withdrawals import shared

FAMILIES = ("F1", "F3", "F11", "F14")
EVERYDAY = ("F1", "F9", "F14")
"""The longest, the one that names others, and one of another shape."""


def on_record(desk_window: DeskWindow, form: str, **changes: Answer) -> ConsentId:
    """A sealed form of a new case, opened as it stands."""

    def made(desk: Desk) -> ConsentId:
        case = add_case(desk)
        picks = [walked_forms.sealed(desk, case, "F6").consent.id] if form == "F9" else []
        guide = walked_forms.answered(desk, case, form, picks=picks)
        consent.answer(desk, guide.consent.id, changes, "")
        return walked_forms.closed(desk, guide.consent.id).consent.id

    return opened(desk_window, desk_window.do(made))


def opened(desk_window: DeskWindow, which: ConsentId) -> ConsentId:
    """Go to a form on record."""
    desk_window.parts.doors.open_form(which)
    desk_window.settle()
    assert isinstance(desk_window.screen, ConsentScreen)
    return which


def state(desk_window: DeskWindow, which: ConsentId) -> ConsentState:
    """What the store says it is worth."""
    return desk_window.do(lambda desk: consent.guide(desk, which)).state


@pytest.mark.parametrize(
    "form",
    [
        pytest.param(form.id, marks=() if form.id in EVERYDAY else pytest.mark.thorough)
        for form in EVERY_FORM
        if form.id != "F2"
    ],
)
def test_every_form_is_shown_whole(desk_window: DeskWindow, form: str) -> None:
    on_record(desk_window, form)
    words = shown(desk_window)
    assert FORMS[form].title in words
    assert "What it allows" in words
    everything = " ".join(words)
    assert "Kayleigh" not in everything
    for fault in ("None", "()", "',)", "{", "yes,"):
        assert fault not in everything


def test_all_its_answers_are_shown_when_asked_for(desk_window: DeskWindow) -> None:
    on_record(desk_window, "F1")
    before = len(shown(desk_window))
    more = next(
        b
        for b in desk_window.screen.findChildren(type(button(desk_window, "Withdraw it")))
        if b.text().startswith("Show ")
    )
    press(desk_window, more.text())
    assert len(shown(desk_window)) > before + 10


def test_a_withdrawal_goes_on_to_letters_and_a_form(
    desk_window: DeskWindow, tmp_path: Path
) -> None:
    _case, given = desk_window.do(shared)
    opened(desk_window, given.id)
    press(desk_window, "Withdraw it")
    assert "This has gone out, and cannot be called back:" in shown(desk_window)
    write(desk_window, "withdrawal", "by telephone, today")
    press(desk_window, "Withdraw it")
    assert state(desk_window, given.id) is ConsentState.WITHDRAWN
    assert "to tell" in [pill.accessibleName() for pill in _pills(desk_window)]
    press(desk_window, f"Letter to {given.recipient}")
    assert desk_window.child(PaperView).pages == 1
    path = tmp_path / "letter.pdf"
    press(desk_window, "Save as a file")
    save_to(desk_window, path)
    assert "Kayleigh" not in text_of(path.read_bytes())
    assert isinstance(desk_window.screen, ConsentScreen)
    assert "told" in [pill.accessibleName() for pill in _pills(desk_window)]
    button(desk_window, "Write it down")


def _pills(desk_window: DeskWindow) -> list[Pill]:
    return [pill for pill in desk_window.screen.findChildren(Pill) if pill.isVisible()]


def test_a_letter_into_a_folder_that_takes_none(desk_window: DeskWindow, tmp_path: Path) -> None:
    _case, given = desk_window.do(shared)
    desk_window.do(lambda desk: consent.withdraw(desk, given.id, "by letter"))
    opened(desk_window, given.id)
    press(desk_window, f"Letter to {given.recipient}")
    press(desk_window, "Save as a file")
    save_to(desk_window, tmp_path / "not there" / "letter.pdf")
    assert "folder" in " ".join(shown(desk_window))
    found = desk_window.do(lambda desk: withdrawals.look(desk, given.id))
    assert found.recipients[0].told == ()


@pytest.mark.thorough
def test_a_letter_opened_later_leaves_as_one(desk_window: DeskWindow) -> None:
    """From the page of the case it is a sealed document like any other."""
    _case, given = desk_window.do(shared)
    desk_window.do(lambda desk: consent.withdraw(desk, given.id, "by letter"))
    made = desk_window.do(lambda desk: withdrawals.letter(desk, given.id, given.recipient))
    assert exit_door.ground_of(made) is Ground.WITHDRAWAL
    desk_window.parts.doors.open_document(made.id)
    desk_window.settle()
    press(desk_window, "Open the record")
    assert isinstance(desk_window.screen, ConsentScreen)


def test_a_renewal_says_what_it_takes_over(desk_window: DeskWindow) -> None:
    which = on_record(desk_window, "F6")
    press(desk_window, "Renew it")
    words = " ".join(shown(desk_window))
    assert "stays in force until the new one is sealed" in words
    assert FORMS["F6"].field("why").printed in words.split("Is asked anew:")[0]
    assert FORMS["F6"].field("own_words").printed in words.split("Is asked anew:")[1]
    press(desk_window, "Begin it")
    assert isinstance(desk_window.screen, GuideScreen)
    assert desk_window.screen.guide.consent.renews == which
    assert state(desk_window, which) is ConsentState.IN_FORCE


@pytest.mark.thorough
def test_both_forms_of_a_renewal_lead_to_each_other(desk_window: DeskWindow) -> None:
    def renewed(desk: Desk) -> tuple[ConsentId, ConsentId]:
        case = add_case(desk)
        old = walked_forms.sealed(desk, case, "F13").consent.id
        begun = consent_register.renew(desk, old)
        whole = walked_forms.answered(desk, case, "F13").consent.answers
        consent.answer(desk, begun.consent.id, whole, "")
        return old, walked_forms.closed(desk, begun.consent.id).consent.id

    old, new = desk_window.do(renewed)
    opened(desk_window, old)
    assert "A newer form has taken its place." in shown(desk_window)
    press(desk_window, "Open the newer form")
    assert isinstance(desk_window.screen, ConsentScreen)
    assert desk_window.screen.which == new
    assert any(each.startswith("Begun in the place of form ") for each in shown(desk_window))
    press(desk_window, "Open it")
    assert desk_window.screen.which == old


def test_what_was_for_once_is_said_to_be_done(desk_window: DeskWindow) -> None:
    which = on_record(desk_window, "F3")
    press(desk_window, "It has been done")
    press(desk_window, "It has been done")
    assert state(desk_window, which) is ConsentState.EXPIRED
    assert "It was for once, and was used on 2 March 2026." in shown(desk_window)


@pytest.mark.thorough
def test_a_review_that_finds_a_change_begins_anew(desk_window: DeskWindow) -> None:
    which = on_record(desk_window, "F1")
    assert "You look at it together by 2 March 2027." in " ".join(shown(desk_window))
    press(desk_window, "Looked at together")
    press(desk_window, "Something has changed: go through it anew")
    assert isinstance(desk_window.screen, GuideScreen)
    assert desk_window.screen.guide.consent.renews == which


def test_the_service_manager_signs_from_here(desk_window: DeskWindow) -> None:
    on_record(desk_window, "F14")
    press(desk_window, "Sign: Service manager")
    assert isinstance(dialog(desk_window), SecondSignature)


def test_a_yes_said_aloud_is_put_in_writing(desk_window: DeskWindow) -> None:
    on_record(desk_window, "F11", about="refer")
    assert "Said aloud, it holds until 6 March 2026." in " ".join(shown(desk_window))
    press(desk_window, "Put it in writing")
    assert isinstance(desk_window.screen, GuideScreen)
    assert desk_window.screen.guide.form.id == "F3"


def test_why_a_pack_may_leave_stands_above_it(desk_window: DeskWindow) -> None:
    _case, given = desk_window.do(shared)
    opened(desk_window, given.id)
    press(desk_window, "Prepare what is to be shared")
    assert isinstance(desk_window.screen, PackScreen)
    assert f"The records on it may go to {given.recipient}." in " ".join(shown(desk_window))
    desk_window.test_desk.clock.moment += timedelta(days=400)
    press(desk_window, "The client has seen this")
    press(desk_window, "Save as a file")
    save_to(desk_window, desk_window.test_desk.home / "pack.pdf")
    assert "There was consent, but it is not in force." in " ".join(shown(desk_window))


@pytest.mark.thorough
@pytest.mark.parametrize("form", FAMILIES)
def test_on_record_in_every_look(desk_window: DeskWindow, theme: Theme, form: str) -> None:
    on_record(desk_window, form)
    assert in_every_look(desk_window, theme, f"record-{form}") == []


@pytest.mark.thorough
def test_taken_back_in_every_look(desk_window: DeskWindow, theme: Theme) -> None:
    _case, given = desk_window.do(shared)
    opened(desk_window, given.id)
    press(desk_window, "Withdraw it")
    assert in_every_look_and_back(desk_window, theme, "record-withdraw") == []
    write(desk_window, "withdrawal", "by telephone, today")
    press(desk_window, "Withdraw it")
    assert in_every_look_and_back(desk_window, theme, "record-withdrawn") == []
    press(desk_window, f"Letter to {given.recipient}")
    assert in_every_look(desk_window, theme, "record-letter") == []
