"""Does the store fit together? Pages, their codes and the audit trail (security.md 0.5, 3.3).

Neither check of pages is enough by itself: SQLCipher's does not see a file cut between two pages,
SQLite's does not see a flipped bit in an unused one; and only the trail sees an old page put back.
"""

from __future__ import annotations

from counsellor_desk.vault.connection import StoreDamaged
from counsellor_desk.vault.store import Store


def ensure_sound(store: Store) -> None:
    """Check everything: up to a second for a store of 60 MB.

    Raises:
        StoreDamaged: something does not fit.
    """
    reader = store.read()
    pages_fit = reader.value("PRAGMA quick_check(1)") == "ok"
    codes_fit = not reader.rows("PRAGMA cipher_integrity_check")
    if not (pages_fit and codes_fit and store.trail.first_broken(whole=True) is None):
        raise StoreDamaged
