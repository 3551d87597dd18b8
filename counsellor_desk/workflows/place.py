"""Where a store is, and where this computer keeps its secrets: a keychain or a folder of files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from counsellor_desk.errors import DeskError
from counsellor_desk.lazily import PartMissing, lazily
from counsellor_desk.vault import restore_switch
from counsellor_desk.vault.folder_state import Content, FolderState, state_of
from counsellor_desk.vault.key_folder import KeyFolder
from counsellor_desk.vault.no_keychain import NoKeychain
from counsellor_desk.vault.remembered import KeptIn, Remembered

if TYPE_CHECKING:
    from counsellor_desk.vault import keychain
else:
    keychain = lazily("counsellor_desk.vault.keychain")


@dataclass(frozen=True)
class Place:
    """``keys``: the folder of file-key mode; None where the keychain keeps the secrets."""

    folder: Path
    keys: Path | None = None

    def remembered(self) -> Remembered:
        """What keeps this computer's secrets."""
        if self.keys:
            return KeyFolder(self.keys)
        try:
            return keychain.Keychain()
        except PartMissing:
            return NoKeychain()

    def state(self) -> FolderState:
        """What lies in the folder, told without any key.

        Bringing back a backup that was interrupted is ended first: carried out, or undone.
        """
        try:
            restore_switch.settle(self.folder)
        except DeskError as fault:
            return FolderState(Content.DAMAGED, damage=fault)
        return state_of(self.folder)


def keychain_answers() -> bool:
    """Whether this computer has a keychain that can be used now. May take a few seconds."""
    try:
        return keychain.answers(keychain.Keychain())
    except PartMissing:
        return False


def settled(place: Place, fallback: Path) -> Place:
    """The place with its key folder, for a store that was made with one.

    A store that is there says itself what it was made with; a missing store keeps ``place``.
    """
    kept_in = place.state().kept_in
    if kept_in is KeptIn.FOLDER and place.keys is None:
        return Place(place.folder, fallback)
    return place
