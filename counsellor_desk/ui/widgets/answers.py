"""What every input offers, whatever it looks like: ``changed``, ``value()`` and ``put()``."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import SignalInstance


class Input(Protocol):
    """What a ``Field`` needs of the widget in it."""

    changed: SignalInstance

    def setAccessibleName(self, name: str, /) -> None: ...
    def setAccessibleDescription(self, description: str, /) -> None: ...


@runtime_checkable
class Checkable(Protocol):
    """An input that may hold something that it does not understand, such as a date."""

    editingFinished: SignalInstance

    def complaint(self) -> str:
        """What to say about what stands in it; nothing where it is understood or empty."""
