"""A consent on record: withdrawn, renewed, used; copies that leave, and copies that cannot."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from counsellor_desk.domain.consent import ConsentState
from counsellor_desk.domain.disclosures import Channel, Ground
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.ui.forms.consent_screen import ConsentScreen
from counsellor_desk.ui.forms.guide_screen import GuideScreen
from counsellor_desk.ui.forms.pack_screen import PackScreen
from counsellor_desk.ui.widgets.paper import PaperView
from counsellor_desk.workflows import cases, consent, preferences
from counsellor_desk.workflows.consent import ConsentPage
from counsellor_desk.workflows.desk import Desk
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import (
    answers,
    button,
    case_to_share_from,
    field,
    guide_screen,
    key,
    open_form,
    prepared,
    press,
    question,
    shown,
    sign,
    typing,
    write,
)
from tests.ui.pictures import dialog
from tests.ui.story import consented


def _consented(desk: Desk, *, refused: bool = False) -> ConsentId:
    case = case_to_share_from(desk)
    return consented(desk, case, case.clients[0].id, refused=refused)


def on_record(desk_window: DeskWindow, *, refused: bool = False) -> ConsentId:
    """A consent that was gone through, opened as it stands."""
    which = desk_window.do(lambda desk: _consented(desk, refused=refused))
    desk_window.go("forms")
    desk_window.parts.doors.open_form(which)
    desk_window.settle()
    assert isinstance(desk_window.screen, ConsentScreen)
    return which


def _page(desk_window: DeskWindow, which: ConsentId) -> ConsentPage:
    return desk_window.do(lambda desk: consent.page(desk, which))


def save_to(desk_window: DeskWindow, path: Path) -> None:
    """Choose a file in the system's dialog."""
    chooser = dialog(desk_window)
    assert isinstance(chooser, QFileDialog)
    chooser.fileSelected.emit(str(path))
    chooser.reject()
    desk_window.settle()


def test_it_is_said_what_it_is_worth(desk_window: DeskWindow) -> None:
    on_record(desk_window)
    words = shown(desk_window)
    assert "It may be used once, until 1 May 2026." in words
    assert "Nothing has been shared on the ground of this form." in words
    assert any(each.startswith("The records on it may go to Dr Jo Field") for each in words)
    assert any("Dr Jo Field, Millbrook Surgery" in each for each in words)


def test_withdrawn_by_one_line_and_at_once(desk_window: DeskWindow) -> None:
    which = on_record(desk_window)
    press(desk_window, "Withdraw it")
    press(desk_window, "Withdraw it")
    assert "How the client withdrew is missing." in field(desk_window, "withdrawal").error
    write(desk_window, "withdrawal", "by telephone, today")
    press(desk_window, "Withdraw it")
    assert _page(desk_window, which).guide.state is ConsentState.WITHDRAWN
    assert "by telephone, today" in " ".join(shown(desk_window))
    with pytest.raises(AssertionError):
        button(desk_window, "Prepare what is to be shared")


def test_renewed_with_what_was_said_anew(desk_window: DeskWindow) -> None:
    which = on_record(desk_window)
    press(desk_window, "Renew it")
    press(desk_window, "Begin it")
    assert isinstance(desk_window.screen, GuideScreen)
    begun = desk_window.screen.guide.consent
    assert begun.id != which
    assert begun.answers["why"] == _page(desk_window, which).guide.consent.answers["why"]
    assert "outcome" not in begun.answers
    assert question(desk_window) == "What led to this question?"


@pytest.mark.thorough
def test_renewed_and_sealed_it_has_replaced_the_old_one(desk_window: DeskWindow) -> None:
    which = on_record(desk_window)
    press(desk_window, "Renew it")
    press(desk_window, "Begin it")
    begun = guide_screen(desk_window).guide
    desk_window.do(
        lambda desk: consent.answer(
            desk, begun.consent.id, answers(begun, desk, outcome="given"), "decision"
        )
    )
    open_form(desk_window, begun.consent.id)
    press(desk_window, "Next")
    old = _page(desk_window, which).guide.consent.form_id
    assert any(f"It takes the place of form {old}" in each for each in shown(desk_window))
    sign(desk_window, "Client", "Kayleigh Stott")
    sign(desk_window, "Counsellor")
    press(desk_window, "Seal the form")
    desk_window.parts.doors.open_form(which)
    desk_window.settle()
    assert "A newer form has taken its place." in shown(desk_window)
    press(desk_window, "Open the newer form")
    screen = desk_window.screen
    assert isinstance(screen, ConsentScreen)
    assert screen.which == begun.consent.id


def test_work_begins_at_what_is_to_be_done(desk_window: DeskWindow) -> None:
    """Wherever one comes from, and not at the way back."""
    on_record(desk_window)
    focused = desk_window.window.focusWidget()
    assert focused is button(desk_window, "Prepare what is to be shared")


def test_a_refusal_lets_nothing_out(desk_window: DeskWindow) -> None:
    on_record(desk_window, refused=True)
    assert "The client said no, and that is on record. A no is a full answer." in shown(desk_window)
    with pytest.raises(AssertionError):
        button(desk_window, "Prepare what is to be shared")
    button(desk_window, "Ask again")


