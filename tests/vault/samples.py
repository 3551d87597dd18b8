"""Fictional cases and notes in a real store, made with the cheapest cost that the caps allow."""

from __future__ import annotations

import shutil
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.cases import Case, CaseStatus, Client
from counsellor_desk.domain.holds import Basis, Hold
from counsellor_desk.domain.ids import (
    ActionId,
    CaseId,
    ClientId,
    HoldId,
    NoteId,
    RecordId,
    SessionId,
    SummaryId,
)
from counsellor_desk.domain.openings import Tries
from counsellor_desk.domain.paper_notes import PaperDestroyed, PaperMethod
from counsellor_desk.domain.profile import Organisation, Profile
from counsellor_desk.domain.purposes import Heading, Purpose
from counsellor_desk.domain.receipts import DestructionReason
from counsellor_desk.domain.records import AdditionalRecord
from counsellor_desk.domain.sessions import Session
from counsellor_desk.domain.summaries import (
    ActionPoint,
    EssentialSummary,
    OthersInvolved,
    Owner,
    OwnerKind,
    Section,
)
from counsellor_desk.vault import (
    cases,
    creating,
    erasure,
    note_pages,
    notes,
    opening,
    sessions,
    summaries,
)
from counsellor_desk.vault.ids import new_id
from counsellor_desk.vault.key_folder import KeyFolder
from counsellor_desk.vault.keys import Cost
from counsellor_desk.vault.opening import Opened
from counsellor_desk.vault.remembered import Remembered
from counsellor_desk.vault.store import OpenedBy, Store
from counsellor_desk.vault.tries import Gate
from counsellor_desk.vault.wrapping import by_recovery_key

PASSPHRASE = "seven quiet herons wade"
CHEAPEST = Cost(memory_kib=64 * 1024, passes=1, lanes=1)
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
PROFILE = Profile(name="Ada Reyes", organisation=Organisation(name="Harbour Counselling"))


@dataclass
class SteeredClock:
    """Stands still until it is moved."""

    moment: datetime = NOON
    seconds: float = 100.0

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self.seconds

    def elapsed(self) -> float:
        return self.seconds

    def move(self, delta: timedelta) -> None:
        """Let time go by."""
        self.moment += delta
        self.seconds += delta.total_seconds()


def opened_at_once(
    folder: Path, remembered: Remembered, recovery_key: str, clock: SteeredClock
) -> Opened:
    """What the passphrase opens, without stretching it: a tenth of a second for each test."""
    with ExitStack() as undo:
        door = opening._locked(folder, remembered, clock, undo)
        keys = by_recovery_key(door.found.slots, recovery_key)
        store = opening._connected(door, keys, OpenedBy.PASSPHRASE, undo)
        found = opening._looked_at(store, Act.OPENED, Tries())
        undo.pop_all()
    return found


@dataclass
class Vault:
    """A vault on disk, and how to open it. ``open`` is closed by the fixture."""

    home: Path
    recovery_key: str
    clock: SteeredClock = field(default_factory=SteeredClock)
    opened: list[Store] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.home / "store"

    @property
    def remembered(self) -> KeyFolder:
        return KeyFolder(self.home / "keys")

    def gate(self) -> Gate:
        return Gate(self.folder, self.clock)

    def open(self, passphrase: str = PASSPHRASE) -> Opened:
        gate = self.gate()
        self.clock.move(timedelta(seconds=gate.seconds_left()))
        found = opening.open_with_passphrase(
            self.folder, self.remembered, passphrase, clock=self.clock, gate=gate
        )
        self.opened.append(found.store)
        return found

    def open_at_once(self) -> Store:
        """As with the passphrase, but without stretching it."""
        found = opened_at_once(self.folder, self.remembered, self.recovery_key, self.clock)
        self.opened.append(found.store)
        return found.store

    def recover(self) -> Opened:
        found = opening.open_with_recovery(
            self.folder, self.remembered, self.recovery_key, clock=self.clock
        )
        self.opened.append(found.store)
        return found

    def copied_to(self, home: Path) -> Vault:
        """Folder and keys as they are now, as a backup program would take them."""
        shutil.copytree(self.home, home)
        return Vault(home, self.recovery_key, SteeredClock(self.clock.moment))

    def close(self) -> None:
        for store in self.opened:
            store.close()


def made(home: Path) -> Vault:
    """A new, empty vault, closed."""
    clock = SteeredClock()
    created = creating.create(
        home / "store",
        KeyFolder(home / "keys"),
        PASSPHRASE,
        profile=PROFILE,
        clock=clock,
        cost=CHEAPEST,
    )
    created.store.close()
    return Vault(home, created.recovery_key, clock)


