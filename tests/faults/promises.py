"""What a deed is, and what has to be true after it, at whatever moment it was interrupted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.notes import NoteState
from counsellor_desk.vault import (
    erasure,
    integrity,
    note_pages,
    notes,
    records,
    summaries,
    tombstones,
)
from counsellor_desk.vault.notes import NoteGone
from counsellor_desk.vault.remembered import PLACES
from counsellor_desk.vault.store import Store
from tests.faults.trial import Begin, Broken
from tests.faults.world import World
from tests.vault.by_format import shares_two


@dataclass(frozen=True)
class Tried:
    """What is done in the child, and how it is done again there when it was refused."""

    do: Callable[[], None]
    again: Callable[[], None]


@dataclass(frozen=True)
class Deed:
    """``ready`` opens what it takes, in the child that is killed.

    ``look`` opens the store anew, as the next start does, and says whether the deed was done.
    ``claimed`` looks at what has to be true as soon as it was said to be done, before any start.
    ``makes``: it makes a vault of its own, in another folder.
    """

    name: str
    ready: Callable[[World], Tried]
    look: Callable[[World], bool]
    claimed: Callable[[World], None] | None = None
    makes: bool = False

    def folders(self, world: World) -> tuple[Path, ...]:
        """Where it writes to."""
        return ((world.new_home if self.makes else world.home) / "store", world.stick)

    def begin(self, world: World) -> Begin:
        """For ``trial.traced``."""
        return lambda: self.ready(world).do


def _broken(what: str) -> NoReturn:
    raise Broken(what)


def ensure(what: str, *, holds: bool) -> None:
    """Refuse what breaks a promise."""
    if not holds:
        _broken(what)


def same_again(do: Callable[[], None]) -> Tried:
    return Tried(do, do)


def ensure_nothing_else_lost(world: World, store: Store) -> None:
    """What the deed had nothing to do with is there, and the store fits together."""
    reader, settled = store.read(), world.settled
    kept = summaries.load(reader, settled.summary.id)
    ensure("an earlier summary", holds=kept.sections == settled.summary.sections)
    ensure(
        "an earlier tombstone", holds=tombstones.load(reader, settled.note).erased_at is not None
    )
    ensure("an earlier record", holds=records.load(reader, settled.record.id) == settled.record)
    ensure_page(store, world.filled.other, world.filled.other_text)
    other = notes.read_text(reader, world.filled.other)
    ensure("the note that stays", holds=other == world.filled.other_text)
    ensure("nothing unfinished", holds=tombstones.unfinished(reader) == ())
    slots = [(store.held.folder / f"keyslots-{name}.json").read_bytes() for name in "ab"]
    ensure("both copies of the key slots", holds=slots[0] == slots[1])
    integrity.ensure_sound(store)


def ensure_page(store: Store, note: NoteId, text: str) -> None:
    """The first page of a note is there and can be looked at."""
    reader = store.read()
    pages = note_pages.of_note(reader, note)
    shown = note_pages.read(reader, note, pages[0].id) if pages else b""
    ensure("a page of a note", holds=shown == f"page of: {text}".encode())


def ensure_no_key_of_before(store: Store) -> None:
    """Shares of the epoch that the store is at, and of no other."""
    epoch = store.read().value("SELECT epoch FROM vault")
    twos = set(shares_two(store.held.folder / "device.key", store.vault))
    ones = {found[0] for place in PLACES if (found := store.held.kept.share(place))}
    ensure("device.key's shares", holds=twos == {epoch})
    ensure("the keychain's shares", holds=ones == {epoch})


def resumed(world: World) -> Store:
    """The store as after the next start."""
    store = world.open()
    erasure.resume(store)
    return store


def ensure_one_of_two(world: World, store: Store) -> bool:
    """Whether the note was destroyed; it is as it was otherwise."""
    reader, filled = store.read(), world.filled
    summary = summaries.of_session(reader, filled.session.id)
    try:
        note = notes.load(reader, filled.note)
    except NoteGone:
        ensure("its summary", holds=summary is not None)
        tombstone = tombstones.load(reader, filled.note)
        ensure("its tombstone", holds=tombstone.erased_at is not None)
        ensure("no page of it", holds=note_pages.of_note(reader, filled.note) == ())
        return True
    ensure("no summary of a note that waits", holds=summary is None)
    ensure("it waits", holds=note.state is NoteState.WAITING)
    ensure("its text", holds=notes.read_text(reader, filled.note) == filled.text)
    ensure_page(store, filled.note, filled.text)
    return False
