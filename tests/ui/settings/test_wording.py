"""Settings, Wording of forms: put in own words, looked over, put in force, handed on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from counsellor_desk.domain import form_changes, form_files
from counsellor_desk.domain.form_changes import NONE
from counsellor_desk.domain.form_files import FormFile
from counsellor_desk.domain.forms import FieldKind
from counsellor_desk.ui.forms.guide_screen import GuideScreen
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.page import Scrolled
from counsellor_desk.ui.widgets.paper import PaperView
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.ui.wording.wording_screen import WordingScreen
from counsellor_desk.workflows import consent, form_definitions, form_wording
from tests import filled_forms
from tests.ui.desk_window import DeskWindow
from tests.ui.pictures import dialog, in_every_look, in_every_look_and_back
from tests.ui.settings.choosing import field, open_section, press, shown, shown_in, write

SECTION = "Wording of forms"
F2 = form_definitions.shipped_table("F2")


def open_f2(desk_window: DeskWindow) -> WordingScreen:
    """The sentences of F2, through its row in the list."""
    open_section(desk_window, SECTION)
    press(desk_window, "Change the wording of Permission to share information")
    assert isinstance(desk_window.screen, WordingScreen)
    return desk_window.screen


def go_to(desk_window: DeskWindow, step: str) -> None:
    """To a step of the form."""
    desk_window.child(ChoiceInput, "Which step").put(step)
    desk_window.settle()


def _tick(desk_window: DeskWindow, words: str) -> None:
    tick = desk_window.child(Tick, words, within=dialog(desk_window))
    QTest.mouseClick(tick, Qt.MouseButton.LeftButton)
    desk_window.settle()


def _choose(desk_window: DeskWindow, name: str, key: str) -> None:
    entry = field(desk_window, name).entry
    assert isinstance(entry, ChoiceInput)
    entry.put(key)
    desk_window.settle()


def _say(desk_window: DeskWindow, path: str, words: str) -> None:
    """Write over a sentence, by keyboard."""
    entry = field(desk_window, path).entry
    entry.setFocus()
    QTest.keyClick(entry, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(entry, Qt.Key.Key_Delete)
    QTest.keyClicks(entry, words)


def test_a_form_is_put_in_own_words_and_in_force(desk_window: DeskWindow) -> None:
    screen = open_f2(desk_window)
    make = desk_window.child(Button, "Make this the new version…")
    assert not make.isEnabled()
    _say(desk_window, "title", "May we tell them?")
    assert "As shipped: Permission to share information" in shown(desk_window)
    go_to(desk_window, "who")
    press(desk_window, "Add a question…")
    _say(desk_window, "label", "How may we reach them?")
    _choose(desk_window, "kind", FieldKind.CHOICE.value)
    press(desk_window, "Keep it")
    assert "too few answers" in field(desk_window, "options").error
    _say(desk_window, "options", "By phone")
    QTest.keyClick(field(desk_window, "options").entry, Qt.Key.Key_Return)
    QTest.keyClicks(field(desk_window, "options").entry, "By post")
    _tick(desk_window, "It has to be answered")
    press(desk_window, "Keep it")
    assert dialog(desk_window) is None
    assert "One of several answers · has to be answered" in shown(desk_window)
    press(desk_window, "What is changed")
    assert "How may we reach them? · By phone · By post" in shown(desk_window)
    desk_window.window.go_back()
    desk_window.settle()
    assert desk_window.screen is screen
    press(desk_window, "Make this the new version…")
    press(desk_window, "Make the new version")
    assert "Why this version is made is missing" in field(desk_window, "reason").error
    _say(desk_window, "reason", "Our own way of asking")
    press(desk_window, "Make the new version")
    assert "F2 · version 2 of your organisation" in shown(desk_window)
    assert not make.isEnabled()
    newest = desk_window.do(lambda desk: form_definitions.newest(desk.read(), "F2"))
    assert (newest.title, newest.version) == ("May we tell them?", 2)
    assert [o.label for o in newest.field("added_1").options] == ["By phone", "By post"]
    desk_window.window.go_back()
    desk_window.settle()
    assert "F2 · version 2 of your organisation" in shown(desk_window)


def test_what_is_typed_is_there_after_a_lock_or_a_crash(desk_window: DeskWindow) -> None:
    screen = open_f2(desk_window)
    _say(desk_window, "title", "x" * 90)
    assert "too long" in field(desk_window, "title").error
    screen.give_way()
    desk_window.settle()
    again = WordingScreen(desk_window.parts, "F2")
    desk_window.show(again)
    assert again.changes.sentences["title"] == "x" * 90
    go_to(desk_window, "words")
    press(desk_window, "Make this the new version…")
    assert dialog(desk_window) is None
    assert "too long" in field(desk_window, "title").error
    focused = QApplication.focusWidget()
    assert focused is not None
    assert field(desk_window, "title").isAncestorOf(focused)


def test_all_of_it_is_forgotten_or_as_shipped_again(desk_window: DeskWindow) -> None:
    changes = form_changes.with_sentence(F2, NONE, "title", "May we?")
    desk_window.do(lambda desk: form_wording.make(desk, "F2", changes, "Shorter"))
    screen = WordingScreen(desk_window.parts, "F2")
    desk_window.show(screen)
    _say(desk_window, "title", "May we tell?")
    press(desk_window, "Discard…")
    press(desk_window, "Forget it")
    assert screen.changes == changes
    press(desk_window, "Take them…")
    press(desk_window, "Take them")
    assert screen.changes == NONE
    assert desk_window.child(Button, "Make this the new version…").isEnabled()
    press(desk_window, "What is changed")
    told = shown(desk_window)
    assert "Was: May we?" in told
    assert "Now: Permission to share information" in told
    assert "Shorter · " in told


def test_nothing_is_asked_after_the_decision(desk_window: DeskWindow) -> None:
    open_f2(desk_window)
    go_to(desk_window, "decision")
    assert "Everything that a decision rests on is asked before it" in shown(desk_window)


def test_a_question_is_changed_and_taken_out(desk_window: DeskWindow) -> None:
    screen = open_f2(desk_window)
    go_to(desk_window, "who")
    press(desk_window, "Add a question…")
    _say(desk_window, "label", "Which number?")
    press(desk_window, "Keep it")
    press(desk_window, "Change: Which number?")
    _say(desk_window, "label", "Which address?")
    press(desk_window, "Keep it")
    assert [each.label for each in screen.changes.questions] == ["Which address?"]
    press(desk_window, "Take out: Which address?")
    assert screen.changes == NONE


def test_a_question_that_may_stay_open_is_left_out(desk_window: DeskWindow) -> None:
    screen = WordingScreen(desk_window.parts, "F10")
    desk_window.show(screen)
    table = form_definitions.shipped_table("F10")
    (free,) = form_changes.may_go(table)
    step = next(
        step["key"]
        for step in table["steps"]
        if free.key in {each["key"] for each in step.get("fields", ())}
    )
    go_to(desk_window, step)
    words = f"Leave out the question “{free.label}”"
    _tick(desk_window, words)
    assert screen.changes.left_out == {free.key}
    assert screen.leaf is not None
    assert all(free.key not in each.sentence.path for each in screen.leaf.fields)
    _tick(desk_window, words)
    assert screen.changes == NONE


def test_the_blank_form_is_seen_on_paper(desk_window: DeskWindow) -> None:
    open_f2(desk_window)
    press(desk_window, "See it on paper")
    assert desk_window.child(PaperView).pages >= 2


def test_a_form_in_hand_may_go_on_in_the_newer_words(desk_window: DeskWindow) -> None:
    guide = desk_window.do(filled_forms.answered)
    changes = form_changes.with_sentence(F2, NONE, "title", "May we?")
    desk_window.do(lambda desk: form_wording.make(desk, "F2", changes, "Shorter"))
    for words, version in (("Finish it as it is", 1), ("Go on in the newer words", 2)):
        desk_window.parts.doors.open_form(guide.consent.id)
        desk_window.settle()
        press(desk_window, words)
        assert isinstance(desk_window.screen, GuideScreen)
        assert desk_window.screen.guide.form.version == version
        desk_window.go("settings")
    kept = desk_window.do(lambda desk: consent.guide(desk, guide.consent.id))
    assert kept.consent.answers["why"] == guide.consent.answers["why"]


def _file(folder: Path, changes: form_changes.FormChanges) -> Path:
    path = folder / "F2.cdform"
    path.write_bytes(form_files.written(FormFile(form="F2", based_on=1, changes=changes)))
    return path


def _chosen(desk_window: DeskWindow, path: Path) -> None:
    """As if the system's dialog had been answered with that file."""
    asked = desk_window.window.findChildren(QFileDialog)[-1]
    asked.fileSelected.emit(str(path))
    asked.close()
    desk_window.settle()


