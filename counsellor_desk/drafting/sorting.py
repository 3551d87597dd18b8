"""Which section of the summary each clause belongs to.

The writer's own heading rules; without one the clause's cues do. Risk goes before everything, and
what shows nothing in particular is something that was said and observed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from counsellor_desk.domain.summaries import OwnerKind, Section
from counsellor_desk.drafting.appointments import Appointments
from counsellor_desk.drafting.contexts import Context
from counsellor_desk.drafting.dates import Calendar
from counsellor_desk.drafting.owners import BOTH, COUNSELLOR
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.risk import Risks
from counsellor_desk.drafting.segments import Joint

_HEADER_SENTENCES: Final = 4
_HEADER_WORDS: Final = 14
_MISSED_REACH: Final = 6
_HERE: Final = frozenset(
    {"session", "today", "here", "us", "room", "min", "mins", "minutes", "throughout", "part"}
    | {"start", "end", "first", "last", "interpreter", "joined", "sat", "waited", "waiting"}
)
_NOT_OURS: Final = frozenset({"by", "is", "was", "are", "keeps", "keep", "helps", "of"})
_TOLD: Final = frozenset({"told", "said", "says", "described", "reported", "reports", "talked"})
_OF_COMING: Final = frozenset({"late", "early", "over", "attendance", "lateness"})
_TITLE_WORDS: Final = 6
_EVIDENCE: Final = frozenset({"telling", "central", "symptom"})
_SHORT: Final = 3
_WHOSE: Final = frozenset({"her", "his", "their", "my"})
_TASKS: Final = frozenset({"safety", "protective factors", "child at risk", "means", "plan"})


class Sorter:
    """Sorts the clauses of one note. ``of[clause]`` is its section; ``cues[clause]`` says why."""

    def __init__(
        self,
        note: ParsedNote,
        contexts: Sequence[Context],
        risks: Risks,
        calendar: Calendar,
        headings: frozenset[int],
    ) -> None:
        self._note = note
        self._contexts = contexts
        self._risks = risks
        self._headings = headings
        self._appointments = Appointments(note, contexts, calendar)
        self._missed = -_MISSED_REACH
        self._header = True
        self._came: dict[int, set[str]] = {}
        self.of: list[Section] = [Section.OBSERVED] * len(note.clauses)
        for number, sentence in enumerate(note.sentences):
            self._sort(number, sentence)
        self._left_over()
        self._no_themes()

    def _sort(self, number: int, sentence: Sequence[int]) -> None:
        self._came = self._attendance(sentence)
        if any(
            "missed" in labels and not self._of_somebody_else(clause, number)
            for clause, labels in self._came.items()
        ):
            self._missed = number
        labels = [self._label(clause, number, sentence) for clause in sentence]
        if Section.RISK in labels:
            labels = [label if label is Section.NEXT else Section.RISK for label in labels]
        if Section.NEXT in labels:
            labels = [
                Section.NEXT if self._dated(clause) else None if label is Section.SESSION else label
                for clause, label in zip(sentence, labels, strict=True)
            ]
        default = self._contexts[self._note.clauses[sentence[0]].line].section
        if default is None or not self._own(sentence[0]):
            default = Section.OBSERVED
        for clause, label in zip(sentence, labels, strict=True):
            default = label or default
            self.of[clause] = default
        if not self._headings.issuperset(sentence):
            within = number < _HEADER_SENTENCES and (Section.SESSION in labels or not number)
            self._header = self._header and within

    def _dated(self, clause: int) -> bool:
        """Whether the clause names a day and tells nothing."""
        return not self._note.hits(clause, "themes.weight") and self._appointments.names_a_day(
            clause
        )

    def _own(self, clause: int) -> bool:
        return self._contexts[self._note.clauses[clause].line].own

    def _label(self, clause: int, number: int, sentence: Sequence[int]) -> Section | None:
        context = self._contexts[self._note.clauses[clause].line]
        if self._about_risk(clause, number, context):
            return Section.RISK
        if self._appointments.is_one(clause, number, sentence):
            return Section.NEXT
        if context.own and context.section:
            return self._under_heading(clause, number, context)
        if self._of_session(clause, number, sentence):
            return Section.SESSION
        if self._done(clause):
            return Section.DONE
        if self._note.hits(clause, "sections.view"):
            return Section.VIEW
        return None

    def _under_heading(self, clause: int, number: int, context: Context) -> Section | None:
        """What a clause says plainly of itself, though it stands under another heading."""
        if context.section is not Section.OBSERVED:
            return None
        if self._first_said(number) and "came" in self._came.get(clause, set()):
            return Section.SESSION
        subject = self._note.people.get(self._note.clauses[clause].first)
        ours = subject is not None and subject.owner in {COUNSELLOR, BOTH}
        return Section.DONE if ours and self._done(clause) else None

    def _first_said(self, number: int) -> bool:
        return all(
            self._headings.issuperset(sentence) for sentence in self._note.sentences[:number]
        )

    def _about_risk(self, clause: int, number: int, context: Context) -> bool:
        """Under a heading of work done, or of tasks, a cue alone is what they are about."""
        if number in self._risks.bound:
            return True
        if not self._risks.cues[clause]:
            return False
        if context.own and context.section is Section.ACTIONS:
            return any(cue.topic not in _TASKS for cue in self._risks.cues[clause])
        return not (context.own and context.section is Section.DONE and self._done(clause))

    def _attendance(self, sentence: Sequence[int]) -> dict[int, set[str]]:
        """What each clause of the sentence shows of who came and how."""
        others = list(self._note.sentence_hits(sentence, "sections.elsewhere"))
        labels: dict[int, set[str]] = {}
        for clause in sentence:
            for hit in self._note.hits(clause, "sections.attendance"):
                if not any(o.first < hit.last and hit.first < o.last for o in others):
                    labels.setdefault(clause, set()).add(hit.cue.label)
        return labels

    def _of_session(self, clause: int, number: int, sentence: Sequence[int]) -> bool:
        labels = self._came.get(clause, set())
        if labels & {"came", "missed"} and not self._of_somebody_else(clause, number):
            return True
        if "followed_up" in labels and number - self._missed < _MISSED_REACH:
            return True
        return self._header and self._in_header(clause, labels, sentence)

    def _of_somebody_else(self, clause: int, number: int) -> bool:
        """As in "her sister cancelled", told further down: not who came to the session."""
        first = self._note.clauses[clause].first
        person = self._note.people.get(first)
        if self._note.words[first].plain in _WHOSE:
            person = self._note.people.get(first + 1, person)
        kin = any(self._note.hits(clause, table) for table in ("people.kin", "people.social"))
        other = (
            person is not None
            and person.owner is not None
            and (person.owner.kind is OwnerKind.OTHER)
        )
        here = any(
            word.plain in _HERE
            for word in self._note.words[
                self._note.clauses[clause].first : self._note.clauses[clause].last
            ]
        )
        place = self._note.clauses[clause]
        if number >= _HEADER_SENTENCES and "missed" not in self._came[clause] and not here:
            words = self._note.words[place.first : place.last]
            return not any(word.plain in _OF_COMING for word in words)
        brief = place.last - place.first <= _SHORT
        return (other or (kin and number >= _HEADER_SENTENCES)) and not here and not brief

    def _in_header(self, clause: int, labels: set[str], sentence: Sequence[int]) -> bool:
        """Above the note proper: date, name, number, place."""
        place = self._note.clauses[clause]
        length = self._note.clauses[sentence[-1]].last - self._note.clauses[sentence[0]].first
        opens = clause == 0 and place.last - place.first <= _HEADER_WORDS
        if "session" in labels and (opens or length <= _HEADER_WORDS * (2 - bool(place.line))):
            return True
        if length > _HEADER_WORDS or place.line > 2:
            return False
        words = range(place.first, place.last)
        named = self._only_people(words)
        titled = any(self._came.values()) or any(map(self._appointments.names_a_day, sentence))
        short = place.line == 0 and len(words) <= _TITLE_WORDS
        opening = titled and short and not self._tells(clause)
        counted = len(words) <= _SHORT and any(
            self._note.words[word].written.isdecimal() for word in words
        )
        dated = self._appointments.names_a_day(clause)
        return (
            named or counted or opening or (dated and not self._note.hits(clause, "themes.weight"))
        )

    def _only_people(self, words: range) -> bool:
        """As in "Kayleigh S": every word belongs to somebody's name."""
        named: set[int] = set()
        for word in words:
            person = self._note.people.get(word)
            named.update(range(word, person.last) if person else ())
        return named.issuperset(words)

    def _done(self, clause: int) -> bool:
        """Something that counsellor and client did: not what the client does elsewhere."""
        place = self._note.clauses[clause]
        others = self._note.hits(clause, "sections.done_to")
        hits = [
            hit
            for hit in self._note.hits(clause, "sections.interventions")
            if not any(o.first < hit.last and hit.first < o.last for o in others)
        ]
        if not hits or self._told_by_client(clause, hits[0].first):
            return False
        before = (self._note.people.get(word) for word in range(hits[0].first, place.first - 1, -1))
        subject = next((person for person in before if person is not None), None)
        if self._passive(hits[0].last, place.last):
            return False
        if subject is not None and hits[0].first != place.first:
            return subject.owner in {COUNSELLOR, BOTH}
        return not any(o.cue.label == "at_home" for o in others)

    def _passive(self, after: int, end: int) -> bool:
        """As in "validated by the award", "problem solving is her strength"."""
        return after < end and self._note.words[after].plain in _NOT_OURS

    def _told_by_client(self, clause: int, word: int) -> bool:
        """As in "told me of the weekend: explored the coast path"."""
        place, before = self._note.clauses[clause], self._note.clauses[clause - 1]
        if not clause or place.sentence != before.sentence or place.first != word:
            return False
        opening = self._note.words[before.first].plain
        return place.joint is Joint.COLON and opening in _TOLD

    def _left_over(self) -> None:
        """What was not got to goes beside the next session, if the note names one."""
        if Section.NEXT not in self.of:
            return
        for clause, section in enumerate(self.of):
            if section is Section.OBSERVED and any(
                hit.cue.label == "left_over"
                for hit in self._note.hits(clause, "sections.next_session")
            ):
                self.of[clause] = Section.NEXT

    def _no_themes(self) -> None:
        """Of a missed session, and of a note that tells nothing, no themes are recorded."""
        observed = [
            clause
            for clause, section in enumerate(self.of)
            if section is Section.OBSERVED and clause not in self._headings
        ]
        headed = Section.SESSION in self.of
        if not headed or (self._missed < 0 and any(map(self._tells, observed))):
            return
        told = {
            self._note.clauses[clause].sentence
            for clause in observed
            if self._own(clause)
            or (self._missed >= 0 and self._appointments.tells_of_client(clause))
        }
        for clause in observed:
            if self._note.clauses[clause].sentence not in told:
                self.of[clause] = Section.SESSION

    def _tells(self, clause: int) -> bool:
        """Whether the clause holds any good evidence of something said or observed."""
        place = self._note.clauses[clause]
        quoted = not self._note.quoted.isdisjoint(range(place.first, place.last))
        told = any(
            hit.cue.label in _EVIDENCE and not hit.cue.phrase.startswith("agreed")
            for hit in self._note.hits(clause, "themes.weight")
        )
        return quoted or self._own(clause) or told
