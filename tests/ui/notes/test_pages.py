"""Photographs and scans on the page of a note, and what is told of them, in every look."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QMenu

from counsellor_desk.documents import pictures
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.ui.notes.pages_screen import PagesScreen
from counsellor_desk.ui.picture_files import choose_pictures
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.picture_view import PictureView
from counsellor_desk.workflows import note_pages, reduce, sessions
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.sessions import SessionTimes
from tests.desks import add_case
from tests.handwriting import pdf, photo
from tests.ui.desk_window import DeskWindow
from tests.ui.notes.writing import editor, key, only_note, press, shown, write
from tests.ui.pictures import dialog, in_every_look, in_every_look_and_back


def begun(desk: Desk, pages: int = 3) -> NoteId:
    """A note of so many pages."""
    case = add_case(desk)
    jpegs = [next(pictures.drawn_anew(photo(900, 1200))) for _each in range(pages)]
    times = SessionTimes(starts=desk.now().replace(hour=10))
    return sessions.begin_note(desk, case.id, times, pages=jpegs).note.id


def choose(desk_window: DeskWindow, *files: Path) -> None:
    """Choose these in the system's dialog."""
    asked = desk_window.window.findChildren(QFileDialog)[-1]
    asked.filesSelected.emit([str(file) for file in files])
    asked.reject()
    desk_window.settle()


def pick(desk_window: DeskWindow, words: str) -> None:
    """Take that line of the menu that stands open."""
    menus = [menu for menu in desk_window.window.findChildren(QMenu) if menu.isVisible()]
    (act,) = [act for act in menus[-1].actions() if act.text() == words]
    menus[-1].close()
    act.trigger()
    desk_window.settle()


def test_photographs_are_taken_in_beside_what_is_typed(
    desk_window: DeskWindow, theme: Theme, tmp_path: Path
) -> None:
    files = [tmp_path / name for name in ("IMG_10.jpg", "IMG_9.jpg", "renamed.jpg", "scan.pdf")]
    for file, content in zip(files, (photo(), photo(), b"<html>", pdf(2)), strict=True):
        file.write_bytes(content)
    case = desk_window.do(add_case)
    desk_window.parts.doors.note_from_pictures(case.id)
    desk_window.settle()
    choose(desk_window, *files)
    told = shown(desk_window)
    assert "still where they were" in told
    assert "File 3 of 4: This file is no picture and no PDF" in told
    assert in_every_look_and_back(desk_window, theme, "note-pages-taken") == []
    press(desk_window, "I see to the files")
    note = only_note(desk_window)
    assert len(desk_window.do(lambda desk: note_pages.of_note(desk, note))) == 4
    assert all(file.exists() for file in files)
    write(desk_window, "Rang before she left.")
    assert in_every_look(desk_window, theme, "note-with-pages") == []


def test_pages_are_looked_at_turned_put_in_order_and_taken_out(
    desk_window: DeskWindow, theme: Theme
) -> None:
    note = desk_window.do(begun)
    before = desk_window.do(lambda desk: note_pages.of_note(desk, note))
    desk_window.parts.doors.open_note(note)
    desk_window.settle()
    press(desk_window, "Look at the pages")
    desk_window.settle()
    assert isinstance(desk_window.screen, PagesScreen)
    picture = desk_window.child(PictureView)
    assert picture.has_picture
    key(desk_window, Qt.Key.Key_R)
    key(desk_window, Qt.Key.Key_PageDown)
    assert picture.accessibleName() == "Page 2 of 3 of the session note"
    key(desk_window, Qt.Key.Key_Plus)
    assert picture.larger > 1
    press(desk_window, "Earlier")
    after = desk_window.do(lambda desk: note_pages.of_note(desk, note))
    assert [page.id for page in after] == [before[at].id for at in (1, 0, 2)]
    assert after[1].turn == 1
    press(desk_window, "Take this page out…")
    press(desk_window, "Take it out")
    left = desk_window.do(lambda desk: note_pages.of_note(desk, note))
    assert [page.id for page in left] == [before[0].id, before[2].id]
    assert in_every_look(desk_window, theme, "note-pages") == []


def test_taking_in_is_cancelled_and_nothing_is_begun(
    desk_window: DeskWindow, tmp_path: Path
) -> None:
    file = tmp_path / "scan.pdf"
    file.write_bytes(pdf(12))
    case = desk_window.do(add_case)
    desk_window.parts.doors.note_from_pictures(case.id)
    desk_window.settle()
    asked = desk_window.window.findChildren(QFileDialog)[-1]
    asked.filesSelected.emit([str(file)])
    asked.reject()
    cancel = desk_window.child(Button, "Cancel", within=dialog(desk_window))
    cancel.click()
    desk_window.settle()
    assert desk_window.do(reduce.queue) == ()
    assert dialog(desk_window) is None


def test_a_note_on_paper_is_put_into_the_list_from_a_blank_page(
    desk_window: DeskWindow, theme: Theme
) -> None:
    case = desk_window.do(add_case)
    desk_window.parts.doors.new_note(case.id)
    desk_window.settle()
    press(desk_window, "Paper")
    pick(desk_window, "It is on paper…")
    assert in_every_look_and_back(desk_window, theme, "paper-session") == []
    press(desk_window, "Put it in the list")
    (line,) = desk_window.do(reduce.queue)
    assert line.note.on_paper


def test_a_second_note_of_the_session_is_begun_from_the_first(desk_window: DeskWindow) -> None:
    note = desk_window.do(begun)
    desk_window.parts.doors.open_note(note)
    desk_window.settle()
    press(desk_window, "Paper")
    pick(desk_window, "A second note of it is on paper")
    press(desk_window, "Paper")
    pick(desk_window, "Begin a second note of this session")
    write(desk_window, "The rest of it.")
    lines = desk_window.do(reduce.queue)
    assert {line.session_number for line in lines} == {1}
    assert sorted((line.note.on_paper, line.note.words) for line in lines) == [
        (False, 0),
        (False, 4),
        (True, 0),
    ]
    (paper,) = [line.note.id for line in lines if line.note.on_paper]
    desk_window.parts.doors.open_note(paper)
    desk_window.settle()
    assert "This note is on paper, so nothing is typed here" in shown(desk_window)
    assert editor(desk_window).isReadOnly()


def test_the_systems_dialog_remembers_no_folder(desk_window: DeskWindow, tmp_path: Path) -> None:
    file = tmp_path / "Kayleigh" / "page.jpg"
    file.parent.mkdir()
    file.write_bytes(photo())
    chosen: list[Path] = []
    choose_pictures(desk_window.window, chosen.extend)
    asked = desk_window.window.findChildren(QFileDialog)[-1]
    asked.setDirectory(str(file.parent))
    asked.selectFile(str(file))
    asked.accept()
    assert chosen == [file]
    assert "Kayleigh" not in " ".join([asked.directory().path(), *asked.history()])


def test_it_is_begun_from_where_a_new_note_is(desk_window: DeskWindow) -> None:
    case = desk_window.do(add_case)
    places: list[Callable[[], object]] = [
        lambda: desk_window.go("today"),
        lambda: desk_window.go("reduce"),
        lambda: desk_window.parts.doors.open_case(case.id),
    ]
    for go in places:
        go()
        desk_window.settle()
        press(desk_window, "The note is on paper, or photographed")
        pick(desk_window, "It is on paper…")
        above = dialog(desk_window)
        assert above is not None
        above.reject()
        desk_window.settle()
