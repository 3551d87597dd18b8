"""What short sentences say about a risk: the table beside this file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from tests.drafting.notes import read

TABLE = tomllib.loads((Path(__file__).parent / "polarity.toml").read_text(encoding="utf-8"))
WAYS = tomllib.loads((Path(__file__).parent / "ways_of_saying.toml").read_text(encoding="utf-8"))
CASES = [(sentence, said) for said, sentences in TABLE.items() for sentence in sentences]


def _said(sentence: str) -> str:
    risks = read(sentence).risks()
    return risks[0].polarity.value if risks else "nothing"


@pytest.mark.parametrize(("sentence", "said"), CASES)
def test_a_sentence_says(sentence: str, said: str) -> None:
    assert _said(sentence) == said


@pytest.mark.parametrize(("sentence", "said"), [c for c in CASES if c[1] != "nothing"])
def test_it_says_the_same_among_other_sentences(sentence: str, said: str) -> None:
    among = f"Talked about the garden.\n{sentence}\n\nThe choir is on again."
    risks = read(among).risks()
    assert risks
    assert risks[0].polarity.value == said


@pytest.mark.parametrize("said", WAYS)
def test_many_ways_of_saying_it_are_known(said: str) -> None:
    assert [sentence for sentence in WAYS[said] if _said(sentence) != said] == []
