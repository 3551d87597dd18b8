"""Cue phrases in the form in which a counsellor edits them, found in one pass over the words.

A phrase is words with spaces between. Inside one place, ``|`` separates alternatives, ``*`` at the
end stands for any ending, ``[...]`` may be absent, ``_`` is any one word, and CAPITALS match
only what was written in capitals: ``take [her|his] [own] life``, ``suicid*``, ``SH``. ``@self``
and the like stand for any word of a group: ``hurt* @self`` finds "hurting herself". Hyphens,
apostrophes left out and typographic quotes need no variants of their own: ``self harm`` also finds
"self-harm", ``didn't`` also finds "didnt", ``uncle`` also finds "uncle's".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, KeysView, Mapping, Sequence
from functools import cache
from itertools import product
from typing import Final, NamedTuple

from counsellor_desk.domain.words import Word, plain

ANY: Final = "_"
_STEM: Final = 3
_PLACE: Final = re.compile(r"[^\s|\[\]]+(?:\|[^\s|\[\]]+)*|\[[^\s|\[\]]+(?:\|[^\s|\[\]]+)*\]")
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
_GROUPS: Final = {
    "@self": "herself|himself|myself|themselves|yourself|themself|ourselves|hisself|self",
    "@their": "her|his|their|my|your|our",
    "@they": "she|he|they|i|you|we|she'd|he'd|they'd|i'd|she'll|he'll|they'll|i'll",
    "@them": "her|him|them|me|you|us",
    "@not": "not|never|don't|doesn't|didn't|can't|couldn't|won't|wouldn't|isn't|wasn't|haven't"
    "|hasn't|hadn't|no|aren't|weren't|shouldn't",
}
"""Words of one kind, which a phrase names all at once."""


class Cue(NamedTuple):
    """One phrase of a table. ``label`` is what it stands for there: a topic, a section, a verb."""

    table: str
    label: str
    phrase: str


class Hit(NamedTuple):
    """A cue found at the words ``first`` to ``last``, end exclusive."""

    first: int
    last: int
    cue: Cue


@cache
def _alternatives(place: str) -> tuple[str, ...]:
    """What may stand there; the empty word comes first where nothing has to."""
    if place.startswith("[") and place.endswith("]"):
        return ("", *_alternatives(place[1:-1]))
    words = place.split("|")
    if "[" in place or "]" in place or "" in words:
        raise ValueError(place)
    if "@" in place:
        words = [each for word in words for each in _GROUPS.get(word, word).split("|")]
    return tuple([word if word.isupper() else plain(word) for word in words])


def variants(phrase: str) -> Iterator[tuple[str, ...]]:
    """Every run of words that the phrase stands for.

    Raises:
        ValueError: a place of the phrase is written wrongly; the place itself is told.
    """
    for choice in product(*map(_alternatives, phrase.split())):
        if words := tuple(word for word in choice if word):
            yield words


_Rest = tuple[Cue, str]
"""A cue, and what has still to come of its phrase."""


def _parted(phrase: str) -> tuple[str, str]:
    """The first place of a phrase, and the others."""
    parts = phrase.split(None, 1)
    return parts[0], parts[1] if len(parts) > 1 else ""


def _may_end(phrase: str) -> bool:
    return not phrase or (phrase[0] == "[" and all(place[0] == "[" for place in phrase.split()))


class _Node:
    """Where some words have led: the ``cues`` that end here, and how others go on.

    How they go on is laid out when a note first leads here. To most places none ever does, and
    laying out all of them takes longer than reading a note.
    """

    __slots__ = ("_following", "_grown", "_rests", "cues")

    def __init__(self, rests: Sequence[_Rest]) -> None:
        self._rests = rests
        self.cues = tuple([cue for cue, phrase in rests if _may_end(phrase)])
        self._following: dict[str, list[_Rest]] | None = None
        self._grown: dict[str, _Node] = {}

    def following(self) -> dict[str, list[_Rest]]:
        """The words with which a phrase goes on from here."""
        if self._following is None:
            following: dict[str, list[_Rest]] = {}
            for cue, phrase in self._rests:
                more = phrase
                while more:
                    place, more = _parted(more)
                    rest, words = (cue, more), _alternatives(place)
                    for word in words:
                        following.setdefault(word, []).append(rest)
                    if words[0]:
                        break
            following.pop("", None)
            self._following = following
        return self._following

    def after(self, word: str) -> _Node:
        """Where a word that can follow leads."""
        node = self._grown.get(word)
        if node is None:
            node = self._grown[word] = _Node(self.following()[word])
        return node


class Lexicon:
    """Many cues as one tree of words, which grows where notes lead. Keeps no note's words.

    Raises:
        ValueError: a phrase is written wrongly, or an open ending follows fewer than three letters.
    """

    def __init__(self, cues: Iterable[Cue]) -> None:
        self._stems: dict[str, dict[str, None]] = {}
        phrases = [(cue, cue.phrase) for cue in cues]
        for place in dict.fromkeys(" ".join([phrase for _cue, phrase in phrases]).split()):
            if not _PLACE.fullmatch(place):
                raise ValueError(place)
            if "*" in place:
                self._note_stems(place)
        self._root = _Node(phrases)
        self._own: dict[str, _Opening] = {}  # of words that stand in phrases: nobody's secret

    def _note_stems(self, place: str) -> None:
        for word in _alternatives(place):
            if word.endswith("*"):
                if len(word) <= _STEM:
                    raise ValueError(word)
                self._stems.setdefault(word[:_STEM], {})[word[:-1]] = None

    def _readings(self, word: Word) -> list[str]:
        """All that this word can be in a phrase, ``_`` excepted."""
        plain_word = word.plain
        readings = [plain_word]
        if stems := self._stems.get(plain_word[:_STEM]):
            readings.extend([f"{stem}*" for stem in stems if plain_word.startswith(stem)])
        if word.written != plain_word:
            readings.append(word.written)
        if plain_word.endswith("'s") and plain_word[:-2] not in _CONTRACTED:
            readings.append(plain_word[:-2])
        return readings

    def hits(self, words: Sequence[Word]) -> list[Hit]:
        """Of every table the longest cue at each word, in reading order."""
        distinct = {word.written: word for word in words}
        own = self._own
        known = {
            written: own.get(written) or self._opening(word) for written, word in distinct.items()
        }
        openings = [known[word.written] for word in words]
        openings.append(_NOTHING)
        found: list[Hit] = []
        for first, opening in enumerate(openings):
            if not opening.front:
                continue
            options = openings[first + 1].options
            for following in opening.following:
                if not following.isdisjoint(options):
                    found.extend(_longest(opening.front, first, openings))
                    break
            else:
                found.extend([Hit(first, first + 1, cue) for cue in opening.alone])
        return found

    def _opening(self, word: Word) -> _Opening:
        options, root = self._readings(word), self._root
        opened = root.following()
        front = [root.after(option) for option in options if option in opened]
        options.append(ANY)
        if not front:
            return _Opening(options, front, (), ())
        alone = {cue.table: cue for node in front for cue in node.cues}
        following = [node.following().keys() for node in front]
        opening = _Opening(options, front, following, tuple(alone.values()))
        if word.written in opened:
            self._own[word.written] = opening
        return opening


class _Opening(NamedTuple):
    """What a word can be read as, and the phrases that it opens.

    ``following``: the words with which these go on, which most next words are not; ``alone``: the
    phrases that the word is by itself.
    """

    options: Sequence[str]
    front: list[_Node]
    following: Sequence[KeysView[str]]
    alone: Sequence[Cue]


_NOTHING: Final = _Opening((ANY,), [], (), ())


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
        options = openings[place].options if place < len(openings) - 1 else ()
        ways = [(reached, reached.following()) for reached in front]
        front = [
            reached.after(option)
            for reached, following in ways
            for option in options
            if option in following
        ]
        place += 1
    return best.values()


def cues_of(table: str, labelled: Mapping[str, Iterable[str]]) -> Iterator[Cue]:
    """The cues of one table, given as label and phrases."""
    for label, phrases in labelled.items():
        for phrase in phrases:
            yield Cue(table, label, phrase)
