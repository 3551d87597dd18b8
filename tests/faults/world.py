"""A store in the middle of a counsellor's work and its real keychain, put back for every trial.

Used inside a session of its own (``session.py``), by one process with one thread.
"""

from __future__ import annotations

import mmap
import shutil
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Thread
from typing import Any

import secretstorage
from secretstorage.exceptions import SecretStorageException

from counsellor_desk.documents import certificates
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.records import AdditionalRecord
from counsellor_desk.domain.sealed_documents import SealIdentity
from counsellor_desk.domain.sessions import Session
from counsellor_desk.domain.summaries import EssentialSummary
from counsellor_desk.vault import creating, erasure, keychain, records, seal_identity
from counsellor_desk.vault.keychain import Keychain
from counsellor_desk.vault.remembered import PLACES, KeptIn, NotRemembered, Remembered
from counsellor_desk.vault.store import Store
from tests.faults.session import revive_keychain
from tests.vault.samples import (
    CHEAPEST,
    NOON,
    PASSPHRASE,
    PROFILE,
    Filled,
    SteeredClock,
    Vault,
    accept,
    add_case,
    add_note,
    add_session,
    fill,
    record_of,
)

SERVICE = "counsellor-desk"
_REVIVALS = 3
ITEMS = tuple(f"{item}-{place}" for item in ("device", "share", "anchor") for place in PLACES)


class _AtOnce(Thread):
    """Runs where it is started."""

    def start(self) -> None:
        self.run()


def ask_in_this_thread() -> None:
    """Have the keychain asked without a thread: strace counts the calls of each thread apart.

    With one thread the n-th send is the n-th of the whole deed, and a process may be forked.
    """
    vars(keychain)["Thread"] = _AtOnce


@dataclass
class KeptVault(Vault):
    """A vault whose secrets are in the session's keychain."""

    place: Remembered = field(default_factory=Keychain)

    @property
    def remembered(self) -> Remembered:  # type: ignore[override]  # the other kind of the port
        return self.place


@dataclass
class ReadBack:
    """What the keychain's file held at some moment, as a daemon read it back from that file."""

    values: dict[str, str] = field(repr=False)
    kept_in: KeptIn = KeptIn.KEYCHAIN
    settling: float = 0.0

    def get(self, name: str) -> str | None:
        return self.values.get(name)

    def set(self, name: str, value: str) -> None:
        self.values[name] = value

    def delete(self, name: str) -> None:
        self.values.pop(name, None)


@dataclass(frozen=True)
class Settled:
    """What was done before and has to stay: a summary, the tombstone of its note, a record."""

    session: Session
    note: NoteId
    summary: EssentialSummary
    record: AdditionalRecord


class Told:
    """How far a deed said that it is: kept without a call of the system that strace could count.

    Nothing where that is not known, as in what a power cut left.
    """

    def __init__(self) -> None:
        self._shared = mmap.mmap(-1, 1)

    @property
    def stage(self) -> int:
        """The last one that was said to be reached, from 0."""
        return self._shared[0]

    def say(self, stage: int) -> None:
        """Whoever waits for the deed believes this from now on."""
        self._shared[0] = stage


@dataclass
class World:
    """``vault`` is tried on; ``template`` and ``values`` are what it is put back to."""

    home: Path
    vault: KeptVault
    filled: Filled
    settled: Settled
    name: str
    values: dict[str, str | None] = field(default_factory=dict, repr=False)
    told: Told = field(default_factory=Told)

    @property
    def trace(self) -> Path:
        """Where strace writes."""
        return self.home / "trace"

    @property
    def template(self) -> Path:
        """The store's folder as it was."""
        return self.home / "template"

    @property
    def new_home(self) -> Path:
        """Where a trial makes a vault of its own."""
        return self.home / "new"

    @property
    def stick(self) -> Path:
        """Where backups go: a disk of its own, in earnest."""
        return self.home / "stick"

    def open(self) -> Store:
        """The store, as with its passphrase."""
        return self.vault.open_at_once()

    def items(self) -> dict[str, str | None]:
        """What the keychain holds of this vault now."""
        return {item: self.vault.place.get(f"{self.name} {item}") for item in ITEMS}

    def put_back(self) -> None:
        """Store and keychain as they were; what a vault made in a trial left is cleared away.

        Raises:
            NotRemembered: the keychain's daemon ends whenever it is asked.
        """
        self.told.say(0)
        for folder in (self.vault.folder, self.stick):
            shutil.rmtree(folder, ignore_errors=True)
        self.stick.mkdir()
        shutil.copytree(self.template, self.vault.folder)
        for _ended in range(_REVIVALS):
            revive_keychain()
            with suppress(NotRemembered, SecretStorageException):
                self._forget_other_vaults()
                self._remember()
                return
        self._remember()

    def _remember(self) -> None:
        place, there = self.vault.place, self.items()
        for item, value in self.values.items():
            if value is None and there[item] is not None:
                place.delete(f"{self.name} {item}")
            elif value is not None and there[item] != value:
                place.set(f"{self.name} {item}", value)

    def at(self, home: Path, values: dict[str, str]) -> World:
        """The same vault, lying in ``home`` with a keychain that holds ``values``."""
        clock = SteeredClock(self.vault.clock.moment)
        vault = KeptVault(home, self.vault.recovery_key, clock, place=ReadBack(values))
        return replace(self, home=home, vault=vault, told=Told())

    def _forget_other_vaults(self) -> None:
        if not self.new_home.exists():
            return
        for item in everything_kept():
            if not item.get_attributes().get("service", "").startswith(f"{SERVICE} {self.name} "):
                item.delete()
        shutil.rmtree(self.new_home)


def everything_kept() -> Iterator[Any]:
    """Every item of the session's keychain."""
    with closing(secretstorage.dbus_init()) as bus:
        yield from list(secretstorage.get_default_collection(bus).get_all_items())


def made(home: Path) -> World:
    """A vault with two waiting notes, a summary, a record and a tombstone, closed."""
    clock = SteeredClock()
    created = creating.create(
        home / "store", Keychain(), PASSPHRASE, profile=PROFILE, clock=clock, cost=CHEAPEST
    )
    world = filled(created.store, home, KeptVault(home, created.recovery_key, clock))
    shutil.copytree(world.vault.folder, world.template)
    world.values = world.items()
    return world


def filled(store: Store, home: Path, vault: KeptVault) -> World:
    """That vault with what it has to hold; ``store``, its new store, is closed then."""
    with store.quietly() as tx:
        made = certificates.make_certificate(organisation="Harbour Counselling", at=NOON)
        seal_identity.save(tx, SealIdentity(made.certificate, made.key))
    settled = _settled(store)
    world = World(home, vault, fill(store), settled, store.vault)
    store.close()
    return world


def _settled(store: Store) -> Settled:
    session = add_session(store, add_case(store, "PH-2026-0003-9"))
    note = add_note(store, session, "A note that went long ago.")
    summary = accept(store, session, note)
    erasure.finish(store, note)
    record = record_of(session.case)
    with store.act(Act.RECORD_ACCEPTED, at=NOON, about=record.id) as tx:
        records.add(tx, record)
    return Settled(session, note, summary, records.load(store.read(), record.id))
