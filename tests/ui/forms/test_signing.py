"""Signing on the screen: what is refused, and in which words; and signing on paper instead."""

from __future__ import annotations

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from counsellor_desk.domain.forms import LONG_LENGTH
from counsellor_desk.domain.sealed_documents import DocumentKind
from counsellor_desk.ui.forms.leaf import Leaf
from counsellor_desk.ui.widgets.paper import PaperView
from counsellor_desk.ui.widgets.pill import Pill
from counsellor_desk.workflows import cases, consent
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import (
    answers,
    button,
    case_to_share_from,
    click,
    draw,
    field,
    guide_screen,
    key,
    open_form,
    pad,
    prepared,
    press,
    question,
    shown,
    sign,
)
from tests.ui.pictures import dialog


def to_the_signatures(desk_window: DeskWindow, **changes: str) -> None:
    """A form with a yes, at its last but one step."""
    guide = desk_window.do(lambda desk: prepared(desk, **{"outcome": "given"} | changes))
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Next")


def _confirm_day(desk_window: DeskWindow) -> None:
    click(desk_window, field(desk_window, "signed_on").entry)


def test_one_dot_is_no_signature(desk_window: DeskWindow) -> None:
    to_the_signatures(desk_window)
    press(desk_window, "Sign: Counsellor")
    click(desk_window, pad(desk_window))
    _confirm_day(desk_window)
    press(desk_window, "Done")
    assert "There is too little ink to be a signature." in field(desk_window, "signature").error
    assert not guide_screen(desk_window).guide.consent.signatures
    assert guide_screen(desk_window).is_alone


def test_a_signature_needs_a_name(desk_window: DeskWindow) -> None:
    to_the_signatures(desk_window)
    press(desk_window, "Sign: Client")
    draw(pad(desk_window), (0.3, 0.5), (0.6, 0.4), (0.7, 0.6))
    _confirm_day(desk_window)
    press(desk_window, "Done")
    assert "The name of the person signing is missing." in field(desk_window, "signer_name").error
    assert pad(desk_window).strokes()


def test_the_day_is_confirmed_by_who_signs(desk_window: DeskWindow) -> None:
    to_the_signatures(desk_window)
    press(desk_window, "Sign: Counsellor")
    draw(pad(desk_window), (0.3, 0.5), (0.6, 0.4), (0.7, 0.6))
    press(desk_window, "Done")
    assert "Confirm the day" in field(desk_window, "signed_on").error


def test_ink_is_taken_back(desk_window: DeskWindow) -> None:
    to_the_signatures(desk_window)
    press(desk_window, "Sign: Client")
    draw(pad(desk_window), (0.3, 0.5), (0.6, 0.4))
    draw(pad(desk_window), (0.4, 0.5), (0.5, 0.2))
    press(desk_window, "Undo")
    assert len(pad(desk_window).strokes()) == 1
    press(desk_window, "Clear")
    assert not pad(desk_window).strokes()


def test_an_end_that_has_come_stops_the_seal_and_says_so(desk_window: DeskWindow) -> None:
    to_the_signatures(desk_window)
    sign(desk_window, "Client", "Kayleigh Stott")
    sign(desk_window, "Counsellor")
    desk_window.test_desk.clock.moment += timedelta(days=61)
    press(desk_window, "Seal the form")
    assert question(desk_window) == "How long would a yes last?"
    assert any("The end date has to lie ahead" in each for each in shown(desk_window))
    button(desk_window, "Change something")
    assert len(guide_screen(desk_window).guide.consent.signatures) == 2


def test_an_end_that_has_come_is_said_to_who_reads_it(desk_window: DeskWindow) -> None:
    guide = desk_window.do(lambda desk: prepared(desk, "how_long"))
    desk_window.test_desk.clock.moment += timedelta(days=61)
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Read together")
    press(desk_window, "Next")
    assert question(desk_window) == "How long would a yes last?"
    assert any("The end date has to lie ahead" in each for each in shown(desk_window))


def test_sealing_asked_for_twice_is_done_once(desk_window: DeskWindow) -> None:
    to_the_signatures(desk_window)
    sign(desk_window, "Client", "Kayleigh Stott")
    sign(desk_window, "Counsellor")
    seal = button(desk_window, "Seal the form")
    for _press in "ab":
        QTest.mouseClick(seal, Qt.MouseButton.LeftButton)
    desk_window.settle()
    assert dialog(desk_window) is None
    assert question(desk_window) == "Would you like a copy?"


