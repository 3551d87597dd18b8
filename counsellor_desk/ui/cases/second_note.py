"""One more note of a session that is recorded already: a call afterwards, something remembered."""

from __future__ import annotations

from typing import Final

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import SessionId
from counsellor_desk.ui.parts import Parts
from counsellor_desk.wording import _
from counsellor_desk.workflows import paper_notes, sessions

_CHANGES: Final = frozenset({Changed.NOTES, Changed.AUDIT})


def write_second_note(parts: Parts, session: SessionId) -> None:
    """Begin it and open it."""
    parts.background.ask(
        lambda _progress: sessions.second_note(parts.desk, session).note.id,
        parts.doors.open_note,
        asker=parts.window,
        changes=_CHANGES,
    )


def second_note_on_paper(parts: Parts, session: SessionId) -> None:
    """Let it wait under Reduce: it is on paper."""
    parts.background.ask(
        lambda _progress: paper_notes.begin_second(parts.desk, session),
        lambda _note: parts.window.say(_("The note on paper waits under Reduce.")),
        asker=parts.window,
        changes=_CHANGES,
    )
