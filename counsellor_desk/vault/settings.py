"""The store's own settings: small values under a name, as canonical JSON."""

from __future__ import annotations

import json
from typing import Any, Final

from counsellor_desk.domain.notes import AgeLimits
from counsellor_desk.vault.rows import packed
from counsellor_desk.vault.transactions import Reader, Transaction

IDLE_MINUTES: Final = range(1, 16)
_DEFAULT_IDLE: Final = 5


def put(tx: Transaction, name: str, value: Any) -> None:
    """Keep a value that JSON can hold."""
    tx.put("settings", "name", name=name, value=packed(value))


def get(reader: Reader, name: str) -> Any:
    """The value; None where none was kept."""
    found = reader.value("SELECT value FROM settings WHERE name = ?", name)
    return None if found is None else json.loads(found)


def drop(tx: Transaction, name: str) -> None:
    """Forget a value."""
    tx.run("DELETE FROM settings WHERE name = ?", name)


def save_age_limits(tx: Transaction, limits: AgeLimits) -> None:
    """After how many hours a waiting note turns amber and red."""
    put(tx, "age_limits", [limits.amber_hours, limits.red_hours])


def age_limits(reader: Reader) -> AgeLimits:
    """After how many hours a waiting note turns amber and red."""
    found = get(reader, "age_limits")
    return AgeLimits(amber_hours=found[0], red_hours=found[1]) if found else AgeLimits()


def save_idle_minutes(tx: Transaction, minutes: int) -> None:
    """After how many idle minutes the desk locks.

    Raises:
        ValueError: not 1 to 15.
    """
    if minutes not in IDLE_MINUTES:
        raise ValueError("minutes")
    put(tx, "idle_minutes", minutes)


def idle_minutes(reader: Reader) -> int:
    """After how many idle minutes the desk locks; five unless chosen."""
    return int(get(reader, "idle_minutes") or _DEFAULT_IDLE)


def save_seen_in_captures(tx: Transaction, *, seen: bool) -> None:
    """Whether the windows may be in pictures of the screen."""
    put(tx, "seen_in_captures", seen)


def seen_in_captures(reader: Reader) -> bool:
    """Whether the windows may be in pictures of the screen; not unless chosen."""
    return bool(get(reader, "seen_in_captures"))


def confirm_recovery_key(tx: Transaction) -> None:
    """Two groups of the recovery key were typed back: set-up is finished."""
    put(tx, "recovery_key_confirmed", value=True)


def recovery_key_confirmed(reader: Reader) -> bool:
    """Whether two groups of the recovery key were ever typed back."""
    return bool(get(reader, "recovery_key_confirmed"))
