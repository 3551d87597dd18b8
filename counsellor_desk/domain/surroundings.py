"""What the computer around the store is like, as far as it can be seen without asking anybody.

Nothing here is guessed: what cannot be seen is UNKNOWN, and a person is told how to look.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Answer(Enum):
    """Yes, no, or it cannot be seen from here."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class System(Enum):
    """Whose ways of encrypting a disk are explained."""

    LINUX = "linux"
    WINDOWS = "windows"
    MACOS = "macos"


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """``disk``: is what holds the store encrypted. ``swap``: is what memory writes to the disk.

    ``synced_by``: the service whose folder holds the store, empty where none is known. ``network``:
    whether it lies on another computer's disk. ``login``: whether logging in asks for a password.
    ``kept_out``: whether Time Machine leaves device.key out; None where there is no Time Machine.
    """

    system: System
    disk: Answer = Answer.UNKNOWN
    swap: Answer = Answer.UNKNOWN
    synced_by: str = ""
    network: Answer = Answer.UNKNOWN
    login: Answer = Answer.UNKNOWN
    kept_out: Answer | None = None


def all_of(answers: Iterable[Answer]) -> Answer:
    """Yes only if every one is; no as soon as one is."""
    found = set(answers)
    if Answer.NO in found:
        return Answer.NO
    return Answer.YES if found == {Answer.YES} else Answer.UNKNOWN
