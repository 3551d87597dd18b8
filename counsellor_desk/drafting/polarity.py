"""What a note says about a risk word: there, denied, past, someone else's, not asked, unclear.

Scoped modifiers after NegEx and ConText (Chapman et al. 2001; Harkema et al. 2009): about eight
words before the cue and five after it, never past "but", "which", "because" or a sentence's end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Final

from counsellor_desk.domain.drafts import Polarity
from counsellor_desk.domain.phrases import Hit
from counsellor_desk.drafting.experiencer import Experiencers
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.safety import Safety
from counsellor_desk.drafting.segments import Joint
from counsellor_desk.drafting.temporality import Temporality

_BEFORE: Final = 8
_AFTER: Final = 5
_BEFORE_IN_TIME: Final = 14
_AFTER_IN_TIME: Final = 9
_TIME: Final = frozenset({"historical", "hypothetical", "not_assessed"})
_ANSWER: Final = 13
_DOUBT: Final = "uncertain"
_LIST_WORDS: Final = 5
_LIST_LENGTH: Final = 8
_OR: Final = frozenset({"or", "nor"})
_LISTED: Final = frozenset({Joint.COMMA, Joint.PLUS, Joint.AND})
_TITLED: Final = frozenset({Joint.COLON, Joint.DASH})
_NAMED_AFTER: Final = frozenset(
    {Joint.DASH, Joint.COLON, Joint.COMMA, Joint.BRACKET, Joint.RESUMED}
)
_LASTING: Final = frozenset(
    {"daily", "last", "most", "some", "sometimes", "fleeting", "passive", "active", "ongoing"}
    | {"occasional"}
    | {"current", "currently", "frequent", "still", "again", "now", "increasing", "worse", "yes"}
)
_SET_APART: Final = frozenset({Joint.COMMA, Joint.COLON, Joint.DASH})
_WHEN_WORDS: Final = 6
_MODIFIER_WORDS: Final = 2
_MEANS: Final = frozenset({"means", "overdose"})
_DONE_TO_CLIENT: Final = frozenset(
    {"domestic abuse", "harm from others", "abuse", "fear of somebody"}
)
_SURE: Final = frozenset({Polarity.DENIED, Polarity.OTHER_PERSON})
_PAST_OR_NOT: Final = frozenset({Polarity.DENIED, Polarity.HISTORICAL, Polarity.UNCERTAIN})
_ORDER: Final = (
    Polarity.NOT_ASSESSED,
    Polarity.OTHER_PERSON,
    Polarity.DENIED,
    Polarity.HISTORICAL,
    Polarity.UNCERTAIN,
    Polarity.HYPOTHETICAL,
)
_LABELS: Final = {polarity.value: polarity for polarity in _ORDER} | {
    "denied_last": Polarity.DENIED
}


class Polarities:
    """Judges the cues of one note. ``when``: the day of the session."""

    def __init__(self, note: ParsedNote, when: date, cues: Iterable[Hit]) -> None:
        self._note = note
        self._times = Temporality(note, when)
        self._people = Experiencers(note)
        self._safety = Safety(note)
        self._cue_words = {n for cue in cues for n in range(cue.first, cue.last)}

    def of(self, hit: Hit, sentence: Sequence[int]) -> Polarity | None:
        """What the sentence says about the cue; ``None``: nothing that turns it."""
        first, last = hit.first, hit.last
        before = set(self._before(first, sentence))
        found = {*before, *self._after(last, sentence), *self._within(first, last, sentence)}
        if self._safety.spoken_of(hit):
            if self._safety.is_missing(first) and before <= _SURE:
                return Polarity.AFFIRMED
            found.add(Polarity.DENIED)
        if Polarity.HISTORICAL in found and self._times.none_now(last, sentence):
            found.discard(Polarity.DENIED)
        if self._somebody_else(hit, sentence):
            found.add(Polarity.OTHER_PERSON)
        if self._queried(first):
            found.add(Polarity.UNCERTAIN)
        if hit.cue.label in _MEANS and self._safety.gave_up(hit, sentence):
            found.add(Polarity.DENIED)
        if found <= _PAST_OR_NOT and self._over(hit, sentence, denied=Polarity.DENIED in found):
            return Polarity.HISTORICAL
        return next((polarity for polarity in _ORDER if polarity in found), None)

    def _over(self, hit: Hit, sentence: Sequence[int], *, denied: bool) -> bool:
        none_since = self._times.none_since(hit.last, sentence)
        return none_since or (denied and self._times.not_since(hit.first, hit.last, sentence))

    def _somebody_else(self, hit: Hit, sentence: Sequence[int]) -> bool:
        """What others do to the client is the client's; what befalls others is theirs."""
        if hit.cue.label in _DONE_TO_CLIENT:
            befalls = self._people.befalls_other(hit.first, hit.last)
            return befalls and not self._people.done_by_client(hit.first)
        return self._people.somebody_else(hit.first, sentence)

    def of_answer(self, sentence: Sequence[int], first: int) -> Polarity | None:
        """What an answer that begins at ``first`` says, by the first word that turns it."""
        last = min(first + _ANSWER, self._note.clauses[sentence[-1]].last)
        if self._times.none_since(first, sentence):
            return Polarity.HISTORICAL
        last = min([last, *(end.first for end in self._ends(sentence) if end.first > first)])
        hits = [
            hit
            for table in ("risk.before", "risk.after")
            for hit in self._note.sentence_hits(sentence, table)
            if first <= hit.first < last
            and not self._cancelled(hit, sentence)
            and not self._asks_on(hit)
        ]
        turning = min(hits, key=lambda hit: (hit.first, -hit.last), default=None)
        yes = [
            h.first for h in self._note.sentence_hits(sentence, "risk.answered") if h.first >= first
        ]
        if yes and min(yes) <= (turning.first if turning else last):
            end = self._note.clauses[sentence[-1]].last
            over = self._times.only_then(first, end)
            return Polarity.HISTORICAL if over else Polarity.AFFIRMED
        return _LABELS[turning.cue.label] if turning else None

    def _within(self, first: int, last: int, sentence: Sequence[int]) -> Iterator[Polarity]:
        for hit in self._note.sentence_hits(sentence, "risk.within"):
            if first <= hit.first and hit.last <= last:
                yield _LABELS[hit.cue.label]

    def _before(self, first: int, sentence: Sequence[int]) -> Iterator[Polarity]:
        near = self._reach_back(first, sentence, _BEFORE)
        far = self._reach_back(first, sentence, _BEFORE_IN_TIME)
        for hit in self._note.sentence_hits(sentence, "risk.before"):
            start = far if hit.cue.label in _TIME else near
            if start <= hit.first and hit.last <= first and not self._cancelled(hit, sentence):
                yield _LABELS[hit.cue.label]
        if self._times.past_time(min(far, self._when_said(first, sentence)), first):
            yield Polarity.HISTORICAL

    def _reach_back(self, first: int, sentence: Sequence[int], reach: int) -> int:
        """The first word from which a modifier still reaches the cue."""
        limit = max(self._note.clauses[sentence[0]].first, first - reach)
        limit = max([limit, *(end.last for end in self._ends(sentence) if end.last <= first)])
        clause = self._note.clause_of(first)
        while clause > sentence[0] and self._note.clauses[clause].first > limit:
            if not self._goes_on(clause):
                return self._note.clauses[clause].first
            clause -= 1
        return limit

    def _when_said(self, first: int, sentence: Sequence[int]) -> int:
        """Back over clauses that only say when: "2017, after redundancy, handful of tablets"."""
        clause = self._note.clause_of(first)
        while clause > sentence[0] and self._note.clauses[clause].joint in _SET_APART:
            before = self._note.clauses[clause - 1]
            if before.last - before.first > _WHEN_WORDS or self._has_cue(clause - 1):
                break
            clause -= 1
        return max(self._note.clauses[clause].first, first - _BEFORE_IN_TIME)

    def _goes_on(self, clause: int) -> bool:
        """Whether a negation goes on over the clause's beginning: "no SI, DSH or plans"."""
        place = self._note.clauses[clause]
        if self._note.words[place.first].plain in {"who", "that", "which"}:
            return True
        if place.joint in _TITLED and self._only_modifies(clause - 1):
            return True
        if place.joint not in _LISTED:
            return place.joint in {Joint.BRACKET, Joint.RESUMED}
        words = {self._note.words[n].plain for n in range(place.first, place.last)}
        short = place.last - place.first <= _LIST_WORDS
        if not short or words & _LASTING or place.first in self._note.people:
            return False
        before = self._note.clauses[clause - 1]
        of_risk = any(n in self._cue_words for n in range(before.first, before.last))
        return of_risk or self._in_list(clause)

    def _only_modifies(self, clause: int) -> bool:
        """As in "Hx: SH since 13"."""
        place = self._note.clauses[clause]
        short = place.last - place.first <= _MODIFIER_WORDS
        return short and bool(self._note.hits(clause, "risk.before"))

    def _in_list(self, clause: int) -> bool:
        """Whether the list goes on to an "or": "no cough, fever or chills"."""
        for number in range(clause, min(clause + _LIST_LENGTH, len(self._note.clauses))):
            place = self._note.clauses[number]
            same = place.sentence == self._note.clauses[clause].sentence
            if not same or place.last - place.first > _LIST_WORDS:
                return False
            if any(self._note.words[n].plain in _OR for n in range(place.first, place.last)):
                return True
        return False

    def _after(self, last: int, sentence: Sequence[int]) -> Iterator[Polarity]:
        near, far = self._reach_on(last, sentence)
        for hit in self._note.sentence_hits(sentence, "risk.after"):
            if hit.first < last or self._cancelled(hit, sentence) or self._asks_on(hit):
                continue
            if hit.first < (far if hit.cue.label in _TIME else near) and self._counts(hit):
                yield _LABELS[hit.cue.label]
        if self._times.past_time(last, far):
            yield Polarity.HISTORICAL

    def _asks_on(self, hit: Hit) -> bool:
        """As in "asked if anyone hurts her or if she feels unsafe": no condition."""
        before = self._note.words[hit.first - 1].plain
        return hit.cue.label == "hypothetical" and before in _OR

    def _counts(self, hit: Hit) -> bool:
        """A bare "no" or "nil" turns what stands before it only at the end of its clause."""
        clause = self._note.clauses[self._note.clause_of(hit.first)]
        return hit.cue.label != "denied_last" or hit.last == clause.last

    def _reach_on(self, last: int, sentence: Sequence[int]) -> tuple[int, int]:
        """Up to which word a modifier turns the cue: most of them, and those of time."""
        end = self._note.clauses[sentence[-1]].last
        end = min([end, *(stop.first for stop in self._ends(sentence) if stop.first >= last)])
        far = min(end, last + _AFTER_IN_TIME)
        near = min(end, last + _AFTER)
        clause = self._note.clause_of(last - 1)
        following = clause + 1
        if following in sentence and self._note.clauses[following].joint not in _NAMED_AFTER:
            near = min(near, self._note.clauses[clause].last)
        if following in sentence and self._has_cue(following):
            near = min(near, self._note.clauses[clause].last)
            if self._note.clauses[following].joint is not Joint.PLUS:
                far = min(far, self._note.clauses[clause].last)
        return near, far

    def _has_cue(self, clause: int) -> bool:
        place = self._note.clauses[clause]
        return any(n in self._cue_words for n in range(place.first, place.last))

    def _ends(self, sentence: Sequence[int]) -> Iterator[Hit]:
        return self._note.sentence_hits(sentence, "risk.end")

    def _cancelled(self, hit: Hit, sentence: Sequence[int]) -> bool:
        """Part of a cue ("not waking up"), or of a phrase that changes nothing."""
        if hit.first in self._cue_words:
            return True
        if hit.cue.label == _DOUBT:
            return False
        return any(
            other.first <= hit.first and hit.last <= other.last
            for other in self._note.sentence_hits(sentence, "risk.unchanged")
        )

    def _queried(self, first: int) -> bool:
        start = self._note.words[first].start
        return start > 0 and self._note.text[start - 1] == "?"
