"""Every form with pages for a client, who goes through them alone; and a parent through theirs."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.forms import Reader
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.outcomes import outcomes_of
from counsellor_desk.ui.forms.course import SIGNS, readers_of
from counsellor_desk.workflows import consent, preferences
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.form_definitions import shipped, shipped_ids
from tests import answered_forms
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import (
    case_to_share_from,
    open_form,
    press,
    question,
    sign,
)
from tests.ui.forms.test_hand_over import PIN, give_pin
from tests.ui.forms.walking import sign_and_seal, walk
from tests.walked_forms import sealed

WITH_PAGES = [
    pytest.param(form, marks=() if form == "F8" else pytest.mark.thorough)
    for form in shipped_ids()
    if any(step.reader is Reader.CLIENT for step in shipped(form).steps)
]
BACK = "Please hand the computer back"
WHO = {Reader.CLIENT: "The young person", Reader.PARENT: "The parent or carer"}


def prepared(desk: Desk, form: str) -> ConsentId:
    """Everything that is the counsellor's to answer is answered."""
    case = case_to_share_from(desk)
    preferences.set_pin(desk, PIN, PIN)
    forms = (sealed(desk, case, "F5" if form == "F3" else "F3").consent.id,)
    begun, definition = consent.begin(desk, case.id, case.clients[0].id, form), shipped(form)
    given = answered_forms.answers(
        definition,
        outcomes_of(definition.family)[0],
        desk.now().date(),
        records=tuple(record.id for record in begun.records),
        consents=forms,
    )
    own = {
        field.key: given[field.key]
        for step in definition.steps
        for field in step.fields
        if step.reader is Reader.COUNSELLOR and field.key in given
    }
    consent.answer(desk, begun.consent.id, own, definition.steps[0].key)
    return begun.consent.id


@pytest.mark.parametrize("form", WITH_PAGES)
def test_it_goes_from_hand_to_hand_until_it_is_sealed(desk_window: DeskWindow, form: str) -> None:
    which = desk_window.do(lambda desk: prepared(desk, form))
    desk_window.go("forms")
    screen = open_form(desk_window, which)
    readers = readers_of(screen.guide.form, screen.guide.consent.answers)
    for reader in readers:
        press(desk_window, "Hand over")
        if len(readers) > 1:
            press(desk_window, WHO[reader])
        press(desk_window, "Hand over")
        assert {step.reader for step in screen.course.steps[:-1]} == {reader}
        walk(desk_window, form, outcomes_of(shipped(form).family)[0])
        if question(desk_window) != BACK:
            sign(desk_window, SIGNS[reader].label, f"Signer {reader.value}")
        assert question(desk_window) == BACK
        press(desk_window, "I am the counsellor")
        give_pin(desk_window, PIN)
    walk(desk_window, form, outcomes_of(shipped(form).family)[0])
    sign_and_seal(desk_window)
    assert desk_window.do(lambda desk: consent.guide(desk, which)).consent.sealed_at is not None
