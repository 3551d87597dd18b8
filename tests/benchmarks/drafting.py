"""B8: drafting a summary, beside sumy's four methods with a tokenizer of our own handed to them.

Product and peers draft the same notes to the same length, in turns. Sumy's time is that of
summarising alone: finding out how many sentences make the length is not counted.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from counsellor_desk.domain.text import word_count
from tests.benchmarks.figures import Figure, Timed, Verdict, growth, side_by_side
from tests.measure.beside import METHODS, Peers, peers
from tests.measure.drafts import MeasuredNote, drafted, note_from

PUBLIC = Path(__file__).resolve().parent.parent / "drafting" / "public"
TIMES_AS_LONG = (1, 2)
MOST_SECONDS, LEAST_TIMES_FASTER = 0.015, 3.0
_PER = "per 1,000 words, the public notes"
_LONGEST = "the longest note"
_GROWN = "words in one note"


def measure(
    home: Path,  # noqa: ARG001 - nothing is written
    repetitions: int,
    times_as_long: tuple[int, ...] = TIMES_AS_LONG,
) -> Iterator[Figure]:
    """Of all public notes, of the longest, and of notes that are several in one."""
    notes = [json.loads(path.read_text("utf-8")) for path in sorted(PUBLIC.glob("*.json"))]
    longest = max(notes, key=lambda note: int(note["words"]))
    with peers() as others:
        words = sum(note["words"] for note in notes)
        yield from _beside(others, notes, repetitions, _PER, 1000 / words)
        yield from _beside(others, [longest], repetitions, f"{_LONGEST}, {longest['words']} words")
        for times in times_as_long:
            note = _together(notes * times)
            size = f"{note['words']:,} {_GROWN}"
            yield from _beside(others, [note], repetitions, size)


def judge(figures: list[Figure]) -> Iterator[Verdict]:
    """The time, the fastest of sumy's beside it, and growth."""
    mine = next(each for each in figures if each.size == _PER)
    goal = f"at most {MOST_SECONDS * 1000:.0f} ms per 1,000 words"
    found = f"{mine.product.median * 1000:.1f} ms"
    yield Verdict("B8", goal, found, mine.product.median <= MOST_SECONDS)
    fastest = min((each for each in figures if each.size == _PER), key=lambda f: f.peer.median)
    times = fastest.peer.median / fastest.product.median
    goal = f"at least {LEAST_TIMES_FASTER:.0f} × faster than the fastest of sumy's"
    yield Verdict("B8", goal, f"{times:.1f} × ({fastest.peer_is})", times >= LEAST_TIMES_FASTER)
    grown = [each for each in figures if each.size.endswith(_GROWN)]
    more = _words(grown[-1]) / _words(grown[0])
    grows = growth(grown[0].product, grown[-1].product)
    goal = f"grows no faster than the note: {more:.0f} × the words"
    yield Verdict("B8", goal, f"{grows:.1f} ×", grows <= 1.2 * more)


def _words(figure: Figure) -> int:
    return int(figure.size.split()[0].replace(",", ""))


def _together(notes: list[dict[str, Any]]) -> dict[str, Any]:
    """One note that says what all of them say."""
    raw = "\n\n".join(note["raw"] for note in notes)
    return {**notes[0], "id": "together", "raw": raw, "words": len(raw.split())}


def _beside(
    others: Peers, notes: list[dict[str, Any]], repetitions: int, size: str, per: float = 1.0
) -> Iterator[Figure]:
    """A line for each of sumy's methods; what was measured of ours stands in each of them."""
    measured = [note_from(note) for note in notes]
    lengths = [_length(note) for note in measured]
    things: dict[str, Timed] = {"product": lambda: per * sum(map(_seconds, measured))}
    for known_as in METHODS.values():
        things[known_as] = _theirs(others, known_as, notes, lengths, per)
    found = side_by_side(things, repetitions)
    for method, known_as in METHODS.items():
        is_ = f"sumy {method}, to the same length"
        yield Figure("B8", "draft a summary", size, found["product"], found[known_as], is_)


def _seconds(note: MeasuredNote) -> float:
    return drafted(note)[1] / 1000


def _length(note: MeasuredNote) -> int:
    return word_count(" ".join(item.text for item in drafted(note)[0].items))


def _theirs(
    others: Peers, known_as: str, notes: list[dict[str, Any]], lengths: list[int], per: float
) -> Timed:
    def once() -> float:
        drafts = (others.drafted(known_as, *each) for each in zip(notes, lengths, strict=True))
        return per * sum(float(draft["ms"]) for draft in drafts) / 1000

    return once
