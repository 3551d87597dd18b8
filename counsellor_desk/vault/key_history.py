"""Who can open the store and since when: the audit trail knows it, nothing else keeps it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.key_access import Access, ManagerState, OtherOpening, SheetState
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import settings
from counsellor_desk.vault.store import OpenedBy, Store
from counsellor_desk.vault.transactions import Reader

if TYPE_CHECKING:
    from counsellor_desk.vault import manager_key
else:
    manager_key = lazily("counsellor_desk.vault.manager_key")

_OTHERS_SHOWN: Final = 50
_SEEN: Final = "other_openings_seen"
_NEW_KEYS: Final = (Act.STORE_CREATED, Act.KEYS_CHANGED)
_NEW_SHEET: Final = (*_NEW_KEYS, Act.RECOVERY_KEY_REPLACED)


def access(store: Store) -> Access:
    """Sheet, service manager, last change of keys, and openings by others than the passphrase."""
    reader = store.read()
    changed = _newest(reader, *_NEW_KEYS)
    return Access(
        sheet=_sheet(store, reader),
        manager=_manager(store, reader),
        keys_changed_at=changed.at if changed else _beginning(reader),
        other_openings=_other_openings(reader),
    )


def since_the_counsellor(store: Store) -> tuple[OtherOpening, ...]:
    """At a store opened by passphrase: what was opened otherwise, until that is acknowledged."""
    if store.held.opened_by is not OpenedBy.PASSPHRASE:
        return ()
    reader = store.read()
    return _other_openings(reader, settings.get(reader, _SEEN) or 0)


def acknowledge(store: Store) -> None:
    """The counsellor has read of the openings so far: they are not told at each opening any more.

    Raises:
        DiskFull, DiskFault: nothing was changed.
    """
    with store.quietly() as tx:
        settings.put(tx, _SEEN, store.trail.head().seq)


def _sheet(store: Store, reader: Reader) -> SheetState:
    made, tried = _newest(reader, *_NEW_SHEET), _newest(reader, Act.RECOVERY_SHEET_REHEARSED)
    return SheetState(
        made_at=made.at if made else _beginning(reader),
        revision=store.held.slots.recovery.revision,
        rehearsed_at=tried.at if tried and (made is None or tried.seq > made.seq) else None,
    )


def _manager(store: Store, reader: Reader) -> ManagerState | None:
    slot = store.held.slots.manager
    if slot is None:
        return None
    given = reader.value(
        "SELECT at FROM audit WHERE act = ? OR (act = ? AND facts ->> 'manager' = 'replaced')"
        " ORDER BY seq DESC LIMIT 1",
        Act.MANAGER_GIVEN.value,
        Act.KEYS_CHANGED.value,
    )
    return ManagerState(
        fingerprint=manager_key.fingerprint(slot.recipient),
        since=datetime.fromisoformat(given) if given else _beginning(reader),
    )


def _other_openings(reader: Reader, after: int = 0) -> tuple[OtherOpening, ...]:
    rows = reader.rows(
        "SELECT at, act FROM audit WHERE act IN (?, ?) AND seq > ? ORDER BY seq DESC LIMIT ?",
        Act.OPENED_BY_RECOVERY.value,
        Act.OPENED_BY_MANAGER.value,
        after,
        _OTHERS_SHOWN,
    )
    return tuple(
        OtherOpening(
            at=datetime.fromisoformat(row["at"]),
            by_manager=row["act"] == Act.OPENED_BY_MANAGER.value,
        )
        for row in rows
    )


@dataclass(frozen=True)
class _Done:
    """An entry's number and moment. Order comes from the number, never from time."""

    seq: int
    at: datetime


def _newest(reader: Reader, *acts: Act) -> _Done | None:
    marks = ", ".join("?" * len(acts))
    row = reader.row(
        f"SELECT seq, at FROM audit WHERE act IN ({marks}) ORDER BY seq DESC LIMIT 1",  # noqa: S608 - marks only
        *(act.value for act in acts),
    )
    return _Done(row["seq"], datetime.fromisoformat(row["at"])) if row else None


def _beginning(reader: Reader) -> datetime:
    """When the vault was made: for a trail whose beginning a damaged store lost."""
    return datetime.fromisoformat(reader.value("SELECT created_at FROM vault"))
