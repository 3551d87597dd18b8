"""A computer whose system is played by ``logind_stand_in``, steered by a test."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtDBus import QDBusConnection

from counsellor_desk.ui.computer.linux_hearing import LinuxHearing
from tests import real_parts

_PYTHON: Final = Path("/usr/bin/python3")
_PLAYED_BY: Final = Path("/usr/lib/python3/dist-packages/dbusmock")
_SCRIPT: Final = Path(__file__).with_name("logind_stand_in.py")
SESSION: Final = "c7"
_names = count()


class StandIn:
    """``tell("lid", closed=True)`` has the stand-in's method of that name called; its answer."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self.addresses: dict[str, str] = self._heard()

    def tell(self, name: str, **about: bool) -> Any:
        """What the method gives."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([name, about]) + "\n")
        self._process.stdin.flush()
        return self._heard()

    def hearing(self) -> LinuxHearing:
        """A hearing with connections of its own to these buses."""
        number = next(_names)
        return LinuxHearing(
            *(
                QDBusConnection.connectToBus(self.addresses[bus], f"{bus} {number}")
                for bus in ("system", "session")
            )
        )

    def environment(self) -> dict[str, str]:
        """How a process finds this computer's system instead of the real one."""
        return {
            "DBUS_SYSTEM_BUS_ADDRESS": self.addresses["system"],
            "DBUS_SESSION_BUS_ADDRESS": self.addresses["session"],
            "XDG_SESSION_ID": SESSION,
        }

    def _heard(self) -> Any:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the stand-in has ended"
        return json.loads(line)


@pytest.fixture(scope="session")
def played_computer() -> Iterator[StandIn]:
    real_parts.require(there=_PLAYED_BY.is_dir(), what="python-dbusmock")
    pipe = subprocess.PIPE
    with subprocess.Popen([_PYTHON, _SCRIPT], stdin=pipe, stdout=pipe, text=True) as process:
        yield StandIn(process)
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture
def computer(played_computer: StandIn, monkeypatch: pytest.MonkeyPatch) -> StandIn:
    """A laptop, awake, its lid open, its screen not locked, with the person at it."""
    monkeypatch.setenv("XDG_SESSION_ID", SESSION)
    played_computer.tell("active", here=True)
    played_computer.tell("locked", hint=False)
    played_computer.tell("lid", closed=False)
    played_computer.tell("laptop_lid", closed=False)
    return played_computer
