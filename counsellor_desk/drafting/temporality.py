"""Which words of a note put a risk into the past: a year, an age, a month that is over.

After ConText's "temporality" (Harkema et al. 2009). "None since" puts what it follows into the
past; "no thoughts since Christmas" says that they were there before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from counsellor_desk.drafting.parsed import ParsedNote

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_AGED: Final = frozenset({"at", "aged", "age"})
_MONTHS: Final = (
    ("jan", "january"),
    ("feb", "february"),
    ("mar", "march"),
    ("apr", "april"),
    ("may",),
    ("jun", "june"),
    ("jul", "july"),
    ("aug", "august"),
    ("sep", "sept", "september"),
    ("oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
_MONTH_OF: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_ALSO_WORDS: Final = frozenset({"may", "march", "mar"})
_LONG_AGO: Final = 9
_SEASONS: Final = frozenset({"winter", "spring", "summer", "autumn"})
_BESIDE_SEASONS: Final = frozenset({"after", "before", "he", "she", "they", "when"})
_LASTING: Final = frozenset({"since", "now", "still", "today", "tonight", "again", "lately"})
_FEASTS: Final = frozenset({"easter", "christmas", "xmas"})
_AT: Final = frozenset({"at", "over", "around", "last"})
_STILL_TO_COME: Final = frozenset({"by", "until", "till", "before", "next", "this", "since", "to"})
_NONE: Final = frozenset({"not", "none", "nil", "nothing", "never", "no", "nowt"})
_NOT: Final = frozenset({"not", "never", "no"})
_NOW: Final = frozenset({"now", "current", "currently", "recent", "recently", "today", "since"})
_LAST_TIME: Final = frozenset({"then", "last", "we", "she", "he", "they", "our", "i"})
_SINCE_WITHIN: Final = 9
_BEFORE: Final = 8
_AFTER: Final = 5


class Temporality:
    """Answers for one note of a session on ``when``."""

    def __init__(self, note: ParsedNote, when: date) -> None:
        self._note = note
        self._when = when

    def past_time(self, first: int, last: int) -> bool:
        """Whether a time that is over is named among those words."""
        numbers = range(first, min(last, len(self._note.words)))
        return any(
            self._year(n) or self._age(n) or self._month(n) or self._season(n) for n in numbers
        )

    def only_then(self, first: int, last: int) -> bool:
        """Whether all that is said lies in a time that is over: "yes, most nights in June"."""
        words = {self._word(n) for n in range(first, last)}
        return self.past_time(first, last) and words.isdisjoint(_LASTING)

    def _word(self, number: int) -> str:
        return self._note.words[number].plain if 0 <= number < len(self._note.words) else ""

    def _year(self, number: int) -> bool:
        written = self._note.words[number].written
        if len(written) == 2 and written.isdecimal() and self._quoted(number):
            return True
        return bool(_YEAR.fullmatch(written)) and int(written) < self._when.year

    def _quoted(self, number: int) -> bool:
        """As in "'84"."""
        start = self._note.words[number].start
        return start > 0 and self._note.text[start - 1] in "'’"

    def _age(self, number: int) -> bool:
        written = self._note.words[number].written
        return written.isdecimal() and len(written) == 2 and self._word(number - 1) in _AGED

    def _month(self, number: int) -> bool:
        """A month by itself, other than the session's: "in December", "last june"."""
        if self._word(number) in _FEASTS:
            return self._word(number - 1) in _AT
        month = _MONTH_OF.get(self._word(number))
        if month is None or not 0 < (self._when.month - month) % 12 <= _LONG_AGO:
            return False
        word, before = self._note.words[number], self._word(number - 1)
        sure = word.plain not in _ALSO_WORDS or (word.written[0].isupper() and before == "in")
        return sure and before not in _STILL_TO_COME

    def _season(self, number: int) -> bool:
        """As in "last winter", "the summer after he died"."""
        if self._word(number) not in _SEASONS:
            return False
        before, behind = self._word(number - 1), self._word(number + 1)
        return before == "last" or (before in {"the", "that"} and behind in _BESIDE_SEASONS)

    def none_since(self, last: int, sentence: Sequence[int]) -> bool:
        """As in "scratched her arms in 1st yr, none since"."""
        end = min(self._note.clauses[sentence[-1]].last, last + _SINCE_WITHIN)
        return any(
            self._word(n) in _NONE and self._word(n + 1) == "since" for n in range(last, end)
        )

    def none_now(self, last: int, sentence: Sequence[int]) -> bool:
        """As in "self-harm in her teens, none now"."""
        end = min(self._note.clauses[sentence[-1]].last, last + _SINCE_WITHIN)
        return any(self._word(n) in _NONE and self._word(n + 1) in _NOW for n in range(last, end))

    def not_since(self, first: int, last: int, sentence: Sequence[int]) -> bool:
        """As in "has not had the thoughts since Christmas": they were there before."""
        begin = self._note.clauses[sentence[0]].first
        words = [self._word(n) for n in range(max(begin, first - _BEFORE), first)]
        denied = any(word.endswith("n't") or word in _NOT for word in words)
        end = min(self._note.clauses[self._note.clause_of(last - 1)].last, last + _AFTER)
        return denied and any(
            self._word(n) == "since" and self._word(n + 1) not in _LAST_TIME
            for n in range(last, end - 1)
        )
