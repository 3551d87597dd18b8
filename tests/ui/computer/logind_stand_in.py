"""logind, UPower and a screen saver that python-dbusmock plays, on buses of their own.

Run by the system's own Python, which has python-dbusmock (Debian: python3-dbusmock). It says on its
first line where the buses are, then answers every line it is told, both JSON, until it hears
nothing more. The D-Bus names, signals and properties are those of org.freedesktop.login1(5).
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Final

import dbus
import dbusmock

SESSION: Final = "c7"
_LOGIN: Final = "org.freedesktop.login1"
_MANAGER: Final = "/org/freedesktop/login1"
_POWER: Final = "org.freedesktop.UPower"
_SAVER: Final = "org.freedesktop.ScreenSaver"
_PORTAL: Final = "org.freedesktop.portal.Desktop"
_GET_SESSION: Final = f"""
if args[0] not in ("auto", "{SESSION}"):
    raise dbus.exceptions.DBusException("none", name="org.freedesktop.login1.NoSuchSession")
ret = dbus.ObjectPath("/org/freedesktop/login1/session/" + args[0])
"""
_Play: Final = dbusmock.DBusTestCase


class Computer:
    """A laptop with its lid open, used by one person."""

    def __init__(self) -> None:
        self._running: list[subprocess.Popen[bytes]] = []

    def begin(self) -> dict[str, str]:
        """Start the buses and who answers there; where they are."""
        for name in ("DBUS_SYSTEM_BUS_ADDRESS", "DBUS_SESSION_BUS_ADDRESS"):
            os.environ[name] = self._bus()
        portal = "/org/freedesktop/portal/desktop"
        laptop, saver, play = "/org/freedesktop/UPower", "/org/freedesktop/ScreenSaver", _Play
        quiet = subprocess.DEVNULL
        self._running[:0] = [
            play.spawn_server_template("logind", {}, stdout=quiet)[0],
            play.spawn_server(_POWER, laptop, _POWER, system_bus=True, stdout=quiet),
            play.spawn_server(_SAVER, saver, _SAVER, stdout=quiet),
            play.spawn_server(_PORTAL, portal, f"{_PORTAL}.x", stdout=quiet),
        ]
        system, session = play.get_dbus(system_bus=True), play.get_dbus()
        self._manager = system.get_object(_LOGIN, _MANAGER)
        self._manager.AddProperty(f"{_LOGIN}.Manager", "LidClosed", dbus.Boolean(False))
        self._manager.AddSession(SESSION, "seat0", dbus.UInt32(1000), "ada", True)
        self._manager.AddSession("auto", "seat0", dbus.UInt32(1000), "ada", True)
        self._manager.AddMethod(f"{_LOGIN}.Manager", "GetSession", "s", "o", _GET_SESSION)
        self._session = system.get_object(_LOGIN, f"{_MANAGER}/session/{SESSION}")
        self._laptop = system.get_object(_POWER, laptop)
        self._laptop.AddProperty(_POWER, "LidIsClosed", dbus.Boolean(False))
        self._saver = session.get_object(_SAVER, saver)
        self._portal = session.get_object(_PORTAL, portal)
        settings = "org.freedesktop.portal.Settings"
        self._portal.AddMethod(settings, "Read", "ss", "v", "ret = dbus.UInt32(1)")
        self._saver.AddMethod(_SAVER, "GetActive", "", "b", "ret = False")
        return {
            "system": os.environ["DBUS_SYSTEM_BUS_ADDRESS"],
            "session": os.environ["DBUS_SESSION_BUS_ADDRESS"],
        }

    def sleep(self, *, begins: bool) -> None:
        """The computer is about to be put to sleep, or it has slept."""
        arguments = dbus.Array([dbus.Boolean(begins)], signature="v")
        self._manager.EmitSignal(f"{_LOGIN}.Manager", "PrepareForSleep", "b", arguments)

    def lock(self) -> None:
        """Somebody asks for the session to be locked."""
        self._session.Lock(dbus_interface=f"{_LOGIN}.Session")

    def locked(self, *, hint: bool) -> None:
        """The desktop says that it has locked by itself."""
        self._session.SetLockedHint(hint, dbus_interface=f"{_LOGIN}.Session")

    def active(self, *, here: bool) -> None:
        """The session has the screen, or another one has it."""
        self._session.UpdateProperties(f"{_LOGIN}.Session", {"Active": dbus.Boolean(here)})

    def lid(self, *, closed: bool) -> None:
        """The lid was moved, says logind."""
        self._manager.UpdateProperties(f"{_LOGIN}.Manager", {"LidClosed": dbus.Boolean(closed)})

    def laptop_lid(self, *, closed: bool) -> None:
        """The lid was moved, says UPower."""
        self._laptop.UpdateProperties(_POWER, {"LidIsClosed": dbus.Boolean(closed)})

    def saver(self, *, begins: bool) -> None:
        """A screen saver begins or ends."""
        arguments = dbus.Array([dbus.Boolean(begins)], signature="v")
        self._saver.EmitSignal(_SAVER, "ActiveChanged", "b", arguments)

    def portal_was_asked(self) -> bool:
        """Whether anybody asked the desktop's portal for a setting."""
        return bool(self._portal.GetMethodCalls("Read"))

    def inhibitors(self) -> list[list[str]]:
        """Who holds what up: what, who, why and how."""
        held = self._manager.ListInhibitors(dbus_interface=f"{_LOGIN}.Manager")
        return [[str(fact) for fact in each[:4]] for each in held]

    def end(self) -> None:
        """Everything goes."""
        for each in self._running:
            each.terminate()
            each.wait()

    def _bus(self) -> str:
        command = ["dbus-daemon", "--session", "--nofork", "--print-address"]
        started = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        self._running.append(started)
        assert started.stdout is not None
        return started.stdout.readline().decode().strip()


def _say(words: object) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


def main() -> None:
    """Answer until nobody asks any more."""
    computer = Computer()
    try:
        _say(computer.begin())
        for line in sys.stdin:
            name, about = json.loads(line)
            deed: Callable[..., Any] = getattr(computer, name)
            _say(deed(**about))
    finally:
        computer.end()


if __name__ == "__main__":
    main()
