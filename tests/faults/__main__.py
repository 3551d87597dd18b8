"""``python -m tests.faults --all``; ``--help`` says what else."""

from __future__ import annotations

import sys

from tests.faults.command import main

if __name__ == "__main__":
    sys.exit(main())