def test_wording_comes_from_a_colleague_and_goes_to_one(
    desk_window: DeskWindow, tmp_path: Path
) -> None:
    changes = form_changes.with_sentence(F2, NONE, "title", "May we?")
    open_section(desk_window, SECTION)
    press(desk_window, "Bring in a colleague’s file…")
    _chosen(desk_window, _file(tmp_path, changes))
    assert isinstance(desk_window.screen, WordingScreen)
    assert desk_window.screen.changes == changes
    press(desk_window, "Export…")
    _chosen(desk_window, tmp_path / "mine.cdform")
    assert (tmp_path / "mine.cdform").read_bytes() == (tmp_path / "F2.cdform").read_bytes()


def test_what_is_no_such_file_is_said_and_what_has_no_place_too(
    desk_window: DeskWindow, tmp_path: Path
) -> None:
    open_section(desk_window, SECTION)
    (tmp_path / "odd.cdform").write_bytes(b"PK\x03\x04 a ZIP")
    press(desk_window, "Bring in a colleague’s file…")
    _chosen(desk_window, tmp_path / "odd.cdform")
    above = dialog(desk_window)
    assert above is not None
    assert "not the wording of a form" in above.accessibleName() + shown_in(above)
    above.close()
    desk_window.settle()
    other = form_changes.FormChanges(sentences={"steps/gone/plain": "Words of old"})
    press(desk_window, "Bring in a colleague’s file…")
    _chosen(desk_window, _file(tmp_path, other))
    above = dialog(desk_window)
    assert above is not None
    assert "Words of old" in shown_in(above)


