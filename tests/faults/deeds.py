"""What is interrupted, and what has to be true afterwards, at whatever moment it was."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from counsellor_desk.domain.notes import NoteState
from counsellor_desk.vault import creating, erasure, integrity, notes, summaries, tombstones
from counsellor_desk.vault.folder_state import Content, state_of
from counsellor_desk.vault.notes import NoteGone
from counsellor_desk.vault.remembered import PLACES
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.wrapping import WrongPassphrase
from tests.faults.trial import Begin, Broken
from tests.faults.world import World
from tests.vault import crashes
from tests.vault.by_format import shares_two
from tests.vault.crashes import OTHER_PASSPHRASE
from tests.vault.samples import CHEAPEST, PASSPHRASE, PROFILE, SteeredClock

TYPED = "typed since"


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

    def folder(self, world: World) -> Path:
        """The store's folder that it writes to."""
        return (world.new_home if self.makes else world.home) / "store"

    def begin(self, world: World) -> Begin:
        """For ``trial.traced``."""
        return lambda: self.ready(world).do


def _broken(what: str) -> NoReturn:
    raise Broken(what)


def ensure(what: str, *, holds: bool) -> None:
    """Refuse what breaks a promise."""
    if not holds:
        _broken(what)


def _same_again(do: Callable[[], None]) -> Tried:
    return Tried(do, do)


def ensure_nothing_else_lost(world: World, store: Store) -> None:
    """What the deed had nothing to do with is there, and the store fits together."""
    reader, settled = store.read(), world.settled
    kept = summaries.load(reader, settled.summary.id)
    ensure("an earlier summary", holds=kept.sections == settled.summary.sections)
    ensure(
        "an earlier tombstone", holds=tombstones.load(reader, settled.note).erased_at is not None
    )
    other = notes.read_text(reader, world.filled.other)
    ensure("the note that stays", holds=other == world.filled.other_text)
    ensure("nothing unfinished", holds=tombstones.unfinished(reader) == ())
    slots = [(store.held.folder / f"keyslots-{name}.json").read_bytes() for name in "ab"]
    ensure("both copies of the key slots", holds=slots[0] == slots[1])
    integrity.ensure_sound(store)


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


# --- destroying --------------------------------------------------------------------------------


def _destroying(world: World) -> Tried:
    store, note = world.open(), world.filled.note

    def again() -> None:
        erasure.resume(store)
        with suppress(NoteGone):
            crashes.destroy(store, note)

    return Tried(lambda: crashes.destroy(store, note), again)


def _claimed_destroyed(world: World) -> None:
    store = world.open()
    ensure("nothing unfinished", holds=tombstones.unfinished(store.read()) == ())
    ensure_no_key_of_before(store)


def _destroyed(world: World) -> bool:
    """Whole or gone: approved means destroyed at the end, with summary and tombstone."""
    store = resumed(world)
    ensure_nothing_else_lost(world, store)
    ensure_no_key_of_before(store)
    return ensure_one_of_two(world, store)


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
        return True
    ensure("no summary of a note that waits", holds=summary is None)
    ensure("it waits", holds=note.state is NoteState.WAITING)
    ensure("its text", holds=notes.read_text(reader, filled.note) == filled.text)
    return False


# --- saving ------------------------------------------------------------------------------------


def _saving(world: World) -> Tried:
    store = world.open()
    return _same_again(lambda: crashes.save(store, world.filled.note))


def _saved(world: World) -> bool:
    store = resumed(world)
    ensure_nothing_else_lost(world, store)
    ensure_no_key_of_before(store)
    text = notes.read_text(store.read(), world.filled.note)
    ensure("the text of before or of now", holds=text in {world.filled.text, TYPED})
    return text == TYPED


# --- opening -----------------------------------------------------------------------------------


def _opening(world: World) -> Tried:
    return _same_again(lambda: resumed(world).close())


def _opened(world: World) -> bool:
    store = resumed(world)
    ensure_nothing_else_lost(world, store)
    ensure_no_key_of_before(store)
    ensure("nothing destroyed", holds=not ensure_one_of_two(world, store))
    return True


# --- making a vault ----------------------------------------------------------------------------


def create(world: World) -> None:
    """A vault beside the other one, in the same keychain."""
    creating.create(
        world.new_home / "store",
        world.vault.place,
        PASSPHRASE,
        profile=PROFILE,
        clock=SteeredClock(),
        cost=CHEAPEST,
    ).store.close()


def _creating(world: World) -> Tried:
    return _same_again(lambda: create(world))


def _created(world: World) -> bool:
    """None, and it is made anew; or a whole one that opens with its passphrase."""
    folder = DEEDS["create"].folder(world)
    done = state_of(folder).content is not Content.NOTHING
    if not done:
        create(world)
    ensure("a store that opens", holds=state_of(folder).content is Content.STORE)
    vault = type(world.vault)(world.new_home, "", place=world.vault.place)
    store = vault.open().store
    integrity.ensure_sound(store)
    ensure_no_key_of_before(store)
    return done


# --- another passphrase ------------------------------------------------------------------------


def _changing_passphrase(world: World) -> Tried:
    store = world.open()
    change = crashes.DEEDS["change_passphrase"]
    return _same_again(lambda: change(store, world.filled.note))


def _passphrase_changed(world: World) -> bool:
    """Exactly one of both opens the store, and its notes."""
    changed = False
    try:
        store = world.vault.open().store
    except WrongPassphrase:
        store = world.vault.open(OTHER_PASSPHRASE).store
        changed = True
    ensure_nothing_else_lost(world, store)
    ensure_no_key_of_before(store)
    ensure("nothing destroyed", holds=not ensure_one_of_two(world, store))
    return changed


DEEDS = {
    deed.name: deed
    for deed in (
        Deed("destroy", _destroying, _destroyed, _claimed_destroyed),
        Deed("save", _saving, _saved),
        Deed("open", _opening, _opened),
        Deed("create", _creating, _created, makes=True),
        Deed("passphrase", _changing_passphrase, _passphrase_changed),
    )
}
