"""Which parts of a long note are kept: those likeliest to matter for the words that they cost.

Short notes are already terse and keep everything, shorthand written out; long ones are cut to a
band. Bands after what careful counsellors keep: all under 200 words, three quarters up to 500, two
fifths above. Session, risk, actions and next session are kept whatever their weight.

What matters was learnt from our own labelled notes (``tests/drafting/corpus/tuning``) by logistic
regression, and rounded: numbers, days, changes, people who are new and work done speak for a part;
scenes, replies, hedges and what only goes on with another part speak against it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import exp, log
from typing import Final, NamedTuple

from counsellor_desk.domain.phrases import Hit
from counsellor_desk.domain.summaries import OwnerKind, Section
from counsellor_desk.drafting import lexicons
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.passages import Passage
from counsellor_desk.drafting.segments import Joint

WEIGHTS: Final = {
    "base": -2.78,
    "terms": 0.22,
    "number": 0.94,
    "day": 0.48,
    "measured": 0.86,
    "central": 0.22,
    "symptom": 0.82,
    "still": 0.25,
    "feeling": -0.33,
    "standing": 0.21,
    "denied": 0.37,
    "somebody new": 0.54,
    "work": 0.96,
    "quoted": 0.67,
    "listed": 0.52,
    "declined": 0.98,
    "setting": -1.00,
    "scene": -1.06,
    "reply": 0.05,
    "goes on": -0.19,
    "hangs": 0.16,
    "opens": 0.13,
    "bare": -0.04,
    "heading": -1.25,
    "alone": 0.04,
    "counsellor's": -0.38,
    "pronoun": -0.37,
    "length": 0.43,
    "familiar": -0.46,
    "aside": -0.52,
    "remark": -0.42,
    "of oneself": -0.32,
    "late": 0.14,
    "single": -0.77,
    "joined": -1.03,
    "asks": -1.37,
    "you": -0.59,
}
"""What each feature adds to the log-odds that a part is essential."""
_LESS: Final = ("setting", "scene", "reply")
_MORE: Final = ("measured", "central", "symptom", "day", "still", "standing", "denied", "feeling")
_LABELS: Final = frozenset(_LESS + _MORE)
_ALSO_VERBS: Final = frozenset({"sat", "sun", "wed"})
_TABLES: Final = ("themes.weight", "themes.detail", "themes.less")
_GOES_ON: Final = frozenset({"and", "but", "so", "or", "though", "although"})
_HANGS: Final = frozenset(
    {"that", "who", "whom", "which", "because", "bc", "cos", "as", "when", "while", "until"}
    | {"since", "if", "where", "how", "what"}
)
_SHOWN: Final = {
    "work": frozenset({"sections.interventions"}),
    "declined": frozenset({"actions.declined"}),
    "aside": frozenset({"chat.chat", "chat.everyday", "chat.around", "chat.own"}),
    "remark": frozenset({"tone.remark", "tone.perhaps"}),
}
_ONESELF: Final = frozenset({"me", "my", "mine", "myself"})
_YOU: Final = frozenset({"you", "your", "yours", "yourself", "you're", "you've"})
_JOINED: Final = frozenset({Joint.COMMA, Joint.AND})
_CLOSING: Final = " \"'”’)"
_BARE: Final = 2
_HEADING: Final = 2
_REPLY: Final = 7
_SHORTEST_TERM: Final = 3


class Band(NamedTuple):
    """Notes of up to ``words`` words keep that share of them."""

    words: int
    share: float


BANDS: Final = (Band(199, 1.1), Band(499, 0.747), Band(10**9, 0.416))


def share_for(words: int) -> float:
    """How much of a note of so many words its draft may keep."""
    return next(band.share for band in BANDS if words <= band.words)


class Ranking:
    """Weighs the passages of one note."""

    def __init__(self, note: ParsedNote, passages: Sequence[Passage]) -> None:
        self._note = note
        frequent = lexicons.frequent()
        self._terms = [
            {
                word.plain
                for word in note.words[passage.first : passage.last]
                if word.plain not in frequent and len(word.plain) >= _SHORTEST_TERM
            }
            for passage in passages
        ]
        self._new = self._first_named(passages)
        self._shared = Counter(term for terms in self._terms for term in terms)

    def _first_named(self, passages: Sequence[Passage]) -> frozenset[int]:
        """The passages in which somebody is named for the first time."""
        seen = set[str]()
        found = set[int]()
        for number, passage in enumerate(passages):
            for word in range(passage.first, passage.last):
                person = self._note.people.get(word)
                owner = person.owner if person else None
                if owner and owner.kind is OwnerKind.OTHER and owner.who not in seen:
                    seen.add(owner.who)
                    found.add(number)
        return frozenset(found)

    def likelihood(self, number: int, passage: Passage) -> float:
        """How likely the passage is to hold something essential, 0 to 1."""
        odds = 0.0
        for name, value in self.features(number, passage).items():
            odds += WEIGHTS[name] * value
        return 1 / (1 + exp(-odds))

    def features(self, number: int, passage: Passage) -> dict[str, float]:
        """What speaks for and against the passage, each from nothing to about one."""
        words = range(passage.first, passage.last)
        opening = self._note.words[passage.first].plain
        found: dict[str, float] = dict.fromkeys(self._labels(passage), 1)
        found["base"] = 1
        found["terms"] = len(self._terms[number])
        found["length"] = log(len(words) or 1)
        found["number"] = not self._note.numbers.isdisjoint(words)
        found["quoted"] = not self._note.quoted.isdisjoint(words)
        found["goes on"] = opening in _GOES_ON
        found["hangs"] = opening in _HANGS
        found["somebody new"] = number in self._new
        clause = self._note.clauses[passage.clauses[0]]
        before = self._note.clauses[passage.clauses[0] - 1] if passage.clauses[0] else None
        found["opens"] = before is None or before.line != clause.line
        found["alone"] = passage.whole and len(words) > _BARE
        found["bare"] = len(words) <= _BARE
        found["single"] = len(words) == 1
        found["joined"] = clause.joint in _JOINED
        found["asks"] = self._asks(passage)
        found["you"] = any(self._note.words[number].plain in _YOU for number in words)
        above = number < _HEADING and passage.section is Section.OBSERVED
        found["heading"] = above and found["number"]
        if len(words) > _REPLY:
            found.pop("reply", None)
        found["listed"] = self._note.lines[clause.line].bulleted
        found["late"] = passage.first / len(self._note.words)
        found["of oneself"] = self._of_oneself(words)
        found["familiar"] = self._familiar(number)
        found |= self._subject(passage)
        return found

    def _labels(self, passage: Passage) -> Iterator[str]:
        """The labels of the passage's cues."""
        for clause in passage.clauses:
            for table in _TABLES:
                for hit in self._note.hits(clause, table):
                    inside = passage.first <= hit.first < passage.last
                    if inside and hit.cue.label in _LABELS and not self._is_verb(hit, passage):
                        yield hit.cue.label
            for name, tables in _SHOWN.items():
                if self._note.shows(clause, tables):
                    yield name

    def _of_oneself(self, words: range) -> bool:
        """Whether the counsellor says "me" or "my" in it."""
        return any(
            self._note.words[number].plain in _ONESELF and not self._note.said_in_quotes(number)
            for number in words
        )

    def _asks(self, passage: Passage) -> bool:
        """Whether it ends as a question: what matters is the answer."""
        end = self._note.words[passage.last - 1].end
        return self._note.text[end : end + 2].strip(_CLOSING).startswith("?")

    def _is_verb(self, hit: Hit, passage: Passage) -> bool:
        """As in "he sat" and "they wed": days are written with a capital."""
        word = self._note.words[hit.first]
        named = word.written[0].isupper() and hit.first > passage.first
        return hit.cue.label == "day" and word.plain in _ALSO_VERBS and not named

    def _subject(self, passage: Passage) -> dict[str, float]:
        person = self._note.people.get(passage.first)
        if person is None:
            return {}
        if person.owner is None:
            return {"pronoun": 1}
        return {"counsellor's": person.owner.kind is OwnerKind.COUNSELLOR}

    def _familiar(self, number: int) -> float:
        """How many of its terms come elsewhere in the note too."""
        terms = self._terms[number]
        return sum(self._shared[term] > 1 for term in terms) / (len(terms) + 2)
