"""What was typed on a screen and not finished: kept in the store, and there again after unlocking.

Locking ends the program, whatever stands on the screen. Nothing is audited, and what is finished or
given up is deleted. Session notes have a sealed place of their own and never come here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from counsellor_desk.vault import settings
from counsellor_desk.workflows.desk import Desk

Typed = Mapping[str, Any]
"""By the names of the inputs; values that JSON can hold."""


def keep(desk: Desk, what: str, typed: Typed) -> None:
    """Keep it under that name, instead of what was kept before.

    Raises:
        DiskFull, DiskFault: what was kept before stays.
    """
    with desk.store.quietly() as tx:
        settings.put(tx, _name(what), dict(typed))


def kept(desk: Desk, what: str) -> Typed:
    """What was kept under that name; empty where nothing was."""
    found: Typed | None = settings.get(desk.read(), _name(what))
    return found or {}


def forget(desk: Desk, what: str) -> None:
    """Delete it, finished or given up."""
    with desk.store.quietly() as tx:
        settings.drop(tx, _name(what))


def _name(what: str) -> str:
    return f"typed:{what}"
