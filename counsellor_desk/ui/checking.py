"""The check of the store, step by step: whatever else is asked of the worker comes in between."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from counsellor_desk.errors import DeskError
from counsellor_desk.ui.background import Background, Progress
from counsellor_desk.workflows import checks
from counsellor_desk.workflows.checks import Step
from counsellor_desk.workflows.desk import Desk

T = TypeVar("T")


class Checking(QObject):
    """``sound`` and ``damaged`` say what came of it; ``moved`` how far it is: done, of.

    ``stopped``: it was cancelled; ``failed``: something else than damage stood in its way.
    """

    sound = Signal()
    damaged = Signal(object)
    moved = Signal(int, int)
    stopped = Signal()
    failed = Signal(object)

    def __init__(self, desk: Desk, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._whole = False
        self._cancelled = False
        self._asked: Progress | None = None

    @property
    def is_running(self) -> bool:
        """Whether one is under way."""
        return self._asked is not None

    def begin_due(self) -> None:
        """The quick check, or the whole one where that is due."""
        self._ask(lambda: checks.is_due(self._desk), lambda due: self.begin(whole=due))

    def begin(self, *, whole: bool) -> None:
        """Check now."""
        self._whole, self._cancelled = whole, False
        self._ask(lambda: checks.steps(self._desk, whole=whole), lambda steps: self._go(steps, 0))

    def cancel(self) -> None:
        """Stop after the step that is being done."""
        self._cancelled = True

    def _go(self, steps: Sequence[Step], done: int) -> None:
        if self._cancelled:
            self._ended()
            self.stopped.emit()
            return
        self.moved.emit(done, len(steps))
        if done == len(steps):
            self._ask(lambda: checks.passed(self._desk, whole=self._whole), self._passed)
        else:
            self._ask(steps[done], lambda _done: self._go(steps, done + 1))

    def _passed(self, _none: object) -> None:
        self._ended()
        self.sound.emit()

    def _ask(self, work: Callable[[], T], then: Callable[[T], object]) -> None:
        self._asked = self._background.ask(lambda _progress: work(), then, self._found, asker=self)

    def _found(self, error: BaseException) -> None:
        self._ended()
        if isinstance(error, DeskError) and checks.is_damage(error):
            self._background.ask(lambda _progress: checks.failed(self._desk), asker=self)
            self.damaged.emit(error)
        else:
            self.failed.emit(error)

    def _ended(self) -> None:
        self._asked = None
