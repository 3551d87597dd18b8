"""How a note introduces people: "his wife Mair", "mum (Denise)", "Tom, her brother,".

Each says once who that is. The name is left out there; elsewhere the role is written for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from counsellor_desk.domain.drafts import Span
from counsellor_desk.domain.summaries import Owner, OwnerKind
from counsellor_desk.domain.words import NoteText
from counsellor_desk.identity import lists
from counsellor_desk.identity.names import (
    bare,
    is_month_too,
    looks_like_name,
    lower_run,
    name_end,
    name_run,
)
from counsellor_desk.identity.names_before import (
    ASIDES,
    CLOSES,
    COPULAS,
    DETERMINERS,
    NamesBefore,
)
from counsellor_desk.identity.places import LEFT_OUT
from counsellor_desk.identity.roles import Role, roles_in
from counsellor_desk.identity.spelling import folded

_OPENS: Final = re.compile(r"\s*\(\s*")
_APART: Final = re.compile(r"\s*(?:,|&|\+|and|/)?\s*")
_SEPARATOR: Final = re.compile(r"\s*(?:,|&|\+|/|\band\b)?\s*")
_AND_WHERE: Final = re.compile(r",\s*[A-Z][\w’'-]*(?: [A-Z][\w’'-]*)?\)")
_LABEL: Final = re.compile(r"(?: \([^()\n]{1,24}\))?\s?[:=]\s| (?:is|was|are|were) (?:a )?")
_WORK_LABEL: Final = re.compile(r"(?: \([^()\n]{1,24}\))?\s?[:=–-]\s| (?:is|was) (?:a )?")
_CALLED: Final = frozenset({"called", "named", "who", "who's", "is", "was", "a"}) | {
    *("man", "woman", "chap", "bloke", "guy", "lady", "lad", "girl", "someone", "somebody")
}
"""Between a role and its name, and left out with the name: "manager who is a mrs Pickersgill"."""
_NAME: Final = frozenset({"name", "name's"})
_WITH: Final = frozenset({"with", "w"})
_SUPERVISION: Final = "supervision"
_WHERE: Final = frozenset(
    {"of", "from", "at", "in", "on", "across", "down", "up", "over", "who", "since"}
)
_BODIES: Final = frozenset({"school", "agency", "HR", "family"})
"""Whoever is named behind these is not called after them: "friends since school Jess"."""
_WHERE_WORDS: Final = 6
_LONGEST_BRACKET: Final = 120
_SHORT_SENTENCE: Final = 4


class Introductions(NamesBefore):
    """Everybody whom one note introduces, read out when it is made."""

    def __init__(self, note: NoteText, clients: frozenset[str]) -> None:
        super().__init__(note, clients)
        for role in roles_in(note):
            self._read(role)
        for at in range(1, len(note.words)):
            if note.words[at].plain in lists.titles() and self._gap(at) == " (":
                self._read_titled_bracket(at)

    def _read(self, role: Role) -> None:
        """Look for the name behind the role, then before it."""
        if role.last < len(self._words) and not self._read_label(role):
            gap = self._gap(role.last)
            if role.who.who in _BODIES and not _OPENS.fullmatch(gap):
                return None
            if gap == " " or (gap == "/ " and role.last > role.first):
                return self._read_after(role)
            if _OPENS.fullmatch(gap):
                return self._read_bracket(role)
            if gap in ASIDES:
                return self._read_between_commas(role)
            if gap == ". ":
                return self._read_next_sentence(role)
            return self._read_before(role)
        return None if role.last < len(self._words) else self._read_before(role)

    def _read_titled_bracket(self, at: int) -> None:
        """As in "stylist (Mr Sandhu)": whatever stands before it is what somebody is."""
        last = name_run(self._text, self._words, at)
        before, end = self._words[at - 1], name_end(self._words[last - 1])
        named = {bare(word) for word in self._words[at + 1 : last]}
        new = last > at and not named & (self.known.keys() | self._clients)
        if new and self._text[end : end + 1] == ")" and before.written.islower():
            who = Owner(OwnerKind.OTHER, before.plain)
            role = Role(at - 1, at, who, Span(before.start, before.end), plural=False)
            self._learn(at, last, role)
            self._leave_out(before.end, end + 1, role)

    def _run(self, first: int) -> int:
        """The index after a name, with or without capitals."""
        last = name_run(self._text, self._words, first)
        if last == first < len(self._words) and is_month_too(self._text, self._words, first):
            return first + 1
        return last if last > first else lower_run(self._text, self._words, first)

    def _read_after(self, role: Role) -> None:
        """As in "wife Mair", "daughter called Cerys", "uncle's name (Tekle)"."""
        first = self._past_called(role)
        last = self._run(first)
        if last == first:
            return self._read_past_where(role)
        if self._gap(first).strip(" (/"):
            return None
        self._learn(first, last, role)
        if role.plural:
            last = self._read_more(last, role)
        bracketed = "(" in self._gap(first)
        end = name_end(self._words[last - 1])
        closing = bracketed and self._text[end : end + 1] == ")"
        if not bracketed and self._words[role.last].plain in _NAME | COPULAS:
            return self._leave_out(self._words[first].start, end, role, LEFT_OUT)
        begin = first if bracketed else role.last
        self._leave_out(self._words[begin - 1].end, end + closing, role)
        return self._read_formal(last, role)

    def _read_formal(self, at: int, role: Role) -> None:
        """As in "interpreter Yonas (Mr Haile from the agency)": the same person once more."""
        if at >= len(self._words) or self._gap(at) != " (":
            return
        last = name_run(self._text, self._words, at)
        if self._words[at].plain in lists.titles() and last > at:
            self._learn(at, last, role)
            self._leave_out(self._words[at].start, name_end(self._words[last - 1]), role, LEFT_OUT)

    def _read_past_where(self, role: Role) -> None:
        """As in "a woman from the gym (Collette)", "a mate of his, Gaz,"."""
        first = role.last
        limit = min(first + _WHERE_WORDS, len(self._words))
        if self._words[first].plain in _WHERE:
            first += 1
            while (
                first < limit and self._gap(first) == " " and self._words[first].written.islower()
            ):
                if self._words[first].plain in {"called", "named"}:
                    break
                first += 1
        last = self._run(first + 1 if self._is_called(first, limit) else first)
        if first == role.last or first >= limit or not self._is_set_apart(first, last):
            return self._read_before(role)
        named = first + self._is_called(first, limit)
        self._learn(named, last, role)
        bracket = self._gap(first) == " ("
        end = name_end(self._words[last - 1]) + bracket
        return self._leave_out(self._words[first - 1].end, end, role)

    def _is_called(self, at: int, limit: int) -> bool:
        return at < limit and self._words[at].plain in {"called", "named"}

    def _is_set_apart(self, first: int, last: int) -> bool:
        """Whether the name stands in a bracket, between commas, or behind "called"."""
        if self._is_called(first, len(self._words)):
            return last > first + 1
        gap, follows = self._gap(first), self._text[name_end(self._words[last - 1]) :][:1]
        bracket = gap == " (" and follows == ")"
        return last > first and (bracket or (gap == ", " and follows in CLOSES))

    def _past_called(self, role: Role) -> int:
        """Where the name would begin behind "called", "who is a", "supervision with"."""
        first = role.last
        if self._words[first].plain in _NAME:
            is_ = first + 1 < len(self._words) and self._words[first + 1].plain == "is"
            return first + 1 + is_
        if self._words[role.last - 1].plain == _SUPERVISION and self._words[first].plain in _WITH:
            return first + 1
        copula = self._words[first].plain in COPULAS
        if copula and self._is_called(first + 1, len(self._words)):
            return first + 2
        if not copula:
            while first < len(self._words) and self._words[first].plain in _CALLED:
                first += 1
        titled = first < len(self._words) and self._words[first].plain in lists.titles()
        called = self._words[first - 1].plain in {"called", "named"}
        return first if called or titled else role.last

    def _read_label(self, role: Role) -> bool:
        """As in "interpreter (Punjabi): Jaspreet from the agency", "the tutor is mr Okoro"."""
        end = self._words[role.last - 1].end
        label = (_WORK_LABEL if role.professional else _LABEL).match(self._text, end)
        first = role.last
        while label and first < len(self._words) and self._words[first].start < label.end():
            first += 1
        if label is None or first >= len(self._words) or self._words[first].start != label.end():
            return False
        last = name_run(self._text, self._words, first)
        titled = self._words[first].plain in lists.titles()
        name = name_end(self._words[last - 1])
        if last == first or (not titled and self._text[name : name + 1].strip(" ,.;(\n")):
            return False
        name_word = bare(self._words[first])
        surely = titled or folded(name_word) in lists.names() or name_word in lists.everyday()
        if not surely and label.group().strip(" a").isalpha():
            return False
        self._learn(first, last, role)
        if role.plural and not titled:
            name = name_end(self._words[self._read_more(last, role) - 1])
        self._leave_out(label.end(), name, role, LEFT_OUT)
        return True

    def _read_more(self, last: int, role: Role) -> int:
        """As in "sons Tom and Ben": further names of a plural."""
        while last < len(self._words):
            first = last + (self._words[last].plain == "and")
            if first >= len(self._words) or not looks_like_name(self._words[first]):
                break
            gap = self._text[self._words[last - 1].end : self._words[first].start]
            if not _APART.fullmatch(gap):
                break
            self._learn(first, first + 1, role)
            last = first + 1
        return last

    def _read_bracket(self, role: Role) -> None:
        """As in "mum (Denise)", "GP (Dr Anwar, Heybrook)", "kids (Zac 9, Ellie 6)"."""
        start = self._words[role.last - 1].end
        close_at = self._text.find(")", start, start + _LONGEST_BRACKET)
        if close_at < 0:
            return
        spans = list(self._names_until(close_at, role))
        places = range(self._words[role.last].start, close_at)
        if spans and not any(self._text[place].isalnum() for place in _outside(places, spans)):
            spans = [Span(start, close_at + 1)]
        for span in spans:
            self._leave_out(span.start, span.end, role)
        if not spans:
            self._read_before(role)

    def _names_until(self, close_at: int, role: Role) -> Iterator[Span]:
        """The names in a bracket, each with what separates it from the next."""
        first = role.last
        while first < len(self._words) and self._words[first].start < close_at:
            opens = first == role.last
            last = self._run(first) if opens else name_run(self._text, self._words, first)
            if last == first:
                first += 1
                continue
            self._learn(first, last, role)
            end = name_end(self._words[last - 1])
            where = None if role.plural else _AND_WHERE.match(self._text, end)
            after = _SEPARATOR.match(self._text, end) if where is None else None
            yield Span(self._words[first].start, after.end() if after else close_at)
            if not role.plural:
                return
            first = last

    def _read_between_commas(self, role: Role) -> None:
        """As in "her mum, Denise, came in", "then his brother, Reza."."""
        last = name_run(self._text, self._words, role.last)
        end = name_end(self._words[last - 1])
        gap = self._gap(role.last)
        first = role.last
        if last > first and role.plural:
            self._learn(first, last, role)
            last = self._read_more(last, role)
            end = name_end(self._words[last - 1])
        aside = self._text.startswith((",", gap, " ("), end)
        follows = "," if aside else self._text[end : end + 1]
        said_whose = self._text[role.span.start : role.span.end].split()[0].lower() in DETERMINERS
        if last > role.last and (follows == "," or (said_whose and follows in CLOSES)):
            self._learn(role.last, last, role)
            return self._leave_out(self._words[role.last - 1].end, end, role)
        return self._read_before(role)

    def _read_next_sentence(self, role: Role) -> None:
        """As in "Then the brother. Fintan, two years older, came"."""
        last = name_run(self._text, self._words, role.last)
        end = name_end(self._words[last - 1])
        opening = max(self._text.rfind(stop, 0, role.span.start) for stop in ".!?\n")
        before = self._text[opening + 1 : role.span.start].split()
        short = bool(before) and len(before) < _SHORT_SENTENCE
        if last > role.last and short and self._text[end : end + 1] == ",":
            return self._learn(role.last, last, role)
        return self._read_before(role)


def _outside(places: range, spans: Sequence[Span]) -> Iterator[int]:
    return (place for place in places if not any(s.start <= place < s.end for s in spans))
