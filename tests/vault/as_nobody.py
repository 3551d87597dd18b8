"""Opens vaults as a user without rights: ``python -m tests.vault.as_nobody KEY HOME …``.

Started by root, it gives its rights up for good when everything is imported. One line a vault:
the name of what was refused, or how many of its two notes could be read.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from counsellor_desk.domain.openings import NotesAccess
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import erasure, notes, opening, sessions
from counsellor_desk.vault.store import Store
from tests.vault.crashes import destroy
from tests.vault.samples import NOON, Vault

NOBODY = 65534


def main() -> None:
    """Every home that is named."""
    key, *homes = sys.argv[1:]
    _ready = (opening, sessions, erasure)
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)
    for home in homes:
        print(_went(Vault(Path(home), key)))  # noqa: T201 - the answer


def _went(vault: Vault) -> str:
    try:
        store = vault.open_at_once()
    except DeskError as refused:
        return type(refused).__name__
    try:
        return " ".join(_works(store))
    except DeskError as refused:
        return f"opened, {type(refused).__name__}"
    finally:
        vault.close()


def _works(store: Store) -> Iterator[str]:
    """Read both notes, save one, destroy it: as far as it goes."""
    yield "opened"
    if store.notes_access is not NotesAccess.OPEN:
        yield "without notes"
        return
    lines = notes.lines(store.read())
    yield f"{len([notes.read_text(store.read(), line.note.id) for line in lines])} notes"
    with store.quietly() as tx:
        notes.save_text(tx, lines[0].note.id, "typed since", NOON)
    destroy(store, lines[0].note.id)
    yield "destroyed"


if __name__ == "__main__":
    main()
