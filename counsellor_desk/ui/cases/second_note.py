"""One more note of a session that is recorded already: a call afterwards, something remembered."""

from __future__ import annotations

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import SessionId
from counsellor_desk.ui.parts import Parts
from counsellor_desk.workflows import sessions


def write_second_note(parts: Parts, session: SessionId) -> None:
    """Begin it and open it."""
    parts.background.ask(
        lambda _progress: sessions.second_note(parts.desk, session).note.id,
        parts.doors.open_note,
        asker=parts.window,
        changes=frozenset({Changed.NOTES, Changed.AUDIT}),
    )
