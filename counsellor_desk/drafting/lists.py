"""Lists of what was agreed that stand under no heading: line after line says who does what.

"- bs carry baby once a day / - me ring hv tmrw", "C - ring son Sunday / T - post leaflet Fri":
two such lines near each other in the later part of a note are a list of actions. And the other way
round: under a heading of actions, prose below the bullets is no longer the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from counsellor_desk.domain.summaries import Section
from counsellor_desk.drafting.contexts import Context
from counsellor_desk.drafting.due import Dues
from counsellor_desk.drafting.owners import Owners
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.verbs import Verbs

_EARLY: Final = 0.4
_NEAR: Final = 3
_WORDS: Final = 30
_WOULD_BE_LISTED: Final = frozenset({None, Section.OBSERVED, Section.DONE, Section.VIEW})


class Lists:
    """Reads one note whose contexts are known."""

    def __init__(
        self, note: ParsedNote, contexts: Sequence[Context], dues: Dues, owners: Owners
    ) -> None:
        self._note = note
        self._contexts = contexts
        self._dues = dues
        self._owners = owners
        self._verbs = Verbs(note)
        self._first_clause: dict[int, int] = {}
        self._last_clause: dict[int, int] = {}
        for number, clause in enumerate(note.clauses):
            self._first_clause.setdefault(clause.line, number)
            self._last_clause[clause.line] = number

    def read(self) -> list[Context]:
        """The contexts, those of such lists put right."""
        acting = self._listed()
        return [
            self._agreed(line, context) if line in acting else self._below_the_list(line, context)
            for line, context in enumerate(self._contexts)
        ]

    def _listed(self) -> frozenset[int]:
        early = _EARLY * len(self._note.clauses)
        lines = [
            line
            for line, context in enumerate(self._contexts)
            if self._first_clause.get(line, 0) >= early
            and self._may_be(context)
            and self._acts(line)
        ]
        sure = {line for line in lines if any(0 < abs(line - o) <= _NEAR for o in lines)}
        beside = {
            line
            for line, context in enumerate(self._contexts)
            if {line - 1, line + 1} & sure and self._may_be(context) and self._is_prefixed(line)
        }
        return frozenset(sure | beside)

    def _is_prefixed(self, line: int) -> bool:
        """Whether the line only names whose it is and then says what: "J - snack at 4"."""
        context, clause = self._contexts[line], self._first_clause.get(line, 0)
        body = clause + context.prefix
        if context.owner is None or not context.prefix or body > self._last_clause.get(line, -1):
            return False
        return not self._asks(line) and not self._told(body, self._last_clause[line])

    def _may_be(self, context: Context) -> bool:
        return context.section in _WOULD_BE_LISTED and not context.process

    def _agreed(self, line: int, context: Context) -> Context:
        owner, prefix = context.owner, context.prefix
        person = self._owners.subject(self._note.clauses[self._first_clause[line]].first)
        if owner is None and person is not None and not prefix:
            owner = person.owner
        return Context(section=Section.ACTIONS, own=True, prefix=prefix, owner=owner)

    def _acts(self, line: int) -> bool:
        """Somebody, and then a verb of doing, or a day still to come."""
        clause = self._first_clause.get(line)
        if clause is None:
            return False
        last = self._note.clauses[self._last_clause[line]].last
        first = self._note.clauses[clause].first
        context = self._contexts[line]
        if (
            context.owner is not None
            and context.prefix
            and clause + context.prefix <= (self._last_clause[line])
        ):
            start = self._note.clauses[clause + context.prefix].first
        elif person := self._owners.subject(first):
            start = person.last
        else:
            return False
        if start >= last or last - first > _WORDS or self._asks(line):
            return False
        return self._does(start) or self._due(start, last)

    def _does(self, word: int) -> bool:
        if self._verbs.is_one(word) or self._verbs.is_form(word, "actions.does"):
            return not self._tells(word)
        clause = self._note.clause_of(word)
        return any(
            hit.first == word and hit.cue.label == "strong"
            for hit in self._note.hits(clause, "actions.will")
        )

    def _tells(self, word: int) -> bool:
        clause = self._note.clause_of(word)
        return any(
            hit.first == word and hit.cue.label == "telling"
            for hit in self._note.hits(clause, "themes.weight")
        )

    def _due(self, first: int, last: int) -> bool:
        due = self._dues.of(first, last)
        told = self._told(self._note.clause_of(first), self._note.clause_of(last - 1))
        return due is not None and due.on is not None and not told

    def _told(self, first: int, last: int) -> bool:
        return any(
            hit.cue.label == "telling"
            for clause in range(first, last + 1)
            for hit in self._note.hits(clause, "themes.weight")
        )

    def _asks(self, line: int) -> bool:
        place = self._note.lines[line]
        return self._note.text[place.start : place.end].endswith("?")

    def _below_the_list(self, line: int, context: Context) -> Context:
        """Prose below the bullets of a list is not listed: "Wanted me to push for it"."""
        above = line - 1
        while above >= 0 and self._contexts[above].section is Section.ACTIONS:
            if self._note.lines[above].bulleted:
                break
            above -= 1
        listed = context.section is Section.ACTIONS and not context.prefix
        if not listed or self._note.lines[line].bulleted or above < 0:
            return context
        if self._contexts[above].section is not Section.ACTIONS or self._acts(line):
            return context
        return Context()
