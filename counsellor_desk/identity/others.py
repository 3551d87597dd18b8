"""Other people in a note: the role that the note itself gives is written instead of the name.

"his wife Mair", "mum (Denise)", "Karen (EAP case mgr)", "Tom, her brother," each say once who that
is; the name is left out there, and wherever it comes again the role is written ("his wife").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from counsellor_desk.domain.drafts import Replacement, Span
from counsellor_desk.domain.phrases import Hit
from counsellor_desk.domain.summaries import Owner, OwnerKind
from counsellor_desk.domain.words import NoteText
from counsellor_desk.identity import lists
from counsellor_desk.identity.names import bare, close, looks_like_name, name_end, name_run

_POSSESSIVES: Final = frozenset({"his", "her", "their"})
_DETERMINERS: Final = _POSSESSIVES | {"my", "our", "the", "a", "new", "old", "ex"}
_OPENS: Final = re.compile(r"\s*\(\s*")
_APART: Final = re.compile(r"\s*(?:,|&|\+|and|/)?\s*")
_PLURALS: Final = frozenset({"children", "grandchildren", "parents"})


@dataclass(frozen=True)
class _Role:
    """A role at the words ``first`` to ``last``. ``span``: its words, "his" or "her" included."""

    first: int
    last: int
    who: Owner
    span: Span
    plural: bool


class OtherPeople:
    """What one note says about who is who. ``clients``: name words that belong to the clients."""

    def __init__(
        self, note: NoteText, capitals: Sequence[int], clients: frozenset[str], client_label: str
    ) -> None:
        self._text, self._words = note.text, note.words
        self._capitals = capitals
        self._clients = clients
        self._client_label = client_label
        self._known: dict[str, _Role] = {}
        self.left_out: list[Replacement] = []
        for role in self._roles():
            self._read(role)

    @property
    def names(self) -> frozenset[str]:
        """Every name word whose role the note gives."""
        return frozenset(self._known)

    def mentions(self) -> Iterator[Replacement]:
        """The names where they come again, their role instead."""
        reached = 0
        for at in self._capitals:
            role = self._known.get(bare(self._words[at])) if at >= reached else None
            if role:
                titled = at > 0 and self._words[at - 1].plain in lists.titles()
                reached = at + 1
                while reached < len(self._words) and self._goes_on(reached, role):
                    reached += 1
                start = self._words[at - 1 if titled else at].start
                yield self._instead(Span(start, name_end(self._words[reached - 1])), role)

    def _goes_on(self, at: int, role: _Role) -> bool:
        beside = close(self._text, self._words[at - 1], self._words[at])
        return beside and self._known.get(bare(self._words[at])) is role

    def _instead(self, span: Span, role: _Role) -> Replacement:
        text = self._text[role.span.start : role.span.end]
        if text[:1].isupper() and text.split()[0].lower() in _POSSESSIVES:
            text = text[0].lower() + text[1:]
        if role.who.kind is OwnerKind.CLIENT:
            return Replacement(span=span, text=self._client_label, who=role.who)
        if role.plural:
            text = text.removesuffix("s")
        return Replacement(span=span, text=text, who=role.who, source=role.span)

    def _roles(self) -> Iterator[_Role]:
        reached = 0
        for hit in sorted(lists.roles().hits(self._words), key=lambda hit: (hit.first, -hit.last)):
            if hit.cue.table == lists.NAMING or hit.first < reached:
                continue
            reached = hit.last
            yield self._role(hit)

    def _role(self, hit: Hit) -> _Role:
        begin = self._words[hit.first].start
        before = self._words[hit.first - 1] if hit.first else None
        if (
            before
            and before.plain in _POSSESSIVES
            and close(self._text, before, self._words[hit.first])
        ):
            begin = before.start
        end = name_end(self._words[hit.last - 1])
        who = Owner(OwnerKind.OTHER, hit.cue.label)
        if hit.cue.table == lists.CLIENT:
            who = Owner(OwnerKind.CLIENT)
        plural = hit.cue.label in _PLURALS or self._words[hit.last - 1].plain.endswith("s")
        return _Role(hit.first, hit.last, who, Span(begin, end), plural)

    def _read(self, role: _Role) -> None:
        """Look for the name behind the role, then before it."""
        if role.last < len(self._words):
            gap = self._text[self._words[role.last - 1].end : self._words[role.last].start]
            if gap == " ":
                return self._read_after(role)
            if _OPENS.fullmatch(gap):
                return self._read_bracket(role)
            if gap == ", ":
                return self._read_between_commas(role)
        return self._read_before(role)

    def _read_after(self, role: _Role) -> None:
        """As in "wife Mair", "daughter called Cerys", "uncle's name (Tekle)"."""
        first = role.last
        if self._words[first].plain in {"called", "named", "name"}:
            first += 1
        last = name_run(self._text, self._words, first)
        if last == first:
            return self._read_before(role)
        if self._text[self._words[first - 1].end : self._words[first].start].strip(" ("):
            return None
        self._learn(first, last, role)
        if role.plural:
            last = self._read_more(last, role)
        bracketed = "(" in self._text[self._words[first - 1].end : self._words[first].start]
        end = name_end(self._words[last - 1])
        closing = bracketed and self._text[end : end + 1] == ")"
        return self._leave_out(self._words[first - 1].end, end + closing, role)

    def _read_more(self, last: int, role: _Role) -> int:
        """As in "sons Tom and Ben": further names of a plural."""
        while last < len(self._words):
            joined = self._words[last].plain == "and"
            first = last + joined
            if first >= len(self._words) or not looks_like_name(self._words[first]):
                break
            gap = self._text[self._words[last - 1].end : self._words[first].start]
            if not _APART.fullmatch(gap):
                break
            self._learn(first, first + 1, role)
            last = first + 1
        return last

    def _read_bracket(self, role: _Role) -> None:
        """As in "mum (Denise)", "GP (Dr Anwar, Heybrook)", "kids (Zac 9, Ellie 6)"."""
        start = self._words[role.last - 1].end
        close_at = self._text.find(")", start, start + 120)
        first, opened = role.last, True
        while close_at > 0 and first < len(self._words) and self._words[first].start < close_at:
            last = name_run(self._text, self._words, first)
            if last == first:
                first += 1
                continue
            self._learn(first, last, role)
            end = name_end(self._words[last - 1])
            whole = opened and end == close_at
            begin = start if whole else self._words[first].start
            self._leave_out(begin, end + 1 if whole else self._past_separator(end), role)
            if not role.plural:
                break
            first, opened = last, False

    def _past_separator(self, end: int) -> int:
        found = re.compile(r",?\s*").match(self._text, end)
        return found.end() if found else end

    def _read_between_commas(self, role: _Role) -> None:
        """As in "her mum, Denise, came in"."""
        last = name_run(self._text, self._words, role.last)
        end = name_end(self._words[last - 1])
        if last > role.last and self._text[end : end + 1] == ",":
            self._learn(role.last, last, role)
            return self._leave_out(self._words[role.last - 1].end, end, role)
        return self._read_before(role)

    def _read_before(self, role: _Role) -> None:
        """As in "Karen (EAP case mgr)", "Tom, her brother,"."""
        after = role.first
        while after and self._words[after - 1].plain in _DETERMINERS:
            after -= 1
        if after and self._words[after - 1].plain.endswith("'s"):
            after -= 1
        first = after - 1
        if first < 0 or not looks_like_name(self._words[first]):
            return
        gap = self._text[self._words[first].end : self._words[after].start]
        while (
            first
            and close(self._text, self._words[first - 1], self._words[first])
            and (
                looks_like_name(self._words[first - 1])
                or self._words[first - 1].plain in lists.titles()
            )
        ):
            first -= 1
        end = self._words[role.last - 1].end
        closes = self._text[end : end + 1]
        if gap == " (" and closes == ")":
            self._learn(first, after, role)
            self._leave_out(self._words[first].start, self._words[after].start, role)
            self._leave_out(end, end + 1, role)
        elif gap == ", " and closes in {",", ".", ")", ";", "\n", ""}:
            self._learn(first, after, role)
            self._leave_out(self._words[first].start, self._words[after].start, role)

    def _learn(self, first: int, last: int, role: _Role) -> None:
        for word in self._words[first:last]:
            name = bare(word)
            if name not in lists.titles() and (name not in self._clients):
                self._known.setdefault(name, role)

    def _leave_out(self, start: int, end: int, role: _Role) -> None:
        self.left_out.append(Replacement(span=Span(start, end), text="", who=role.who))
