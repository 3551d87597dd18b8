"""The rooms and the screens that stand in them: going, coming back, and what changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui.screen import Screen


@dataclass(frozen=True, kw_only=True)
class Room:
    """An entry of the rail. ``make`` builds its first screen when it is first gone to.

    ``keys``: the shortcut that goes there. ``at_foot``: at the foot of the rail.
    """

    key: str
    words: str
    icon: str
    make: Callable[[], Screen]
    keys: str = ""
    at_foot: bool = False


class Rooms(QStackedWidget):
    """The screen that stands and those under it. ``arrived`` carries the key of its room.

    Each room keeps its first screen. Screens put above it by ``show_screen`` are let go when they
    are left, by going back or to another room.
    """

    arrived = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._rooms: dict[str, Room] = {}
        self._first: dict[str, Screen] = {}
        self._above: list[Screen] = []
        self._missed: dict[Screen, frozenset[Changed]] = {}
        self.room = ""

    def add(self, room: Room) -> None:
        """Make a room known."""
        self._rooms[room.key] = room

    @property
    def standing(self) -> Screen | None:
        """The screen that is shown."""
        widget = self.currentWidget()
        return widget if isinstance(widget, Screen) else None

    def go(self, key: str) -> bool:
        """Show the first screen of a room, unless the one that stands will not be left."""
        if not self._may_leave():
            return False
        if key not in self._first:
            self._first[key] = self._rooms[key].make()
            self.addWidget(self._first[key])
        self.room = key
        self._arrive(self._first[key])
        while self._above:
            self._let_go(self._above.pop())
        return True

    def show_screen(self, screen: Screen) -> bool:
        """Show ``screen`` above the one that stands. One that is not shown is let go."""
        if not self._may_leave():
            screen.deleteLater()
            return False
        self._above.append(screen)
        self.addWidget(screen)
        self._arrive(screen)
        return True

    def go_back(self) -> bool:
        """Show the screen below, or stay where there is none."""
        if not self._above or not self._may_leave():
            return False
        left = self._above.pop()
        self._arrive(self._above[-1] if self._above else self._first[self.room])
        self._let_go(left)
        return True

    def refresh(self, kinds: frozenset[Changed]) -> None:
        """Tell the screen that stands what changed; the others are told when they are come to."""
        for screen in [*self._first.values(), *self._above]:
            shown = kinds & screen.kinds
            if shown and screen is self.standing:
                screen.refresh(shown)
            elif shown:
                self._missed[screen] = self._missed.get(screen, frozenset()) | shown

    def _may_leave(self) -> bool:
        return self.standing is None or self.standing.leave()

    def _arrive(self, screen: Screen) -> None:
        self.setCurrentWidget(screen)
        if missed := self._missed.pop(screen, None):
            screen.refresh(missed)
        self.arrived.emit(self.room)
        screen.arrive()

    def _let_go(self, screen: Screen) -> None:
        self._missed.pop(screen, None)
        self.removeWidget(screen)
        screen.deleteLater()
