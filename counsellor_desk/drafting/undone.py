"""What has the form of a commitment and is nothing to be done: vague, turned down, or a session."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from counsellor_desk.drafting.commitments import Action
from counsellor_desk.drafting.due import Dues
from counsellor_desk.drafting.parsed import ParsedNote

_REFUSALS: Final = frozenset({"no", "declined", "refused", "not", "nope", "didn't", "doesn't"})
_LEFT_OPEN: Final = frozenset({"see", "do", "go", "come", "start", "stop", "change", "wait"})
_OF_SAFETY: Final = frozenset(
    {"safety", "protective factors", "child at risk", "risk", "means", "self-harm"}
    | {"substance risk", "eating and physical risk", "adult at risk", "suicide plan"}
)


class Undone:
    """Answers for one note."""

    def __init__(self, note: ParsedNote, dues: Dues) -> None:
        self._note = note
        self._dues = dues

    def not_to_do(self, action: Action, sentence: Sequence[int]) -> bool:
        """Whether what looks like an action is none."""
        return (
            self._vague(action, sentence)
            or self._meets_again(action, sentence)
            or self._turned_down(action, sentence)
            or self._a_risk(action)
        )

    def _vague(self, action: Action, sentence: Sequence[int]) -> bool:
        """As in "said I'd ask about that": nothing is named, and no day."""
        last = self._note.clauses[sentence[-1]].last
        objects = action.verb + 1
        if objects < last and self._note.words[objects].plain in {"about", "of", "to", "over"}:
            objects += 1
        if objects >= last and self._note.words[action.verb].plain in _LEFT_OPEN:
            return self._dues.of(action.first, last) is None
        if objects >= last or self._note.words[objects].plain not in {"that", "it", "this", "so"}:
            return False
        if self._note.clause_of(action.first) > sentence[0]:
            return False
        ends = objects + 1 >= last or self._note.words[objects + 1].plain in {"and", "but", "if"}
        return ends and self._dues.of(action.verb, last) is None

    def _a_risk(self, action: Action) -> bool:
        """As in "he'll do something stupid": what is feared, and no task."""
        clause = self._note.clause_of(action.verb)
        return any(
            hit.first <= action.verb < hit.last and hit.cue.label not in _OF_SAFETY
            for number in {clause, max(0, clause - 1)}
            for hit in self._note.hits(number, "risk.topic")
        )

    def _turned_down(self, action: Action, sentence: Sequence[int]) -> bool:
        """As in "I offered to sit with him while he rang and he said no"."""
        offered = any(
            self._note.words[n].plain == "offered" for n in range(action.first, action.verb)
        )
        end = self._note.clauses[sentence[-1]].last
        return offered and any(
            self._note.words[n].plain in _REFUSALS for n in range(action.verb + 1, end)
        )

    def _meets_again(self, action: Action, sentence: Sequence[int]) -> bool:
        """As in "we meet again on Tuesday": the next session, and nothing to be done."""
        return any(
            hit.cue.label == "next" and hit.first <= action.verb < hit.last
            for hit in self._note.sentence_hits(sentence, "sections.next_session")
        )
