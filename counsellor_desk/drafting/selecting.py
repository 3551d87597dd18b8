"""What goes into the draft and what is left out of it, within the note's band of length."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from counsellor_desk.domain.summaries import Section
from counsellor_desk.drafting.due import Dues
from counsellor_desk.drafting.order import Order
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.passages import Passage
from counsellor_desk.drafting.ranking import Ranking
from counsellor_desk.drafting.risk import Risks
from counsellor_desk.drafting.segments import Joint
from counsellor_desk.drafting.trailing import Trailing

_SPLIT_BELOW: Final = 0.9
_SPLIT_WORDS: Final = 4
_WHOLE_WORDS: Final = 9
_WHOLE_ACTION: Final = 30
_YEAR_DIGITS: Final = 4
_WHOLE_RISK: Final = 24
_TURNS_AFTER: Final = 6
_RISK_LEAD: Final = 20
_APART: Final = frozenset({Joint.COMMA, Joint.AND, Joint.DASH, Joint.PLUS})
_NEVER_ALONE: Final = frozenset(
    {"until", "than", "without", "unless", "except", "only", "that", "whether", "what", "how", "if"}
)
_LEANING: Final = frozenset(
    {"and", "but", "so", "then", "it", "it's", "although", "though"}
    | {"because", "bc", "cos", "which", "who", "one", "while", "whereas"}
)
_FIXED_COST: Final = 6
_LEAD_WORDS: Final = 3
_RISK_LEAD_WORDS: Final = 8
_ANSWER_WORDS: Final = 4
_ANSWERS: Final = frozenset({"no", "yes", "not", "nil", "none", "never", "nope", "aye", "nowt"})
_AUXILIARIES: Final = frozenset(
    {"has", "had", "have", "is", "was", "were", "are", "did", "does", "will", "would"}
)
_ATTENDANCE: Final = frozenset({"came", "missed", "session"})
_ALWAYS: Final = frozenset({"sections.always"})
_MEASURES: Final = frozenset({"sections.measure"})
_SESSION_PASSAGES: Final = 2
_DATE_WORDS: Final = frozenset(
    {"mon", "tue", "tues", "wed", "weds", "thu", "thur", "thurs", "fri", "sat", "sun", "of", "the"}
    | {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    | {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "may"}
    | {"january", "february", "march", "april", "june", "july", "august", "september"}
    | {"october", "november", "december"}
)
_DOING: Final = frozenset({"actions.if", "actions.verb"})
_TURNING: Final = ("risk.before", "risk.after")


class Selection:
    """Chooses among one note's passages."""

    def __init__(self, note: ParsedNote, risks: Risks, dues: Dues) -> None:
        self._note = note
        self._risks = risks
        self._dues = dues
        self._trailing = Trailing(note, risks, dues)

    def divided(self, passages: Sequence[Passage], share: float) -> list[Passage]:
        """Long notes are chosen from clause by clause, short ones sentence by sentence."""
        if share >= _SPLIT_BELOW:
            return list(passages)
        return [part for passage in passages for part in self._parts(passage)]

    def _parts(self, passage: Passage) -> Iterator[Passage]:
        """A passage in parts: what must stay together, and what can be left out of it."""
        length = passage.last - passage.first
        if length <= _WHOLE_WORDS:
            yield passage
            return
        whole = _WHOLE_RISK if passage.section is Section.RISK else 0
        whole = _WHOLE_ACTION if passage.action is not None else whole
        if length <= whole:
            end = self._trailing.begins(passage)
            cuts = [0] if end == len(passage.clauses) else [0, end]
        else:
            cuts = [0, *(n for n in range(1, len(passage.clauses)) if self._stands(passage, n))]
        cuts.append(len(passage.clauses))
        if length > whole and passage.section in {Section.RISK, Section.ACTIONS}:
            core = self._core(passage)
            first, last = (core[0], core[-1]) if core else (0, 0)
            if passage.section is Section.RISK and self._short_lead(passage, first):
                first = 0
            cuts = [cut for cut in cuts if not first < cut <= last]
        for start, stop in pairwise(cuts):
            yield self._part(passage, start, stop)

    def _short_lead(self, passage: Passage, core: int) -> bool:
        """Whether little stands before what is said of a risk: of whom, since when."""
        start = self._note.clauses[passage.clauses[core]].first
        return start - passage.first <= _RISK_LEAD_WORDS

    def _part(self, passage: Passage, start: int, stop: int) -> Passage:
        clauses = passage.clauses[start:stop]
        first = max(passage.first, self._note.clauses[clauses[0]].first)
        if start and self._note.words[first].plain == "and" and first + 1 in self._note.people:
            first += 1
        last = min(passage.last, self._note.clauses[clauses[-1]].last)
        action = passage.action
        if action and not first <= action.verb < last:
            action = None
        whole = len(clauses) == len(passage.clauses)
        return passage._replace(clauses=clauses, first=first, last=last, action=action, whole=whole)

    def _core(self, passage: Passage) -> list[int]:
        """Which clauses carry what the passage is there for, none far behind a risk's cue."""
        carrying = [n for n, clause in enumerate(passage.clauses) if self._carries(passage, clause)]
        cues = [n for n in carrying if self._risks.cues[passage.clauses[n]]]
        if passage.section is not Section.RISK or not cues:
            return carrying
        end = self._note.clauses[passage.clauses[cues[-1]]].last + _TURNS_AFTER
        return [n for n in carrying if self._note.clauses[passage.clauses[n]].first < end]

    def _carries(self, passage: Passage, clause: int) -> bool:
        """Whether what the passage is there for is in that clause: a cue, what turns it, a day."""
        place = self._note.clauses[clause]
        if passage.section is Section.RISK:
            turned = any(self._note.hits(clause, table) for table in _TURNING)
            turned = turned or any(
                word.written.isdecimal() and len(word.written) == _YEAR_DIGITS
                for word in self._note.words[place.first : place.last]
            )
            return turned or bool(self._risks.cues[clause])
        listed = passage.action is not None and passage.action.verb == passage.action.first
        if listed:
            return True
        verb = passage.action is not None and place.first <= passage.action.verb < place.last
        last = min(place.last, passage.last)
        due = self._dues.of(max(place.first, passage.first), last) if last > place.first else None
        return verb or due is not None or self._note.shows(clause, _DOING)

    def _stands(self, passage: Passage, number: int) -> bool:
        clause = self._note.clauses[passage.clauses[number]]
        before = self._note.clauses[passage.clauses[number - 1]]
        if clause.joint not in _APART or clause.last - clause.first < _SPLIT_WORDS:
            return False
        if number == 1 and before.last - max(before.first, passage.first) < _LEAD_WORDS:
            return False
        return self._note.words[clause.first].plain not in _NEVER_ALONE

    def order(self, passages: Sequence[Passage], lengths: Sequence[int], budget: float) -> Order:
        """In which order the passages are kept: what must be, then by weight while it fits."""
        groups = [self._with_what_it_leans_on(number, passages) for number in range(len(passages))]
        must = frozenset[int]().union(
            *(groups[number] for number in range(len(passages)) if self._must(number, passages))
        )
        rest = [number for number in range(len(passages)) if number not in must]
        worth = self._worth(passages, lengths, {number: groups[number] - must for number in rest})
        rest.sort(key=lambda number: (-worth[number], number))
        kept = set(must)
        spent = sum(lengths[number] for number in kept)
        usual: list[frozenset[int]] = []
        for number in rest:
            wanted = groups[number] - kept
            cost = sum(lengths[part] for part in wanted)
            if wanted and spent + cost <= budget:
                kept |= wanted
                spent += cost
                usual.append(wanted)
        fuller: list[frozenset[int]] = []
        for number in rest:
            wanted = groups[number] - kept
            kept |= wanted
            fuller.append(wanted)
        return Order(must, usual, fuller, lengths)

    def _worth(
        self,
        passages: Sequence[Passage],
        lengths: Sequence[int],
        groups: Mapping[int, frozenset[int]],
    ) -> dict[int, float]:
        """How much each passage is worth for a word, with what it cannot stand without."""
        ranking = Ranking(self._note, passages)
        likely = {number: ranking.likelihood(number, passages[number]) for number in groups}
        costs = {number: lengths[number] + _FIXED_COST for number in groups}
        worth: dict[int, float] = {}
        for number, group in groups.items():
            together = sum(likely[n] for n in group) / sum(costs[n] for n in group)
            worth[number] = min(likely[number] / costs[number], together)
        return worth

    def _tells_of_session(self, passage: Passage) -> bool:
        """Who came, late or not at all, and which session it was."""
        hits = (self._note.hits(clause, "sections.attendance") for clause in passage.clauses)
        return any(hit.cue.label in _ATTENDANCE for row in hits for hit in row)

    def _with_what_it_leans_on(self, number: int, passages: Sequence[Passage]) -> frozenset[int]:
        """The passage, and before it those of its sentence without which it hangs in the air."""
        wanted = {number}
        while number and self._leans(passages[number - 1], passages[number]):
            number -= 1
            wanted.add(number)
        return frozenset(wanted)

    def _leans(self, before: Passage, passage: Passage) -> bool:
        if before.sentence != passage.sentence or before.section is not passage.section:
            return False
        sure = passage.section in {Section.RISK, Section.ACTIONS}
        tail = sure and not any(self._carries(passage, clause) for clause in passage.clauses)
        opening = self._note.words[passage.first].plain
        if opening in _AUXILIARIES:
            return tail or self._ends_with_somebody(before)
        return tail or (opening in _LEANING and passage.first + 1 not in self._note.people)

    def _ends_with_somebody(self, passage: Passage) -> bool:
        """As in "her solicitor | has told her": the verb is that person's."""
        people = (self._note.people.get(n) for n in range(passage.first, passage.last))
        return any(person and person.last == passage.last for person in people)

    def _risks_in(self, passage: Passage) -> bool:
        """Wherever it is filed, what holds a word about risk is kept."""
        return any(self._risks.cues[clause] for clause in passage.clauses)

    def _answers(self, before: Passage, passage: Passage) -> bool:
        """As in "did she ever think of dying | she said at nineteen yes": a part that turns it."""
        asked = before.sentence == passage.sentence and self._risks_in(before)
        words = self._note.words[passage.first : passage.last]
        return asked and any(word.plain in _ANSWERS or word.plain.endswith("n't") for word in words)

    def _always(self, passage: Passage) -> bool:
        """A safety plan, and a score with its number."""
        if any(self._note.shows(clause, _ALWAYS) for clause in passage.clauses):
            return True
        scored = any(self._note.shows(clause, _MEASURES) for clause in passage.clauses)
        return scored and not self._note.numbers.isdisjoint(range(passage.first, passage.last))

    def _must(self, number: int, passages: Sequence[Passage]) -> bool:
        passage = passages[number]
        if self._always(passage):
            return True
        if self._risks_in(passage):
            return True
        if passage.section is Section.RISK:
            return number > 0 and self._answers(passages[number - 1], passage)
        if passage.section is Section.SESSION:
            opens = number < _SESSION_PASSAGES and not self._is_date(passage)
            return opens or self._tells_of_session(passage)
        if passage.section is Section.ACTIONS:
            return passage.action is not None
        return passage.section is Section.NEXT and self._says_when(passage)

    def _is_date(self, passage: Passage) -> bool:
        """A day, or a single word: when the session was is known without it."""
        words = range(passage.first, passage.last)
        named = sum(self._note.words[number].plain in _DATE_WORDS for number in words)
        numbers = sum(number in self._note.numbers for number in words)
        return len(words) <= 1 or named + numbers == len(words)

    def _says_when(self, passage: Passage) -> bool:
        """When the next session is, or is not: "it will be a short one" is neither."""
        words = range(passage.first, passage.last)
        if not self._note.numbers.isdisjoint(words):
            return True
        if self._dues.of(passage.first, passage.last) is not None:
            return True
        return any(self._note.hits(clause, "sections.next_session") for clause in passage.clauses)