def _pack(desk_window: DeskWindow) -> ConsentId:
    which = on_record(desk_window)
    press(desk_window, "Prepare what is to be shared")
    assert isinstance(desk_window.screen, PackScreen)
    return which


def test_nothing_goes_before_the_client_has_seen_it(desk_window: DeskWindow) -> None:
    which = _pack(desk_window)
    assert desk_window.child(PaperView).pages >= 1
    press(desk_window, "Save as a file")
    assert "The client asked to see it first." in field(desk_window, "seen").error
    assert dialog(desk_window) is None
    assert not _page(desk_window, which).gone_out


def test_shared_once_it_has_ended(desk_window: DeskWindow, tmp_path: Path) -> None:
    which, path = _pack(desk_window), tmp_path / "pack.pdf"
    press(desk_window, "The client has seen this")
    press(desk_window, "Save as a file")
    save_to(desk_window, path)
    assert path.read_bytes().startswith(b"%PDF")
    page = _page(desk_window, which)
    assert page.guide.state is ConsentState.EXPIRED
    assert [(line.to, line.ground) for line in page.gone_out] == [
        ("Dr Jo Field, Millbrook Surgery", Ground.CONSENT)
    ]
    assert isinstance(desk_window.screen, ConsentScreen)
    assert "It was for once, and was used on 2 March 2026." in shown(desk_window)


def test_a_folder_that_takes_no_file(desk_window: DeskWindow, tmp_path: Path) -> None:
    which = _pack(desk_window)
    press(desk_window, "The client has seen this")
    press(desk_window, "Save as a file")
    save_to(desk_window, tmp_path / "not there" / "pack.pdf")
    assert "folder" in " ".join(shown(desk_window))
    page = _page(desk_window, which)
    assert page.guide.state is ConsentState.IN_FORCE
    assert not page.gone_out


def test_shown_to_the_client_on_this_computer(desk_window: DeskWindow) -> None:
    desk_window.do(lambda desk: preferences.set_pin(desk, "4711", "4711"))
    _pack(desk_window)
    press(desk_window, "Show it to the client")
    press(desk_window, "Hand over")
    assert desk_window.window.isFullScreen()
    with pytest.raises(AssertionError):
        button(desk_window, "Save as a file")
    key(desk_window, "Ctrl+4", "Esc")
    assert isinstance(desk_window.screen, PackScreen)
    press(desk_window, "For the counsellor")
    typing(desk_window, "4711")
    key(desk_window, "Return")
    assert not desk_window.window.isFullScreen()
    press(desk_window, "The client has seen this")
    button(desk_window, "Save as a file")


def test_a_copy_from_the_last_page_of_a_form(desk_window: DeskWindow, tmp_path: Path) -> None:
    guide = desk_window.do(lambda desk: prepared(desk, outcome="refused"))
    open_form(desk_window, guide.consent.id)
    press(desk_window, "Next")
    sign(desk_window, "Counsellor")
    press(desk_window, "Seal the form")
    press(desk_window, "Save a copy")
    press(desk_window, "Choose a place")
    save_to(desk_window, tmp_path / "not there" / "copy.pdf")
    assert dialog(desk_window) is not None
    press(desk_window, "Close")
    press(desk_window, "Save a copy")
    press(desk_window, "Choose a place")
    save_to(desk_window, tmp_path / "copy.pdf")
    assert (tmp_path / "copy.pdf").read_bytes().startswith(b"%PDF")
    lines = desk_window.do(lambda desk: cases.page(desk, guide.consent.case)).disclosures
    assert [line.ground for line in lines] == [Ground.CLIENT_COPY]
    press(desk_window, "What can be done with it")
    assert isinstance(desk_window.screen, ConsentScreen)


def test_printing_it_can_be_cancelled(desk_window: DeskWindow) -> None:
    which = _pack(desk_window)
    press(desk_window, "The client has seen this")
    press(desk_window, "Print it")
    press(desk_window, "Cancel")
    assert _page(desk_window, which).guide.state is ConsentState.IN_FORCE
    assert not _page(desk_window, which).gone_out


def test_the_client_s_copy_has_its_line_in_the_ledger(
    desk_window: DeskWindow, tmp_path: Path
) -> None:
    which, path = on_record(desk_window), tmp_path / "copy.pdf"
    press(desk_window, "Save a copy")
    assert field(desk_window, "recipient").entry.property("text") == "the client"
    press(desk_window, "Choose a place")
    save_to(desk_window, path)
    page = _page(desk_window, which)
    assert page.document is not None
    assert path.read_bytes().startswith(b"%PDF")
    lines = desk_window.do(lambda desk: cases.page(desk, page.guide.consent.case)).disclosures
    assert [(line.to, line.channel, line.ground) for line in lines] == [
        ("the client", Channel.FILE, Ground.CLIENT_COPY)
    ]
    assert page.guide.state is ConsentState.IN_FORCE


def test_the_room_names_nobody(desk_window: DeskWindow) -> None:
    on_record(desk_window)
    desk_window.window.go_back()
    desk_window.settle()
    words = " ".join(shown(desk_window))
    assert "PH-2026-0001-3" in words
    assert "Stott" not in words
    assert "Jo Field" not in words
    press(desk_window, "Open: Permission to share information, PH-2026-0001-3, Client")
    assert isinstance(desk_window.screen, ConsentScreen)
