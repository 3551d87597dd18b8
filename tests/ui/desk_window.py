"""A whole window over a real, open desk: what tests of screens stand on.

The desk is opened on the worker thread, as in the program. ``settle`` waits for everything that
was asked of the worker to be answered, by its signal.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, TypeVar

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from counsellor_desk.ui import assembly
from counsellor_desk.ui.appearance import Appearance
from counsellor_desk.ui.background import Background
from counsellor_desk.ui.doors import Doors
from counsellor_desk.ui.frame.cover import Answer
from counsellor_desk.ui.main_window import MainWindow
from counsellor_desk.ui.messages import Messages
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.printing import Printing
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.theme import Theme
from counsellor_desk.workflows import unlock
from counsellor_desk.workflows.desk import Desk
from tests.desks import TestDesk

T = TypeVar("T")
PATIENCE = 20_000
"""Milliseconds after which something that should have been answered never will be."""


def settle(qtbot: QtBot, *backgrounds: Background) -> None:
    """Wait until nothing more is asked of these workers, and all answers have been dealt with."""
    QCoreApplication.processEvents()
    while working := [background for background in backgrounds if background.is_busy]:
        for background in working:
            if background.is_busy:
                with qtbot.waitSignal(
                    background.busy, timeout=PATIENCE, check_params_cb=lambda on: not on
                ):
                    pass
        QCoreApplication.processEvents()
    QCoreApplication.sendPostedEvents()  # one round of events may leave some for the next
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@dataclass
class DeskWindow:
    """The window, and what a test needs around it.

    ``opened`` lists which doors were gone through, in order: ``("open_case", (case.id,))``. Each
    also really opens its screen. ``test_desk.clock`` steers the time of everything.
    """

    parts: Parts
    test_desk: TestDesk
    qtbot: QtBot
    opened: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)

    @property
    def window(self) -> MainWindow:
        """The main window."""
        return self.parts.window

    @property
    def desk(self) -> Desk:
        """The open desk; use it inside ``do`` only."""
        return self.parts.desk

    @property
    def screen(self) -> Screen:
        """The screen that stands."""
        standing = self.window.rooms.standing
        assert standing is not None
        return standing

    def settle(self) -> None:
        """Wait until everything that was asked is answered and shown."""
        settle(self.qtbot, self.parts.background)
        while _is_putting_together(self.window):
            QCoreApplication.processEvents()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def do(self, act: Callable[[Desk], T]) -> T:
        """Have ``act`` done with the desk on the worker thread; its result, or its error."""
        results: list[T] = []
        errors: list[BaseException] = []
        self.parts.background.ask(
            lambda _progress: act(self.desk), results.append, errors.append, asker=self.window
        )
        self.settle()
        if errors:
            raise errors[0]
        return results[0]

    def show(self, screen: Screen) -> None:
        """Put a screen on top and let it load."""
        self.window.show_screen(screen)
        self.settle()

    def go(self, room: str) -> None:
        """Go to a room and let it load."""
        self.window.go(room)
        self.settle()

    def child(self, kind: type[T], name: str = "", within: QWidget | None = None) -> T:
        """The visible control of that accessible name in ``within``, else on the screen."""
        place = within or self.screen
        found: list[Any] = [
            widget
            for widget in place.findChildren(QWidget)
            if isinstance(widget, kind)
            and widget.isVisible()
            and (not name or name in {widget.accessibleName(), getattr(widget, "text", str)()})
        ]
        assert found, f"no {kind.__name__} {name!r}"
        one: T = found[0]
        return one


def _is_putting_together(window: QWidget) -> bool:
    """Whether timers of nought run: what is put together bit by bit while the window breathes."""
    timers = window.findChildren(QTimer)
    return any(timer.isActive() and not timer.interval() for timer in timers)


def _recorded(doors: Doors, opened: list[tuple[str, tuple[Any, ...]]]) -> Doors:
    def through(name: str) -> Callable[..., object]:
        def open_(*about: object) -> object:
            opened.append((name, about))
            return getattr(doors, name)(*about)

        return open_

    return Doors(**{each.name: through(each.name) for each in fields(Doors)})


def _revealed_at_once(_typed: str, answer: Answer) -> None:
    answer(None)


@pytest.fixture
def desk_window(
    test_desk: TestDesk, qtbot: QtBot, theme: Theme, tmp_path: Path
) -> Iterator[DeskWindow]:
    """A window of 1280 × 800 with every room over an open desk; Forms stand first."""
    window = MainWindow(test_desk.clock, _revealed_at_once)
    messages = Messages(window)
    background = Background(lambda _asker, error: messages.tell(error))
    background.changed.connect(window.rooms.refresh)
    opened: list[Desk] = []
    background.ask(lambda _progress: test_desk.open(), opened.append, asker=window)
    settle(qtbot, background)
    gone: list[tuple[str, tuple[Any, ...]]] = []
    parts = Parts(
        window=window,
        background=background,
        messages=messages,
        desk=opened[0],
        doors=_recorded(assembly.doors(lambda: parts), gone),
        clock=test_desk.clock,
        printing=Printing(background, messages, window.say),
        appearance=Appearance(theme, tmp_path / "settings"),
    )
    assembly.add_rooms(parts)
    window.go("forms")  # the room that is made soonest: every test would wait for another
    theme.wear(theme="light", text_size=100)
    window.resize(1280, 800)
    window.show()
    yield DeskWindow(parts, test_desk, qtbot, gone)
    _close(parts, test_desk)


def _close(parts: Parts, test_desk: TestDesk) -> None:
    parts.printing.shutdown()
    parts.background.ask(lambda _progress: unlock.close(parts.desk), asker=parts.window)
    parts.background.shutdown()
    test_desk.opened.clear()
    parts.window.hide()
    parts.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
