"""Whether a desk is in good health: what was found out, in plain words with one way on each.

What the computer is like comes from ``surroundings``; the rest from the store. A finding is good,
worth a look, or not known: what cannot be seen is never called good.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Final

from counsellor_desk.domain.surroundings import Answer, Surroundings, System
from counsellor_desk.domain.worded import Worded
from counsellor_desk.wording import N_, _


class State(Worded):
    """Never told by colour alone."""

    GOOD = "good", N_("Good")
    LOOK = "look", N_("Look at this")
    UNKNOWN = "unknown", N_("Not known")


class Topic(Worded):
    """What is looked at."""

    DISK = "disk", N_("Disk encryption")
    SWAP = "swap", N_("What memory leaves on the disk")
    FOLDER = "folder", N_("Where your store lies")
    SECRETS = "secrets", N_("Where your keys lie")
    BACKUP = "backup", N_("Backup")
    SHEET = "sheet", N_("Recovery sheet")
    KEYS = "keys", N_("Age of the keys")
    CHECK = "check", N_("Check of the whole store")
    LOGIN = "login", N_("Login to this computer")
    LOCKING = "locking", N_("Locking with the computer")
    TIME_MACHINE = "time_machine", N_("Time Machine")


class Way(Enum):
    """The one thing to do about it. STEPS: it is done outside this program, and told in steps."""

    STEPS = "steps"
    BACKUPS = "backups"
    KEYS = "keys"
    CHECK = "check"
    LOCKING = "locking"
    NOTHING = "nothing"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """A line of the page."""

    topic: Topic
    state: State
    told: str
    way: Way = Way.NOTHING


@dataclass(frozen=True, kw_only=True)
class Health:
    """All of it. ``quiet_until``: Today does not remind before that day."""

    system: System
    findings: tuple[Finding, ...]
    looked_at: datetime
    quiet_until: date | None = None

    @property
    def to_look_at(self) -> tuple[Finding, ...]:
        """What somebody should do something about."""
        return tuple(f for f in self.findings if f.state is State.LOOK)

    @property
    def to_remind_of(self) -> tuple[Finding, ...]:
        """Of these, what nothing else on Today reminds of, unless that was put off."""
        if self.quiet_until is not None and self.looked_at.date() < self.quiet_until:
            return ()
        return tuple(f for f in self.to_look_at if f.topic not in _REMINDED_ELSEWHERE)


_REMINDED_ELSEWHERE: Final = frozenset({Topic.BACKUP, Topic.SHEET, Topic.KEYS})
_SAID: Final[Mapping[Topic, Mapping[Answer, str]]] = {
    Topic.DISK: {
        Answer.YES: N_("The disk that holds your records is encrypted."),
        Answer.NO: N_(
            "The disk that holds your records is not encrypted. Your store is, but what the system "
            "leaves around it is not: traces of memory, and of keys that were erased."
        ),
        Answer.UNKNOWN: N_("Whether the disk is encrypted cannot be seen from here."),
    },
    Topic.SWAP: {
        Answer.YES: N_("It is encrypted, or there is none."),
        Answer.NO: N_(
            "What the system moves from memory to the disk is not encrypted. Words that you typed "
            "may stay there for a while."
        ),
        Answer.UNKNOWN: N_("Whether it is encrypted cannot be seen from here."),
    },
    Topic.LOGIN: {
        Answer.YES: N_("This computer asks for your password."),
        Answer.NO: N_("This computer lets you in without a password, and anybody else with you."),
        Answer.UNKNOWN: N_("Whether it asks for a password cannot be seen from here."),
    },
    Topic.TIME_MACHINE: {
        Answer.YES: N_("It leaves out the file that destroys notes for good."),
        Answer.NO: N_("It copies the file “device.key”, which no backup may keep."),
        Answer.UNKNOWN: N_("Whether it leaves out the file “device.key” cannot be seen from here."),
    },
}
_STATES: Final = {
    Answer.YES: State.GOOD,
    Answer.NO: State.LOOK,
    Answer.UNKNOWN: State.UNKNOWN,
}


def of_computer(around: Surroundings) -> tuple[Finding, ...]:
    """Disk, swap, folder, login and, on a Mac, Time Machine."""
    found = (
        _by_answer(Topic.DISK, around.disk),
        _by_answer(Topic.SWAP, around.swap),
        folder(around),
        _by_answer(Topic.LOGIN, around.login),
    )
    if around.kept_out is None:
        return found
    return (*found, _by_answer(Topic.TIME_MACHINE, around.kept_out))


def folder(around: Surroundings) -> Finding:
    """Whether the store lies where something copies it, or on another computer's disk."""
    if around.synced_by or around.network is Answer.YES:
        return Finding(
            topic=Topic.FOLDER, state=State.LOOK, told=where_not_to_be(around), way=Way.STEPS
        )
    if around.network is Answer.UNKNOWN:
        told = _(
            "No service is known to copy its folder. Whether the disk is this computer’s own "
            "cannot be seen from here."
        )
        return Finding(topic=Topic.FOLDER, state=State.UNKNOWN, told=told, way=Way.STEPS)
    told = _("On this computer’s own disk, in a folder that no known service copies.")
    return Finding(topic=Topic.FOLDER, state=State.GOOD, told=told)


