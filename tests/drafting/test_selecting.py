"""What is kept where not all can be: facts before scenes, and nothing that hangs in the air."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.drafts import Reason
from counsellor_desk.domain.text import clean
from counsellor_desk.domain.words import note_text
from counsellor_desk.drafting.draft import Reading
from tests.drafting.notes import FACTS, read
from tests.measure.weights import learnt


def _kept(raw: str, share: float) -> str:
    draft = Reading(note_text(clean(raw).text), FACTS).draft(share)
    return " | ".join(item.text for item in draft.items)


@pytest.mark.parametrize(
    ("matters", "less"),
    [
        ("He has slept three hours a night since Monday.", "He stared at the wall, then away."),
        ("Her sister has moved to another town.", "She nodded slowly and went very quiet."),
        ("We practised the breathing twice.", "I looked at the clock on the wall."),
        ("The appeal is listed for 12 March.", "He said that was enough for him."),
    ],
)
def test_what_matters_is_kept_first(matters: str, less: str) -> None:
    for raw in (f"Talked of home. {matters} {less}", f"Talked of home. {less} {matters}"):
        kept = _kept(raw, 0.6)
        assert matters in kept
        assert less not in kept


def test_a_short_note_keeps_all_that_belongs_in_it() -> None:
    draft = read("Talked of home. He sat by the window. Dog is well. Slept better.")
    assert not [left for left in draft.left_out if left.reason is Reason.LESS_CENTRAL]


@pytest.mark.parametrize(
    "sure",
    [
        "Safety plan updated: ring nurse, sit in the kitchen.",
        "No thoughts of suicide, asked.",
        "Client - copy of the plan to mum by Friday",
        "Fourth session, phone.",
    ],
)
def test_some_things_are_kept_at_any_length(sure: str) -> None:
    raw = f"{sure}\nHe sat by the window and looked away.\nShe came from work.\n"
    assert sure.rsplit(maxsplit=1)[-1].rstrip(".") in _kept(raw, 0)


def test_a_reason_is_kept_only_with_what_it_explains() -> None:
    raw = "He stays away from the whole street because his brother has moved in there again."
    for share in range(11):
        kept = _kept(f"Walked here in the rain today. {raw}", share / 10)
        assert "because" not in kept.lower() or "stays away" in kept


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("And then she rang the school.", "She rang the school."),
        ("So he went home early.", "He went home early."),
        ("So tired all week long.", "So tired all week long."),
    ],
)
def test_what_only_led_to_a_sentence_is_not_written(raw: str, text: str) -> None:
    assert text in [item.text for item in read(f"Talked of home. {raw}").items]


def test_weights_are_learnt_from_what_is_essential() -> None:
    rows = [([1.0, float(n % 2)], float(n % 2 or n % 10 == 0), 1.0) for n in range(60)]
    base, weight = learnt(rows)
    assert base < 0 < weight


_REST = " Talked of the week at some length." * 30


def test_a_line_that_must_be_kept_lets_go_of_the_comment_behind_it() -> None:
    raw = (
        f"Session 3.{_REST} Client will ring the housing officer about the damp on Monday, "
        "because her mother told her about it."
    )
    kept = _kept(raw, 0.2)
    assert "ring the housing officer about the damp on Monday" in kept
    assert "her mother told her" not in kept


@pytest.mark.parametrize(
    "behind",
    ["unless the pain is worse", "because she did not go last time", "which is on the 14th"],
)
def test_a_condition_a_denial_or_a_day_is_no_mere_comment(behind: str) -> None:
    raw = (
        f"Session 3.{_REST} Client will ring the housing officer about the damp by Monday, "
        f"{behind}."
    )
    assert behind in _kept(raw, 0.2)


def test_the_day_of_the_session_is_known_and_need_not_be_kept() -> None:
    raw = f"Monday 4 March 2026.\nSession 3, ten minutes late.{_REST}"
    kept = _kept(raw, 0.03)
    assert "4 March" not in kept
    assert "ten minutes late" in kept
