"""Real stores of many fictional cases, made once and kept in the temporary folder.

Their secrets are in the session's keychain; a file beside the store says what to put back into it.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.cases import Case, CaseStatus, Client
from counsellor_desk.domain.identity_cards import IdentityCard
from counsellor_desk.domain.ids import CaseId, ClientId, NoteId, SessionId
from counsellor_desk.domain.sessions import Session
from counsellor_desk.vault import (
    cases,
    creating,
    identity_cards,
    migrations,
    notes,
    opening,
    sessions,
    summaries,
)
from counsellor_desk.vault.ids import new_id
from counsellor_desk.vault.keychain import Keychain
from counsellor_desk.vault.opening import Opened
from counsellor_desk.vault.remembered import PLACES
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.transactions import Transaction
from counsellor_desk.vault.tries import Gate
from counsellor_desk.workflows import checks
from counsellor_desk.workflows.desk import Desk
from tests.vault.samples import (
    CHEAPEST,
    NOON,
    PASSPHRASE,
    PROFILE,
    SteeredClock,
    summary_of,
)

SESSIONS = 2
AT_ONCE = 1_000
WAITING = 10
_ITEMS = tuple(f"{item}-{place}" for item in ("device", "share", "anchor") for place in PLACES)
_WORDS = (
    "Sleep has been better since the change of shifts; the early waking is still there.",
    "Spoke of the move, of her sister, and of what she would like to say to both of them.",
    "Practised slowing the breath together and noticed what made it hard in the evening.",
)


@dataclass
class Stored:
    """A closed store in a folder of a benchmark's own."""

    folder: Path
    vault: str
    recovery_key: str

    def open(self) -> Opened:
        """With the passphrase, as after a start."""
        clock = SteeredClock()
        gate = Gate(self.folder, clock)
        return opening.open_with_passphrase(
            self.folder, Keychain(), PASSPHRASE, clock=clock, gate=gate
        )

    def desk(self) -> Desk:
        """Open, for workflows."""
        store = self.open().store
        return Desk(store, store.held.clock)


def of_cases(count: int, home: Path) -> Stored:
    """A copy in ``home`` of a store with so many cases, made now unless there is one already."""
    made = _kept(count)
    if not (made / "done.json").is_file():
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir(parents=True)
        _make(made, count)
    facts = json.loads((made / "done.json").read_text("utf-8"))
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(made / "store", home)
    place = Keychain()
    for item, value in facts["items"].items():
        name = f"{facts['vault']} {item}"
        place.set(name, value) if value is not None else place.delete(name)
    return Stored(home, facts["vault"], facts["recovery_key"])


def _kept(count: int) -> Path:
    """Another one after every change of what makes it."""
    sources = [Path(__file__), *sorted(Path(migrations.__path__[0]).glob("*.py"))]
    digest = sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / "counsellor-desk-benchmarks" / digest / str(count)


def _make(made: Path, count: int) -> None:
    created = creating.create(
        made / "store",
        Keychain(),
        PASSPHRASE,
        profile=PROFILE,
        clock=SteeredClock(),
        cost=CHEAPEST,
    )
    store = created.store
    for first in range(0, count, AT_ONCE):
        with store.quietly() as tx:
            for number in range(first, min(first + AT_ONCE, count)):
                _add_case(store, tx, number, count)
    store.anchors.write(store.trail.head())
    _check(Desk(store, store.held.clock))
    store.close()
    place = Keychain()
    facts = {
        "vault": store.vault,
        "recovery_key": created.recovery_key,
        "items": {item: place.get(f"{store.vault} {item}") for item in _ITEMS},
    }
    (made / "done.json").write_text(json.dumps(facts), "utf-8")


def _check(desk: Desk) -> None:
    """As the program does once a week, so that it does not at the first opening."""
    for step in checks.steps(desk, whole=True):
        step()
    checks.passed(desk, whole=True)


def _add_case(store: Store, tx: Transaction, number: int, count: int) -> None:
    case = Case(
        id=CaseId(new_id()),
        number=f"HC-{number:06}",
        status=CaseStatus.OPEN if number % 4 else CaseStatus.CLOSED,
        opened_on=(NOON - timedelta(days=number % 1_000)).date(),
        clients=(Client(id=ClientId(new_id()), position=0),),
    )
    cases.add(tx, case)
    identity_cards.save(tx, IdentityCard(client=case.clients[0].id, name=f"Client {number}"))
    _entered(store, Act.REFERRAL_TAKEN, case.id)
    for each in _sessions(case, number):
        sessions.save(tx, each)
        _entered(store, Act.SESSION_RECORDED, each.id)
        if number < count - WAITING:
            code = _entered(store, Act.SUMMARY_ACCEPTED, each.id)
            summary = summary_of(each, _WORDS[(number + each.number) % len(_WORDS)])
            summaries.add(tx, replace(summary, record_code=code))
    if number >= count - WAITING:
        add_note(tx, each, "word " * 400)


def _sessions(case: Case, number: int) -> Iterable[Session]:
    for each in range(1, SESSIONS + 1):
        starts = NOON - timedelta(days=number % 900 + 7 * (SESSIONS - each), hours=3)
        yield Session(id=SessionId(new_id()), case=case.id, number=each, starts=starts)


def add_note(tx: Transaction, session: Session, text: str) -> NoteId:
    """A waiting note of that session."""
    note = notes.begin(tx, case=session.case, session=session.id, at=NOON)
    notes.save_text(tx, note.id, text, NOON)
    return note.id


def _entered(store: Store, act: Act, about: str) -> str:
    """A line in the trail, as the act would have written it; its record code."""
    trail = store.trail
    entry = trail.append(act=act, at=NOON, monotonic=1.0, slot="passphrase", about=about, facts={})
    return entry.code
