"""Learns from the tuning and the public notes what makes a part of a note essential.

    python -m tests.measure.weights

Prints the weights of ``drafting/ranking.py`` as ridge logistic regression has them. Run it again
where features, cue tables or notes changed, and put what it prints into that table.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from math import exp
from typing import Any, Final

from counsellor_desk.domain.drafts import DraftItem
from counsellor_desk.domain.words import note_text
from counsellor_desk.drafting.draft import Reading
from counsellor_desk.drafting.ranking import WEIGHTS
from counsellor_desk.identity.find import find
from counsellor_desk.workflows.reading import labels
from tests.measure import corpus
from tests.measure.drafts import note_from

PUBLIC: Final = corpus.FOLDER.parent / "public"
_RIDGE: Final = 1.0
_ROUNDS: Final = 25
_PUBLIC: Final = 2.0
"""How much a part of a public note counts."""

Example = tuple[list[float], float, float]


def examples() -> Iterator[Example]:
    """Each part that may be left out: its features, how essential it is, how much it counts."""
    for path in sorted(PUBLIC.glob("*.json")):
        yield from _of(json.loads(path.read_text(encoding="utf-8")), _PUBLIC)
    for record in corpus.notes("tuning"):
        yield from _of(record, 1.0)


def _of(record: dict[str, Any], counts: float) -> Iterator[Example]:
    note = note_from(record)
    text = note_text(note.text)
    found = find(text, note.cards, labels(note.cards))
    reading = Reading(text, note.facts, found.replacements, found.unknown)
    for item, features in reading.optional():
        row = [float(features.get(name, 0)) for name in WEIGHTS]
        yield row, min(1.0, _shown(record["gold"], item)), counts


def _shown(gold: dict[str, Any], item: DraftItem) -> float:
    """How much of what the labels ask for the part shows, by itself."""
    asked = [(each["span"], each["groups"]) for each in gold["essentials"]]
    asked += [(each["span"], each["what"]) for each in gold["actions"]]
    asked += [(each["span"], [each["cue"], each["evidence"]]) for each in gold["risk"]]
    total = 0.0
    for (start, end), patterns in asked:
        if any(span.start < end and start < span.end for span in item.spans):
            shown = [bool(re.search(_whole(each), item.text, re.IGNORECASE)) for each in patterns]
            total += (sum(shown) / len(shown)) ** 2
    return total


def _whole(pattern: str) -> str:
    return pattern if pattern.startswith(("\\b", "(")) else rf"\b{pattern}"


def learnt(rows: Sequence[Example]) -> list[float]:
    """The weights by Newton's method. The first, which every part has, is not held back."""
    size = len(rows[0][0])
    weights = [0.0] * size
    for _round in range(_ROUNDS):
        slope = [_ridge(n) * weight for n, weight in enumerate(weights)]
        curve = [[_ridge(n) * (n == m) for m in range(size)] for n in range(size)]
        for features, essential, counts in rows:
            likely = 1 / (1 + exp(-sum(map(float.__mul__, weights, features))))
            present = [n for n in range(size) if features[n]]
            for n in present:
                slope[n] += counts * (likely - essential) * features[n]
                bend = counts * likely * (1 - likely) * features[n]
                for m in present:
                    curve[n][m] += bend * features[m]
        step = _solved(curve, slope)
        weights = [weight - by for weight, by in zip(weights, step, strict=True)]
    return weights


def _ridge(number: int) -> float:
    return _RIDGE if number else 1e-6


def _solved(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Gauss and Jordan, for a matrix that is positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, vector, strict=True)]
    for n in range(len(rows)):
        pivot = rows[n] = [value / rows[n][n] for value in rows[n]]
        for m, other in enumerate(rows):
            if m != n and other[n]:
                rows[m] = [a - other[n] * b for a, b in zip(other, pivot, strict=True)]
    return [row[-1] for row in rows]


def main() -> None:
    """Print the weights as the program's table is written."""
    for name, weight in zip(WEIGHTS, learnt(list(examples())), strict=True):
        sys.stdout.write(f'    "{name}": {weight:.2f},\n')


if __name__ == "__main__":
    main()
