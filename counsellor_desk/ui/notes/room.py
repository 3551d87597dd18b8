"""The doors to session notes. They have no place in the rail: notes wait under Reduce."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from counsellor_desk.domain.ids import CaseId, NoteId
from counsellor_desk.ui.case_chooser import Asked, CaseChooser
from counsellor_desk.ui.frame.actions import Action
from counsellor_desk.ui.notes.in_hand import NewNote
from counsellor_desk.ui.notes.note_screen import NoteScreen
from counsellor_desk.ui.notes.paper_note import ask_for_paper
from counsellor_desk.ui.parts import Parts
from counsellor_desk.wording import _

NEW_NOTE_KEYS: Final = "Ctrl+N"


def offer_new_note(parts: Parts) -> None:
    """Let a note be begun from anywhere: for the case in front, or for one that is asked for."""

    def in_hand() -> CaseId | None:
        standing = parts.window.rooms.standing
        return standing.case_in_hand if standing is not None else None

    group = _("Begin something new")
    for act in (
        Action(
            key="new note",
            words=_("New session note"),
            run=lambda: new_note(parts, in_hand()),
            group=group,
            keys=NEW_NOTE_KEYS,
            icon="notebook-pen",
        ),
        Action(
            key="paper note",
            words=_("Note on paper"),
            run=lambda: note_on_paper(parts, in_hand()),
            group=group,
            icon="file-text",
        ),
        Action(
            key="pictured note",
            words=_("Photograph or scan of a note"),
            run=lambda: note_from_pictures(parts, in_hand()),
            group=group,
            icon="camera",
        ),
    ):
        parts.window.acts.register(act)


def new_note(parts: Parts, case: CaseId | None) -> None:
    """A blank page for that case; without a case it is asked for first."""
    _for_case(
        parts,
        case,
        _("Write the note"),
        lambda chosen: parts.window.show_screen(NoteScreen(parts, NewNote(chosen))),
    )


def note_from_pictures(parts: Parts, case: CaseId | None) -> None:
    """The same page, and the files are asked for at once."""

    def begin(chosen: CaseId) -> None:
        parts.window.show_screen(NoteScreen(parts, NewNote(chosen), from_pictures=True))

    _for_case(parts, case, _("Choose the pictures"), begin)


def note_on_paper(parts: Parts, case: CaseId | None) -> None:
    """Ask when the session was, and put its note into the list."""
    _for_case(parts, case, _("Go on"), lambda chosen: ask_for_paper(parts, chosen))


def open_note(parts: Parts, note: NoteId) -> None:
    """Go on writing a note."""
    parts.window.show_screen(NoteScreen(parts, note))


def _for_case(
    parts: Parts, case: CaseId | None, do: str, begin: Callable[[CaseId], object]
) -> None:
    if case is not None:
        begin(case)
        return
    asked = Asked(
        question=_("Which case is the note for?"),
        icon="notebook-pen",
        do=do,
        why_a_case=_("A note is written for a case, and a case begins with a referral."),
    )
    CaseChooser(parts, asked, begin).open()
