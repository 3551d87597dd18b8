"""The doors to session notes. They have no place in the rail: notes wait under Reduce."""

from __future__ import annotations

from typing import Final

from counsellor_desk.domain.ids import CaseId, NoteId
from counsellor_desk.ui.case_chooser import Asked, CaseChooser
from counsellor_desk.ui.frame.actions import Action
from counsellor_desk.ui.notes.in_hand import NewNote
from counsellor_desk.ui.notes.note_screen import NoteScreen
from counsellor_desk.ui.parts import Parts
from counsellor_desk.wording import _

NEW_NOTE_KEYS: Final = "Ctrl+N"


def offer_new_note(parts: Parts) -> None:
    """Let a note be begun from anywhere: for the case in front, or for one that is asked for."""

    def begin() -> None:
        standing = parts.window.rooms.standing
        new_note(parts, standing.case_in_hand if standing is not None else None)

    parts.window.acts.register(
        Action(
            key="new note",
            words=_("New session note"),
            run=begin,
            group=_("Begin something new"),
            keys=NEW_NOTE_KEYS,
            icon="notebook-pen",
        )
    )


def new_note(parts: Parts, case: CaseId | None) -> None:
    """A blank page for that case; without a case it is asked for first."""
    if case is None:
        asked = Asked(
            question=_("Which case is the note for?"),
            icon="notebook-pen",
            do=_("Write the note"),
            why_a_case=_("A note is written for a case, and a case begins with a referral."),
        )
        CaseChooser(parts, asked, lambda chosen: new_note(parts, chosen)).open()
    else:
        parts.window.show_screen(NoteScreen(parts, NewNote(case)))


def open_note(parts: Parts, note: NoteId) -> None:
    """Go on writing a note."""
    parts.window.show_screen(NoteScreen(parts, note))
