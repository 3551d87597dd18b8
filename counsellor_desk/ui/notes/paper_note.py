"""A note that stays on paper: when the session was, and it waits with the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import CaseId
from counsellor_desk.ui.notes.session_dialog import SessionDialog
from counsellor_desk.ui.parts import Parts
from counsellor_desk.wording import _
from counsellor_desk.workflows import paper_notes, sessions
from counsellor_desk.workflows.sessions import BlankNote, OpenNote, SessionTimes

_CHANGES: Final = frozenset({Changed.NOTES, Changed.SESSIONS, Changed.AUDIT})


def ask_for_paper(
    parts: Parts,
    case: CaseId,
    times: SessionTimes | None = None,
    then: Callable[[], object] = lambda: None,
) -> None:
    """Ask when the session was, suggesting ``times``; then let the note wait, and go on."""

    def begun(_note: OpenNote) -> None:
        then()
        parts.window.say(_("The note on paper waits under Reduce."))

    def begin(chosen: SessionTimes) -> None:
        parts.background.ask(
            lambda _progress: paper_notes.begin(parts.desk, case, chosen),
            begun,
            asker=parts.window,
            changes=_CHANGES,
        )

    def ask(suggested: SessionTimes) -> None:
        SessionDialog(
            parts.window,
            parts.clock,
            parts.messages,
            suggested,
            begin,
            about=_(
                "The note stays on paper. It waits in the list with its age, until you have "
                "reduced it and destroyed the paper."
            ),
            do=_("Put it in the list"),
        ).open()

    def found(blank: BlankNote) -> None:
        ask(blank.times)

    if times is not None:
        ask(times)
    else:
        parts.background.ask(
            lambda _progress: sessions.blank_note(parts.desk, case), found, asker=parts.window
        )
