"""Cue phrases in the form in which a counsellor edits them, found in one pass over the words.

A phrase is words with spaces between. Inside one place, ``|`` separates alternatives, ``*`` at the
end stands for any ending, ``[...]`` may be absent, ``_`` is any one word, and CAPITALS match
only what was written in capitals: ``take [her|his] [own] life``, ``suicid*``, ``SH``. Hyphens,
apostrophes left out and typographic quotes need no variants of their own: ``self harm`` also finds
"self-harm", ``didn't`` also finds "didnt", ``uncle`` also finds "uncle's".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Final, NamedTuple

from counsellor_desk.domain.words import Word, plain

ANY: Final = "_"
_STEM: Final = 3
_CONTRACTED: Final = {
    "he",
    "it",
    "that",
    "what",
    "here",
    "there",
    "who",
    "how",
    "where",
    "when",
    "she",
    "let",
}
"""Words whose 's is "is" or "us", never a possessive."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One phrase of a table. ``label`` is what it stands for there: a topic, a section, a verb."""

    table: str
    label: str
    phrase: str


class Hit(NamedTuple):
    """A cue found at the words ``first`` to ``last``, end exclusive."""

    first: int
    last: int
    cue: Cue


@dataclass(slots=True)
class _Node:
    following: dict[str, _Node] = field(default_factory=dict)
    cues: tuple[Cue, ...] = ()


def _alternatives(place: str) -> list[str]:
    if place.startswith("[") and place.endswith("]"):
        return ["", *_alternatives(place[1:-1])]
    if "[" in place or "]" in place or "" in place.split("|"):
        raise ValueError(place)
    return [word if word.isupper() else plain(word) for word in place.split("|")]


def variants(phrase: str) -> Iterator[tuple[str, ...]]:
    """Every run of words that the phrase stands for.

    Raises:
        ValueError: a place of the phrase is written wrongly; the place itself is told.
    """
    for choice in product(*map(_alternatives, phrase.split())):
        if words := tuple(word for word in choice if word):
            yield words


class Lexicon:
    """Many cues compiled into one tree of words. Immutable once built; keeps no note's words.

    Raises:
        ValueError: a phrase is written wrongly, or an open ending follows fewer than three letters.
    """

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._root = _Node()
        self._literal: set[str] = set()
        self._stems: dict[str, dict[str, None]] = {}
        for cue in cues:
            self._plant(cue)

    def _plant(self, cue: Cue) -> None:
        """Grow the tree place by place: each beginning that many phrases share is made once."""
        reached = [self._root]
        for place in cue.phrase.split():
            words = _alternatives(place)
            for word in filter(None, words):
                self._note(word)
            reached = [
                _following(node, word) if word else node for node in reached for word in words
            ]
        for node in reached:
            if node is not self._root:
                node.cues = (*node.cues, cue)

    def _note(self, word: str) -> None:
        if not word.endswith("*"):
            self._literal.add(word)
        elif len(word) <= _STEM:
            raise ValueError(word)
        else:
            self._stems.setdefault(word[:_STEM], {})[word[:-1]] = None

    def _readings(self, word: Word) -> list[str]:
        """All places of a phrase that this word can fill, ``_`` excepted."""
        plain_word, literal = word.plain, self._literal
        readings = [plain_word] if plain_word in literal else []
        stems = self._stems.get(plain_word[:_STEM], ())
        readings.extend(f"{stem}*" for stem in stems if plain_word.startswith(stem))
        if word.written != plain_word and word.written in literal:
            readings.append(word.written)
        if plain_word.endswith("'s"):
            owner = plain_word[:-2]
            if owner in literal and owner not in _CONTRACTED:
                readings.append(owner)
        return readings

    def hits(self, words: Sequence[Word]) -> list[Hit]:
        """Of every table the longest cue at each word, in reading order."""
        known: dict[str, _Opening] = {}
        openings: list[_Opening] = []
        for word in words:
            opening = known.get(word.written)
            if opening is None:
                opening = known[word.written] = self._opening(word)
            openings.append(opening)
        found: list[Hit] = []
        openings.append(_NOTHING)
        for first, opening in enumerate(openings):
            if not opening.front:
                continue
            after = openings[first + 1].options
            if any(_goes_on(node.following, after) for node in opening.front):
                found.extend(_longest(opening.front, first, openings))
            else:
                found.extend([Hit(first, first + 1, cue) for cue in opening.alone])
        return found

    def _opening(self, word: Word) -> _Opening:
        options = self._readings(word)
        roots = self._root.following
        front = [node for option in options if (node := roots.get(option))]
        alone = {cue.table: cue for node in front for cue in node.cues}
        return _Opening(options, front, tuple(alone.values()))


class _Opening(NamedTuple):
    """What a word can be read as, the phrases that it opens, and those that it is by itself."""

    options: Sequence[str]
    front: list[_Node]
    alone: tuple[Cue, ...]


_NOTHING: Final = _Opening((), [], ())


def _goes_on(following: Mapping[str, _Node], options: Sequence[str]) -> bool:
    """Whether the phrase may go on with the next word: most words open many that do not."""
    return ANY in following or not following.keys().isdisjoint(options)


def _following(node: _Node, word: str) -> _Node:
    following = node.following.get(word)
    if following is None:
        following = node.following[word] = _Node()
    return following


def _longest(front: list[_Node], first: int, openings: Sequence[_Opening]) -> Iterable[Hit]:
    best: dict[str, Hit] = {}
    place = first + 1
    while front:
        for reached in front:
            for cue in reached.cues:
                before = best.get(cue.table)
                vaguer = before is not None and before.last == place and ANY in cue.phrase
                if not vaguer:
                    best[cue.table] = Hit(first, place, cue)
        options = (*openings[place].options, ANY) if place < len(openings) - 1 else ()
        front = [
            following
            for reached in front
            for option in options
            if (following := reached.following.get(option))
        ]
        place += 1
    return best.values()


def cues_of(table: str, labelled: Mapping[str, Iterable[str]]) -> Iterator[Cue]:
    """The cues of one table, given as label and phrases."""
    for label, phrases in labelled.items():
        for phrase in phrases:
            yield Cue(table, label, phrase)
