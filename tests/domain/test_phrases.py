"""Phrases of the cue tables: written wrongly they are refused, however rarely a note meets them."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.phrases import Cue, Lexicon
from counsellor_desk.domain.words import words_of


@pytest.mark.parametrize(
    "phrase",
    ["ring [her", "ring her]", "ring a||b", "ring |her", "ring [[her]]", "ring he*"],
    ids=["open", "closed", "nothing", "bar", "twice", "short"],
)
def test_a_phrase_written_wrongly_is_refused(phrase: str) -> None:
    with pytest.raises(ValueError, match=r"her|\|\||he\*"):
        Lexicon([Cue("table", "label", phrase)])


def test_of_one_table_the_longest_phrase_counts() -> None:
    written = ["take [her|his] [own] life", "take", "suicid*", "SH", "her _ life"]
    lexicon = Lexicon([Cue("table", "label", phrase) for phrase in written])
    words = words_of("Take her own life, take life; suicidality, SH but not sh. Take heart.")
    found = [(hit.first, hit.last, hit.cue.phrase) for hit in lexicon.hits(words)]
    assert found == [
        (0, 4, "take [her|his] [own] life"),
        (1, 4, "her _ life"),
        (4, 6, "take [her|his] [own] life"),
        (6, 7, "suicid*"),
        (7, 8, "SH"),
        (11, 12, "take"),
    ]
