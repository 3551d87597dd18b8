"""Destroying, saving, opening, making a vault, another passphrase: begun, and looked at."""

from __future__ import annotations

from contextlib import suppress

from counsellor_desk.vault import creating, erasure, integrity, notes, tombstones
from counsellor_desk.vault.folder_state import Content, state_of
from counsellor_desk.vault.notes import NoteGone
from counsellor_desk.vault.wrapping import WrongPassphrase
from tests.faults.promises import (
    Deed,
    Tried,
    ensure,
    ensure_no_key_of_before,
    ensure_nothing_else_lost,
    ensure_one_of_two,
    resumed,
    same_again,
)
from tests.faults.world import World
from tests.vault import crashes
from tests.vault.crashes import OTHER_PASSPHRASE
from tests.vault.samples import CHEAPEST, PASSPHRASE, PROFILE, SteeredClock

TYPED = "typed since"


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


# --- saving ------------------------------------------------------------------------------------


def _saving(world: World) -> Tried:
    store = world.open()
    return same_again(lambda: crashes.save(store, world.filled.note))


def _saved(world: World) -> bool:
    store = resumed(world)
    ensure_nothing_else_lost(world, store)
    ensure_no_key_of_before(store)
    text = notes.read_text(store.read(), world.filled.note)
    ensure("the text of before or of now", holds=text in {world.filled.text, TYPED})
    return text == TYPED


# --- opening -----------------------------------------------------------------------------------


def _opening(world: World) -> Tried:
    return same_again(lambda: resumed(world).close())


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
    return same_again(lambda: create(world))


def _created(world: World) -> bool:
    """None, and it is made anew; or a whole one that opens with its passphrase."""
    folder = world.new_home / "store"
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
    return same_again(lambda: change(store, world.filled.note))


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


DESTROY = Deed("destroy", _destroying, _destroyed, _claimed_destroyed)
ORDINARY = (
    DESTROY,
    Deed("save", _saving, _saved),
    Deed("open", _opening, _opened),
    Deed("create", _creating, _created, makes=True),
    Deed("passphrase", _changing_passphrase, _passphrase_changed),
)
