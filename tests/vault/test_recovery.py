"""The recovery key: forgiving about how it is typed, and every slip is shown at its group."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.domain.ids import CROCKFORD
from counsellor_desk.vault import recovery
from counsellor_desk.vault.recovery import RecoveryKeyGroupWrong, RecoveryKeyLength

KEYS = st.integers(min_value=0, max_value=2**140 - 1).map(lambda n: n.to_bytes(18, "big"))


def test_a_new_key_has_140_bits_in_seven_groups() -> None:
    keys = [recovery.new_key() for _ in range(50)]
    assert len(set(keys)) == 50
    for key in keys:
        groups = recovery.written(key).split("-")
        assert [len(group) for group in groups] == [5] * 7
        assert set("".join(groups)) <= set(CROCKFORD)
        assert key[0] < 16


@given(KEYS)
def test_what_is_written_is_read(key: bytes) -> None:
    assert recovery.read(recovery.written(key)) == key


@given(KEYS, st.randoms(use_true_random=False))
def test_it_may_be_typed_as_it_comes(key: bytes, dice: object) -> None:
    choose = getattr(dice, "choice")  # noqa: B009 - hypothesis gives its dice no type
    alike = {"0": "0Oo", "1": "1IiLl"}
    written = recovery.written(key).replace("-", "")
    typed = "".join(
        choose(alike.get(character, character + character.lower()))
        + choose(["", "", " ", "-", "–"])
        for character in written
    )
    assert recovery.read(f"  {typed}\n") == key


@given(KEYS, st.integers(min_value=0, max_value=34), st.sampled_from(CROCKFORD))
def test_every_single_slip_is_shown_at_its_group(key: bytes, place: int, other: str) -> None:
    run = recovery.written(key).replace("-", "")
    if run[place] == other:
        return
    with pytest.raises(RecoveryKeyGroupWrong) as caught:
        recovery.read(run[:place] + other + run[place + 1 :])
    assert caught.value.facts["group"] == place // 5 + 1


@given(KEYS, st.integers(min_value=0, max_value=6), st.integers(min_value=0, max_value=3))
def test_every_swap_of_neighbours_in_a_group_is_shown(key: bytes, group: int, place: int) -> None:
    groups = recovery.written(key).split("-")
    a, b = groups[group][place], groups[group][place + 1]
    if a == b:
        return
    groups[group] = groups[group][:place] + b + a + groups[group][place + 2 :]
    with pytest.raises(RecoveryKeyGroupWrong) as caught:
        recovery.read("-".join(groups))
    assert caught.value.facts["group"] == group + 1


@given(KEYS, st.integers(min_value=0, max_value=6), st.integers(min_value=0, max_value=6))
def test_every_swap_of_groups_is_shown(key: bytes, one: int, other: int) -> None:
    groups = recovery.written(key).split("-")
    if one == other:
        return
    groups[one], groups[other] = groups[other], groups[one]
    with pytest.raises(RecoveryKeyGroupWrong) as caught:
        recovery.read(" ".join(groups))
    assert caught.value.facts["group"] == min(one, other) + 1


@pytest.mark.parametrize("typed", ["", "   ", "ABCDE", "A" * 34, "A" * 36, "-" * 35])
def test_too_few_or_too_many_characters_are_counted(typed: str) -> None:
    with pytest.raises(RecoveryKeyLength) as caught:
        recovery.read(typed)
    assert caught.value.facts["typed"] == len(typed.strip().replace("-", ""))


def test_a_group_that_is_too_short_or_has_a_foreign_letter_is_named() -> None:
    groups = recovery.written(bytes(18)).split("-")
    for bad in ("0000", "000000", "0000U", "0000é", "00\x0000"):
        with pytest.raises(RecoveryKeyGroupWrong) as caught:
            recovery.read("-".join([*groups[:3], bad, *groups[4:]]))
        assert caught.value.facts["group"] == 4


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused_in_words(typed: str) -> None:
    said: Sequence[object]
    try:
        said = recovery.read(typed)
    except (RecoveryKeyGroupWrong, RecoveryKeyLength) as slip:
        said = slip.sentences()
    assert len(said) == (18 if isinstance(said, bytes) else 3)


def test_a_group_that_is_typed_back_is_compared_as_forgivingly() -> None:
    shown = recovery.written((0xABCDE << 100).to_bytes(18, "big"))
    second = shown.split("-")[1]
    assert recovery.same_group(shown, 2, f" {second.lower()} ")
    assert not recovery.same_group(shown, 3, second)
    assert not recovery.same_group(shown, 2, "")
