"""What only comments on a line that must be kept: a reason, what somebody did meanwhile.

A risk statement and an agreed action are kept whole, but for what trails them and holds neither a
cue nor a day, a number, a condition, a quotation or a denial: "because her mother was asleep".
"""

from __future__ import annotations

from typing import Final

from counsellor_desk.domain.summaries import Section
from counsellor_desk.drafting.due import Dues
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.passages import Passage
from counsellor_desk.drafting.risk import Risks

_COMMENTS: Final = frozenset(
    {"because", "bc", "cos", "as", "since", "which", "who", "whose", "although", "though", "so"}
)
_TELLS: Final = frozenset({"themes.weight", "themes.less", "themes.detail"})
_TURNS: Final = frozenset(
    {"no", "not", "nor", "never", "nothing", "none", "nobody", "without", "unless", "until", "only"}
    | {"except", "cannot", "or", "instead", "rather", "yes", "if", "stopped", "refused", "declined"}
)
_ACTS: Final = frozenset({"actions.if", "actions.agreed", "actions.will", "actions.declined"})
_TURNING: Final = frozenset({"risk.before", "risk.after"})
_FEWEST: Final = 3


class Trailing:
    """Finds where the comment on a passage of one note begins."""

    def __init__(self, note: ParsedNote, risks: Risks, dues: Dues) -> None:
        self._note = note
        self._risks = risks
        self._dues = dues

    def begins(self, passage: Passage) -> int:
        """The number of the first of the clauses that only comment; without any, one too many."""
        end = number = len(passage.clauses)
        while number > 1 and self._adds_nothing(passage, passage.clauses[number - 1]):
            number -= 1
            if self._comments(passage, passage.clauses[number]):
                end = number
        return end

    def _adds_nothing(self, passage: Passage, clause: int) -> bool:
        place = self._note.clauses[clause]
        words = range(max(place.first, passage.first), min(place.last, passage.last))
        if len(words) < _FEWEST or self._risks.cues[clause] or self._turns(words):
            return False
        if not self._note.numbers.isdisjoint(words) or not self._note.quoted.isdisjoint(words):
            return False
        if passage.action is not None and passage.action.verb >= words.start:
            return False
        return not (
            self._note.shows(clause, _TURNING if passage.section is Section.RISK else _ACTS)
            or self._dues.of(words.start, words.stop) is not None
        )

    def _turns(self, words: range) -> bool:
        plain = (self._note.words[number].plain for number in words)
        return any(word in _TURNS or word.endswith("n't") for word in plain)

    def _comments(self, passage: Passage, clause: int) -> bool:
        """A reason or circumstance, or what somebody said or did then."""
        place = self._note.clauses[clause]
        begins = place.first + (self._note.words[place.first].plain in {"and", "but"})
        if self._note.words[place.first].plain in _COMMENTS:
            return True
        told = self._note.shows(clause, _TELLS) and begins in self._note.people
        return told and passage.section is Section.ACTIONS
