"""Notes on paper: they wait with the others; a person says when the paper went (policy 4.9).

Nothing of the paper is in the store but that it is there, and the summary while it is written. That
draft is sealed under a key of the note's own, so a note on paper ends by the same three steps.
"""

from __future__ import annotations

from counsellor_desk.domain import paper_notes
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.ids import CaseId, NoteId, SessionId, SummaryId
from counsellor_desk.domain.notes import NoteLine
from counsellor_desk.domain.paper_notes import NotOnPaper, PaperDestroyed
from counsellor_desk.domain.receipts import DestructionReason
from counsellor_desk.vault import erasure, notes, tombstones
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.workflows import reduce, sessions
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.sessions import OpenNote, SessionTimes


def begin(desk: Desk, case: CaseId, times: SessionTimes) -> OpenNote:
    """Record a session whose note is on paper, so that it waits and ages with the others.

    Raises:
        SessionInFuture, SessionLengthNotPossible, DiskFull, DiskFault: nothing is recorded.
        NotesClosed: the store was opened with the recovery sheet.
    """
    return sessions.begin_note(desk, case, times, on_paper=True)


def begin_second(desk: Desk, session: SessionId) -> OpenNote:
    """Let one more note of a session that is recorded already wait, which is on paper.

    Raises:
        DiskFull, DiskFault: nothing is recorded.
        NotesClosed: the store was opened with the recovery sheet.
    """
    return sessions.second_note(desk, session, on_paper=True)


def destroyed(desk: Desk, note: NoteId, paper: PaperDestroyed) -> None:
    """After its summary is accepted: record what became of the paper, and approve the rest.

    Raises:
        PaperDateNotPossible, PaperDestroyerMissing: as they say.
        NotOnPaper, OnHold, NoteGone: nothing was done.
        NotesClosed, NotRemembered, DiskFull, DiskFault: nothing was done.
        ValueError: it has no summary yet.
    """
    summary = notes.load(desk.read(), note).summary
    if summary is None:
        raise ValueError("summary")
    _end(desk, note, paper, DestructionReason.REDUCED, summary)


def nothing_essential(desk: Desk, note: NoteId, paper: PaperDestroyed, case_number: str) -> None:
    """The paper is destroyed and nothing has to be kept of it (policy 4.9).

    Raises:
        CaseNumberNotMatching, PaperDateNotPossible, PaperDestroyerMissing: as they say.
        NotOnPaper, OnHold, NoteGone: nothing was done.
        NotesClosed, NotRemembered, DiskFull, DiskFault: nothing was done.
    """
    reduce.ensure_this_case(_line(desk, note), case_number)
    _end(desk, note, paper, DestructionReason.NOTHING_ESSENTIAL, None)


def _end(
    desk: Desk,
    note: NoteId,
    paper: PaperDestroyed,
    reason: DestructionReason,
    summary: SummaryId | None,
) -> None:
    line, now, author = _line(desk, note), desk.now(), desk.profile().name
    if not line.note.on_paper:
        raise NotOnPaper
    session_on, today = line.session_starts.date(), now.date()
    checked = paper_notes.checked(paper, session_on=session_on, today=today)
    erasure.prepare(desk.store)
    facts = {"method": checked.method.value, "reason": reason.value}
    with desk.store.act(Act.PAPER_DESTROYED, at=now, about=note, **facts) as tx:
        tombstones.record_paper(tx, note, checked)
        point(Point.PAPER_RECORDED)
        erasure.approve(tx, note, reason=reason, summary=summary, author=author, at=now)


def _line(desk: Desk, note: NoteId) -> NoteLine:
    case = notes.load(desk.read(), note).case
    return next(line for line in notes.lines(desk.read(), case=case) if line.note.id == note)
