"""Asks the peers, which live in an environment of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).resolve().parents[2]
METHODS: Final = {
    "LexRank": "sumy-lexrank",
    "TextRank": "sumy-textrank",
    "LSA": "sumy-lsa",
    "Luhn": "sumy-luhn",
}
"""Sumy's methods as people and as the yardstick call them."""
PYTHON: Final = (
    ROOT / ".venv-benchmark" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
)
LACKING: Final = "sumy is not here; bring it with: python3 installer/benchmark.py"
_TUNED_FOR_OTHERS: Final = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


class Peers:
    """A process that drafts as others do."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def drafted(self, method: str, note: dict[str, Any], words: int) -> dict[str, Any]:
        """That method's draft of at most that many words, with the milliseconds it took.

        Raises:
            RuntimeError: the peers ended; what they said is on the error stream.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        asked = json.dumps({"method": method, "note": note, "words": words})
        self._process.stdin.write(asked + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RuntimeError(method)
        draft: dict[str, Any] = json.loads(answer)
        return draft


@contextmanager
def peers(python: Path | str = PYTHON) -> Iterator[Peers]:
    """The peers, as long as they are asked."""
    env = {name: told for name, told in os.environ.items() if name not in _TUNED_FOR_OTHERS}
    command = [str(python), "-I", str(Path(__file__).with_name("peers.py"))]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=env
    ) as process:
        yield Peers(process)
        assert process.stdin is not None
        process.stdin.close()
