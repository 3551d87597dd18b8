"""Questions to other programs over D-Bus. None is waited for: what does not answer is not there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import SLOT, QObject, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher, QDBusVariant

PROPERTIES: Final = "org.freedesktop.DBus.Properties"
_PATIENCE: Final = 5_000
"""Milliseconds after which an answer is given up."""
_HEAR: Final[Any] = SLOT("hear(QDBusMessage)")
"""Text, whatever the type stubs of PySide6 6.12 say of it."""

Arguments = Sequence[object]


@dataclass(frozen=True)
class Place:
    """An interface of an object on a bus."""

    service: str
    path: str
    interface: str


class Bus(QObject):
    """One connection to a bus. What does not answer, or is not there, is passed over in silence."""

    def __init__(self, connection: QDBusConnection) -> None:
        super().__init__()
        self._connection = connection
        self._ears: list[_Ear] = []
        self._asked: set[QDBusPendingCallWatcher] = set()

    def ask(
        self,
        place: Place,
        method: str,
        arguments: Arguments,
        then: Callable[[Arguments], object],
        failed: Callable[[], object] = lambda: None,
    ) -> None:
        """Call a method; ``then`` gets what it gives, ``failed`` is called where nothing comes."""
        call = QDBusMessage.createMethodCall(place.service, place.path, place.interface, method)
        call.setArguments(list(arguments))
        call.setAutoStartService(False)  # nobody is started only to be asked
        watcher = QDBusPendingCallWatcher(self._connection.asyncCall(call, _PATIENCE))
        self._asked.add(watcher)

        def answered(_watcher: QDBusPendingCallWatcher) -> None:
            self._asked.discard(watcher)
            answer = watcher.reply()
            watcher.deleteLater()  # with it goes what the answer holds, a descriptor for one
            if answer.type() is QDBusMessage.MessageType.ReplyMessage:
                then(answer.arguments())
            else:
                failed()

        watcher.finished.connect(answered)

    def look_up(self, place: Place, name: str, then: Callable[[object], object]) -> None:
        """Ask for a property."""

        def told(arguments: Arguments) -> None:
            (value,) = arguments
            then(value.variant() if isinstance(value, QDBusVariant) else value)

        inside = Place(place.service, place.path, PROPERTIES)
        self.ask(inside, "Get", (place.interface, name), told)

    def hear(self, place: Place, signal: str, then: Callable[[Arguments], object]) -> None:
        """Have ``then`` called with what that signal carries, from now on. Empty: any."""
        ear = _Ear(then)
        self._ears.append(ear)
        self._connection.connect(place.service, place.path, place.interface, signal, ear, _HEAR)

    def deafen(self) -> None:
        """Hear no signal any more."""
        for ear in self._ears:
            ear.deleteLater()
        self._ears.clear()


class _Ear(QObject):
    def __init__(self, then: Callable[[Arguments], object]) -> None:
        super().__init__()
        self._then = then

    @Slot(QDBusMessage)
    def hear(self, message: QDBusMessage) -> None:
        self._then(message.arguments())
