"""Destroys a note while the disk fails: ``python -m tests.vault.failing_disk HOME KEY NOTE``.

Run under strace, which makes one fsync report a fault. Prints ``destroyed`` or the error's name.
"""

from __future__ import annotations

import sys
from pathlib import Path

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.errors import DeskError
from tests.vault.crashes import destroy
from tests.vault.samples import Vault


def main() -> None:
    """Open, destroy, and say how it went."""
    home, recovery_key, note = sys.argv[1:]
    try:
        destroy(Vault(Path(home), recovery_key).open_at_once(), NoteId(note))
    except DeskError as refused:
        print(type(refused).__name__)  # noqa: T201 - the answer
    else:
        print("destroyed")  # noqa: T201 - the answer


if __name__ == "__main__":
    main()
