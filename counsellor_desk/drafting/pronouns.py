"""Which pronouns of a note cannot be the client's, since it else calls the client he, or she."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

from counsellor_desk.domain.summaries import Owner, OwnerKind
from counsellor_desk.domain.words import Word

_HE: Final = frozenset({"he", "he's", "he'd", "he'll", "him", "his", "himself"})
_SHE: Final = frozenset({"she", "she's", "she'd", "she'll", "her", "hers", "herself"})
_SUBJECTS: Final = frozenset(
    {"he", "he's", "he'd", "he'll", "she", "she's", "she'd", "she'll", "himself", "herself"}
)
_CLEARLY: Final = 2
_FEW: Final = 4


def not_the_clients(words: Sequence[Word], owners: Iterable[Owner | None]) -> frozenset[str]:
    """As subjects only. None at all where both are frequent, or the clients are several."""
    if any(o and o.kind is OwnerKind.CLIENT and o.who for o in owners):
        return frozenset()
    count = Counter(word.plain in _HE for word in words if word.plain in _HE or word.plain in _SHE)
    he, she = count[True], count[False]
    if max(he, she) < _FEW:
        return frozenset()
    if he > _CLEARLY * she:
        return _SHE & _SUBJECTS
    return _HE & _SUBJECTS if she > _CLEARLY * he else frozenset()
