"""Opens stores with files of another user: ``python -m tests.vault.other_user KEY HOME…``.

Run by root under ``unshare -r``, where root may no longer do what it likes with others' files.
Prints a line for each: what the folder is told to be, and what came of opening it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from counsellor_desk.errors import DeskError
from counsellor_desk.vault.folder_state import state_of
from tests.vault.samples import Vault


def tried(home: Path, recovery_key: str) -> str:
    """The name of the damage or of the refusal, or what can be opened of notes."""
    vault = Vault(home, recovery_key)
    damage = state_of(vault.folder).damage
    if damage is not None:
        return type(damage).__name__
    try:
        store = vault.open_at_once()
    except DeskError as refused:
        return type(refused).__name__
    access = store.notes_access.name
    store.close()
    return access


if __name__ == "__main__":
    key, *homes = sys.argv[1:]
    print(*(tried(Path(home), key) for home in homes), sep="\n")  # noqa: T201 - the answer
