"""A note taken apart: lines, sentences, clauses, each with its place in the text.

Counsellors write bullets, headings, prose, lower-case telegrams and unpunctuated dictation, all in
one note. Breaks are therefore looked for in layers, and every clause remembers what joins it to
the one before: what may be dropped alone (after a comma) differs from what may not (mid-sentence).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import Final, NamedTuple

from counsellor_desk.domain.phrases import Hit
from counsellor_desk.domain.words import Word
from counsellor_desk.drafting import lexicons

_LINE: Final = re.compile(r"[^\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_MARKER: Final = re.compile(
    r"\s*(?:(?:[-=*•–—·▪◦‣●○>~→⇒]+(?=[\s\w\"'“‘(?])"
    r"|\(?\d{1,2}[.)](?=\s)|\(?[A-Za-z]\)(?=\s)|\[[ xX]?\])\s*)?"
)
_COUNTED: Final = re.compile(r"\s*(\d{1,2})\s+(?=[A-Za-z])")
_LETTERED: Final = re.compile(r"\s*([a-z])\.\s+(?=\S)")
_ASKED: Final = re.compile(r"\s*[Qq]\d?\s?[.:)–-]\s*(?=\S)")
_ANSWERED: Final = re.compile(r"\s*(?:[Aa]|[Aa]ns(?:wer)?)\d?\s?[.:)–-]\s*(?=\S)")
_SLASHED: Final = re.compile(r"[A-Z]{1,3}(?:\+[A-Z]{1,3})?/(?=\s|$)")
_SLASHED_LINES: Final = re.compile(r"^[ \t]*[A-Z]{1,3}(?:\+[A-Z]{1,3})?/\s", re.MULTILINE)
_AGE: Final = re.compile(r"\(\d\d\)")
_QUOTED: Final = re.compile(r'"[^"\n]{1,240}"|“[^”\n]{1,240}”|‘[^’\n]{1,240}’(?!\w)')
_BREAK: Final = re.compile(
    r"(?=[^\w'\"])(?:"
    r"(?P<stop>[.!?…]+[\"'”’)\]]*(?=\s|$))"
    r"|(?P<semi>;)"
    r"|(?P<arrow>\s*(?:-+>|=+>|→)\s*)"
    r"|(?P<bracket>\([^()\n]{0,400}\)|\[[^\[\]\n]{0,400}\])"
    r"|(?P<dash>\s+[-–—]+\s+|\s*—\s*|(?<=\w)[-–]\s+|(?<=\w)–(?=\w))"
    r"|(?P<number>\s(?=\(?\d{1,2}\)\s))"
    r"|(?P<colon>:(?=\s|$))"
    r"|(?P<plus>\s+[+&]+\s+)"
    r"|(?P<comma>,(?=\s|$)))"
)


class Joint(Enum):
    """What stands between a clause and the one before it."""

    __hash__ = object.__hash__

    LINE = auto()
    STOP = auto()
    SEMI = auto()
    ARROW = auto()
    DASH = auto()
    COLON = auto()
    COMMA = auto()
    PLUS = auto()
    AND = auto()
    BRACKET = auto()
    RESUMED = auto()


_ARTICLES: Final = frozenset({"a", "the"})
_TITLES: Final = frozenset({"dr", "mr", "mrs", "ms", "prof", "rev", "st"})
_NUMBERED: Final = frozenset({"no", "nr", "rm", "sess", "s", "p"})
"""As in "no. 8": a number of its own follows."""
_ASIDE_WORDS: Final = 3
_DICTATED_CHARACTERS: Final = 120
_OPENING_WORDS: Final = 2
_CONDITION: Final = re.compile(r"\s*(?:(?:and|but|so) )?(?:if|unless)\b", re.IGNORECASE)
_CONSEQUENCE: Final = re.compile(r"\b(?:will|wo|must|should)\b|['’]ll\b", re.IGNORECASE)
_LATER_IF: Final = re.compile(r"\s(?:if|unless)\s", re.IGNORECASE)
_BOUND: Final = re.compile(
    r"(?:s?he|they|client|cl|we|i)(?:['’](?:s|re) to|['’]ll| will| (?:is|are) to)\b", re.IGNORECASE
)
_IF_WORDS: Final = 14
_CONDITION_WORDS: Final = 30
_CLAUSE_WORDS: Final = 60
_SENTENCE_WORDS: Final = 150
"""Bounds on what is read as one: text without any break must not take for ever."""
SENTENCE_ENDS: Final = frozenset({Joint.LINE, Joint.STOP, Joint.SEMI})
_JOINTS: Final = {
    "stop": Joint.STOP,
    "semi": Joint.SEMI,
    "arrow": Joint.ARROW,
    "dash": Joint.DASH,
    "number": Joint.SEMI,
    "colon": Joint.COLON,
    "plus": Joint.PLUS,
    "comma": Joint.COMMA,
}


class Line(NamedTuple):
    """A line without its bullet: ``text[start:end]``. ``after_gap``: an empty line is above.

    ``arrow``: the bullet is an arrow, which is how many write what is to be done. ``answer``: an
    "A." that stands below a "Q.".
    """

    start: int
    end: int
    bulleted: bool
    after_gap: bool
    arrow: bool
    answer: bool = False


class Clause(NamedTuple):
    """A stretch that belongs together, its words ``first`` to ``last`` (end exclusive)."""

    start: int
    end: int
    first: int
    last: int
    line: int
    sentence: int
    joint: Joint


class _Piece(NamedTuple):
    start: int
    end: int
    joint: Joint


def lines_of(text: str) -> list[Line]:
    """The lines that hold more than white space, in order."""
    lines: list[Line] = []
    counted, lettered, above, asked = 0, "", 0, False
    for found in _LINE.finditer(text):
        start, end = found.span()
        answer = _ANSWERED.match(text, start, end) if asked else None
        question = _ASKED.match(text, start, end)
        asked = question is not None
        marker = answer or question or _MARKER.match(text, start, end)
        begin = marker.end() if marker else start
        while end > begin and text[end - 1].isspace():
            end -= 1
        if begin == end:
            continue
        counted, body = _numbered(text, begin, end, counted)
        lettered, body = _lettered(text, body, end, lettered)
        bulleted = body > begin or (bool(text[start:begin].strip()) and not (answer or question))
        gap = text.count("\n", above, start) > 1
        arrow = ">" in text[start:body] or "→" in text[start:body]
        told = answer is not None
        lines.append(Line(body, end, bulleted=bulleted, after_gap=gap, arrow=arrow, answer=told))
        above = end
    return lines


def _numbered(text: str, start: int, end: int, before: int) -> tuple[int, int]:
    """Lists written "1 me - …", "2 cl - …": only in sequence, so that "4 sessions left" stays."""
    found = _COUNTED.match(text, start, end)
    if found and int(found.group(1)) == before + 1:
        following = _COUNTED.match(text[end : end + 40].lstrip())
        if before or (following and following.group(1) == "2"):
            return before + 1, found.end()
    return 0, start


def _lettered(text: str, start: int, end: int, before: str) -> tuple[str, int]:
    """Lists written "a. …", "b. …": only in sequence, so that "c. said" of a client stays."""
    found = _LETTERED.match(text, start, end)
    if found and found.group(1) == (chr(ord(before) + 1) if before else "a"):
        return found.group(1), found.end()
    if found and found.group(1) == "a":
        return "a", found.end()
    return ("", start) if found is None else (before, start)


class Segmenter:
    """Cuts one note's lines into clauses. ``joints``: hits of words that open a clause."""

    def __init__(self, text: str, words: Sequence[Word], joints: Sequence[Hit]) -> None:
        self._text = text
        self._words = words
        self._starts = [word.start for word in words]
        self._abbreviations = lexicons.abbreviations()
        self._slashed = len(_SLASHED_LINES.findall(text)) > 1
        self._openings = list(self._openings_of(joints))
        self._quoted = [found.span() for found in _QUOTED.finditer(text)]
        self._quote_starts = [start for start, _end in self._quoted]

    def _openings_of(self, joints: Sequence[Hit]) -> Iterator[tuple[int, str]]:
        """Where a clause may open, and how; not inside the words that opened the one before."""
        reached = 0
        not_after = lexicons.not_opening()
        for hit in joints:
            sure = hit.cue.label == "and"
            before = self._words[hit.first - 1].plain if hit.first else ""
            if hit.first >= reached and before not in (_ARTICLES if sure else not_after):
                yield self._words[hit.first].start, hit.cue.label
                reached = hit.last

    def clauses(self, lines: Sequence[Line]) -> list[Clause]:
        """The clauses of all lines, in order."""
        clauses: list[Clause] = []
        sentence, begun = 0, 0
        for number, line in enumerate(lines):
            for piece, first, last in self._worded(line):
                ends = piece.joint in SENTENCE_ENDS or last - begun > _SENTENCE_WORDS
                joint = piece.joint if piece.joint in SENTENCE_ENDS or not ends else Joint.STOP
                sentence += ends
                begun = first if ends else begun
                start, end = self._trimmed(piece)
                clauses.append(Clause(start, end, first, last, number, sentence, joint))
        return clauses

    def _worded(self, line: Line) -> Iterator[tuple[_Piece, int, int]]:
        """The line's pieces that hold words, with these; a wordless one hands on its ending."""
        pending = Joint.COMMA
        for piece in self._opened(list(self._pieces(line))):
            joint = pending if pending in SENTENCE_ENDS else piece.joint
            pending = joint
            first = bisect_left(self._starts, piece.start)
            last = bisect_left(self._starts, piece.end)
            for cut in range(first, last, _CLAUSE_WORDS):
                following = min(cut + _CLAUSE_WORDS, last)
                start = piece.start if cut == first else self._starts[cut]
                end = piece.end if following == last else self._words[following - 1].end
                yield _Piece(start, end, joint), cut, following
                joint = pending = Joint.COMMA

    def _trimmed(self, piece: _Piece) -> tuple[int, int]:
        start, end = piece.start, piece.end
        while self._text[start].isspace():
            start += 1
        while self._text[end - 1].isspace():
            end -= 1
        return start, end

    def _pieces(self, line: Line) -> Iterator[_Piece]:
        begin, joint = line.start, Joint.LINE
        if self._slashed and (named := _SLASHED.match(self._text, line.start, line.end)):
            yield _Piece(line.start, named.end() - 1, joint)
            begin, joint = named.end(), Joint.COLON
        for found in _BREAK.finditer(self._text, line.start, line.end):
            kind = found.lastgroup or ""
            if found.start() < begin or self._passed_over(found, kind):
                continue
            yield _Piece(begin, found.end() if kind == "stop" else found.start(), joint)
            begin = found.end()
            if kind == "bracket":
                yield _Piece(found.start(), found.end(), Joint.BRACKET)
                joint = Joint.RESUMED
            else:
                joint = _JOINTS[kind]
        yield _Piece(begin, line.end, joint)

    def _passed_over(self, found: re.Match[str], kind: str) -> bool:
        """Breaks inside quotations, after abbreviations, and asides of a word or two."""
        if self._in_quotes(found):
            return True
        if kind == "number":
            return bool(_AGE.match(self._text, found.end()))
        if kind == "stop":
            return found.group() == "." and self._abbreviated(found.start(), found.end())
        return kind == "bracket" and found.group().count(" ") < _ASIDE_WORDS - 1

    def _in_quotes(self, found: re.Match[str]) -> bool:
        place = bisect_right(self._quote_starts, found.start()) - 1
        if place < 0 or found.start() >= self._quoted[place][1]:
            return False
        closes = found.end() >= self._quoted[place][1]
        return not (closes and self._next_letter(found.end()).isupper())

    def _next_letter(self, place: int) -> str:
        return self._text[place : place + 3].lstrip()[:1]

    def _abbreviated(self, start: int, end: int) -> bool:
        """Whether the full stop at ``start`` only shortens the word before it."""
        before = bisect_left(self._starts, start) - 1
        if before < 0 or self._words[before].end != start:
            return False
        word = self._words[before]
        following = self._next_letter(end)
        if word.plain in _NUMBERED and following.isdecimal():
            return True
        if word.plain in self._abbreviations:
            if _CONDITION.match(self._text, end):
                return False
            return not following.isupper() or word.plain in _TITLES
        return len(word.plain) == 1 and word.plain.isalpha() and following.islower()

    def _opened(self, pieces: Sequence[_Piece]) -> Iterator[_Piece]:
        """Pieces cut again before words that open a clause; harder in unpunctuated dictation."""
        characters = sum(piece.end - piece.start for piece in pieces)
        dictated = characters > _DICTATED_CHARACTERS * len(pieces)
        sentence = 0
        for piece in pieces:
            begin, joint = piece.start, piece.joint
            sentence = begin if joint in SENTENCE_ENDS else sentence
            if joint is not Joint.BRACKET:
                low = bisect_right(self._openings, (piece.start, "~"))
                high = bisect_left(self._openings, (piece.end, ""))
                for place, label in self._openings[low:high]:
                    opens = dictated or label == "and"
                    if opens and self._apart(begin, place) and not self._quotes(place):
                        condition = self._condition_before(max(begin, sentence), place)
                        if condition > begin:
                            yield _Piece(begin, condition, joint)
                            begin, joint, sentence = condition, Joint.STOP, condition
                        yield _Piece(begin, place, joint)
                        begin, joint = place, self._joint(label, sentence, place)
                        sentence = place if joint is Joint.STOP else sentence
            yield _Piece(begin, piece.end, joint)

    def _condition_before(self, begin: int, place: int) -> int:
        """Where the "if" stands whose consequence begins at ``place``; -1 where none does.

        As in "signed for it if the thoughts come back he's to ring": the "if" looks ahead.
        """
        if not _BOUND.match(self._text, place):
            return -1
        stretch = self._text[begin:place]
        found = max((each.start() for each in _LATER_IF.finditer(stretch)), default=-1)
        near = found > 0 and stretch.count(" ", found) <= _IF_WORDS
        return begin + found + 1 if near and not _CONSEQUENCE.search(stretch, found) else -1

    def _joint(self, label: str, sentence: int, place: int) -> Joint:
        """An "if" keeps its sentence open until what follows from it is said."""
        if label == "and":
            return Joint.AND
        near = self._text.count(" ", sentence, place) <= _CONDITION_WORDS
        awaited = near and _CONDITION.match(self._text, sentence, place)
        if awaited and not _CONSEQUENCE.search(self._text, sentence, place):
            return Joint.COMMA
        return Joint.STOP

    def _apart(self, begin: int, place: int) -> bool:
        """Whether enough stands before the opening word: "and then she" opens once."""
        return place > begin and self._text.count(" ", begin, place) >= _OPENING_WORDS

    def quoted_words(self) -> frozenset[int]:
        """The numbers of the words inside quotation marks."""
        return frozenset(
            number
            for start, end in self._quoted
            for number in range(bisect_left(self._starts, start), bisect_left(self._starts, end))
        )

    def _quotes(self, place: int) -> bool:
        quote = bisect_right(self._quote_starts, place) - 1
        return quote >= 0 and place < self._quoted[quote][1]
