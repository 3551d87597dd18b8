"""Which section a line stands under: the writer's own headings, prefixes and frames.

A heading on a line of its own rules until the next one; a prefix ("risk: nil SI") rules its line
and colours the lines below it until a gap. SOAP, DAP, BIRP, GIRP and PIE letters and "C -", "T -"
speaker marks count only where a note uses several of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from counsellor_desk.domain.summaries import Owner, OwnerKind, Section
from counsellor_desk.drafting.parsed import ParsedNote
from counsellor_desk.drafting.segments import Joint, Line

PROCESS: Final = "process"
HOMEWORK: Final = "homework"
_CLIENT, _COUNSELLOR = Owner(OwnerKind.CLIENT), Owner(OwnerKind.COUNSELLOR)
_SECTIONS: Final = {section.value: section for section in Section}
_AFTER_PREFIX: Final = frozenset({Joint.COLON, Joint.DASH, Joint.ARROW})
_EVERYONE: Final = frozenset({"all", "everybody", "everyone", "family"})
_EARLY: Final = 0.4
_OF_PLANS: Final = frozenset({"actions", "attendance"})
_OF_LISTS: Final = frozenset(
    {"will", "to", "do", "actions", "tasks", "jobs", "agreed", "is", "now"}
)
_DENIALS: Final = frozenset(
    {"no", "none", "nil", "nope", "nah", "not", "denied", "denies", "n", "0", "never", "current"}
    | {"voiced", "reported", "expressed", "disclosed", "stated", "at", "all", "or", "and", "intent"}
)
_JOINED: Final = frozenset({Joint.PLUS, Joint.AND})
_LETTERS: Final[Mapping[str, Mapping[str, Section]]] = {
    "soap": {
        "s": Section.OBSERVED,
        "o": Section.OBSERVED,
        "a": Section.VIEW,
        "p": Section.ACTIONS,
    },
    "dap": {"d": Section.OBSERVED, "a": Section.VIEW, "p": Section.ACTIONS},
    "birp": {
        "b": Section.OBSERVED,
        "i": Section.DONE,
        "r": Section.OBSERVED,
        "p": Section.ACTIONS,
    },
    "girp": {
        "g": Section.OBSERVED,
        "i": Section.DONE,
        "r": Section.OBSERVED,
        "p": Section.ACTIONS,
    },
    "pie": {"p": Section.OBSERVED, "i": Section.DONE, "e": Section.VIEW},
}
_UNKNOWN_HEADING_WORDS: Final = 5


class Context(NamedTuple):
    """What a line stands under.

    ``own``: by a heading or prefix of its own block, not merely coloured by the line above.
    ``prefix``: how many of the line's clauses are the prefix. ``owner``: whose list it is.
    """

    section: Section | None = None
    own: bool = False
    prefix: int = 0
    heading: bool = False
    owner: Owner | None = None
    process: bool = False


_NOWHERE: Final = Context()
_SPEAKERS: Final = {
    "c": Context(section=Section.OBSERVED, prefix=1, owner=_CLIENT),
    "t": Context(section=Section.DONE, prefix=1, owner=_COUNSELLOR),
}


class Contexts:
    """Reads the contexts of all lines of one note, from top to bottom."""

    def __init__(self, note: ParsedNote) -> None:
        self._note = note
        self._of_line: dict[int, list[int]] = {}
        for number, clause in enumerate(note.clauses):
            self._of_line.setdefault(clause.line, []).append(number)
        letters = self._line_letters()
        self._frame = self._frame_of(letters)
        arrows = [number for number, line in enumerate(note.lines) if line.arrow]
        self._arrows_act = bool(arrows) and arrows[0] >= _EARLY * len(note.lines)
        self._speakers = _SPEAKERS if letters.count("c") and letters.count("t") else {}

    def read(self) -> list[Context]:
        """One context for each line of the note."""
        contexts: list[Context] = []
        standing, bulleted = _NOWHERE, False
        for number, line in enumerate(self._note.lines):
            clauses = self._of_line.get(number, [])
            if line.after_gap and (not standing.own or (bulleted and not line.bulleted)):
                standing = _NOWHERE
            context = self._own(clauses)
            arrow = line.arrow and self._arrows_act and not self._asks_or_answers(line)
            arrow = arrow and bool(clauses) and self._begins_task(clauses[0])
            if context is None and arrow:
                context = Context(section=Section.ACTIONS, own=True)
            if context is None or (context.section is None and not context.own):
                bulleted = line.bulleted
                contexts.append(self._within(standing, context))
            else:
                standing, bulleted = self._below(context), False
                contexts.append(context)
        return contexts

    def _begins_task(self, clause: int) -> bool:
        """Somebody, or a verb of doing, opens the line."""
        first = self._note.clauses[clause].first
        doing = any(hit.first == first for hit in self._note.hits(clause, "actions.verb"))
        return doing or first in self._note.people

    def _asks_or_answers(self, line: Line) -> bool:
        """As in "-> would he do anything? -> no": an arrow that leads on, not to an action."""
        written = self._note.text[line.start : line.end]
        return written.endswith("?") or written.lower().startswith(("no", "yes", "not "))

    @staticmethod
    def _within(standing: Context, prefixed: Context | None) -> Context:
        """A line of the block, with a prefix of its own or none: "K - email tutor"."""
        if prefixed is None:
            return standing
        return standing._replace(prefix=prefixed.prefix, owner=prefixed.owner)

    @staticmethod
    def _below(context: Context) -> Context:
        """What the lines below stand under."""
        return Context(
            section=context.section,
            own=context.heading,
            owner=context.owner if context.heading else None,
            process=context.process and context.heading,
        )

    def _own(self, clauses: list[int]) -> Context | None:
        if not clauses:
            return None
        joined = self._joined(clauses)
        if joined is not None:
            return joined
        alone = len(clauses) == 1
        follows = None if alone else self._note.clauses[clauses[1]].joint
        if not alone and follows not in _AFTER_PREFIX:
            return self._several_words(clauses)
        if alone and (named := self._named_list(clauses[0])):
            return named
        label = self._label(clauses[0])
        if label in _OF_PLANS and not alone and self._denied(clauses[1:]):
            return None
        if label is None and alone:
            return self._unknown(clauses[0])
        if label is None:
            return self._owned(clauses[0])
        return self._labelled(label, alone=alone)

    def _named_list(self, clause: int) -> Context | None:
        """A heading that names whose list follows: "HUGH WILL", "Actions for me"."""
        place = self._note.clauses[clause]
        person = self._note.people.get(place.first)
        if person is None or person.owner is None or person.last == place.last:
            return None
        words = {self._note.words[n].plain for n in range(person.last, place.last)}
        listed = words <= _OF_LISTS and self._note.text[place.end - 1] != "."
        owner = person.owner
        return (
            Context(Section.ACTIONS, own=True, prefix=1, heading=True, owner=owner)
            if (listed)
            else None
        )

    def _denied(self, clauses: list[int]) -> bool:
        """As in "plan - no": an answer about risk, and no list of what was agreed."""
        place = self._note.clauses[clauses[0]]
        said = {self._note.words[n].plain for n in range(place.first, place.last)}
        return len(clauses) == 1 and said <= _DENIALS

    def _joined(self, clauses: list[int]) -> Context | None:
        """A prefix of two: "Y + D: talk on Tuesday"."""
        if len(clauses) < 3 or self._note.clauses[clauses[1]].joint not in _JOINED:
            return None
        if self._note.clauses[clauses[2]].joint not in _AFTER_PREFIX:
            return None
        owners = [self._owned(clause) for clause in clauses[:2]]
        first, second = (found.owner if found else None for found in owners)
        if first is None or second is None:
            return None
        named = first.kind is second.kind is OwnerKind.CLIENT and first.who and second.who
        who = f"{first.who} and {second.who}" if named else ""
        return Context(prefix=2, owner=Owner(OwnerKind.BOTH, who))

    def _several_words(self, clauses: list[int]) -> Context | None:
        """A heading that only a full stop ends, as in "Risk. No SI"."""
        end = self._note.clauses[clauses[0]].end
        asked = self._note.text[end - 1 : end] == "?"
        if self._note.clauses[clauses[1]].joint is Joint.STOP and not asked:
            label = self._label(clauses[0])
            if label in _SECTIONS:
                return Context(section=_SECTIONS[label], own=True, prefix=1)
        return None

    def _labelled(self, label: str, *, alone: bool) -> Context:
        if label == PROCESS:
            return Context(own=True, prefix=1, heading=alone, process=True)
        owner = {"client": _CLIENT, "counsellor": _COUNSELLOR}.get(label)
        section = _SECTIONS.get(label)
        if label == HOMEWORK:
            section, owner = Section.ACTIONS, _CLIENT
        elif owner and not alone:
            return Context(prefix=1, owner=owner)
        elif owner:
            section = Section.ACTIONS
        return Context(section=section, own=True, prefix=1, heading=alone, owner=owner)

    def _label(self, clause: int) -> str | None:
        """The heading that the clause is, word for word."""
        note, place = self._note, self._note.clauses[clause]
        letter = note.words[place.first].plain
        if place.last - place.first == 1 and letter in self._frame:
            return str(self._frame[letter].value)
        for hit in note.hits(clause, "headings.heading"):
            if hit.first == place.first and hit.last == place.last:
                return hit.cue.label
        return None

    def _unknown(self, clause: int) -> Context | None:
        """A heading of the writer's own: a few words and a colon, alone on the line."""
        place = self._note.clauses[clause]
        if any(hit.cue.label == "question" for hit in self._note.hits(clause, "risk.asked")):
            return None
        owned = self._owned(clause)
        line = self._note.lines[place.line]
        colon = self._note.text[line.start : line.end].endswith(":")
        if owned and colon:
            return Context(
                section=Section.ACTIONS, own=True, prefix=1, heading=True, owner=owned.owner
            )
        short = place.last - place.first <= _UNKNOWN_HEADING_WORDS
        if short and (colon or self._shouted(line) or self._set_apart(place.line)):
            return Context(own=True, prefix=1, heading=True)
        return None

    def _set_apart(self, number: int) -> bool:
        """A few words above a block, an empty line before them and no full stop after."""
        lines = self._note.lines
        line = lines[number]
        follows = number + 1 < len(lines) and not lines[number + 1].after_gap
        bare = self._note.text[line.end - 1].isalpha() and not line.bulleted
        return line.after_gap and follows and bare and self._note.text[line.start].isupper()

    def _shouted(self, line: Line) -> bool:
        """Capitals throughout, more than one word, and not the first line of the note."""
        written = self._note.text[line.start : line.end]
        return written.isupper() and " " in written and line is not self._note.lines[0]

    def _owned(self, clause: int) -> Context | None:
        """A prefix that says whose it is: "both: carry on", "K - email tutor"."""
        place = self._note.clauses[clause]
        letter = self._note.words[place.first].plain
        if place.last - place.first == 1 and letter in self._speakers:
            return self._speakers[letter]
        if place.last - place.first == 1 and letter in _EVERYONE:
            return Context(prefix=1, owner=Owner(OwnerKind.BOTH))
        stamped = self._note.words[place.first].plain.isdecimal()
        person = self._note.people.get(place.first + stamped)
        if person and person.owner and person.last == place.last:
            return Context(prefix=1, owner=person.owner)
        return None

    def _line_letters(self) -> str:
        """The single letters that lines begin with, in order."""
        clauses = (self._note.clauses[numbers[0]] for numbers in self._of_line.values())
        return "".join(
            self._note.words[clause.first].plain
            for clause in clauses
            if clause.last - clause.first == 1 and clause.end - clause.start == 1
        )

    @staticmethod
    def _frame_of(letters: str) -> Mapping[str, Section]:
        """The sections of the frame that the lines spell, if they spell one."""
        for frame, sections in _LETTERS.items():
            if letters.startswith(frame):
                return sections
        return {}
