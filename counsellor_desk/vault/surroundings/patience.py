"""Finding several things out at once, for so long and no longer: a hung disk holds nobody up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar

T = TypeVar("T")


def found_out(questions: Mapping[str, Callable[[], T]], seconds: float) -> dict[str, T]:
    """What was found by name. Left out: what the system refused, and what took too long.

    A question that never ends stays behind on a thread that ends with the process.
    """
    answers: SimpleQueue[tuple[str, list[T]]] = SimpleQueue()

    def find(name: str, question: Callable[[], T]) -> None:
        answer: list[T] = []
        try:
            answer.append(question())
        except OSError:
            pass
        finally:
            answers.put((name, answer))

    for name, question in questions.items():
        Thread(target=find, args=(name, question), name="surroundings", daemon=True).start()
    return {name: answer[0] for name, answer in _within(answers, len(questions), seconds) if answer}


def _within(
    answers: SimpleQueue[tuple[str, list[T]]], count: int, seconds: float
) -> list[tuple[str, list[T]]]:
    came: list[tuple[str, list[T]]] = []
    try:
        while len(came) < count:
            came.append(answers.get(timeout=seconds))
    except Empty:
        pass
    return came
