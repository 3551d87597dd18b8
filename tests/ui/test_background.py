"""Work off the GUI thread: order, place of delivery, changes, cancelling, askers that went."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui.background import Background, Progress

NOTES = frozenset({Changed.NOTES})


class Told:
    """Where failures end up that nobody deals with."""

    def __init__(self) -> None:
        self.failures: list[tuple[QObject, BaseException]] = []

    def __call__(self, asker: QObject, error: BaseException) -> None:
        self.failures.append((asker, error))


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def background(told: Told) -> Iterator[Background]:
    made = Background(told)
    yield made
    made.shutdown()
    QApplication.processEvents()


def test_work_is_done_elsewhere_and_answered_here(background: Background, qtbot: QtBot) -> None:
    asker, seen = QObject(), dict[str, int]()

    def work(_progress: Progress) -> int:
        return threading.get_ident()

    def then(worker: int) -> None:
        seen.update(worker=worker, here=threading.get_ident())

    background.ask(work, then, asker=asker)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen["here"] == threading.get_ident()
    assert seen["worker"] != seen["here"]


def test_one_worker_does_everything_in_order(background: Background, qtbot: QtBot) -> None:
    asker, workers, answers = QObject(), set[int](), list[int]()

    def work(number: int, _progress: Progress) -> int:
        workers.add(threading.get_ident())
        return number

    for number in range(50):
        background.ask(partial(work, number), answers.append, asker=asker)
    qtbot.waitUntil(lambda: len(answers) == 50)
    assert answers == sorted(answers)
    assert len(workers) == 1


def test_errors_reach_who_asked(background: Background, told: Told, qtbot: QtBot) -> None:
    asker, mine = QObject(), list[BaseException]()

    def break_down(_progress: Progress) -> None:
        raise KeyError

    background.ask(break_down, failed=mine.append, asker=asker)
    background.ask(break_down, asker=asker)
    qtbot.waitUntil(lambda: bool(told.failures))
    assert [type(error) for error in mine] == [KeyError]
    assert told.failures[0][0] is asker
    assert isinstance(told.failures[0][1], KeyError)


def test_the_worker_survives_what_it_meets(background: Background, qtbot: QtBot) -> None:
    asker, seen = QObject(), list[object]()

    def leave(_progress: Progress) -> None:
        raise SystemExit

    background.ask(leave, failed=seen.append, asker=asker)
    background.ask(lambda _p: "still there", seen.append, asker=asker)
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert isinstance(seen[0], SystemExit)
    assert seen[1] == "still there"


def test_changes_are_announced_before_the_answer(background: Background, qtbot: QtBot) -> None:
    asker, heard = QObject(), list[object]()
    background.changed.connect(heard.append)
    background.ask(lambda _p: 1, heard.append, asker=asker, changes=NOTES)
    background.ask(
        lambda _p: Changed.AUDIT, heard.append, asker=asker, changes=lambda kind: frozenset({kind})
    )
    background.ask(lambda _p: 3, heard.append, asker=asker)
    qtbot.waitUntil(lambda: len(heard) == 5)
    assert heard == [NOTES, 1, frozenset({Changed.AUDIT}), Changed.AUDIT, 3]


def test_failed_work_changed_nothing(background: Background, told: Told, qtbot: QtBot) -> None:
    asker, heard = QObject(), list[object]()
    background.changed.connect(heard.append)

    def break_down(_progress: Progress) -> None:
        raise KeyError

    background.ask(break_down, asker=asker, changes=NOTES)
    qtbot.waitUntil(lambda: bool(told.failures))
    assert heard == []


def test_who_is_gone_gets_nothing(background: Background, told: Told, qtbot: QtBot) -> None:
    asker, other, heard = QObject(), QObject(), list[object]()
    go_on = threading.Event()

    def wait(_progress: Progress) -> None:
        go_on.wait()

    background.changed.connect(heard.append)
    background.ask(wait, heard.append, asker=asker, changes=NOTES)
    background.ask(lambda _p: 1 / 0, asker=asker)
    delete(asker)
    go_on.set()
    background.ask(lambda _p: "last", heard.append, asker=other)
    qtbot.waitUntil(lambda: "last" in heard)
    assert heard == [NOTES, "last"]
    assert told.failures == []


def test_progress_is_told_here(background: Background, qtbot: QtBot) -> None:
    asker, steps = QObject(), list[tuple[int, int, bool]]()
    here = QThread.currentThread()

    def work(progress: Progress) -> None:
        for done in range(3):
            progress(done + 1, 3)

    def told_here(done: int, of: int) -> None:
        steps.append((done, of, QThread.currentThread() is here))

    background.ask(work, asker=asker, progress=told_here)
    qtbot.waitUntil(lambda: len(steps) == 3)
    assert steps == [(1, 3, True), (2, 3, True), (3, 3, True)]


def test_cancelling_stops_at_the_next_report(background: Background, qtbot: QtBot) -> None:
    asker, happened = QObject(), list[str]()
    begun, go_on = threading.Event(), threading.Event()

    def work(progress: Progress) -> None:
        begun.set()
        go_on.wait()
        progress(1, 2)
        happened.append("went on")

    running = background.ask(work, asker=asker, stopped=lambda: happened.append("stopped"))
    waiting = background.ask(
        lambda _p: happened.append("began"), asker=asker, stopped=lambda: happened.append("never")
    )
    begun.wait()
    running.cancel()
    waiting.cancel()
    go_on.set()
    qtbot.waitUntil(lambda: len(happened) == 2)
    assert happened == ["stopped", "never"]
    assert waiting.cancelled


def test_busy_is_said_once_each_way(background: Background, qtbot: QtBot) -> None:
    asker, said, answers = QObject(), list[bool](), list[int]()
    background.busy.connect(said.append)
    for _number in range(5):
        background.ask(lambda _p: 1, answers.append, asker=asker)
    qtbot.waitUntil(lambda: len(answers) == 5)
    assert said == [True, False]
    assert not background.is_busy


def test_shutdown_finishes_what_was_asked(told: Told, qtbot: QtBot) -> None:
    del qtbot
    background, asker, done = Background(told), QObject(), list[int]()

    def work(number: int, _progress: Progress) -> None:
        done.append(number)

    for number in range(20):
        background.ask(partial(work, number), asker=asker)
    background.shutdown()
    assert done == list(range(20))


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["answer", "fail", "cancel"]), max_size=12))
def test_every_asking_ends_in_exactly_one_way(qapp: QApplication, kinds: list[str]) -> None:
    ends: list[tuple[int, str]] = []
    background, asker = Background(Told()), QObject()

    def work(kind: str, progress: Progress) -> None:
        if kind == "fail":
            raise ValueError
        progress(1, 1)

    def end(number: int, kind: str, *_result: object) -> None:
        ends.append((number, kind))

    for number, kind in enumerate(kinds):
        asked = background.ask(
            partial(work, kind),
            partial(end, number, "answer"),
            partial(end, number, "fail"),
            asker=asker,
            stopped=partial(end, number, "cancel"),
        )
        if kind == "cancel":
            asked.cancel()
    background.shutdown()
    qapp.processEvents()
    expected = list(enumerate(kinds))
    late = {n for n, kind in expected if kind == "cancel"}
    assert [n for n, _kind in ends] == list(range(len(kinds)))
    assert [e for e in ends if e[0] not in late] == [e for e in expected if e[0] not in late]
    assert {kind for n, kind in ends if n in late} <= {"cancel", "answer"}
