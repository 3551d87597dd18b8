"""What lies in a folder, told without any key: nothing, a store, or in which way it is damaged.

A zero-length database opens as an empty one and a cut one may open, too, so every store.db is
looked at before SQLCipher is (security.md 0.5). A vault is never made where one should be.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Final

from counsellor_desk.errors import DeskError
from counsellor_desk.vault import journals, slot_files, switching
from counsellor_desk.vault.connection import PAGE_BYTES
from counsellor_desk.vault.remembered import KeptIn
from counsellor_desk.vault.slots import STORE_SALT_BYTES, KeySlots
from counsellor_desk.vault.wreck import StoreUnsound
from counsellor_desk.wording import N_

STORE: Final = "store.db"
UNFINISHED: Final = "unfinished"
_DEEPEST: Final = 440
"""Bytes, of the 512 that SQLite takes: a folder beside it may have a longer name for a while."""
_PLAIN_SQLITE: Final = b"SQLite format 3\x00"
_COPY_BACK: Final = N_(
    "Restore a backup, bring back your last copy of the folder, or look where the file was moved."
)
_KEYS_SAFE: Final = N_("Nothing was written, and no empty store was put in its place.")


class StoreMissing(DeskError):
    """The keys are there, store.db is not."""

    happened = N_("The store file is missing from its folder.")
    safe = _KEYS_SAFE
    next_step = _COPY_BACK


class StoreEmpty(DeskError):
    """Zero bytes, as a full disk or a failed copy leaves them."""

    happened = N_("The store file is empty: it has no bytes at all.")
    safe = _KEYS_SAFE
    next_step = _COPY_BACK


class StoreCut(StoreUnsound):
    """Not whole pages."""

    happened = N_("The store file is cut short, or it is not a store at all.")
    safe = _KEYS_SAFE
    next_step = _COPY_BACK


class StoreNotEncrypted(DeskError):
    """A plain SQLite database."""

    happened = N_("The file in the store's place is an ordinary database without encryption.")
    safe = _KEYS_SAFE
    next_step = _COPY_BACK


class StoreForeign(StoreUnsound):
    """Another vault's store, another kind of file, or its first bytes are damaged."""

    happened = N_("The file in the store's place does not belong to these key files.")
    safe = _KEYS_SAFE
    next_step = _COPY_BACK


class NothingHere(DeskError):
    """No store has been made in that folder."""

    happened = N_("There is no store in this folder.")
    next_step = N_("Choose the folder where your store is, or set up a new one.")


class FolderClosed(DeskError):
    """Another user of this computer made it, or its rights were changed."""

    happened = N_("This computer does not let you look into the folder of the store.")
    next_step = N_(
        "If it belongs to another user, log in as that user. Otherwise give yourself the right to "
        "read and write it."
    )


class StoreNotYours(DeskError):
    """Another user of this computer made that file, or its rights were changed."""

    happened = N_("This computer does not let you read the store’s own file “{name}”.")
    safe = _KEYS_SAFE
    next_step = N_(
        "If it belongs to another user, log in as that user. Otherwise give yourself the right to "
        "read and write it."
    )


class SomethingHere(DeskError):
    """Never create where a vault should be, nor among somebody's other files."""

    happened = N_("This folder is not empty, so no new store was made in it.")
    next_step = N_("Open the store that is there, or choose an empty folder.")


class FolderTooDeep(DeskError):
    """SQLite takes paths of 512 bytes, and files lie beside the store."""

    happened = N_("That folder lies so deep that no store can be kept in it.")
    next_step = N_("Choose a folder with a shorter path: fewer folders in it, or shorter names.")


class Content(Enum):
    """What a folder holds."""

    NOTHING = "nothing"
    STORE = "store"
    DAMAGED = "damaged"


@dataclass(frozen=True)
class FolderState:
    """``kept_in``: which kind of place the store's secrets are in. ``damage``: what is wrong.

    ``has_passphrase``: not so in a store that was brought back, until one is set.
    """

    content: Content
    kept_in: KeptIn | None = None
    damage: DeskError | None = None
    has_passphrase: bool = True


def state_of(folder: Path) -> FolderState:
    """Look without opening and without writing."""
    try:
        if not made(folder):
            return FolderState(Content.NOTHING)
        following = switching.pending(folder)
        if following is not None:
            return FolderState(Content.STORE, kept_in=following.slots.kept_in)
        slots = slot_files.find(folder).slots
        ensure_store_file(folder, slots)
    except DeskError as damage:
        return FolderState(Content.DAMAGED, damage=damage)
    return FolderState(
        Content.STORE, kept_in=slots.kept_in, has_passphrase=slots.passphrase is not None
    )


def ensure_not_too_deep(folder: Path) -> None:
    """Refuse a folder whose path leaves no room for the names in it.

    Raises:
        FolderTooDeep: as it says.
    """
    if len(os.fsencode(folder.absolute())) > _DEEPEST:
        raise FolderTooDeep


def made(folder: Path) -> bool:
    """Whether a store was made here: key slots or a database, and no making that broke off.

    Raises:
        FolderClosed: nobody may look.
    """
    try:
        if is_unfinished(folder):
            return False
        return slot_files.present(folder) or (folder / STORE).exists()
    except PermissionError as closed:
        raise FolderClosed from closed


def is_unfinished(folder: Path) -> bool:
    """Whether the making of a store broke off here: our own mark, and nothing else of that name."""
    mark = folder / UNFINISHED
    return mark.is_file() and not mark.is_symlink() and mark.stat().st_size == 0


def ensure_store_file(folder: Path, slots: KeySlots) -> None:
    """Refuse what cannot be this vault's store.db.

    One that is cut passes where SQLite left a journal to mend it with.

    Raises:
        StoreMissing, StoreNotYours, StoreEmpty, StoreCut, StoreNotEncrypted, StoreForeign: as they
            say.
    """
    path = ensure_some_file(folder)
    if path.stat().st_size % PAGE_BYTES and not journals.may_mend(path):
        raise StoreCut
    with path.open("rb") as file:
        if file.read(STORE_SALT_BYTES) != slots.store_salt:
            raise StoreForeign


def ensure_some_file(folder: Path) -> Path:
    """Refuse what holds nothing of any store; the path of store.db.

    Raises:
        StoreMissing, StoreNotYours, StoreEmpty, StoreNotEncrypted: as they say.
    """
    path = folder / STORE
    if not path.is_file():
        raise StoreMissing
    for each in (path, journals.path_of(path)):
        if each.exists() and not os.access(each, os.R_OK):
            raise StoreNotYours(name=each.name)
    size = path.stat().st_size
    with path.open("rb") as file:
        beginning = file.read(STORE_SALT_BYTES)
    if size == 0:
        raise StoreEmpty
    if beginning == _PLAIN_SQLITE:
        raise StoreNotEncrypted
    return path
