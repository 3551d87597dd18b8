"""Finishing what a hold held up: notes that were reduced meanwhile and can now be destroyed (4.9).

Asked wherever the last hold of a note is lifted, and from Today until it is answered.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.notes import NoteLine, NoteState
from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets import inner_clipboard
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import reduce
from counsellor_desk.workflows.desk import Desk

_CHANGES: Final = frozenset({Changed.NOTES, Changed.AUDIT})


def offer(screen: Screen, parts: Parts, notes: Sequence[NoteLine]) -> None:
    """Ask whether these notes, which nothing holds any more, are to be destroyed now."""
    Confirmation(
        screen,
        n_(
            "Destroy the note that was reduced while it was on hold?",
            "Destroy the {count} notes that were reduced while they were on hold?",
            len(notes),
        ),
        [*map(_named, notes), _("Their essential summaries stay. The notes will be gone.")],
        do=_("Destroy"),
        then=lambda: finish(screen, parts, notes),
        dont=_("Not now"),
        cannot_be_undone=True,
    ).open()


def finish(screen: Screen, parts: Parts, notes: Sequence[NoteLine]) -> None:
    """Carry out these destructions, approving those that only waited for a hold."""

    def failed(error: BaseException) -> None:
        screen.refresh(_CHANGES)  # some of them may be done
        screen.tell(error)

    def done(destroyed: int) -> None:
        parts.window.say(
            n_("The note is destroyed.", "The {count} notes are destroyed.", destroyed)
        )

    inner_clipboard.forget()  # what was copied out of them goes with them
    screen.ask(
        lambda progress: _finish(parts.desk, notes, progress), done, failed, changes=_CHANGES
    )


def _finish(desk: Desk, notes: Sequence[NoteLine], progress: Progress) -> int:
    for number, line in enumerate(notes):
        progress(number, len(notes))
        if line.state is not NoteState.DESTROYING:
            reduce.approve_waiting(desk, line.note.id)
        reduce.destroy(desk, line.note.id)
    return len(notes)


def _named(line: NoteLine) -> str:
    return _("{case}, session {number} of {day}").format(
        case=line.case_number,
        number=line.session_number,
        day=dates.day(line.session_starts.date()),
    )
