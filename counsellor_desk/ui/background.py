"""Work off the GUI thread: one worker thread, which owns the store.

An SQLCipher connection belongs to the thread that opened it, so everything that touches the store
is asked of one worker, one thing after the other, in the order in which it was asked. Answers come
back on the GUI thread. Acts announce which kinds of thing they changed.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from queue import SimpleQueue
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from counsellor_desk.domain.changes import Changed

T = TypeVar("T")
Changes = frozenset[Changed]
NOTHING: Changes = frozenset()


class Cancelled(Exception):
    """The person pressed Cancel. Raised inside the work by its next report of progress."""


class Progress:
    """What work reports to: ``progress(done, of)``, in whatever it counts."""

    def __init__(self, report: Callable[[int, int], None]) -> None:
        self._report = report
        self._cancelled = threading.Event()

    def __call__(self, done: int, of: int) -> None:
        """Say how far the work is.

        Raises:
            Cancelled: somebody cancelled it.
        """
        if self._cancelled.is_set():
            raise Cancelled
        self._report(done, of)

    @property
    def cancelled(self) -> bool:
        """Whether somebody cancelled, for work that cannot be left by an exception."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop; work that has not begun never begins."""
        self._cancelled.set()


@dataclass(frozen=True, kw_only=True)
class _Asked(Generic[T]):
    work: Callable[[Progress], T]
    then: Callable[[T], object] | None
    failed: Callable[[BaseException], object]
    stopped: Callable[[], object] | None
    changes: Changes | Callable[[T], Changes]
    asker: QObject
    progress: Progress

    def kinds(self, result: T) -> Changes:
        return self.changes(result) if callable(self.changes) else self.changes


class Background(QObject):
    """The worker. ``changed`` carries a ``frozenset[Changed]`` after each act that changed some.

    ``busy`` says on the GUI thread whether something is being worked on.
    """

    changed = Signal(object)
    busy = Signal(bool)
    _answered = Signal(object, object, object)
    _reported = Signal(object, object, int, int)

    def __init__(
        self, on_failure: Callable[[QObject, BaseException], None], parent: QObject | None = None
    ) -> None:
        """``on_failure`` is told of failures whose asker does not deal with them itself."""
        super().__init__(parent)
        self._on_failure = on_failure
        self._queue: SimpleQueue[_Asked[Any] | None] = SimpleQueue()
        self._open = 0
        self._long: set[Progress] = set()
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._reported.connect(self._tell, Qt.ConnectionType.QueuedConnection)
        self._thread = threading.Thread(target=self._work, name="store", daemon=True)
        self._thread.start()

    def ask(
        self,
        work: Callable[[Progress], T],
        then: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
        *,
        asker: QObject,
        changes: Changes | Callable[[T], Changes] = NOTHING,
        progress: Callable[[int, int], object] | None = None,
        stopped: Callable[[], object] | None = None,
    ) -> Progress:
        """Have ``work`` done by the worker.

        ``then`` gets its result, ``failed`` its error, ``stopped`` is called when it was
        cancelled, ``progress`` gets its reports: all on the GUI thread, and none of them once
        ``asker`` is destroyed. ``changes``, or what it makes of the result, is announced before
        ``then``, whether the asker still stands or not. Cancel through what is returned.
        """

        def report(done: int, of: int) -> None:
            if progress is not None:
                self._reported.emit(asker, progress, done, of)

        asked = _Asked(
            work=work,
            then=then,
            failed=failed or (lambda error: self._on_failure(asker, error)),
            stopped=stopped,
            changes=changes,
            asker=asker,
            progress=Progress(report),
        )
        self._count(+1)
        if progress is not None:
            self._long.add(asked.progress)
        self._queue.put(asked)
        return asked.progress

    def cancel_long_work(self) -> None:
        """Cancel all that reports its progress to somebody, since that alone takes long."""
        for progress in self._long:
            progress.cancel()

    @property
    def is_busy(self) -> bool:
        """Whether something asked is not answered yet. For the GUI thread, like ``busy``."""
        return self._open > 0

    def shutdown(self, patience: float | None = None) -> None:
        """Finish everything that was asked, then end the worker. Waits; nothing is delivered.

        ``patience``: seconds that it waits at most.
        """
        self._queue.put(None)
        self._thread.join(patience)

    def _work(self) -> None:
        while (asked := self._queue.get()) is not None:
            result: object = None
            error: BaseException | None = None
            try:
                result = _done(asked)
            except BaseException as raised:  # noqa: BLE001 - the edge: whatever it is, somebody is told
                error = raised
            self._answered.emit(asked, result, error)

    def _deliver(self, asked: _Asked[Any], result: object, error: BaseException | None) -> None:
        self._count(-1)
        self._long.discard(asked.progress)
        if error is None and (kinds := asked.kinds(result)):
            self.changed.emit(kinds)
        if not isValid(asked.asker):
            return
        if error is None:
            if asked.then is not None:
                asked.then(result)
        elif not isinstance(error, Cancelled):
            asked.failed(error)
        elif asked.stopped is not None:
            asked.stopped()

    def _tell(
        self, asker: QObject, progress: Callable[[int, int], None], done: int, of: int
    ) -> None:
        if isValid(asker):
            progress(done, of)

    def _count(self, by: int) -> None:
        was, self._open = self._open, self._open + by
        if bool(was) != bool(self._open):
            self.busy.emit(bool(self._open))


def _done(asked: _Asked[T]) -> T:
    if asked.progress.cancelled:
        raise Cancelled
    return asked.work(asked.progress)
