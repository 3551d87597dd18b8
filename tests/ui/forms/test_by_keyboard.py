"""The whole form without a mouse: every question, reading together, and the paper to sign on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from counsellor_desk.domain.consent import ConsentState
from counsellor_desk.ui.forms.guide_screen import GuideScreen
from counsellor_desk.ui.widgets.signature_pad import SignaturePad
from counsellor_desk.workflows import consent
from tests.ui.desk_window import DeskWindow
from tests.ui.forms.guided import (
    case_to_share_from,
    focused,
    guide_screen,
    key,
    question,
    shown,
    tab_to,
    typing,
)
from tests.ui.pictures import dialog
from tests.ui.stray_windows import stray_windows


def _tick(desk_window: DeskWindow, name: str) -> None:
    tab_to(desk_window, name)
    key(desk_window, "Space")


def _type(desk_window: DeskWindow, name: str, words: str) -> None:
    tab_to(desk_window, name)
    typing(desk_window, words)


def _begin(desk_window: DeskWindow, number: str) -> None:
    key(desk_window, "Ctrl+4")
    assert focused("Begin a form")
    key(desk_window, "Space")
    typing(desk_window, number[-4:])
    key(desk_window, "Return")
    typing(desk_window, "share information")
    key(desk_window, "Return")
    assert isinstance(desk_window.screen, GuideScreen)


def _prompted(desk_window: DeskWindow) -> None:
    typing(desk_window, "The client asked.")


def _why(desk_window: DeskWindow) -> None:
    typing(desk_window, "Help with sleep.")
    _tick(desk_window, "I understand why this is needed")


def _what(desk_window: DeskWindow) -> None:
    key(desk_window, "Space")
    _type(desk_window, "What is left out?", "The family.")
    _tick(desk_window, "I know which records these are")


def _who(desk_window: DeskWindow) -> None:
    typing(desk_window, "Dr Jo Field")
    _type(desk_window, "Where do they work?", "Millbrook Surgery")
    _type(desk_window, "What is their job?", "GP")
    _tick(desk_window, "No. Nobody else may have it")
    _tick(desk_window, "You take it there yourself")
    key(desk_window, "Down")  # by arrow to the next of them, as among any options
    _tick(desk_window, "I know who will see it")


def _if(desk_window: DeskWindow) -> None:
    typing(desk_window, "They may help.")
    _type(desk_window, "If the client says no", "Nothing is sent.")
    _tick(desk_window, "I understand what each answer means")


def _how_long(desk_window: DeskWindow) -> None:
    key(desk_window, "Space")
    _type(desk_window, "When does it end?", "1/5/2026")


def _together(desk_window: DeskWindow) -> None:
    typing(desk_window, "Known from our sessions.")
    _tick(desk_window, "English, nothing more was needed")
    _tick(desk_window, "Only the client and the counsellor")
    for said in (
        "The client can make this decision",
        "Nobody put pressure on the client",
        "The client’s questions were answered",
        "A copy was offered",
        "This is not part of any other agreement",
        "With a signature",
    ):
        _tick(desk_window, said)


def _words(desk_window: DeskWindow) -> None:
    typing(desk_window, "One page to my GP.")


def _decision(desk_window: DeskWindow) -> None:
    key(desk_window, "Space")


_STEPS: dict[str, Callable[[DeskWindow], None]] = {
    "What led to this question?": _prompted,
    "Why is it needed?": _why,
    "What exactly would be shared?": _what,
    "Who will see it?": _who,
    "What happens if you say yes, and if you say no?": _if,
    "How long would a yes last?": _how_long,
    "Is everything in place for a free decision?": _together,
    "How would you put it in your own words?": _words,
    "What is your decision?": _decision,
}


def test_a_form_by_keyboard(desk_window: DeskWindow) -> None:
    case = desk_window.do(case_to_share_from)
    _begin(desk_window, case.number)
    for asks, answer in _STEPS.items():
        assert question(desk_window) == asks
        answer(desk_window)
        key(desk_window, "Ctrl+Return")
    assert question(desk_window) == "Please sign"
    answered = guide_screen(desk_window).guide.consent.answers
    assert answered["how_sent"] == "by_hand"
    assert answered["ends_on"] == "2026-05-01"
    tab_to(desk_window, "Sign: Client")
    key(desk_window, "Space")
    assert isinstance(QApplication.focusWidget(), SignaturePad)
    key(desk_window, "Return")
    assert "Sign on paper" in shown(desk_window)
    key(desk_window, "Esc")
    key(desk_window, "Esc")
    assert question(desk_window) == "Please sign"
    assert dialog(desk_window) is None


def test_back_and_forth_and_together_by_keyboard(desk_window: DeskWindow) -> None:
    case = desk_window.do(case_to_share_from)
    _begin(desk_window, case.number)
    _prompted(desk_window)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    with stray_windows(application, desk_window.window) as strays:
        key(desk_window, "Alt+Right")
        _why(desk_window)
        key(desk_window, "Alt+Left")
    assert strays == []
    assert question(desk_window) == "What led to this question?"
    key(desk_window, "Alt+Right")
    _tick(desk_window, "Read together")
    assert any("Help with sleep." in words for words in shown(desk_window))
    _tick(desk_window, "Stop here")
    found = desk_window.do(consent.unfinished)
    assert [each.state for each in found] == [ConsentState.OFFERED]
    assert found[0].consent.step == "why"


def test_withdrawn_by_keyboard(desk_window: DeskWindow) -> None:
    case = desk_window.do(case_to_share_from)
    _begin(desk_window, case.number)
    which = guide_screen(desk_window).guide.consent.id
    key(desk_window, "Ctrl+K")
    typing(desk_window, "takes the form")
    key(desk_window, "Return")
    typing(desk_window, "said so today")
    key(desk_window, "Return")
    found = desk_window.do(lambda desk: consent.guide(desk, which))
    assert found.state is ConsentState.WITHDRAWN
    assert found.consent.withdrawn_how == "said so today"
