"""Scoped polarity on the NegEx test kit: sentences of medical reports, each finding negated or not.

    python -m tests.measure.negex [FOLDER]

The kit (Apache 2.0) is no part of the product; without its folder there is nothing to measure.
Each finding is judged by the rules that judge risk words, as if it were one.
"""

from __future__ import annotations

import csv
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Final, NamedTuple

from counsellor_desk.domain.drafts import Polarity
from counsellor_desk.domain.phrases import Cue, Hit
from counsellor_desk.domain.words import note_text
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.polarity import Polarities

FOLDER: Final = Path(__file__).resolve().parents[3] / "shared" / "data" / "negex"
_FILE: Final = "rsAnnotations-1-120-random.txt"
_WRITTEN_ON: Final = date(2007, 10, 1)
_ANY_CUE: Final = Cue("risk.topic", "finding", "finding")


class Labelled(NamedTuple):
    """A finding in its sentence, and whether people called it negated."""

    finding: str
    sentence: str
    negated: bool


class Agreement(NamedTuple):
    """How often "denied" was said of what is negated; ``missed`` had no finding in the sentence."""

    right: int
    said: int
    negated: int
    missed: int
    sentences: int

    @property
    def precision(self) -> float:
        """Of those called denied."""
        return self.right / self.said

    @property
    def recall(self) -> float:
        """Of those that are negated."""
        return self.right / self.negated

    @property
    def f1(self) -> float:
        """Of both."""
        return 2 * self.right / (self.said + self.negated)


def there(folder: Path = FOLDER) -> bool:
    """Whether the kit is on this computer."""
    return (folder / _FILE).exists()


def labelled(folder: Path = FOLDER) -> list[Labelled]:
    """The kit's sentences.

    Raises:
        FileNotFoundError: the kit is not there.
    """
    with (folder / _FILE).open(encoding="utf-8", errors="replace") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]
    return [Labelled(row[1], row[2], row[3] == "Negated") for row in rows]


def agreement(cases: list[Labelled]) -> Agreement:
    """How far our rules agree with the labels."""
    said = [denied(case.sentence, case.finding) for case in cases]
    return Agreement(
        right=sum(bool(told) and case.negated for told, case in zip(said, cases, strict=True)),
        said=sum(bool(told) for told in said),
        negated=sum(case.negated for case in cases),
        missed=said.count(None),
        sentences=len(cases),
    )


def denied(sentence: str, finding: str) -> bool | None:
    """Whether our rules call the finding denied there; ``None``: it is not in the sentence."""
    note = ParsedNote(note_text(sentence), (), "")
    place = next(_places(sentence, finding), None)
    if place is None:
        return None
    cue = Hit(note.word_at(place[0]), note.word_at(place[1]), _ANY_CUE)
    number = note.clauses[note.clause_of(cue.first)].sentence
    clauses = [n for n, clause in enumerate(note.clauses) if clause.sentence == number]
    told = Polarities(note, _WRITTEN_ON, [cue]).of(cue, clauses)
    return told is Polarity.DENIED


def _places(sentence: str, finding: str) -> Iterator[tuple[int, int]]:
    """Where it stands: in the kit in capitals, spaces as they fall."""
    spaced = r"\s+".join(map(re.escape, finding.split()))
    for written, flags in ((spaced.upper().replace(r"\S+", r"\s+"), 0), (spaced, re.IGNORECASE)):
        for found in re.finditer(written, sentence, flags):
            yield found.span()


def main(arguments: list[str]) -> int:
    """Print the figures. 1: the kit is not there."""
    folder = Path(arguments[0]) if arguments else FOLDER
    if not there(folder):
        sys.stderr.write(f"{_FILE} is not in {folder}: nothing to measure.\n")
        return 1
    found = agreement(labelled(folder))
    sys.stdout.write(
        f"scoped polarity on {found.sentences} sentences: F1 {found.f1:.3f} "
        f"(precision {found.precision:.3f}, recall {found.recall:.3f}; "
        f"{found.missed} findings not found in their sentence)\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
