"""The doors to session notes. They have no place in the rail: notes wait under Reduce."""

from __future__ import annotations

from counsellor_desk.domain.ids import CaseId, NoteId
from counsellor_desk.ui.case_chooser import Asked, CaseChooser
from counsellor_desk.ui.notes.in_hand import NewNote
from counsellor_desk.ui.notes.note_screen import NoteScreen
from counsellor_desk.ui.parts import Parts
from counsellor_desk.wording import _


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
