"""Chat and own process are left out, judgements flagged, and what matters is neither."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.drafts import Draft, FlagKind, Reason
from tests.drafting.notes import read

BEFORE = "Sleeping badly since the move, three hours most nights. "
AFTER = " Mum is in hospital again."
ASIDES = frozenset({Reason.CHAT, Reason.OWN_PROCESS, Reason.JUDGEMENT})


def _dropped(draft: Draft) -> str:
    return " | ".join(left.item.text for left in draft.left_out if left.reason in ASIDES)


def _kept(draft: Draft) -> str:
    return " | ".join(item.text for item in draft.items)


@pytest.mark.parametrize(
    "aside",
    [
        "My chair squeaked the whole hour.",
        "I had to stop the car on the way.",
        "I watched the rain like a fool.",
        "Lambs all over the lane.",
        "The radiator was broken again.",
        "She is a bossy little madam.",
        "Playing the martyr again.",
        "I lost the thread for a minute.",
    ],
)
def test_an_aside_is_left_out(aside: str) -> None:
    draft = read(BEFORE + aside + AFTER)
    assert aside.rstrip(".") in _dropped(draft)
    assert "three hours" in _kept(draft)
    assert "hospital" in _kept(draft)


@pytest.mark.parametrize("trailing", ["ten minutes on that", "5 mins on it and on the forecourt"])
def test_how_long_chat_took_goes_with_it(trailing: str) -> None:
    draft = read(BEFORE + f"Traffic awful again, {trailing}." + AFTER)
    assert trailing[-12:] in _dropped(draft)
    assert "three hours" in _kept(draft)


@pytest.mark.parametrize(
    "said",
    [
        "I asked her what would help.",
        "She said my mum never listens.",
        "Because of the roadworks we had forty minutes.",
        "Her flat has no heating and the boiler is broken.",
        "I shall be away on the 25th.",
        "My impression is of grief.",
        "I would not unless I thought she was not safe.",
        "I told her about my leave in May.",
        "While I was there she rang her son.",
    ],
)
def test_what_belongs_in_the_record_is_no_aside(said: str) -> None:
    assert said.rstrip(".")[2:] not in _dropped(read(BEFORE + said + AFTER))


def test_a_remark_is_dropped_out_of_a_sentence_with_facts() -> None:
    draft = read(
        "Slept three hours a night, bit of a drama queen about it, and off work since May."
    )
    assert "drama queen" in _dropped(draft)
    assert "three hours" in _kept(draft)
    assert "May" in _kept(draft)


@pytest.mark.parametrize("doubtful", ["She claims he shouts.", "He was guarded about work."])
def test_what_may_be_a_judgement_is_flagged_and_kept(doubtful: str) -> None:
    draft = read(BEFORE + doubtful)
    assert [flag.kind for flag in draft.flags] == [FlagKind.JUDGEMENTAL]
    assert doubtful.rsplit(maxsplit=1)[-1] in _kept(draft)


def test_a_risk_is_never_left_out_with_a_remark() -> None:
    draft = read("Milking it as usual but she has been cutting her arms, attention seeking imo.")
    assert "cutting" in _kept(draft)