@pytest.mark.thorough
def test_pictures_of_wording(desk_window: DeskWindow, theme: Theme) -> None:
    open_f2(desk_window)
    assert in_every_look_and_back(desk_window, theme, "wording-form") == []
    hard = "The aforementioned authorisation constitutes irrevocable acknowledgement of our rights "
    _say(desk_window, "intro", hard * 2)
    _say(desk_window, "about", "")
    assert in_every_look_and_back(desk_window, theme, "wording-hints") == []
    go_to(desk_window, "who")
    assert in_every_look_and_back(desk_window, theme, "wording-step") == []
    press(desk_window, "What is changed")
    assert in_every_look(desk_window, theme, "wording-compared") == []


def test_the_keyboard_goes_from_step_to_step(desk_window: DeskWindow) -> None:
    open_f2(desk_window)
    for _step in range(2):
        press(desk_window, "Next")
    assert field(desk_window, "steps/why/plain").isVisible()
    write(desk_window, "steps/why/short", "Why we ask")
    press(desk_window, "Before")
    assert "Why we ask" not in shown(desk_window)


def test_what_is_changed_is_scrolled_by_keys(desk_window: DeskWindow) -> None:
    changes = NONE
    for step in F2["steps"]:
        path = f"steps/{step['key']}/plain"
        changes = form_changes.with_sentence(F2, changes, path, "Other words. " * 12)
    desk_window.do(lambda desk: form_wording.keep(desk, "F2", changes))
    open_f2(desk_window)
    press(desk_window, "What is changed")
    bar = desk_window.screen.findChildren(Scrolled)[0].verticalScrollBar()
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
        before, focused = bar.value(), QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
        assert bar.value() != before
