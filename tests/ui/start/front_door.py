"""A start window over a folder, and how a test goes through it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counsellor_desk.clock import Clock
from counsellor_desk.ui.background import Background
from counsellor_desk.ui.start.start_window import StartWindow
from counsellor_desk.ui.start.threshold import Threshold
from counsellor_desk.workflows.unlock import Unlocked
from tests.ui.desk_window import PATIENCE, settle
from tests.vault.samples import CHEAPEST

T = TypeVar("T", bound=QWidget)


@dataclass
class FrontDoor:
    """The window, and what came of it."""

    window: StartWindow
    background: Background
    qtbot: QtBot
    opened: list[Unlocked] = field(default_factory=list)

    def settle(self) -> None:
        """Wait until everything that was asked is answered and shown."""
        settle(self.qtbot, self.background)

    def do(self, act: Callable[[], Any]) -> Any:
        """Have ``act`` done on the worker thread."""
        results: list[Any] = []
        self.background.ask(lambda _progress: act(), results.append, asker=self.window)
        self.settle()
        return results[0]

    def one(self, kind: type[T], name: str = "") -> T:
        """The visible control of that name or text."""
        found = self.all(kind, name)
        assert found, f"no {kind.__name__} {name!r}"
        return found[0]

    def all(self, kind: type[T], name: str = "") -> list[T]:
        """All visible controls of that name or text."""
        return [
            widget
            for widget in self.window.findChildren(kind)
            if widget.isVisible() and (not name or name in _names(widget))
        ]


def _names(widget: QWidget) -> set[str]:
    text = widget.text() if hasattr(widget, "text") else ""
    return {widget.accessibleName(), text}


@contextmanager
def front_door(
    qtbot: QtBot, clock: Clock, folder: Path, *, keys: Path | None = None, **more: bool
) -> Iterator[FrontDoor]:
    """Stand before the store in ``folder``; what is opened is closed at the end."""

    def threshold(there: Path) -> Threshold:
        usual = folder.parent / "keys"
        return Threshold(there, keys=keys, usual_keys=usual, clock=clock, cost=CHEAPEST, **more)

    background = Background(lambda _asker, error: window.messages.tell(error))
    window = StartWindow(threshold(folder), clock, background, threshold)
    door = FrontDoor(window, background, qtbot)
    window.opened.connect(door.opened.append)
    window.resize(1280, 800)
    with qtbot.waitSignal(window.painted, timeout=PATIENCE):  # it looks closely only after that
        window.show()
        window.begin()
    door.settle()
    yield door
    background.ask(lambda _progress: window.threshold.close(), asker=window)
    background.shutdown()
    window.hide()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
