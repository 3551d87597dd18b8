"""Places that identify: towns, streets, surgeries, schools. The record writes "…" for them.

Found by what stands beside a capital ("in", "at", a clinic or an office behind it, HMP before it),
and by a list of towns; in lower case only by the list, after a word that a place follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from counsellor_desk.domain.drafts import Replacement, Span
from counsellor_desk.domain.words import NoteText, Word
from counsellor_desk.identity import lists
from counsellor_desk.identity.names import bare, looks_like_name, name_end
from counsellor_desk.identity.spelling import folded

LEFT_OUT: Final = "…"
_BEFORE: Final = frozenset({"in", "at", "near", "nr", "outside", "around", "hmp", "hmyoi", "yoi"})
_BEFORE_LOWER: Final = frozenset({"in", "from", "near", "to", "at"})
_SIGN: Final = "@"
_LONGEST: Final = 4
_SAINTS: Final = frozenset({"st", "saint", "llan", "ysgol"})
_HOUSES: Final = frozenset(
    {"clinic", "surgery", "hospital", "infirmary", "hospice", "prison", "school", "academy"}
    | {"college", "university", "practice", "office", "hall", "house", "hse", "centre", "center"}
    | {"church", "chapel", "mosque", "temple", "gurdwara", "road", "rd", "street", "avenue"}
    | {"lane", "terrace", "crescent", "estate", "library", "hub", "hostel", "nursery", "ward"}
    | {"wing", "lodge", "barracks", "pub", "hotel", "gym", "beach", "mosque"}
)
_NAMED_HOUSES: Final = (
    _HOUSES
    | {"park", "court", "close", "high", "primary", "farm", "inn", "arms", "crag", "hill", "moor"}
    | {"bay", "bridge", "island", "pier", "quay", "harbour", "square", "gardens", "way", "mount"}
    | {"green", "fell", "loch", "glen", "cross", "station"}
)
"""With a capital of their own: "Gorse Park", but "car park"."""
_STREETS: Final = frozenset({"lane", "road", "street", "avenue", "hill", "park", "green"})
_NO_STREET: Final = frozenset(
    {"the", "a", "an", "this", "that", "our", "her", "his", "car", "high"}
)
_OPENS_SENTENCE: Final = re.compile(r"[.!?:\n]|^$")


class Places:
    """Finds places in one note. ``people``: plain words that are somebody's name there."""

    def __init__(self, note: NoteText, capitals: Sequence[int], people: frozenset[str]) -> None:
        self._text, self._words = note.text, note.words
        self._capitals = capitals
        self._people = people

    def replacements(self) -> Iterator[Replacement]:
        """Every place, "…" instead."""
        found = list(self._with_capitals())
        yield from (self._left_out(first, last) for first, last in found)
        yield from self._once_more(found)
        yield from self._in_lower_case()
        yield from self._streets()

    def _with_capitals(self) -> Iterator[tuple[int, int]]:
        reached = 0
        for at in self._capitals:
            last = self._end(at) if at >= reached else at
            if last > at:
                reached = last
                yield at, last

    def _once_more(self, found: Sequence[tuple[int, int]]) -> Iterator[Replacement]:
        """What is a place once is one elsewhere: "the flat in Acton … she goes to Acton"."""
        named = {bare(self._words[at]) for at, last in found if last == at + 1} - lists.names()
        already = {at for at, _last in found}
        for at in self._capitals:
            word = self._words[at]
            if at not in already and bare(word) in named and looks_like_name(word):
                yield self._left_out(at, at + 1)

    def _end(self, at: int) -> int:
        """The index after a place that begins at ``at``; ``at`` itself where there is none."""
        saint = self._words[at].plain in _SAINTS
        last = self._run(at + saint)
        if last == at + saint:
            return at
        possessive = self._words[last - 1].plain.endswith("'s")
        follows = self._words[last].plain if self._beside(last) else ""
        housed = follows in _HOUSES
        housed = housed and not self._opens_a_sentence(at)
        named = last - at > 1 + saint and self._words[last - 1].plain in _NAMED_HOUSES
        if possessive and not saint:
            return at
        listed = self._listed(at, last)
        if saint or housed or named or listed or self._introduced(at):
            return last - 1 if named else last
        return at

    def _run(self, first: int) -> int:
        last = first
        while last < len(self._words) and last - first < _LONGEST and self._may_be_part(last):
            if last > first and not self._beside(last):
                break
            last += 1
            if self._words[last - 1].plain.endswith("'s"):
                break
        return last

    def _may_be_part(self, at: int) -> bool:
        word = self._words[at]
        plain = bare(word)
        if plain in self._people or plain in lists.kept_places():
            return False
        capital = word.written[0].isupper()
        shouted = capital and len(plain) > 3 and folded(plain) in lists.places()
        return looks_like_name(word) or shouted or (capital and plain in _NAMED_HOUSES)

    def _beside(self, at: int) -> bool:
        if not 0 < at < len(self._words):
            return False
        return self._text[self._words[at - 1].end : self._words[at].start] in {" ", "-"}

    def _opens_a_sentence(self, at: int) -> bool:
        gap = self._text[self._words[at - 1].end : self._words[at].start] if at else ""
        return bool(_OPENS_SENTENCE.search(gap))

    def _introduced(self, at: int) -> bool:
        start = self._words[at].start
        if self._text[max(0, start - 2) : start].strip() == _SIGN:
            return True
        before = self._words[at - 1].plain if self._beside(at) else ""
        return before in _BEFORE

    def _listed(self, at: int, last: int) -> bool:
        """A town that is nobody's name, wherever it stands."""
        run = " ".join(folded(bare(word)) for word in self._words[at:last])
        first = folded(bare(self._words[at]))
        sole = first in lists.places() and first not in lists.names()
        follows = self._words[last].plain if self._beside(last) else ""
        roomed = first in lists.places() and follows in _NAMED_HOUSES | {"room", "branch"}
        return (last - at > 1 and run in lists.places()) or (last - at == 1 and (sole or roomed))

    def _in_lower_case(self) -> Iterator[Replacement]:
        for at in range(1, len(self._words)):
            if self._words[at - 1].plain in _BEFORE_LOWER and self._beside(at):
                plain = folded(bare(self._words[at]))
                town = self._words[at].written[0].islower() and plain in lists.places()
                person = plain in lists.names() and self._words[at - 1].plain != "in"
                if town and not person and plain not in self._people:
                    yield self._left_out(at, at + 1)

    def _streets(self) -> Iterator[Replacement]:
        """In lower case a street only before what stands in it: "marsh lane surgery"."""
        for at in range(1, len(self._words) - 1):
            if self._words[at].plain in _STREETS and self._words[at + 1].plain in _HOUSES:
                named = self._words[at - 1].written.islower() and self._beside(at)
                if named and self._words[at - 1].plain not in _NO_STREET and self._beside(at + 1):
                    yield self._left_out(at - 1, at + 1)

    def _left_out(self, first: int, last: int) -> Replacement:
        end: Word = self._words[last - 1]
        saint = self._words[first].plain in _SAINTS
        span = Span(self._words[first].start, end.end if saint else name_end(end))
        return Replacement(span=span, text=LEFT_OUT, who=None)
