"""A backup, and new keys for the whole store: begun, and looked at."""

from __future__ import annotations

from pathlib import Path

from counsellor_desk.domain.openings import Freshness
from counsellor_desk.vault import (
    backup,
    backup_file,
    backup_ledger,
    backup_opening,
    backup_place,
    switching,
)
from counsellor_desk.vault.phases import WHOLE, Phases, silently
from counsellor_desk.vault.rekeying import SwitchNotFinished
from counsellor_desk.vault.remembered import PLACES
from counsellor_desk.vault.store import Store
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
from tests.vault.crashes import NEW_PASSPHRASE, change_keys
from tests.vault.samples import NOON

# --- a backup ----------------------------------------------------------------------------------


def _file(world: World) -> Path:
    return world.stick / "desk.cdbackup"


def _make(world: World, store: Store) -> None:
    backup.make(store, _file(world), at=NOON, report=silently, replacing=True)


def _backing_up(world: World) -> Tried:
    store = world.open()
    return same_again(lambda: _make(world, store))


def _backed_up(world: World) -> bool:
    """What has the name opens; what stands in the ledger is there; the next one is made."""
    store = resumed(world)
    ensure_nothing_else_lost(world, store)
    ensure_no_key_of_before(store)
    ensure("nothing destroyed", holds=not ensure_one_of_two(world, store))
    done = bool(backup_ledger.everything(store.read()))
    ensure("what stands in the ledger", holds=not done or _file(world).is_file())
    if _file(world).is_file():
        _ensure_opens(world)
    _make(world, store)
    _ensure_opens(world)
    ensure("no working copy", holds=not (store.held.folder / backup_place.WORKING).exists())
    return done


def _ensure_opens(world: World) -> None:
    """With the recovery key, checked whole; without a note."""
    archive = backup_file.look(_file(world))
    keys = backup_opening.unwrapped(archive, backup_opening.by_recovery(world.vault.recovery_key))
    with (
        backup_opening.private_folder(world.home / "looking") as folder,
        backup_opening.opened(archive, keys, folder, Phases(silently), until=WHOLE) as found,
    ):
        ensure("its summary", holds=found.counts["summaries"] == 1)
        ensure("no note", holds=found.database.value("SELECT count(*) FROM notes") == 0)


# --- new keys for the whole store --------------------------------------------------------------


def _changing_keys(world: World) -> Tried:
    store = world.open()
    unfinished: list[SwitchNotFinished] = []

    def do() -> None:
        try:
            change_keys(store, world.filled.note)
        except SwitchNotFinished as fault:
            unfinished.append(fault)
            raise

    def again() -> None:
        """What the sentence asks for: close it and open it again, or simply once more."""
        if not unfinished:
            do()
            return
        world.vault.close()
        world.vault.open(NEW_PASSPHRASE)

    return Tried(do, again)


def _keys_changed(world: World) -> bool:
    """The old keys open it or the new ones do; nothing of the others stays."""
    changed = False
    try:
        opened = world.vault.open()
    except WrongPassphrase:
        opened = world.vault.open(NEW_PASSPHRASE)
        changed = True
    store = opened.store
    ensure("a store that is not taken for older", holds=opened.freshness is not Freshness.OLDER)
    ensure_nothing_else_lost(world, store)
    ensure_no_key_of_before(store)
    ensure("nothing destroyed", holds=not ensure_one_of_two(world, store))
    left = [name for name in switching.LEFT_OVER if (store.held.folder / name).exists()]
    ensure("nothing left over", holds=not left)
    devices = [place for place in PLACES if store.held.kept.device(place) is not None]
    ensure("one device secret", holds=len(devices) == 1)
    return changed


LARGE = (
    Deed("backup", _backing_up, _backed_up),
    Deed("keys", _changing_keys, _keys_changed),
)