def test_not_now_signs_nothing(desk_window: DeskWindow) -> None:
    to_the_signatures(desk_window)
    press(desk_window, "Sign: Client")
    draw(pad(desk_window), (0.3, 0.5), (0.6, 0.4))
    key(desk_window, "Esc")
    assert question(desk_window) == "Please sign"
    assert not guide_screen(desk_window).guide.consent.signatures


def test_the_counsellor_s_name_stands_there(desk_window: DeskWindow) -> None:
    to_the_signatures(desk_window)
    sign(desk_window, "Counsellor")
    signed = guide_screen(desk_window).guide.consent.signatures
    assert [(each.role.label, each.name) for each in signed] == [("Counsellor", "J. Mercer")]


def test_signed_answers_stand_until_the_signatures_are_taken_back(desk_window: DeskWindow) -> None:
    to_the_signatures(desk_window)
    sign(desk_window, "Client", "Kayleigh Stott")
    press(desk_window, "Back")
    assert "This form has been signed, so its answers stand as they are." in shown(desk_window)
    press(desk_window, "Change something")
    press(desk_window, "Take them back")
    assert not guide_screen(desk_window).guide.consent.signatures
    press(desk_window, "No")
    press(desk_window, "Next")
    assert "A “No” needs no signature of the client." in shown(desk_window)


def test_the_preview_is_the_document(desk_window: DeskWindow) -> None:
    to_the_signatures(desk_window)
    which = guide_screen(desk_window).guide.consent.id
    composed = desk_window.do(lambda desk: consent.preview(desk, which))
    paper = desk_window.child(PaperView)
    assert paper._content.data().data() == composed.pdf
    assert paper.pages >= 2


def test_a_character_that_no_font_has_is_named_before_sealing(desk_window: DeskWindow) -> None:
    to_the_signatures(desk_window, own_words="I feel 好 about it")
    told = [words for words in shown(desk_window) if "cannot be printed" in words]
    assert len(told) == 1
    assert not button(desk_window, "Sign: Client").isEnabled()


@pytest.mark.parametrize(
    "name",
    [
        "شيرين عبد الله",
        "<b>Stott</b> & Sons",
        *(
            pytest.param(name, marks=pytest.mark.thorough)
            for name in ('Kayleigh "Kay" O’Brien', "שרה לוי", "Kay 🙂 Łukasz")
        ),
    ],
)
def test_any_name_is_signed_and_sealed(desk_window: DeskWindow, name: str) -> None:
    case = desk_window.do(lambda desk: case_to_share_from(desk, name))
    guide = desk_window.do(lambda desk: consent.begin(desk, case.id, case.clients[0].id))
    given = desk_window.do(lambda desk: answers(guide, desk, outcome="given", own_words=name))
    which = guide.consent.id
    desk_window.do(lambda desk: consent.answer(desk, which, given, "decision"))
    open_form(desk_window, which)
    press(desk_window, "Next")
    sign(desk_window, "Client", name)
    sign(desk_window, "Counsellor")
    press(desk_window, "Seal the form")
    assert question(desk_window) == "Would you like a copy?"
    assert "Unchanged since it was sealed" in _pills(desk_window)


def test_an_answer_that_is_too_long_is_told_at_its_field(desk_window: DeskWindow) -> None:
    guide = desk_window.do(lambda desk: prepared(desk, "words"))
    open_form(desk_window, guide.consent.id)
    entry = field(desk_window, "own_words").entry
    entry.put("a" * (LONG_LENGTH + 1))  # type: ignore[attr-defined]  # a text by its kind
    press(desk_window, "Next")
    assert "is too long: 4001 characters, 4000 fit" in field(desk_window, "own_words").error
    assert question(desk_window) == "How would you put it in your own words?"
    assert not desk_window.window.close()
    entry.put("a" * LONG_LENGTH)  # type: ignore[attr-defined]  # as above
    press(desk_window, "Next")
    assert question(desk_window) == "What is your decision?"


def test_signing_on_paper_can_be_cancelled(desk_window: DeskWindow) -> None:
    to_the_signatures(desk_window)
    press(desk_window, "Sign on paper instead")
    press(desk_window, "Print the form")
    press(desk_window, "Cancel")
    case = guide_screen(desk_window).guide.consent.case
    page = desk_window.do(lambda desk: cases.page(desk, case))
    assert not [each for each in page.documents if each.kind is DocumentKind.PAPER_FORM]
    assert not page.disclosures
    assert question(desk_window) == "Please sign"


def _pills(desk_window: DeskWindow) -> list[str]:
    leaf = guide_screen(desk_window).leaf
    assert isinstance(leaf, Leaf)
    return [pill.text() for pill in leaf.findChildren(Pill)]
