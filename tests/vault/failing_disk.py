"""Destroys a note while the disk fails: ``python -m tests.vault.failing_disk HOME KEY NOTE``.

Run under strace, which makes one fsync report a fault. Prints ``destroyed`` or the error's name;
then goes on with another note, and prints its id or what kept it from being written.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.errors import DeskError
from tests.vault.crashes import destroy
from tests.vault.samples import Vault, add_case, add_note, add_session

WRITTEN_AFTER = "Written when the disk was better."


def _answer(do: Callable[[], str]) -> str:
    try:
        return do()
    except DeskError as refused:
        return type(refused).__name__


def main() -> None:
    """Open, destroy, write another note, and say how it went."""
    home, recovery_key, note = sys.argv[1:]
    vault = Vault(Path(home), recovery_key)

    def destroyed() -> str:
        destroy(vault.open_at_once(), NoteId(note))
        return "destroyed"

    def written() -> str:
        [store] = vault.opened or [vault.open_at_once()]
        return add_note(store, add_session(store, add_case(store, "A-9")), WRITTEN_AFTER)

    print(_answer(destroyed), _answer(written))  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
