"""Destroying a raw note: three transactions that always end, whatever interrupts them.

``prepare`` is step 0, ``approve`` belongs into the caller's own act (step 1), ``finish`` does steps
2 to 6 and may be called again and again; ``resume`` picks up after a crash. Holds are looked at
here, not only on the screen (security.md 3.4; policy 4.9).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.ids import NoteId, SummaryId
from counsellor_desk.domain.notes import NoteState, length_of
from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.domain.paper_notes import PaperStillThere
from counsellor_desk.domain.receipts import DestructionReason, Step, Tombstone
from counsellor_desk.logs import Happening, say
from counsellor_desk.vault import (
    ballast,
    files,
    holds,
    note_pages,
    notes,
    renewal,
    sessions,
    tombstones,
)
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.notes import NoteGone, NotesClosed
from counsellor_desk.vault.rows import moment
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.tombstones import Approval
from counsellor_desk.vault.transactions import Transaction

Progress = Callable[[Step], None]


def prepare(store: Store) -> None:
    """Step 0: is there room, does the keychain answer, are the note keys at hand?

    Raises:
        NotesClosed, NotRemembered, DiskFull, DiskFault, FolderNotWritable: nothing happened.
    """
    if store.notes_access is not NotesAccess.OPEN:
        raise NotesClosed
    ballast.make_room(store.held.folder)
    store.held.kept.has_share(0)
    point(Point.DESTROY_0_CHECKED)


def approve(
    tx: Transaction,
    note: NoteId,
    *,
    reason: DestructionReason,
    summary: SummaryId | None,
    author: str,
    at: datetime,
) -> None:
    """Step 1, inside the act that accepts the summary, or says that nothing is essential.

    Raises:
        OnHold: a hold reaches the note.
        NoteGone: it is approved already, or destroyed.
        PaperStillThere: it is on paper, and nobody has said what became of that.
        ValueError: reduced to no summary.
    """
    if (reason is DestructionReason.REDUCED) is (summary is None):
        raise ValueError("summary")
    found = notes.load(tx, note)
    if found.state is not NoteState.WAITING:
        raise NoteGone
    holds.ensure_none(tx, found.case, note)
    if found.on_paper and not tombstones.has_paper(tx, note):
        raise PaperStillThere
    tx.insert(
        "destructions",
        note_id=note,
        case_id=found.case,
        session_id=found.session,
        session_on=sessions.load(tx, found.session).starts.date().isoformat(),
        created_at=moment(found.created_at),
        approved_at=moment(at),
        length=length_of(found).value,
        reason=reason.value,
        summary_id=summary,
        author=author,
        record_code=tx.code,
    )
    destroying = "UPDATE notes SET state = ?, summary_id = coalesce(?, summary_id) WHERE id = ?"
    tx.run(destroying, NoteState.DESTROYING.value, summary, note)
    point(Point.DESTROY_1_APPROVED)


def finish(store: Store, note: NoteId, progress: Progress | None = None) -> Tombstone:
    """Steps 2 to 6, from wherever an earlier call was interrupted.

    The tombstone's ``erased_at`` stays empty where the system writes its keychain later than we
    could see (Windows): the note counts as being destroyed until ``resume`` ends it.

    Raises:
        KeyError: the destruction was never approved.
        OnHold: a hold reaches the note, or has taken the approval back; it is as it was.
        NotesClosed, NotRemembered, ShareNotKept, DiskFull, DiskFault: it will be resumed.
    """
    tell = progress or _silently
    approval = _approval(store, note)
    if approval is None:
        _ensure_not_held(store, note)
        return tombstones.load(store.read(), note)
    prepare(store)
    tell(Step.CHECKED)
    _ensure_current(store)
    if not approval.deleted:
        leaving = renewal.current(store)
        renewal.renew(store, Act.NOTE_ROW_DELETED, note, lambda tx: _delete(tx, approval, leaving))
    note_pages.sweep(store)
    tell(Step.NOTE_DELETED)
    if _on_disk(store):
        tell(Step.ON_DISK)
        store.held.shares.erase_all_but(renewal.current(store))
        tell(Step.KEY_ERASED)
        ballast.tried_twice(lambda: _record(store, note))
        tell(Step.RECORDED)
        ballast.restore(store.held.folder)
    return tombstones.load(store.read(), note)


def resume(store: Store, progress: Progress | None = None) -> tuple[Tombstone, ...]:
    """Finish what a crash, a full disk or a silent keychain interrupted; call it after opening.

    Also puts right what a keychain rolled back by a power cut has lost or brought back.

    Raises:
        NotRemembered, ShareNotKept, DiskFull, DiskFault: it will be resumed another time.
    """
    if store.notes_access is not NotesAccess.OPEN:
        return ()
    waiting = tombstones.unfinished(store.read())
    if waiting:
        say(Happening.DESTRUCTION_RESUMED, count=len(waiting))
    done = tuple(finish(store, approval.note, progress) for approval in waiting)
    _ensure_current(store)
    if store.held.shares.has_others(renewal.current(store)) and _on_disk(store):
        store.held.shares.erase_all_but(renewal.current(store))
    return done


def _silently(_step: Step) -> None:
    pass


def _approval(store: Store, note: NoteId) -> Approval | None:
    return next((a for a in tombstones.unfinished(store.read()) if a.note == note), None)


def _ensure_not_held(store: Store, note: NoteId) -> None:
    reader = store.read()
    with suppress(NoteGone):
        holds.ensure_none(reader, notes.load(reader, note).case, note)


def _ensure_current(store: Store) -> None:
    """After a keychain was rolled back: wraps of the epoch before are kept, so go on from those."""
    epoch = store.held.epoch
    if epoch is not None and epoch.number != renewal.current(store):
        renewal.renew(store, Act.NOTE_KEYS_RENEWED, store.vault)


def _delete(tx: Transaction, approval: Approval, leaving: int) -> None:
    holds.ensure_none(tx, approval.case, approval.note)
    tx.run("DELETE FROM notes WHERE id = ?", approval.note)
    tx.run(
        "UPDATE destructions SET epoch = ?, record_code = ? WHERE note_id = ?",
        leaving,
        tx.code,
        approval.note,
    )
    point(Point.DESTROY_3_DELETED)


def _on_disk(store: Store) -> bool:
    """Whether the new shares would survive a power cut, so that the old ones may go."""
    held = store.held
    files.flush_everything()
    point(Point.DESTROY_4_SYNCED)
    made = held.shares_made_at
    return made is None or held.clock.monotonic() - made >= held.kept.place.settling


def _record(store: Store, note: NoteId) -> None:
    epoch = tombstones.load(store.read(), note).epoch
    now = store.held.clock.now()
    with store.act(Act.NOTE_KEY_ERASED, at=now, about=note, epoch=epoch) as tx:
        erased = "UPDATE destructions SET erased_at = ?, record_code = ? WHERE note_id = ?"
        tx.run(erased, moment(now), tx.code, note)
        point(Point.DESTROY_6_BEFORE_COMMIT)
    point(Point.DESTROY_6_COMMITTED)
