"""The peers of the benchmarks, in ``.venv-benchmark``: ``python3 installer/benchmark.py``."""

from __future__ import annotations

import sys
from pathlib import Path

from environment import Environment
from telling import SetupFault, explain

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ".venv-benchmark"


def main() -> int:
    """1 where they could not be brought; why is on the error stream."""
    try:
        Environment(ROOT, FOLDER).prepare_parts("benchmark")
    except SetupFault as fault:
        explain(fault)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
