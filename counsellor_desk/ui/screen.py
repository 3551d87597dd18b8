"""What a screen is to the frame, and what every screen gets from its base."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import CaseId
from counsellor_desk.ui.background import NOTHING, Background, Changes, Progress
from counsellor_desk.ui.messages import Messages

T = TypeVar("T")


class Screen(QWidget):
    """A whole page of the main window.

    ``kinds`` are the kinds of thing that it shows: when one of them changed, ``refresh`` is called,
    at once where the screen stands, else when it is next come to. ``case_in_hand``: the open case
    that it is about, for what is begun from here. ``shows_records``: what it shows has to be
    locked away although no desk is open.
    """

    kinds: ClassVar[frozenset[Changed]] = frozenset()
    shows_records: ClassVar[bool] = False
    case_in_hand: CaseId | None = None

    def __init__(self, background: Background, messages: Messages) -> None:
        super().__init__()
        self.background = background
        self.messages = messages

    def refresh(self, kinds: frozenset[Changed]) -> None:
        """Ask again for what is shown of these kinds."""

    def arrive(self) -> None:
        """The screen is shown: load, and put the focus where work begins."""

    def leave(self) -> bool:
        """Somebody wants to go elsewhere. False stays, and the screen says why."""
        return True

    def give_way(self) -> None:
        """The desk locks, whatever the screen says: keep of what is in hand what can be kept."""
        self.leave()

    def ask(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        *,
        changes: Changes | Callable[[T], Changes] = NOTHING,
        progress: Callable[[int, int], object] | None = None,
        stopped: Callable[[], object] | None = None,
    ) -> Progress:
        """``Background.ask`` for this screen; an error is told at its field here or as a dialog."""
        return self.background.ask(
            work,
            then,
            failed or self.tell,
            asker=self,
            changes=changes,
            progress=progress,
            stopped=stopped,
        )

    def tell(self, error: BaseException) -> None:
        """Show an error at its field on this screen, or in a dialog."""
        self.messages.tell(error, near=self)


class Frame(Protocol):
    """What a screen may ask of the main window."""

    def go(self, room: str) -> bool:
        """Show a room; False where the screen that stands did not want to be left."""

    def show_screen(self, screen: Screen) -> bool:
        """Show ``screen`` above the one that stands; ``go_back`` returns to that one."""

    def go_back(self) -> bool:
        """Close the screen on top, if one was put there."""

    def show_alone(self, *, alone: bool) -> None:
        """Show the screen that stands and nothing of the frame, or the frame again."""

    def say(self, sentence: str) -> None:
        """A short sentence at the foot of the window that goes by itself."""
