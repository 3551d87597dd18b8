"""Kills real processes in the middle of an act: ``python -m tests.vault.crashes`` reads jobs.

A job names a vault, a deed and the number of the fault point at which SIGKILL comes. Each runs in
a child forked from this process, which has imported everything and holds nothing open. One line of
JSON a job says how the child ended: ``killed`` or ``done``.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.key_access import Why
from counsellor_desk.vault import (
    access,
    creating,
    erasure,
    faults,
    note_pages,
    notes,
    recovery,
    rekeying,
    salvage,
    sessions,
    tables,
)
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.key_folder import KeyFolder
from counsellor_desk.vault.next_store import NewKeys
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.wreck import Wreck
from tests.vault.samples import (
    CHEAPEST,
    NOON,
    PASSPHRASE,
    PROFILE,
    SteeredClock,
    Vault,
    accept,
)
from tests.vault.sticks import back_up, bring_back
from tests.vault.wrecks import garbled

OTHER_PASSPHRASE = "nine loud geese march"
NEW_PASSPHRASE = "four kind badgers dig"
PAGE_SIZES = (200_000, 300_000)
NEW_RECOVERY_KEY = recovery.written(bytes(range(18)))


def destroy(store: Store, note: NoteId) -> None:
    """From step 0 to the end."""
    session = sessions.load(store.read(), notes.load(store.read(), note).session)
    accept(store, session, note)
    erasure.finish(store, note)


def resume(store: Store, _note: NoteId) -> None:
    """What every start does."""
    erasure.resume(store)


def save(store: Store, note: NoteId) -> None:
    """One autosave."""
    with store.quietly() as tx:
        notes.save_text(tx, note, "typed since", NOON)


def add_pages(store: Store, note: NoteId) -> None:
    """Two pages more, in one act."""
    with store.act(Act.NOTE_PAGES_ADDED, at=NOON, about=note) as tx:
        note_pages.add(tx, note, tuple(map(bytes, PAGE_SIZES)))


def change_passphrase(store: Store, _note: NoteId) -> None:
    """A new passphrase."""
    access.change_passphrase(store, PASSPHRASE, OTHER_PASSPHRASE, at=NOON, cost=CHEAPEST)


def new_keys() -> NewKeys:
    """What the keys are changed to."""
    return NewKeys(
        why=Why.YEARLY,
        passphrase=NEW_PASSPHRASE,
        recovery_key=recovery.read(NEW_RECOVERY_KEY),
        manager=None,
        cost=CHEAPEST,
    )


def change_keys(store: Store, _note: NoteId) -> None:
    """New keys for everything."""
    rekeying.change(store, new_keys(), at=NOON, progress=lambda _done, _of: None)


def make_backup(store: Store, _note: NoteId) -> None:
    """A backup on the stick beside the vault's home."""
    back_up(store, store.held.folder.parents[1] / "stick" / "new.cdbackup")


def restore(home: Path, recovery_key: str) -> None:
    """The backup on the stick beside the vault's home, in the place of the vault."""
    bring_back(Vault(home, recovery_key), home.parent / "stick" / "records.cdbackup")


def save_wreck(store: Store, _note: NoteId) -> None:
    """A fresh store out of one whose first page is damaged."""
    held = store.held
    wreck = Wreck(held.folder, held.keys, held.slots, held.kept, held.clock, "passphrase")
    store.close()
    garbled(held.folder / "store.db", 1)
    salvage.salvage(wreck, lambda _tx: None, lambda _done, _of: None)


def create(home: Path) -> None:
    """A new vault."""
    creating.create(
        home / "store",
        KeyFolder(home / "keys"),
        PASSPHRASE,
        profile=PROFILE,
        clock=SteeredClock(),
        cost=CHEAPEST,
    ).store.close()


DEEDS: dict[str, Callable[[Store, NoteId], None]] = {
    "destroy": destroy,
    "resume": resume,
    "save": save,
    "add_pages": add_pages,
    "change_passphrase": change_passphrase,
    "save_wreck": save_wreck,
    "change_keys": change_keys,
    "make_backup": make_backup,
}


def know_the_tables() -> None:
    """Learnt once a process, from a schema brought up in memory: points that are no deed's."""
    tables.everything()


class Countdown:
    """Does something at the n-th point that is reached, from 0; lists them all."""

    def __init__(self, number: int | None, then: Callable[[], None]) -> None:
        self.reached: list[Point] = []
        self._number = number
        self._then = then

    def __call__(self, at: Point) -> None:
        self.reached.append(at)
        if len(self.reached) - 1 == self._number:
            self._then()


def kill() -> None:
    """End this very process, at once."""
    os.kill(os.getpid(), signal.SIGKILL)


def _child(job: dict[str, str]) -> None:
    countdown = Countdown(int(job["number"]), kill)
    home = Path(job["home"])
    if job["deed"] == "create":
        with faults.listening(countdown):
            create(home)
        return
    if job["deed"] == "open":
        with faults.listening(countdown):
            Vault(home, job["recovery_key"]).open_at_once()
        return
    if job["deed"] == "restore":
        with faults.listening(countdown):
            restore(home, job["recovery_key"])
        return
    store = Vault(home, job["recovery_key"]).open_at_once()
    with faults.listening(countdown):
        DEEDS[job["deed"]](store, NoteId(job["note"]))
    store.close()


def _ended(job: dict[str, str]) -> str:
    child = os.fork()
    if child == 0:
        code = 1
        try:
            _child(job)
            code = 0
        finally:
            os._exit(code)
    _child_id, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL:
        return "killed"
    return "done" if status == 0 else "failed"


def main() -> None:
    """Jobs as JSON on standard input, endings as JSON on standard output."""
    know_the_tables()
    print(json.dumps([_ended(job) for job in json.load(sys.stdin)]))  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
