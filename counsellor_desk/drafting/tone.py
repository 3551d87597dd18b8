"""Remarks, chat and the counsellor's own process: what a record is better without, and why.

A clause is left out only when it is the writer's own remark or chat, never when it holds a word
about risk, an action or the next session. What the client is reported to have said ("says her boss
is a bully") is no remark of the writer's. Kinds after policy 4.5, 4.8 and person-first guidance.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from counsellor_desk.domain.drafts import Flag, FlagKind, Reason, Span
from counsellor_desk.domain.phrases import Hit
from counsellor_desk.domain.summaries import OwnerKind
from counsellor_desk.drafting import lexicons
from counsellor_desk.drafting.asides import PEOPLE, Asides
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.segments import Joint
from counsellor_desk.wording import N_, _

_REASONS: Final = {
    "opinion": N_("Your opinion rather than what was said or seen."),
    "credibility": N_("Casts doubt on what the client says."),
    "difficult": N_("Describes the client as difficult."),
    "disapproval": N_("Disapproves of what somebody does."),
    "label": N_("Puts a label on a person."),
    "third_party": N_("Judges somebody who is not there."),
    "authority": N_("Puts the counsellor above the client."),
    "sarcasm": N_("Your opinion rather than what was said or seen."),
    "puzzled": N_("Casts doubt on what the client says."),
    "motive": N_("Your opinion rather than what was said or seen."),
    "mocking": N_("Puts a label on a person."),
    "unstable": N_("Puts a label on a person."),
    "blame": N_("Disapproves of what somebody does."),
    "character": N_("Puts a label on a person."),
    "certainty": N_("Sounds more certain than a record can be."),
    "diagnosis": N_("Sounds like a diagnosis: say who made it, or describe."),
}
_SAYS: Final = PEOPLE | {
    "themes.weight",
    "sections.interventions",
    "sections.attendance",
    "people.professional",
}
_TOLD: Final = PEOPLE | {"themes.weight", "themes.detail"}
_SAYS_MUCH: Final = 12
_OWN_VOICE: Final = frozenset({"opinion", "authority", "sarcasm", "blame", "puzzled", "motive"})
_DEGREES: Final = frozenset({"bit", "rather", "pretty", "typically", "terribly", "awfully", "v"})
_SUBJECTS: Final = frozenset({"she", "he", "they"})
_IF_SO: Final = frozenset({"if", "unless", "because", "that", "whether", "until", "as", "not"})
_MATTERS: Final = frozenset({"central", "symptom"})
_TRAILING_WORDS: Final = 6
_LEADING_WORDS: Final = 3
_LONG_CLAUSE: Final = 16
_TOOK: Final = [
    [time, "on", it] for time in ("min", "mins", "minutes") for it in ("that", "this", "it")
]
_FOLLOWS: Final = frozenset({Joint.COMMA, Joint.DASH, Joint.PLUS, Joint.AND, Joint.BRACKET})


class Tone:
    """What to flag in one note, and which clauses to leave out. ``needed``: never left out."""

    def __init__(self, note: ParsedNote, asides: Asides, needed: frozenset[int]) -> None:
        self._note = note
        self._asides = asides
        self._needed = needed
        self.flags: list[Flag] = []
        self.left_out: dict[int, Reason] = {}
        for sentence in note.sentences:
            self._read(sentence)
        self._spread_chat()

    def _read(self, sentence: Sequence[int]) -> None:
        for clause in sentence:
            remarks = list(self._remarks(clause))
            self.flags.extend(self._flag(hit, FlagKind.JUDGEMENTAL) for hit in remarks)
            self.flags.extend(
                self._flag(hit, FlagKind.JUDGEMENTAL) for hit in self._perhaps(clause, remarks)
            )
            self.flags.extend(
                self._flag(hit, FlagKind.CERTAINTY)
                for hit in self._note.hits(clause, "tone.heed")
                if not self._note.said_in_quotes(hit.first)
            )
            reason = self._reason(clause, remarks, sentence)
            if reason and clause not in self._needed:
                self.left_out[clause] = reason
        self._spread_within(sentence)

    def _reason(
        self, clause: int, remarks: Sequence[Hit], sentence: Sequence[int]
    ) -> Reason | None:
        place = self._note.clauses[clause]
        aside = self._asides.reason(clause, sentence)
        if aside is Reason.OWN_PROCESS:
            return aside
        if remarks and (place.last - place.first <= _LONG_CLAUSE or len(remarks) > 1):
            return Reason.JUDGEMENT
        return aside

    def _remarks(self, clause: int) -> Iterator[Hit]:
        """The writer's own remarks."""
        for hit in self._outside_quotes(clause, "tone.remark"):
            if hit.cue.label in _OWN_VOICE or not self._reported(hit, clause):
                yield hit
        for hit in self._outside_quotes(clause, "tone.perhaps"):
            degree = hit.first and self._note.words[hit.first - 1].plain in _DEGREES
            if degree and not self._reported(hit, clause):
                yield hit

    def _perhaps(self, clause: int, remarks: Sequence[Hit]) -> Iterator[Hit]:
        """What may be a remark, beside those that surely are."""
        for hit in self._outside_quotes(clause, "tone.perhaps"):
            beside = not any(r.first < hit.last and hit.first < r.last for r in remarks)
            if beside and not self._reported(hit, clause):
                yield hit

    def _outside_quotes(self, clause: int, table: str) -> Iterator[Hit]:
        """The table's cues but those in quotation marks, of an "unless I thought", or ordinary."""
        hits = self._note.hits(clause, table)
        ordinary = self._note.hits(clause, "tone.not_remark") if hits else ()
        for hit in hits:
            inside = any(o.first < hit.last and hit.first < o.last for o in ordinary)
            thought = self._note.words[hit.first].plain == "i"
            if_so = thought and hit.first and self._note.words[hit.first - 1].plain in _IF_SO
            if not inside and not if_so and not self._note.said_in_quotes(hit.first):
                yield hit

    def _reported(self, hit: Hit, clause: int) -> bool:
        """Whether the clause tells what the client says, and not what the writer does."""
        for telling in self._note.hits(clause, "themes.weight"):
            if telling.cue.label == "telling" and telling.first < hit.first:
                before = self._note.people.get(telling.first - 1)
                writer = before and before.owner and before.owner.kind is OwnerKind.COUNSELLOR
                return not writer
        return False

    def _flag(self, hit: Hit, kind: FlagKind) -> Flag:
        words = self._note.words
        return Flag(
            kind=kind,
            span=Span(words[hit.first].start, words[hit.last - 1].end),
            reason=_(_REASONS[hit.cue.label]),
            suggestion=lexicons.wordings().get(hit.cue.phrase, ""),
        )

    def _matters(self, clause: int) -> bool:
        labels = {hit.cue.label for hit in self._note.hits(clause, "themes.weight")}
        people = self._note.shows(clause, PEOPLE)
        told = self._asides.names_others(clause) or self._asides.counts(clause)
        return people or told or bool(labels & _MATTERS)

    def _tells_how_long(self, clause: int) -> bool:
        """Whether it only says how long what was before it took: "ten minutes on that"."""
        place = self._note.clauses[clause]
        words = [self._note.words[number].plain for number in range(place.first, place.last)]
        return any(words[at : at + 3] in _TOOK for at in range(_LEADING_WORDS))

    def _trails(self, clause: int, reason: Reason) -> bool:
        """Whether the clause only trails one that is left out for that reason."""
        if reason is Reason.CHAT and self._tells_how_long(clause):
            return True
        place = self._note.clauses[clause]
        if place.joint not in _FOLLOWS or self._begins_anew(clause) or self._matters(clause):
            return False
        if reason is Reason.CHAT:
            return True
        short = place.last - place.first <= _TRAILING_WORDS
        told = self._note.shows(clause, _TOLD)
        return short and not (reason is Reason.JUDGEMENT and told)

    def _spread_within(self, sentence: Sequence[int]) -> None:
        """What only trails a left-out clause goes with it: "lost about 5 min"."""
        for before, clause in pairwise(sentence):
            reason = self.left_out.get(before)
            spoken_for = clause in self.left_out or clause in self._needed
            if reason and not spoken_for and self._trails(clause, reason):
                self.left_out[clause] = reason
        self._spread_back(sentence)

    def _begins_anew(self, clause: int) -> bool:
        """Whether it tells of somebody of its own: "and he's never rung"."""
        place = self._note.clauses[clause]
        begins = place.first + (self._note.words[place.first].plain == "and")
        subject = self._note.words[min(begins, place.last - 1)].plain.partition("'")[0]
        joined = place.joint in {Joint.AND, Joint.PLUS}
        return joined and (begins in self._note.people or subject in _SUBJECTS)

    def _spread_back(self, sentence: Sequence[int]) -> None:
        """A word or two that only led to a remark: "Second time now"."""
        if len(sentence) < 2 or sentence[0] in self.left_out or sentence[1] not in self.left_out:
            return
        place = self._note.clauses[sentence[0]]
        short = place.last - place.first <= _LEADING_WORDS
        known = sentence[0] in self._needed or self._said(sentence[0])
        if short and not known and place.first not in self._note.people:
            self.left_out[sentence[0]] = self.left_out[sentence[1]]

    def _spread_chat(self) -> None:
        """A sentence without any cue goes on with the chat of the one before it."""
        for before, sentence in pairwise(self._note.sentences):
            goes_on = (
                all(self.left_out.get(clause) is Reason.CHAT for clause in before)
                and self._note.clauses[before[-1]].line == self._note.clauses[sentence[0]].line
                and not any(clause in self._needed or self._said(clause) for clause in sentence)
            )
            if goes_on:
                for clause in sentence:
                    self.left_out.setdefault(clause, Reason.CHAT)

    def _said(self, clause: int) -> bool:
        """Whether the clause says anything that could matter."""
        place = self._note.clauses[clause]
        return (
            place.last - place.first > _SAYS_MUCH
            or self._note.shows(clause, _SAYS)
            or self._asides.counts(clause)
        )
