"""Named places where a crash would hurt most, so that tests can make one happen there.

In the product nobody listens and ``point`` does nothing: there is no switch and no variable of the
environment that could change that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import Enum

Listener = Callable[["Point"], None]


class Point(Enum):
    """The crash table: creation, schema steps, acts, key slots, destruction (security.md 3.4)."""

    CREATE_BEGUN = "create.begun"
    CREATE_STORE_WRITTEN = "create.store_written"
    CREATE_SECRETS_WRITTEN = "create.secrets_written"
    CREATE_SLOTS_WRITTEN = "create.slots_written"
    SLOTS_ONE_WRITTEN = "slots.one_written"
    FILE_WRITTEN = "file.written"
    SALVAGE_BEGUN = "salvage.begun"
    SALVAGE_FILLED = "salvage.filled"
    SALVAGE_VERIFIED = "salvage.verified"
    SALVAGE_KEPT = "salvage.kept"
    SALVAGE_PLACED = "salvage.placed"
    SCHEMA_BEFORE_COMMIT = "schema.before_commit"
    SCHEMA_BROUGHT_UP = "schema.brought_up"
    ACT_ENTERED = "act.entered"
    ACT_BEFORE_COMMIT = "act.before_commit"
    ACT_COMMITTED = "act.committed"
    QUIET_BEFORE_COMMIT = "quiet.before_commit"
    PAPER_RECORDED = "paper.recorded"
    SCANNED_PAGE_KEPT = "scanned.page_kept"
    SCANS_DROPPED = "scanned.dropped"
    DESTROY_0_CHECKED = "destroy.0.checked"
    DESTROY_1_APPROVED = "destroy.1.approved"
    DESTROY_2_WIPED = "destroy.2.wiped"
    DESTROY_2_DEVICE = "destroy.2.device"
    DESTROY_2_KEYCHAIN = "destroy.2.keychain"
    DESTROY_3_DELETED = "destroy.3.deleted"
    DESTROY_3_REWRAPPED = "destroy.3.rewrapped"
    DESTROY_3_BEFORE_COMMIT = "destroy.3.before_commit"
    DESTROY_3_COMMITTED = "destroy.3.committed"
    DESTROY_3_PAGE_DELETED = "destroy.3.page_deleted"
    DESTROY_4_SYNCED = "destroy.4.synced"
    DESTROY_5_KEYCHAIN = "destroy.5.keychain"
    DESTROY_5_DEVICE = "destroy.5.device"
    DESTROY_6_BEFORE_COMMIT = "destroy.6.before_commit"
    DESTROY_6_COMMITTED = "destroy.6.committed"
    REKEY_COPIED = "rekey.copied"
    REKEY_BEFORE_COMMIT = "rekey.before_commit"
    REKEY_CHECKED = "rekey.checked"
    REKEY_SECRET_KEPT = "rekey.secret_kept"  # noqa: S105 - a place in the code
    REKEY_SYNCED = "rekey.synced"
    REKEY_COMMITTED = "rekey.committed"
    REKEY_STORE_MOVED = "rekey.store_moved"
    REKEY_CLEARED = "rekey.cleared"
    BACKUP_COPIED = "backup.copied"
    BACKUP_WRITTEN = "backup.written"
    BACKUP_VERIFIED = "backup.verified"
    BACKUP_NAMED = "backup.named"
    RESTORE_CHECKED = "restore.checked"
    RESTORE_CARRIED = "restore.carried"
    RESTORE_READY = "restore.ready"
    RESTORE_DEVICE_MOVED = "restore.device_moved"
    RESTORE_ASIDE = "restore.aside"
    RESTORE_IN_PLACE = "restore.in_place"
    MEND_WRITTEN = "mend.written"


_listeners: list[Listener] = []


def point(at: Point) -> None:
    """Tell whoever listens that this place is reached."""
    for listener in _listeners:
        listener(at)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Have ``listener`` called at every point, for as long as this lasts."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)
