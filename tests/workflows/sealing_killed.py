"""Seals a form and is killed before it is kept: ``python -m tests.workflows.sealing_killed``.

The folder of the desk, its recovery key and the consent come as JSON on standard input.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path

from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.vault import faults
from counsellor_desk.vault.faults import Point
from counsellor_desk.workflows import consent
from tests.desks import TestDesk


def _kill(at: Point) -> None:
    if at is Point.ACT_BEFORE_COMMIT:
        os.kill(os.getpid(), signal.SIGKILL)


def main() -> None:
    """Open, seal, and be killed within."""
    home, recovery_key, which = json.load(sys.stdin)
    desk = TestDesk(Path(home), recovery_key).open()
    with faults.listening(_kill):
        consent.seal_form(desk, ConsentId(which))


if __name__ == "__main__":
    main()