def add_case(store: Store, number: str, clients: int = 1) -> Case:
    """A case with that number."""
    case = Case(
        id=CaseId(new_id()),
        number=number,
        status=CaseStatus.OPEN,
        opened_on=date(2026, 3, 2),
        clients=tuple(Client(id=ClientId(new_id()), position=n) for n in range(clients)),
    )
    with store.act(Act.REFERRAL_TAKEN, at=NOON, about=case.id) as tx:
        cases.add(tx, case)
    return case


def add_session(store: Store, case: Case, number: int = 1) -> Session:
    """A session of that case, two hours ago."""
    session = Session(
        id=SessionId(new_id()), case=case.id, number=number, starts=NOON - timedelta(hours=2)
    )
    with store.act(Act.SESSION_RECORDED, at=NOON, about=session.id) as tx:
        sessions.save(tx, session)
    return session


def add_note(store: Store, session: Session, text: str) -> NoteId:
    """A note with that text, a page of the same words, and a working draft beside them."""
    with store.act(Act.NOTE_BEGUN, at=NOON, about=session.id) as tx:
        note = notes.begin(tx, case=session.case, session=session.id, at=NOON)
    with store.quietly() as tx:
        notes.save_text(tx, note.id, text, NOON)
        notes.save_working(tx, note.id, f"draft of: {text}".encode())
        note_pages.add(tx, note.id, (f"page of: {text}".encode(),))
    return note.id


def summary_of(session: Session, words: str = "Talked about work.") -> EssentialSummary:
    """An accepted summary of that session."""
    return EssentialSummary(
        id=SummaryId(new_id()),
        case=session.case,
        session=session.id,
        session_on=session.starts.date(),
        written_at=NOON,
        author=PROFILE.name,
        others=OthersInvolved.NO_ONE_ELSE,
        others_named="",
        sections={Section.OBSERVED: (words,), Section.DONE: ("Listened.",)},
        actions=(
            ActionPoint(
                id=ActionId(new_id()), owner=Owner(OwnerKind.CLIENT), what="Ring the surgery."
            ),
        ),
    )


def record_of(case: CaseId, words: str = "We meet earlier.") -> AdditionalRecord:
    """An accepted record of a decision, with one action."""
    return AdditionalRecord(
        id=RecordId(new_id()),
        case=case,
        purposes=(Purpose.DECISION,),
        about_on=NOON.date(),
        written_at=NOON,
        author=PROFILE.name,
        others=OthersInvolved.OTHERS,
        others_named="supervisor",
        parts={Heading.DECISION: words, Heading.REASONS: "The client asked for it."},
        actions=(
            ActionPoint(
                id=ActionId(new_id()), owner=Owner(OwnerKind.COUNSELLOR), what="Offer two times."
            ),
        ),
    )


def accept(store: Store, session: Session, note: NoteId) -> EssentialSummary:
    """Steps 0 and 1: the summary is kept and the note's destruction approved."""
    summary = summary_of(session)
    erasure.prepare(store)
    with store.act(Act.SUMMARY_ACCEPTED, at=store.held.clock.now(), about=summary.id) as tx:
        summaries.add(tx, summary)
        erasure.approve(
            tx,
            note,
            reason=DestructionReason.REDUCED,
            summary=summary.id,
            author=PROFILE.name,
            at=store.held.clock.now(),
        )
    return summary


SHREDDED = PaperDestroyed(method=PaperMethod.SHREDDED, on=NOON.date(), by=PROFILE.name)


def hold_on(case: CaseId | None = None, note: NoteId | None = None) -> Hold:
    """A hold on a note, a case or the whole store."""
    return Hold(
        id=HoldId(new_id()),
        case=case,
        note=note,
        basis=Basis.COURT,
        reason="Summons received",
        set_by=PROFILE.name,
        set_at=NOON,
        review_on=date(2026, 6, 1),
    )


@dataclass(frozen=True)
class Filled:
    """A case with one session and note to destroy, and another case whose note stays."""

    session: Session
    note: NoteId
    other: NoteId
    text: str = "The note that goes: MARKER-7F3Q."
    other_text: str = "The note that stays."


def fill(store: Store) -> Filled:
    """What most tests of destruction begin with."""
    going = add_session(store, add_case(store, "PH-2026-0001-3"))
    staying = add_session(store, add_case(store, "PH-2026-0002-1"))
    note = add_note(store, going, Filled.text)
    return Filled(going, note, add_note(store, staying, Filled.other_text))
