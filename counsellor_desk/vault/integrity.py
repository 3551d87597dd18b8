"""Does the store fit together? Pages, their codes, rows and the audit trail (security.md 0.5, 3.3).

No check is enough by itself: SQLCipher's does not see a file cut between two pages, SQLite's does
not see a flipped bit in an unused page; an old page that is put back fits both, and shows in the
indexes, in the trail, or in what the trail says was done. Each check is cut into short steps, so
that whoever works meanwhile need not wait.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final, TypeAlias

from counsellor_desk.domain.audit import Act
from counsellor_desk.vault.connection import PAGE_BYTES, StoreDamaged
from counsellor_desk.vault.folder_state import STORE
from counsellor_desk.vault.store import Store
from counsellor_desk.wording import N_

Step: TypeAlias = Callable[[], None]
"""A short part of a check. Raises ``StoreDamaged`` or one of its kinds where something is wrong."""

_ENTRIES: Final = 500
_OF_CODE: Final = "CAST(substr(record_code, 1, instr(record_code, '-') - 1) AS INTEGER)"
_EVIDENCE: Final = (
    (Act.REFERRAL_TAKEN, "about", "SELECT id FROM cases"),
    (Act.SUMMARY_ACCEPTED, "seq", f"SELECT {_OF_CODE} FROM summaries"),  # noqa: S608 - our own
    (Act.FORM_SEALED, "about", "SELECT id FROM consents"),
    (Act.HOLD_SET, "about", "SELECT id FROM holds"),
    (Act.NOTE_ROW_DELETED, "about", "SELECT note_id FROM destructions"),
)
"""What the trail says was made and nothing ever removes: by its id, or by the entry's number."""


class StoreShort(StoreDamaged):
    """Cut between two pages: SQLCipher alone does not see that."""

    happened = N_("The store file is damaged: its end is missing.")


class TrailBroken(StoreDamaged):
    """An entry changed, missing, or of another time: an old page put back."""

    happened = N_("The record of what was done does not fit together from entry {entry} on.")
    safe = N_("Nothing was changed. The entries before it are as they were written.")
    next_step = N_(
        "Compare the record codes on your papers under Settings, What was done here. Restore a "
        "backup, or save what can still be read."
    )


class RecordMissing(StoreDamaged):
    """The trail has the act, and what was made by it is not there: an old page put back."""

    happened = N_("Entry {entry} tells of a record that is not there any more.")
    safe = N_("Nothing was changed. An old part of the store may have been put back.")


def ensure_sound(
    store: Store, report: Callable[[int, int], object] = lambda _done, _of: None
) -> None:
    """Check everything at once: up to two seconds for a store of 60 MB.

    Raises:
        StoreDamaged: something does not fit; its kinds say what.
    """
    whole = list(steps(store, whole=True))
    for done, step in enumerate(whole, 1):
        step()
        report(done, len(whole))


def steps(store: Store, *, whole: bool) -> Iterator[Step]:
    """The quick check, or the whole one, in steps that take no more than a moment each."""
    yield partial(_ensure_length, store)
    if whole:  # first of all, since it can name what does not fit
        for after in _stretches(store):
            yield partial(_ensure_trail, store, after)
    else:
        yield partial(_ensure_tail, store)
    check = "integrity_check" if whole else "quick_check"
    for table in _tables(store):
        yield partial(_ensure_table, store, check, table)
    if whole:
        yield partial(_ensure_codes, store)
        for table in _tables(store):
            yield partial(_ensure_parents, store, table)
        for act, column, there in _EVIDENCE:
            yield partial(_ensure_made, store, act, column, there)


def _tables(store: Store) -> list[str]:
    """Every table with pages of its own; SQLite knows them by name."""
    listed = "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 ORDER BY name"
    return [str(row["name"]) for row in store.read().rows(listed)]


def _stretches(store: Store) -> list[int]:
    """The numbers after which so many entries are to be looked at; some numbers may be gone."""
    ranked = "SELECT seq, row_number() OVER (ORDER BY seq) AS place FROM audit"
    every = f"SELECT seq FROM ({ranked}) WHERE place % ? = 0 ORDER BY seq"  # noqa: S608 - our own
    return [0, *(int(row["seq"]) for row in store.read().rows(every, _ENTRIES))]


def _ensure_length(store: Store) -> None:
    pages = int(store.read().value("PRAGMA page_count"))
    if Path(store.held.folder, STORE).stat().st_size != pages * PAGE_BYTES:
        raise StoreShort


def _ensure_table(store: Store, check: str, table: str) -> None:
    if store.read().value(f"PRAGMA {check}('{table}')") != "ok":
        raise StoreDamaged


def _ensure_codes(store: Store) -> None:
    if store.read().rows("PRAGMA cipher_integrity_check"):
        raise StoreDamaged


def _ensure_parents(store: Store, table: str) -> None:
    if store.read().rows(f"PRAGMA foreign_key_check('{table}')"):
        raise StoreDamaged


def _ensure_tail(store: Store) -> None:
    if (entry := store.trail.first_broken(whole=False)) is not None:
        raise TrailBroken(entry=entry)


def _ensure_trail(store: Store, after: int) -> None:
    if (entry := store.trail.broken_among(after, _ENTRIES)) is not None:
        raise TrailBroken(entry=entry)


def _ensure_made(store: Store, act: Act, column: str, there: str) -> None:
    entry = store.read().value(
        f"SELECT min(seq) FROM audit WHERE act = ? AND {column} NOT IN ({there})"  # noqa: S608 - our own
        " AND seq > (SELECT coalesce(max(seq), 0) FROM audit WHERE act = ?)",
        act.value,
        Act.STORE_SALVAGED.value,
    )
    if entry is not None:
        raise RecordMissing(entry=entry)
