"""A new epoch: fresh shares, every note key wrapped anew, the old wrap kept for one generation.

This is what puts a deleted note out of reach: only notes that stay are carried over, and the
shares of the epoch before are erased (security.md 3.4, steps 2 to 5).
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.holds import HeldNotesNotHere
from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import ballast, holds
from counsellor_desk.vault.boxes import BoxRefused
from counsellor_desk.vault.epochs import EpochKey
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.transactions import Transaction


def current(store: Store) -> int:
    """The epoch that the store itself is at."""
    return int(store.read().value("SELECT epoch FROM vault"))


def renew(
    store: Store, act: Act, about: str, change: Callable[[Transaction], None] | None = None
) -> None:
    """Go to the next epoch in one act, with ``change`` in the same transaction.

    Raises:
        NotRemembered, ShareNotKept, DiskFull: the store is at the epoch before.
        DiskFault: at that or at the next; notes are kept under the one that it is at.
    """
    held = store.held
    leaving = held.epoch
    fresh = held.shares.make(
        held.keys, above=current(store), leaving=leaving.number if leaving else 0
    )
    held.shares_made_at = held.clock.monotonic()

    def transact() -> None:
        with store.act(act, at=held.clock.now(), about=about, epoch=fresh.number) as tx:
            if change is not None:
                change(tx)
            if leaving is not None:
                _carry_over(tx, leaving, fresh)
            tx.run("UPDATE vault SET epoch = ?", fresh.number)
            point(Point.DESTROY_3_BEFORE_COMMIT)

    with ExitStack() as undo:
        undo.callback(_hold_if_it_stands, store, fresh)
        ballast.tried_twice(transact)
        undo.pop_all()
    held.epoch = fresh
    point(Point.DESTROY_3_COMMITTED)


def begin_anew(store: Store) -> None:
    """On a computer without the shares: a new epoch, so that notes can be written here.

    Notes of before stay in the store and cannot be opened.

    Raises:
        HeldNotesNotHere: one of them is on hold, and what is left of its key would go.
        NotRemembered, ShareNotKept, DiskFull, DiskFault: as it was.
    """
    if store.notes_access is NotesAccess.KEYS_MISSING:
        if holds.on_notes(store.read()):
            raise HeldNotesNotHere
        renew(store, Act.NOTE_KEYS_RENEWED, store.vault)


def _hold_if_it_stands(store: Store, fresh: EpochKey) -> None:
    """A disk may report a fault at the very end of a commit that it has carried out.

    A note begun under the epoch before would then be closed for good at the next start.
    """
    with suppress(DeskError):
        if current(store) == fresh.number:
            store.held.epoch = fresh


def _carry_over(tx: Transaction, leaving: EpochKey, fresh: EpochKey) -> None:
    """Wrap every key that opens anew; keep its wrap under ``leaving``, drop older ones."""
    query = "SELECT note_id, wrapped FROM note_keys WHERE epoch = ?"
    for row in tx.rows(query, leaving.number):
        note = row["note_id"]
        try:
            key = leaving.unwrap(note, row["wrapped"])
        except BoxRefused:
            continue
        older = "DELETE FROM note_keys WHERE note_id = ? AND epoch <> ?"
        tx.run(older, note, leaving.number)
        tx.insert("note_keys", note_id=note, epoch=fresh.number, wrapped=fresh.wrap(note, key))
    point(Point.DESTROY_3_REWRAPPED)
