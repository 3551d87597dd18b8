"""Processes of the program that a test steers through ``tests.driven``; none outlives its test."""

from __future__ import annotations

import json
import os
import re
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any, Final

import pytest

from tests.driven import SOCKET

ROOT: Final = Path(__file__).resolve().parent.parent
PATIENCE: Final = 30
"""Seconds after which a process is taken for hung; only a fault ever waits so long."""
_ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-32-le")
_PART: Final = 1 << 24
_OVERLAP: Final = 1 << 12


class Process:
    """A process of the program, and what it is told to do."""

    def __init__(self, told: socket.socket) -> None:
        told.settimeout(PATIENCE)
        self._told = told
        self._answers = told.makefile("r", encoding="utf-8")
        self.pid = int(self._heard()["pid"])
        self._handle = os.pidfd_open(self.pid)  # a process id may be given to another one

    def do(self, name: str, *about: object) -> Any:
        """Have the driver's method of that name called; what it gives."""
        self._told.sendall(json.dumps([name, *about]).encode() + b"\n")
        heard = self._heard()
        assert "fault" not in heard, heard["fault"]
        return heard["answer"]

    def kill(self) -> None:
        """SIGKILL, as when the system needs its memory, and the end of it."""
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(self._handle, signal.SIGKILL)
        self.ends()

    def ends(self) -> None:
        """Wait until it has ended."""
        ended, _, _ = select.select([self._handle], [], [], PATIENCE)
        assert ended, f"{self.command()} does not end"

    def command(self) -> list[str]:
        """How it was started."""
        return Path(f"/proc/{self.pid}/cmdline").read_text(encoding="utf-8").split("\0")[:-1]

    def remembers(self, words: str) -> bool:
        """Whether these words stand anywhere in its memory."""
        self.do("be_looked_into")
        wanted = [words.encode(encoding) for encoding in _ENCODINGS]
        return any(each in part for part in self._memory() for each in wanted)

    def let_go(self) -> None:
        """End it in any case."""
        self.kill()
        os.close(self._handle)
        self._answers.close()
        self._told.close()

    def _heard(self) -> dict[str, Any]:
        line = self._answers.readline()
        assert line, "it has ended"
        heard: dict[str, Any] = json.loads(line)
        return heard

    def _memory(self) -> Iterator[bytes]:
        """Everything that can be written to, part by part, the parts overlapping a little."""
        try:
            with Path(f"/proc/{self.pid}/mem").open("rb", buffering=0) as memory:
                for begin, end in self._writable():
                    for start in range(begin, end, _PART - _OVERLAP):
                        memory.seek(start)
                        with suppress(OSError):  # a device's, or given back in the meantime
                            yield memory.read(min(_PART, end - start))
        except PermissionError:
            pytest.skip("this account may not look into the memory of its own processes")

    def _writable(self) -> list[tuple[int, int]]:
        maps = Path(f"/proc/{self.pid}/maps").read_text(encoding="utf-8")
        found = re.findall(r"^([0-9a-f]+)-([0-9a-f]+) rw", maps, flags=re.MULTILINE)
        return [(int(begin, 16), int(end, 16)) for begin, end in found]


class Starts:
    """Where processes of the program come up, started by the test or by one another."""

    def __init__(self, folder: Path, words: Sequence[str]) -> None:
        """``words``: the program's own; its names for finding itself lie in ``folder``."""
        self._folder, self._words = folder, list(words)
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(SOCKET)
        self._listening.listen()
        self._listening.settimeout(PATIENCE)
        self._stack = ExitStack()

    def start(self) -> Process:
        """Start the program and wait until it stands."""
        around = {**os.environ, "TMPDIR": str(self._folder), "PYTHONPATH": str(ROOT)}
        around["QT_QPA_PLATFORM"] = "offscreen"
        command = [sys.executable, "-m", "tests.driven", *self._words]
        started = subprocess.Popen(command, env=around, cwd=self._folder)
        self._stack.callback(started.wait, PATIENCE)
        self._stack.callback(started.kill)
        self._started = started
        return self.comes_up()

    def comes_up(self) -> Process:
        """The next one that says who it is."""
        told, _address = self._listening.accept()
        process = Process(told)
        self._stack.callback(process.let_go)
        return process

    def ended_well(self) -> bool:
        """Wait for the one that was started last; whether it ended with 0."""
        return self._started.wait(PATIENCE) == 0

    def let_go(self) -> None:
        """End everything."""
        self._listening.close()
        self._stack.close()


@contextmanager
def starts(folder: Path, words: Sequence[str], monkeypatch: pytest.MonkeyPatch) -> Iterator[Starts]:
    """Processes whose folder is ``folder``, a short path."""
    monkeypatch.chdir(folder)
    made = Starts(folder, words)
    try:
        yield made
    finally:
        made.let_go()
