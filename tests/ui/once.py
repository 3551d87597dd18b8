"""What a desk went through, gone through once and laid over every other fresh desk like it.

The real acts take most of a second, and nearly every test of a screen begins with them.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from counsellor_desk.vault.key_folder import KeyFolder
from counsellor_desk.workflows import cases
from counsellor_desk.workflows.desk import Desk
from tests.desks import RECOVERY_KEYS, TestDesk
from tests.vault.samples import SteeredClock

T = TypeVar("T")
_FRESH_ENTRIES = 2  # the store was made, and opened
_WENT: dict[tuple[str, str, datetime], tuple[TestDesk, Any]] = {}
_HOME = tempfile.TemporaryDirectory(prefix="desk-once-")


@dataclass(frozen=True)
class _Home:
    """Where a test keeps its store and its keys."""

    store: Path
    keys: Path


def once(acts: Callable[[Desk], T], desk: Desk, named: str = "") -> T:
    """What ``acts`` gives, and the desk as they leave it.

    They are carried out where the desk is not fresh, or is not a test's desk. ``named`` says what
    they are where their own name does not.
    """
    home = _home(desk)
    if home is None:
        return acts(desk)
    key = (named or acts.__name__, desk.store.vault, desk.now())
    if key not in _WENT:
        _WENT[key] = _gone_through(acts, home, desk)
    went, told = _WENT[key]
    desk.store.close()
    for ours, theirs in ((home.store, went.place.folder), (home.keys, went.home / "keys")):
        for path in ours.iterdir():
            path.unlink()
        shutil.copytree(theirs, ours, dirs_exist_ok=True)
    fresh = TestDesk(home.store.parent, went.recovery_key, SteeredClock(desk.now())).open()
    fresh.store.held.clock = desk.clock
    vars(desk.store).update(vars(fresh.store))
    return told  # type: ignore[no-any-return]  # kept under the acts that gave it


def _home(desk: Desk) -> _Home | None:
    held = desk.store.held
    place = held.kept.place
    if not isinstance(place, KeyFolder) or not isinstance(desk.clock, SteeredClock):
        return None
    home = _Home(held.folder, place.folder)
    fresh = desk.store.trail.head().seq <= _FRESH_ENTRIES and not cases.everything(desk)
    laid_out = home.store.name == "store" and home.keys == home.store.parent / "keys"
    return home if fresh and laid_out else None


def _gone_through(acts: Callable[[Desk], T], home: _Home, desk: Desk) -> tuple[TestDesk, T]:
    """On a copy of the closed desk: SQLite's locks do not outlive a copy of an open file."""
    held = desk.store.held
    held.connection.close()
    held.lock.release()
    folder = Path(_HOME.name) / f"{len(_WENT)}"
    copy = TestDesk(folder, RECOVERY_KEYS.get(desk.store.vault, ""), SteeredClock(desk.now()))
    copy.home.mkdir()
    shutil.copytree(home.store, copy.place.folder)
    shutil.copytree(home.keys, copy.home / "keys")
    told = acts(copy.open())
    copy.close()
    return copy, told
