"""Logging that cannot leak: names, counts and opaque ids, never a sentence of a person.

``say(Happening.STORE_OPENED, count=3)`` is the only way to log. A value is a whole number, a truth
value or an ``Enum`` member; anything else, a string above all, is refused by type and at run time.
The log lives in memory only (the last 500 lines, for the fault report on screen) unless
``--verbose`` also sends it to the terminal.
"""

from __future__ import annotations

import logging
from collections import deque
from enum import Enum, auto
from typing import Final

Loggable = int | bool | Enum

_recent: deque[str] = deque(maxlen=500)
_logger: Final = logging.getLogger("counsellor_desk")


class Happening(Enum):
    """Everything that is ever logged."""

    STARTED = auto()
    STORE_CREATED = auto()
    STORE_OPENED = auto()
    STORE_CLOSED = auto()
    ANCHOR_BEHIND = auto()
    ANCHOR_REPAIRED = auto()
    KEY_SLOT_REPAIRED = auto()
    DESTRUCTION_STEP = auto()
    DESTRUCTION_RESUMED = auto()
    KEYCHAIN_SLOW = auto()
    MIGRATED = auto()
    PUT_ASIDE = auto()
    STORE_SALVAGED = auto()
    STORE_CHECKED = auto()
    KEYS_CHANGED = auto()
    KEYS_SWITCHED = auto()
    OLD_SECRET_KEPT = auto()
    RESTORED = auto()
    RESTORE_FINISHED = auto()
    LOCKED = auto()
    UNEXPECTED = auto()


class _Keep(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        _recent.append(self.format(record))


def _shown(value: object) -> str:
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, int):
        return str(value)
    raise TypeError(type(value).__name__)


def start(*, verbose: bool = False) -> None:
    """Keep the last lines in memory, and print them too when asked."""
    _logger.setLevel(logging.INFO)
    _logger.propagate = False
    _logger.handlers = [_Keep()]
    if verbose:
        _logger.addHandler(logging.StreamHandler())


def hush(library: str) -> None:
    """Keep a library's own warnings out of every log: they may quote what it reads."""
    logging.getLogger(library).setLevel(logging.CRITICAL + 1)


def say(happening: Happening, **values: Loggable) -> None:
    """Log that ``happening`` happened.

    Raises:
        TypeError: a value is not a number, a truth value or an enum member.
    """
    said = " ".join(f"{name}={_shown(value)}" for name, value in values.items())
    _logger.info("%s %s", happening.name, said)


def recent() -> list[str]:
    """The last lines, oldest first."""
    return list(_recent)
