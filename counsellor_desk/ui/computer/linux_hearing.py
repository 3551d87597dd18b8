"""Linux: logind tells of sleep, session and lid, UPower of the lid, screen savers of themselves.

The session's ``Lock`` is asked for by ``loginctl lock-session`` and many desktops; ``LockedHint``
is set by those that lock by themselves; a session that is not ``Active`` any more has given the
screen to another one. logind waits with the sleep, five seconds by its default, as long as
somebody holds the descriptor that ``Inhibit`` gave.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Final

from PySide6.QtDBus import QDBusConnection, QDBusUnixFileDescriptor

from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.computer.bus import PROPERTIES, Arguments, Bus, Place
from counsellor_desk.ui.computer.hearing import Hearing, Sign, Source

_LOGIN: Final = "org.freedesktop.login1"
_MANAGER: Final = Place(_LOGIN, "/org/freedesktop/login1", f"{_LOGIN}.Manager")
_POWER: Final = "org.freedesktop.UPower"
_LAPTOP: Final = Place(_POWER, "/org/freedesktop/UPower", _POWER)
_SAVERS: Final = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_OWN: Final = "auto"
"""The session of whoever asks; where a desktop starts programs outside it, the person's own."""
_WHY: Final = "Closing the records"
"""Shown by ``systemd-inhibit --list`` to whoever looks after the computer."""


class LinuxHearing(Hearing):
    """Listens on the system bus and on the session bus."""

    def __init__(
        self, system: QDBusConnection | None = None, session: QDBusConnection | None = None
    ) -> None:
        """Other buses than this computer's own, for a test."""
        super().__init__()
        self._system = Bus(system or QDBusConnection.systemBus())
        self._session = Bus(session or QDBusConnection.sessionBus())
        self._holding: int | None = None
        self._awake = True

    def listen(self) -> None:
        self._system.hear(_MANAGER, "PrepareForSleep", self._sleeps)
        self._hold_sleep_up()
        self._listen_for_the_lid()
        self._find_session(os.environ.get("XDG_SESSION_ID", _OWN))
        for saver in _SAVERS:
            self._session.hear(Place("", "", saver), "ActiveChanged", self._saver_changed)
            whole = Place(saver, _path_of(saver), saver)
            self._session.ask(whole, "GetActive", (), self._knows(Source.SCREEN_LOCK))

    def let_sleep(self) -> None:
        self._awake = False
        if self._holding is not None:
            os.close(self._holding)
            self._holding = None

    def stop(self) -> None:
        self.let_sleep()
        self._system.deafen()
        self._session.deafen()

    def _hold_sleep_up(self) -> None:
        def held(arguments: Arguments) -> None:
            (given,) = arguments
            if isinstance(given, QDBusUnixFileDescriptor) and self._awake:
                # Ours to close: nobody knows when the wrapper of Qt's lets go of its own.
                self._holding = os.dup(given.fileDescriptor())
            self._sources.add(Source.SLEEP)

        self._system.ask(_MANAGER, "Inhibit", ("sleep", NAME, _WHY, "delay"), held)

    def _sleeps(self, arguments: Arguments) -> None:
        (begins,) = arguments
        if begins:
            self.heard.emit(Sign.GOING_TO_SLEEP)
        else:
            self.woke.emit()

    def _listen_for_the_lid(self) -> None:
        for place, name in ((_MANAGER, "LidClosed"), (_LAPTOP, "LidIsClosed")):
            self._watch(place, name, Sign.LID_CLOSED, when=True)

    def _find_session(self, name: str) -> None:
        def ask_logind_which() -> None:
            if name != _OWN:
                self._find_session(_OWN)

        self._system.ask(_MANAGER, "GetSession", (name,), self._listen_to_session, ask_logind_which)

    def _listen_to_session(self, arguments: Arguments) -> None:
        (path,) = arguments
        session = Place(_LOGIN, _text(path), f"{_LOGIN}.Session")
        self._system.hear(session, "Lock", lambda _none: self.heard.emit(Sign.SCREEN_LOCKED))
        self._watch(session, "LockedHint", Sign.SCREEN_LOCKED, when=True)
        self._watch(session, "Active", Sign.OTHER_USER, when=False)

    def _watch(self, place: Place, name: str, sign: Sign, *, when: bool) -> None:
        """Tell ``sign`` each time that the property becomes what it says ``when``.

        What it is when the listening begins is no news: a laptop is used with its lid closed.
        """
        last: list[object] = []

        def is_now(value: object) -> None:
            self._sources.add(sign.value)
            if last and last[-1] != value and value is when:
                self.heard.emit(sign)
            last[:] = [value]

        def look(_changed: Arguments = ()) -> None:
            self._system.look_up(place, name, is_now)

        changed = Place(place.service, place.path, PROPERTIES)
        self._system.hear(changed, "PropertiesChanged", look)
        look()

    def _saver_changed(self, arguments: Arguments) -> None:
        (begins,) = arguments
        if begins:
            self.heard.emit(Sign.SCREEN_LOCKED)

    def _knows(self, source: Source) -> Callable[[Arguments], None]:
        return lambda _answer: self._sources.add(source)


def _path_of(saver: str) -> str:
    return "/" + saver.replace(".", "/")


def _text(path: object) -> str:
    """An object path, which Qt hands out as a kind of its own."""
    return path if isinstance(path, str) else str(getattr(path, "path", lambda: path)())
