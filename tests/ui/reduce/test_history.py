"""Going back and forth through the edits of a summary."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.domain.reductions import WorkingSummary
from counsellor_desk.ui.reduce.history import MOST_KEPT, History

_EMPTY = WorkingSummary(lines=(), actions=())


def _summary(number: int) -> WorkingSummary:
    return replace(_EMPTY, next_key=number)


@given(st.lists(st.integers(min_value=1), min_size=1, max_size=20))
def test_every_edit_can_be_taken_back_and_made_again(numbers: list[int]) -> None:
    history = History(_EMPTY)
    for number in numbers:
        history.step(_summary(number))
    for number in [*reversed(numbers[:-1]), 0]:
        history.undo()
        assert history.now.next_key == number
    assert not history.can_undo
    for number in numbers:
        history.redo()
        assert history.now.next_key == number
    assert not history.can_redo


@given(st.lists(st.sampled_from(["line 1", "line 2", "rest", "undo", "redo"]), max_size=40))
def test_what_stands_is_what_was_done_last(acts: list[str]) -> None:
    """Against a plain list of steps, whatever is done in whatever order."""
    history, steps, at, kind, number = History(_EMPTY), [0], 0, "", 0
    for act in acts:
        if act == "rest":
            history.rest()
            kind = ""
        elif act in {"undo", "redo"}:
            getattr(history, act)()
            at = max(0, at - 1) if act == "undo" else min(len(steps) - 1, at + 1)
            kind = ""
        else:
            number += 1
            history.step(_summary(number), act)
            at = at if kind == act and at else at + 1
            steps[at:] = [number]
            kind = act
        assert history.now.next_key == steps[at]
        assert (history.can_undo, history.can_redo) == (at > 0, at < len(steps) - 1)


def test_edits_of_one_kind_are_one_step_until_there_is_a_rest() -> None:
    history = History(_EMPTY)
    for number in (1, 2):
        history.step(_summary(number), "line")
    history.rest()
    history.step(_summary(3), "line")
    history.undo()
    assert history.now.next_key == 2
    history.undo()
    assert history.now.next_key == 0


def test_only_so_many_steps_are_kept() -> None:
    history = History(_EMPTY)
    for number in range(1, MOST_KEPT + 50):
        history.step(_summary(number))
    for _step in range(MOST_KEPT + 50):
        history.undo()
    assert history.now.next_key == 50
