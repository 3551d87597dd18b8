"""Reducing a note: draft, correct, accept, destroy, or keep nothing of it (policy 4.8, 4.9).

Accepting is one act: the summary is kept and the destruction approved. ``destroy`` then carries it
out and may take a second; a crash in between is finished when the store is next opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from counsellor_desk.domain import reductions
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.case_numbers import comparable
from counsellor_desk.domain.drafts import Draft, SessionFacts
from counsellor_desk.domain.fullness import Fullness
from counsellor_desk.domain.ids import NoteId, SummaryId
from counsellor_desk.domain.notes import AgeLimits, NoteLine
from counsellor_desk.domain.page_files import PaperPage
from counsellor_desk.domain.receipts import DestructionReason, Step, Tombstone
from counsellor_desk.domain.reductions import Question, SummaryNotReady, WorkingSummary
from counsellor_desk.domain.sessions import Session
from counsellor_desk.domain.summaries import (
    EssentialSummary,
    Owner,
    OwnerKind,
)
from counsellor_desk.domain.text import clean, one_line
from counsellor_desk.errors import DeskError, InputError
from counsellor_desk.vault import (
    erasure,
    identity_cards,
    note_pages,
    notes,
    sessions,
    settings,
    summaries,
)
from counsellor_desk.vault.transactions import Transaction
from counsellor_desk.wording import N_
from counsellor_desk.workflows import kept_words, reading, working_copy
from counsellor_desk.workflows.desk import Desk

NoteUnreadable = notes.NoteUnreadable
SOFT_CEILING: Final = 250
"""Words above which the length meter turns amber (policy 4.8: confined to what is essential)."""


class CaseNumberNotMatching(InputError):
    """Typed to be sure that it is this note."""

    field = "case_number"
    happened = N_("That is not the case number of this note.")
    safe = N_("The note and your draft are both kept.")
    next_step = N_("Compare it with the number above the note, and type it again.")


class AlreadyReduced(DeskError):
    """Accepting it again would write the same amendment twice."""

    happened = N_("A summary of this session note was accepted before.")
    safe = N_("That summary stands as it was. Nothing was added to it.")
    next_step = N_("Add what is missing on the summary’s own page. The note needs no second one.")


@dataclass(frozen=True, kw_only=True)
class Reduction:
    """A note with its draft, as the Reduce screen shows it.

    ``pages``: photographed or scanned ones, asked for one by one (``workflows.note_pages``).
    ``drafts`` has the draft at every length that can be chosen, ``draft`` that of the length which
    was chosen. ``working`` is it as edited so far. ``earlier``: the session has a summary already,
    so accepting adds a dated amendment to that one. ``owners``: who may do what was agreed.
    ``unsigned``: what is missing of author and date, whatever the summary says.
    """

    line: NoteLine
    session: Session
    text: str
    drafts: Mapping[Fullness, Draft]
    working: WorkingSummary
    earlier: EssentialSummary | None
    owners: tuple[Owner, ...]
    pages: tuple[PaperPage, ...] = ()
    unsigned: tuple[Question, ...] = ()

    @property
    def draft(self) -> Draft:
        """The draft at the length at which the note was opened."""
        return self.drafts[self.working.fullness]


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """``held``: the note waits for its destruction until the last hold is lifted.

    ``on_paper``: it waits until somebody says how and when the paper was destroyed.
    """

    note: NoteId
    summary: EssentialSummary
    held: bool
    on_paper: bool = False


def queue(desk: Desk) -> tuple[NoteLine, ...]:
    """All notes that are not destroyed, the oldest session first."""
    return notes.lines(desk.read())


def limits(desk: Desk) -> AgeLimits:
    """When a waiting note turns amber and red."""
    return settings.age_limits(desk.read())


def open_reduction(desk: Desk, note: NoteId) -> Reduction:
    """The note beside its draft. Places in the draft count in the text as it is shown.

    Raises:
        NotesClosed, NoteUnreadable, NoteGone: as they say.
    """
    reader = desk.read()
    found = notes.load(reader, note)
    session = sessions.load(reader, found.session)
    text = clean(notes.read_text(reader, note)).text
    cards = identity_cards.of_case(reader, found.case)
    drafts = reading.drafts(text, _facts(desk, session), cards)
    kept = notes.read_working(reader, note)
    return Reduction(
        line=_line(desk, note),
        session=session,
        text=text,
        drafts=drafts,
        working=(
            working_copy.read(kept, text, drafts)
            if kept
            else reductions.begin(drafts[Fullness.USUAL])
        ),
        earlier=summaries.of_session(reader, found.session),
        owners=_owners(reading.labels(cards), drafts[Fullness.USUAL]),
        pages=note_pages.of_note(reader, note),
        unsigned=tuple(_unsigned(desk, session)),
    )


def keep_working(desk: Desk, note: NoteId, working: WorkingSummary) -> None:
    """Seal the draft as it is now, under the note's own key, without an audit entry.

    Raises:
        NotesClosed, NoteUnreadable, NoteGone, DiskFull, DiskFault: what was kept before stays.
    """
    with desk.store.quietly() as tx:
        text = clean(notes.read_text(tx, note)).text
        notes.save_working(tx, note, working_copy.written(working, text))


def accept(desk: Desk, note: NoteId, working: WorkingSummary, case_number: str) -> Accepted:
    """Keep the summary, locked, and approve the note's destruction unless a hold reaches it.

    Raises:
        CaseNumberNotMatching, SummaryNotReady, AmendmentTooLong: nothing was done.
        AlreadyReduced: it waits for its hold to be lifted, or for ``approve_waiting``.
        NotesClosed, NotRemembered, DiskFull, DiskFault: nothing was done.
    """
    reduction = open_reduction(desk, note)
    ensure_this_case(reduction.line, case_number)
    if reduction.line.note.summary is not None:
        raise AlreadyReduced
    of_note = reduction.line.note
    reductions.ensure_ready(working, reduction.draft.risks(), unread=of_note.is_unread)
    for question in reduction.unsigned:
        raise SummaryNotReady(question=question.label)
    held = reduction.line.held
    waits = held or of_note.on_paper
    if not waits:
        erasure.prepare(desk.store)
    now, author = desk.now(), desk.profile().name
    amends = reduction.earlier is not None
    act = Act.SUMMARY_AMENDED if amends else Act.SUMMARY_ACCEPTED
    with desk.store.act(act, at=now, about=note, words=working.words(), held=held) as tx:
        if reduction.earlier is None:
            summary = kept_words.summary(reduction.session, working, author, now, tx.code)
            summaries.add(tx, summary)
        else:
            summary = reduction.earlier
            actions = kept_words.actions(working)
            summaries.amend(tx, summary.id, kept_words.amendment(working, author, now), actions)
        _approve_or_wait(tx, note, summary.id, author, now, waits=waits)
    kept = summaries.load(desk.read(), summary.id)
    return Accepted(note=note, summary=kept, held=held, on_paper=of_note.on_paper)


def nothing_essential(desk: Desk, note: NoteId, case_number: str) -> None:
    """Approve the destruction of a note that nothing has to be kept of (policy 4.9).

    Raises:
        CaseNumberNotMatching, OnHold, NoteGone: nothing was done.
        AlreadyReduced: a summary of it is kept, and the receipt has to say so.
        NotesClosed, NotRemembered, DiskFull, DiskFault: nothing was done.
    """
    line = _line(desk, note)
    ensure_this_case(line, case_number)
    if line.note.summary is not None:
        raise AlreadyReduced
    _approve(desk, note, DestructionReason.NOTHING_ESSENTIAL, None)


def destroy_unreadable(desk: Desk, note: NoteId, case_number: str) -> None:
    """Approve the destruction of a note whose key this computer does not have any more.

    Raises:
        CaseNumberNotMatching, OnHold, NoteGone: nothing was done.
        NotesClosed, NotRemembered, DiskFull, DiskFault: nothing was done.
        ValueError: it opens.
    """
    ensure_this_case(_line(desk, note), case_number)
    with suppress(NoteUnreadable):
        notes.read_text(desk.read(), note)
        raise ValueError("readable")
    _approve(desk, note, DestructionReason.UNREADABLE, None)


def approve_waiting(desk: Desk, note: NoteId) -> None:
    """After the last hold is lifted: approve the destruction of a note that was reduced meanwhile.

    Raises:
        OnHold, NoteGone: nothing was done.
        NotesClosed, NotRemembered, DiskFull, DiskFault: nothing was done.
    """
    summary = notes.load(desk.read(), note).summary
    _approve(desk, note, DestructionReason.REDUCED, summary)


def destroy(desk: Desk, note: NoteId, progress: Callable[[Step], None] | None = None) -> Tombstone:
    """Carry out an approved destruction; what is interrupted is finished at the next opening.

    Raises:
        OnHold: a hold was set meanwhile; the note is as it was.
        NotesClosed, NotRemembered, ShareNotKept, DiskFull, DiskFault: it will be resumed.
    """
    return erasure.finish(desk.store, note, progress)


def _unsigned(desk: Desk, session: Session) -> Iterator[Question]:
    """A summary has an author and the day of its session (policy 4.8)."""
    if not one_line(desk.profile().name):
        yield Question.AUTHOR
    if session.starts.date() > desk.now().date():
        yield Question.DATE


def _facts(desk: Desk, session: Session) -> SessionFacts:
    return SessionFacts(
        starts=session.starts,
        number=session.number,
        mode=session.mode,
        minutes=session.minutes,
        author=desk.profile().name,
    )


def _owners(clients: Sequence[str], draft: Draft) -> tuple[Owner, ...]:
    """The clients, the counsellor, both, and whoever else the note names."""
    several = len(clients) > 1
    who = [Owner(OwnerKind.CLIENT, name) for name in clients if several]
    named = [each.who for each in draft.replacements if each.who is not None]
    doing = [item.owner for item in draft.items if item.owner is not None]
    usual = [Owner(OwnerKind.COUNSELLOR), Owner(OwnerKind.BOTH)]
    found = dict.fromkeys([*(who or [Owner(OwnerKind.CLIENT)]), *usual, *named, *doing])
    return tuple(owner for owner in found if owner.label)


def _line(desk: Desk, note: NoteId) -> NoteLine:
    case = notes.load(desk.read(), note).case
    return next(line for line in notes.lines(desk.read(), case=case) if line.note.id == note)


def ensure_this_case(line: NoteLine, typed: str) -> None:
    """Let what was typed stand for the case of that note.

    Raises:
        CaseNumberNotMatching: it is another number.
    """
    if comparable(typed) != comparable(line.case_number):
        raise CaseNumberNotMatching


def _approve(
    desk: Desk, note: NoteId, reason: DestructionReason, summary: SummaryId | None
) -> None:
    erasure.prepare(desk.store)
    now, author = desk.now(), desk.profile().name
    with desk.store.act(Act.DESTRUCTION_APPROVED, at=now, about=note, reason=reason.value) as tx:
        erasure.approve(tx, note, reason=reason, summary=summary, author=author, at=now)


def _approve_or_wait(
    tx: Transaction, note: NoteId, summary: SummaryId, author: str, at: datetime, *, waits: bool
) -> None:
    if waits:
        notes.set_summary(tx, note, summary)
        return
    reason = DestructionReason.REDUCED
    erasure.approve(tx, note, reason=reason, summary=summary, author=author, at=at)
