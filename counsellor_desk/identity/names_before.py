"""Names that stand before the role: "Karen (EAP case mgr)", "Tom, her brother,"."""

from __future__ import annotations

import re
from typing import Final

from counsellor_desk.domain.drafts import Replacement, Span
from counsellor_desk.domain.words import NoteText
from counsellor_desk.identity import lists
from counsellor_desk.identity.names import bare, close, looks_like_name, name_end
from counsellor_desk.identity.places import LEFT_OUT
from counsellor_desk.identity.roles import POSSESSIVES, Role
from counsellor_desk.identity.spelling import folded

DETERMINERS: Final = POSSESSIVES | {"my", "our", "the", "a", "new", "old", "ex", "other"}
CLOSES: Final = frozenset({",", ".", ")", ";", "\n", ""})
ASIDES: Final = frozenset({", ", " - ", " – ", " — "})
_AT_WORK: Final = frozenset({"in", "from"})
_ENDS: Final = re.compile(r"[.!?:\n]")
_ANOTHER: Final = re.compile(r" ?(?:and|&|\+|,) ")
COPULAS: Final = frozenset({"is", "was"})
_WHO: Final = "who"
_LONGEST_REST: Final = 30


class NamesBefore:
    """What one note says of who is who. ``clients``: name words that belong to the clients.

    ``known`` has the role of each name word; ``left_out`` the names beside their roles.
    """

    def __init__(self, note: NoteText, clients: frozenset[str]) -> None:
        self._text, self._words = note.text, note.words
        self._clients = clients
        self.known: dict[str, Role] = {}
        self.left_out: list[Replacement] = []

    def _gap(self, at: int) -> str:
        return self._text[self._words[at - 1].end : self._words[at].start]

    def _read_before(self, role: Role) -> None:
        """As in "Karen (EAP case mgr)", "Tom, her brother,", "mr okoro her tutor"."""
        after = role.first
        while after and self._words[after - 1].plain in DETERMINERS:
            after -= 1
        joined = self._words[after - 1].plain if after else ""
        if (joined in COPULAS and after < role.first) or (joined in _AT_WORK and role.professional):
            return self._read_joined(after - 1, role)
        if joined.endswith("'s"):
            after -= 1
        first = self._name_before(after)
        if first == after:
            return None
        gap, end = self._gap(after), self._words[role.last - 1].end
        if gap == " (" and self._text[end : end + 1] == ")":
            first = self._with_others(first, role)
            self._leave_out(end, end + 1, role)
        elif gap == " (" and self._text.find(")", end, end + _LONGEST_REST) > 0:
            self._learn(first, after, role)
            return self._leave_out(
                self._words[first].start, name_end(self._words[after - 1]) + 1, role
            )
        elif not self._is_aside(first, after, end):
            return None
        self._learn(first, after, role)
        return self._leave_out(self._words[first].start, self._words[after].start, role)

    def _is_aside(self, first: int, after: int, end: int) -> bool:
        """Whether commas or dashes set the role apart, or a title alone makes the name one."""
        gap = self._gap(after)
        titled = self._words[first].plain in lists.titles() and after - first > 1
        closed = self._text[end : end + 1] in CLOSES if gap == ", " else gap in ASIDES
        dashed = gap == ", " or self._text.startswith(gap, end)
        return (gap == " " and titled) or (closed and dashed)

    def _read_joined(self, at: int, role: Role) -> None:
        """As in "Shirin was our interpreter", "ask Catriona in family support"."""
        if self._words[at - 1].plain == _WHO and at > 1 and self._gap(at - 1) == ", ":
            return self._read_who(at, role)
        first = self._name_before(at)
        if first == at or self._gap(at) != " ":
            return None
        self._learn(first, at, role)
        if self._words[at].plain in COPULAS:
            name = name_end(self._words[at - 1])
            return self._leave_out(self._words[first].start, name, role, LEFT_OUT)
        return self._leave_out(self._words[first].start, self._words[at + 1].start, role)

    def _read_who(self, at: int, role: Role) -> None:
        """As in "Sophie, who is her sister, came"."""
        first, end = self._name_before(at - 1), self._words[role.last - 1].end
        if first < at - 1 and self._text[end : end + 1] in CLOSES:
            self._learn(first, at - 1, role)
            self._leave_out(self._words[first].start, self._words[at + 1].start, role)

    def _with_others(self, first: int, role: Role) -> int:
        """As in "Tom and Ben (sons)": where the first of several names begins."""
        while role.plural and first > 1:
            before = first - 1 - (self._words[first - 1].plain == "and")
            gap = self._text[self._words[before].end : self._words[first].start]
            if not (_ANOTHER.fullmatch(gap) and looks_like_name(self._words[before])):
                break
            first = before
        return first

    def _name_before(self, after: int) -> int:
        """The index of a name that ends before ``after``; ``after`` where there is none."""
        first = after
        while first and after - first < 3 and self._is_part(first - 1, last=first == after):
            if first < after and not close(self._text, self._words[first - 1], self._words[first]):
                break
            first -= 1
        return first

    def _is_part(self, at: int, *, last: bool) -> bool:
        """Whether the word is part of a name; a title only where a name follows it."""
        word = self._words[at]
        titled = at > 0 and self._words[at - 1].plain in lists.titles()
        if last:
            lower = titled and word.written[0].islower() and word.plain.isalpha()
            return looks_like_name(word) or lower
        opens = at == 0 or _ENDS.search(self._gap(at))
        surely = folded(word.plain) in lists.names() or word.plain in lists.everyday()
        return word.plain in lists.titles() or (looks_like_name(word) and (not opens or surely))

    def _learn(self, first: int, last: int, role: Role) -> None:
        for word in self._words[first:last]:
            name = bare(word)
            if name not in lists.titles() and (name not in self._clients):
                self.known.setdefault(name, role)

    def _leave_out(self, start: int, end: int, role: Role, instead: str = "") -> None:
        self.left_out.append(Replacement(span=Span(start, end), text=instead, who=role.who))