def where_not_to_be(around: Surroundings) -> str:
    """What is wrong with the place of the store; empty where nothing is known to be."""
    if around.synced_by:
        return _(
            "{service} copies this folder. It may put back an older or half-written store, and it "
            "keeps old copies for longer than you know."
        ).format(service=around.synced_by)
    if around.network is Answer.YES:
        return _(
            "This folder lies on another computer’s disk. A lost connection can interrupt what is "
            "being saved, and others may look after copies that you do not know of."
        )
    return ""


def disk_in_words(answer: Answer) -> str:
    """The state of this computer's disk, as the limits of the promises name it."""
    return {
        Answer.YES: _("This computer’s disk: encrypted."),
        Answer.NO: _("This computer’s disk: not encrypted."),
        Answer.UNKNOWN: _("This computer’s disk: not known."),
    }[answer]


def secrets(system: System, *, in_folder: bool) -> Finding:
    """A keychain of the system, or a folder with its weaker promise."""
    if in_folder:
        told = _(
            "In files in a folder, not in the system’s keychain. Whoever copies that folder and "
            "the store has both halves, and only your passphrase stands before your records."
        )
        return Finding(topic=Topic.SECRETS, state=State.LOOK, told=told, way=Way.STEPS)
    told = {
        System.LINUX: _("Half of them in the keychain of your desktop, with your login password."),
        System.WINDOWS: _("Half of them in the Credential Manager of Windows, for your login."),
        System.MACOS: _("Half of them in the keychain of your Mac, with your login password."),
    }[system]
    return Finding(topic=Topic.SECRETS, state=State.GOOD, told=told)


def locking(heard: tuple[str, ...], not_heard: tuple[str, ...]) -> Finding:
    """What makes the desk lock besides idle minutes. Both are words for a person."""
    if not not_heard:
        told = _("The desk locks at once on {signs}.").format(signs=_either(heard))
        return Finding(topic=Topic.LOCKING, state=State.GOOD, told=told, way=Way.LOCKING)
    told = _("The desk cannot hear of {signs}. Then only the idle minutes lock it.")
    return Finding(
        topic=Topic.LOCKING,
        state=State.LOOK,
        told=told.format(signs=_either(not_heard)),
        way=Way.LOCKING,
    )


def _either(words: tuple[str, ...]) -> str:
    """``a or b or c``."""
    told, *others = words
    for other in others:
        told = _("{one} or {other}").format(one=told, other=other)
    return told


def _by_answer(topic: Topic, answer: Answer) -> Finding:
    state = _STATES[answer]
    way = Way.NOTHING if state is State.GOOD else Way.STEPS
    return Finding(topic=topic, state=state, told=_(_SAID[topic][answer]), way=way)
