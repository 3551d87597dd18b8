"""Reads a raw note and drafts the essential summary (policy 4.5, 4.8, 4.9).

By selection, never by generation: every line of the draft is a stretch of the note with shorthand
written out and names replaced, and says where it stands. What is not carried over is listed too.
Pure and deterministic: the same note and facts give the same draft, byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from math import inf
from typing import Final

from counsellor_desk.domain.drafts import (
    Draft,
    DraftItem,
    Expansion,
    Flag,
    FlagKind,
    LeftOut,
    Reason,
    Replacement,
    SessionFacts,
    Span,
)
from counsellor_desk.domain.phrases import Hit
from counsellor_desk.domain.summaries import OwnerKind, Section
from counsellor_desk.domain.text import word_count
from counsellor_desk.domain.words import NoteText
from counsellor_desk.drafting.actions import Actions
from counsellor_desk.drafting.asides import Asides
from counsellor_desk.drafting.contexts import Contexts
from counsellor_desk.drafting.dates import Calendar
from counsellor_desk.drafting.due import Dues
from counsellor_desk.drafting.lists import Lists
from counsellor_desk.drafting.owners import Owners
from counsellor_desk.drafting.parsed import UNNAMED, ParsedNote
from counsellor_desk.drafting.passages import Passage, Passages, spans_of
from counsellor_desk.drafting.ranking import Ranking, share_for
from counsellor_desk.drafting.rendering import Renderer
from counsellor_desk.drafting.risk import Risks
from counsellor_desk.drafting.selecting import Selection
from counsellor_desk.drafting.sorting import Sorter
from counsellor_desk.drafting.tone import Tone
from counsellor_desk.wording import N_, _

_NAME: Final = N_("A name without a role in the note: may it identify somebody?")

_ORDER: Final = {section: number for number, section in enumerate(Section)}
_TABLES: Final = {
    Section.SESSION: ("sections.attendance",),
    Section.OBSERVED: ("themes.weight",),
    Section.DONE: ("sections.interventions",),
    Section.VIEW: ("sections.view",),
    Section.NEXT: ("sections.next_session",),
}
_NOBODY_IN_PARTICULAR: Final = frozenset({"", "school", "family", "man", "woman", "people"})
_FIRST_PERSON: Final = frozenset({"i'll", "i will", "me to", "i to"})


def draft(
    note: NoteText,
    facts: SessionFacts,
    replacements: Sequence[Replacement] = (),
    unknown: Sequence[Span] = (),
    *,
    share: float | None = None,
) -> Draft:
    """The draft of a note: as ``Reading(…).draft(share)``."""
    return Reading(note, facts, replacements, unknown).draft(share)


class Reading:
    """A note that was read once, to be drafted shorter or fuller as often as is asked for.

    ``replacements`` and ``unknown`` are what ``identity`` found.
    """

    def __init__(
        self,
        source: NoteText,
        facts: SessionFacts,
        replacements: Sequence[Replacement] = (),
        unknown: Sequence[Span] = (),
    ) -> None:
        self._text = source.text
        self._words = word_count(source.text)
        session_on = facts.starts.date()
        self._note = note = ParsedNote(source, replacements, facts.author, unknown)
        calendar, owners = Calendar(source.text, session_on), Owners(note)
        self._dues = Dues(note, calendar, session_on)
        self._contexts = Lists(note, Contexts(note).read(), self._dues, owners).read()
        self._risks = Risks(note, self._contexts, session_on)
        self._passages = Passages(
            note, self._contexts, self._risks, Actions(note, owners, self._dues), self._dues
        )
        asides = Asides(note, self._contexts, self._dues)
        self._tone = Tone(note, asides, self._passages.needed())
        self._unknown = tuple(unknown)
        headings = self._passages.headings
        self._sections = Sorter(note, self._contexts, self._risks, calendar, headings).of
        self._renderer = Renderer(note, replacements, list(self._first_person()))
        self._present = tuple(
            who for who in dict.fromkeys(self._others()) if who not in _NOBODY_IN_PARTICULAR
        )
        self._items: dict[Passage, DraftItem] = {}
        self._select()

    def _select(self) -> None:
        """The note in parts, and in which order they are kept."""
        whole = self._passages.carried(self._sections, self._tone.left_out)
        self._silent = frozenset(Section) - {passage.section for passage in whole}
        self._dropped = tuple(self._dropped_clauses())
        selection = Selection(self._note, self._risks, self._dues)
        self._parts = selection.divided(whole, self.usual_share)
        lengths = [word_count(self._item(part).text) for part in self._parts]
        self._order = selection.order(self._parts, lengths, self.usual_share * self._words)

    @property
    def usual_share(self) -> float:
        """How much of the note's words is kept where nobody asks for more or less."""
        return share_for(self._words)

    def draft(self, share: float | None = None) -> Draft:
        """The draft that keeps that share of the words, 0 to 1; without one that of the band.

        A fuller draft has every word of a shorter one, and that of 1 all that is the record's.
        Risk, actions, who came and the next session are kept at any share.
        """
        kept = self._order.kept(self._budget(share))
        items = [self._item(passage) for passage in _rejoined(self._parts, kept)]
        less_central = [
            LeftOut(reason=Reason.LESS_CENTRAL, item=self._item(part))
            for number, part in enumerate(self._parts)
            if number not in kept
        ]
        left_out = [*less_central, *self._dropped]
        lines = [*items, *(left.item for left in left_out)]
        written = [self._renderer.line(line.spans) for line in lines]
        expansions = {each.span: each for line in written for each in line.expansions}
        replaced = {each.span: each for line in written for each in line.replacements}
        return Draft(
            items=tuple(sorted(items, key=_reading_order)),
            left_out=tuple(sorted(left_out, key=lambda left: left.item.spans)),
            flags=tuple(sorted(self._flags(), key=lambda flag: flag.span)),
            expansions=tuple(expansions[span] for span in sorted(expansions)),
            replacements=tuple(replaced[span] for span in sorted(replaced)),
            silent=self._silent,
            note_words=self._words,
            present=self._present,
        )

    def _others(self) -> Iterator[str]:
        """The roles of others that are named where the note says who came."""
        for clause, section in enumerate(self._sections):
            if section is Section.SESSION:
                for person in self._note.people_in([clause]):
                    if person.owner is not None and person.owner.kind is OwnerKind.OTHER:
                        yield person.owner.who

    def _first_person(self) -> Iterator[Expansion]:
        """Before an action's verb "I'll" and "me to" are written "Counsellor to"."""
        words = self._note.words
        for actions in self._passages.found:
            for action in actions:
                start, end = words[action.first].start, words[action.verb].start
                short = self._text[start:end].rstrip()
                if short.lower().replace("’", "'") in _FIRST_PERSON:
                    yield Expansion(
                        span=Span(start, start + len(short)), short=short, long="counsellor to"
                    )
        for word in self._note.author_words:
            place = words[word]
            span = Span(place.start, place.end)
            yield Expansion(span=span, short=place.written, long="counsellor")

    def optional(self) -> Iterator[tuple[DraftItem, dict[str, float]]]:
        """What may be left out, with the features it is ranked by: for learning the weights."""
        ranking = Ranking(self._note, self._parts)
        for number, part in enumerate(self._parts):
            if number not in self._order.must:
                yield self._item(part), ranking.features(number, part)

    def _budget(self, share: float | None) -> float | None:
        if share is None:
            return None
        return inf if share >= 1 else share * self._words

    def _flags(self) -> Iterator[Flag]:
        yield from self._tone.flags
        for span in self._unknown:
            yield Flag(kind=FlagKind.IDENTIFIER, span=span, reason=_(_NAME))

    def _dropped_clauses(self) -> Iterator[LeftOut]:
        """Headings, and the clauses left out for tone or as chat, run by run."""
        reasons = dict.fromkeys(self._passages.headings, Reason.HEADING) | {
            clause: reason
            for clause, reason in self._tone.left_out.items()
            if clause not in self._passages.headings
        }
        for number, sentence in enumerate(self._note.sentences):
            for reason, run in groupby(sentence, reasons.get):
                if reason is not None:
                    yield LeftOut(reason=reason, item=self._item(self._whole(number, [*run])))

    def _whole(self, sentence: int, clauses: Sequence[int]) -> Passage:
        first, last = self._note.clauses[clauses[0]].first, self._note.clauses[clauses[-1]].last
        return Passage(self._sections[clauses[0]], tuple(clauses), first, last, sentence)

    def _item(self, passage: Passage) -> DraftItem:
        if passage not in self._items:
            self._items[passage] = self._written_item(passage)
        return self._items[passage]

    def _written_item(self, passage: Passage) -> DraftItem:
        """The passage as a line. Its key is where it begins, which is one line's alone."""
        spans = spans_of(self._note, passage)
        item = DraftItem(
            key=spans[0].start,
            section=passage.section,
            text=self._renderer.line(spans).text,
            spans=spans,
            cues=self._cues(passage),
            risks=tuple(cue for clause in passage.clauses for cue in self._risks.cues[clause]),
            declined=any(self._note.hits(clause, "actions.declined") for clause in passage.clauses),
        )
        return self._with_action(item, passage) if passage.section is Section.ACTIONS else item

    def _with_action(self, item: DraftItem, passage: Passage) -> DraftItem:
        action, due = passage.action, self._dues.of(passage.first, passage.last)
        if action is not None:
            owner = None if action.owner == UNNAMED else action.owner
            item = replace(item, owner=owner, conditional=action.conditional)
        if due is None:
            return item
        return replace(item, due_words=due.words, due_on=due.on, due_ambiguous=due.ambiguous)

    def _cues(self, passage: Passage) -> tuple[str, ...]:
        """Which words of the note put the line where it is."""
        found = [passage.action.cue] if passage.action else []
        for clause in passage.clauses:
            found.extend(risk.cue for risk in self._risks.cues[clause])
            for table in _TABLES.get(passage.section, ()):
                found.extend(map(self._written, self._note.hits(clause, table)))
        return tuple(dict.fromkeys(found))

    def _written(self, hit: Hit) -> str:
        words = self._note.words
        return self._text[words[hit.first].start : words[hit.last - 1].end]


def _reading_order(item: DraftItem) -> tuple[int, tuple[Span, ...]]:
    return _ORDER[item.section], item.spans


def _rejoined(parts: Sequence[Passage], kept: frozenset[int]) -> Iterator[Passage]:
    """Kept neighbours that were one passage are one again."""
    before: Passage | None = None
    for number, part in enumerate(parts):
        if number not in kept:
            continue
        if before is not None and _neighbours(before, part):
            before = before._replace(clauses=(*before.clauses, *part.clauses), last=part.last)
            continue
        if before is not None:
            yield before
        before = part
    if before is not None:
        yield before


def _neighbours(before: Passage, part: Passage) -> bool:
    same = before.sentence == part.sentence and before.section is part.section
    whole = part.action is None
    return same and whole and part.clauses[0] == before.clauses[-1] + 1
