"""Case numbers: allocated, typed, never mistaken (policy 4.6; ISO/IEC 7064 MOD 11,10)."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.domain.case_numbers import (
    CaseNumberMistyped,
    CaseNumberNotPossible,
    Pattern,
    PrefixNotPossible,
    check_digit,
    comparable,
    typed,
)

PH = Pattern("PH")
digits = st.text("0123456789", min_size=8, max_size=12)


def test_check_digit_of_the_standards_example() -> None:
    """ISO/IEC 7064 gives 0794 with check digit 5."""
    assert check_digit("0794") == "5"


def test_check_digit_takes_digits_only() -> None:
    with pytest.raises(ValueError, match="07a4"):
        check_digit("07a4")


@given(digits, st.integers(0, 11), st.integers(1, 9))
def test_every_single_wrong_digit_is_noticed(number: str, place: int, shift: int) -> None:
    place %= len(number)
    wrong = str((int(number[place]) + shift) % 10)
    assert check_digit(number[:place] + wrong + number[place + 1 :]) != check_digit(number)


@given(st.integers(2000, 2099), st.integers(1, 123456))
def test_allocated_numbers_are_accepted_when_typed(year: int, sequence: int) -> None:
    number = PH.allocate(year, sequence)
    assert typed(f"  {number.lower()} ", PH) == number
    assert PH.sequence_of(number, year) == sequence


@given(st.integers(2000, 2099), st.integers(1, 9999))
def test_a_wrong_last_digit_is_refused(year: int, sequence: int) -> None:
    number = PH.allocate(year, sequence)
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    with pytest.raises(CaseNumberMistyped):
        typed(wrong, PH)


@given(st.text(max_size=60))
def test_anything_typed_is_taken_or_refused_in_words(text: str) -> None:
    try:
        taken = typed(text, PH)
    except (CaseNumberMistyped, CaseNumberNotPossible):
        return
    assert taken == typed(taken, PH)


def test_the_organisations_own_numbers_are_kept_as_they_are() -> None:
    assert typed("MH/2025 17b", PH) == "MH/2025 17b"
    assert PH.sequence_of("MH/2025 17b", 2025) is None


@pytest.mark.parametrize("text", ["", "   ", "x" * 33, "a\nb;c", "-12", "<b>"])
def test_impossible_numbers(text: str) -> None:
    with pytest.raises(CaseNumberNotPossible):
        typed(text, PH)


@pytest.mark.parametrize("prefix", ["", "p", "9A", "TOOLONGPREFIX", "A-B"])
def test_impossible_prefixes(prefix: str) -> None:
    with pytest.raises(PrefixNotPossible):
        Pattern(prefix)


def test_spellings_of_one_number_compare_equal() -> None:
    assert comparable("ph 2026-0041-7") == comparable("PH-2026-0041-7")
