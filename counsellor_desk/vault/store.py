"""The open store: one act is one transaction and one audit entry (decisions, 'Acts').

Used from the thread that opened it. ``act`` writes the entry first, so that its record code can be
printed on what the act makes; ``quietly`` is for autosaves; ``read`` is for looking.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from pathlib import Path
from typing import Final

from counsellor_desk.clock import Clock
from counsellor_desk.domain.audit import Act, AuditEntry, Fact
from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.logs import Happening, say
from counsellor_desk.vault import ballast
from counsellor_desk.vault.anchors import Anchors
from counsellor_desk.vault.audit import Trail
from counsellor_desk.vault.connection import Connection
from counsellor_desk.vault.device import NAME as DEVICE_KEY
from counsellor_desk.vault.device import DeviceKey
from counsellor_desk.vault.epochs import EpochKey, Shares
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.files import DiskFull
from counsellor_desk.vault.keys import StoreKeys
from counsellor_desk.vault.lock import InstanceLock
from counsellor_desk.vault.remembered import Kept
from counsellor_desk.vault.slots import KeySlots
from counsellor_desk.vault.transactions import Reader, Transaction, transaction
from counsellor_desk.vault.tries import Gate

NAME: Final = "store.db"
_TAKE_BALLAST: Final = frozenset(
    {
        Act.OPENED,
        Act.OPENED_BY_RECOVERY,
        Act.OPENED_BY_MANAGER,
        Act.SUMMARY_ACCEPTED,
        Act.DESTRUCTION_APPROVED,
        Act.NOTE_ROW_DELETED,
        Act.NOTE_KEY_ERASED,
        Act.NOTE_KEYS_RENEWED,
    }
)
"""Acts that find room at the second try on a full disk: reading the records, and destroying."""
_CLOCK_SLACK: Final = timedelta(minutes=1)


class OpenedBy(Enum):
    """Which slot the store was opened with; the actor of every audit entry."""

    PASSPHRASE = "passphrase"  # noqa: S105 - a kind of slot
    RECOVERY = "recovery"
    MANAGER = "manager"


@dataclass
class Held:
    """What an open store holds on to, put together by ``creating`` and ``opening``.

    ``epoch`` changes with every destruction, ``slots`` with every new passphrase;
    ``shares_made_at`` is the monotonic second at which this process last wrote a share.
    """

    folder: Path
    lock: InstanceLock
    connection: Connection
    keys: StoreKeys
    slots: KeySlots
    kept: Kept
    clock: Clock
    opened_by: OpenedBy
    epoch: EpochKey | None = None
    shares_made_at: float | None = None

    @property
    def shares(self) -> Shares:
        """Where the epoch shares are."""
        return Shares(self.kept, DeviceKey(self.folder / DEVICE_KEY, self.keys.vault))


class Store:
    """An open store."""

    def __init__(self, held: Held) -> None:
        self.held = held
        self.trail = Trail(held.connection, held.keys.audit())
        self.anchors = Anchors(held.kept)
        self.gate = Gate(held.folder, held.clock)

    @property
    def vault(self) -> str:
        """Its id."""
        return self.held.keys.vault

    @property
    def notes_access(self) -> NotesAccess:
        """Whether raw notes can be opened, and why not."""
        if self.held.opened_by is OpenedBy.RECOVERY:
            return NotesAccess.RECOVERY
        if self.held.opened_by is OpenedBy.MANAGER:
            return NotesAccess.MANAGER
        return NotesAccess.OPEN if self.held.epoch else NotesAccess.KEYS_MISSING

    def read(self) -> Reader:
        """For queries. What it finds is of the moment it is asked."""
        return Reader(self.held.connection, self.held.epoch)

    @contextmanager
    def act(
        self, act: Act, *, at: datetime, about: str = "", **facts: Fact
    ) -> Iterator[Transaction]:
        """All of an act, with its audit entry, or nothing of it.

        Args:
            act: what is done.
            at: when, with offset.
            about: the opaque id that it is about.
            facts: ids, counts, choices; a string holds no space.

        Raises:
            DiskFull, DiskFault, StoreDamaged: nothing was changed.
            ValueError: ``at`` has no offset, or a fact could be a person's words.
        """
        if at.tzinfo is None:
            raise ValueError("at")
        changing = Transaction(self.held.connection, self.held.epoch)
        try:
            with transaction(self.held.connection):
                changing.code = self._entered(act, at, about, facts).code
                point(Point.ACT_ENTERED)
                yield changing
                point(Point.ACT_BEFORE_COMMIT)
        except DiskFull:
            if act in _TAKE_BALLAST:
                ballast.let_go(self.held.folder)
            raise
        point(Point.ACT_COMMITTED)
        self.anchors.write(self.trail.head())

    @contextmanager
    def quietly(self) -> Iterator[Transaction]:
        """Changes without an audit entry: autosaves and counters.

        Raises:
            DiskFull, DiskFault, StoreDamaged: nothing was changed.
        """
        with transaction(self.held.connection):
            yield Transaction(self.held.connection, self.held.epoch)
            point(Point.QUIET_BEFORE_COMMIT)

    def close(self) -> None:
        """Let go of everything. Calling it again does nothing."""
        self.anchors.finish()
        self.held.connection.close()
        self.held.lock.release()
        say(Happening.STORE_CLOSED)

    def _entered(self, act: Act, at: datetime, about: str, facts: dict[str, Fact]) -> AuditEntry:
        newest = self.trail.newest_moment()
        if newest is not None and at < newest - _CLOCK_SLACK:
            back = int((newest - at).total_seconds())
            self._appended(Act.CLOCK_WENT_BACK, at, "", {"seconds": back})
        return self._appended(act, at, about, facts)

    def _appended(self, act: Act, at: datetime, about: str, facts: dict[str, Fact]) -> AuditEntry:
        return self.trail.append(
            act=act,
            at=at,
            monotonic=self.held.clock.monotonic(),
            slot=self.held.opened_by.value,
            about=about,
            facts=facts,
        )
