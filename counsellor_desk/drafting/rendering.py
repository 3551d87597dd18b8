"""A draft's words: the note's own, with shorthand written out and names replaced, nothing else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from counsellor_desk.domain.drafts import Expansion, Replacement, Span
from counsellor_desk.drafting import lexicons
from counsellor_desk.drafting.parsed import ParsedNote

_SESSION_NUMBER: Final = re.compile(r"[sS](\d{1,2})")
_SIGN: Final = re.compile(r"\bw/ |(?<=\s)[&+@](?=\s)|\br/ship\b", re.IGNORECASE)
_SPACE_BEFORE: Final = re.compile(r"\s+(?=[,.;:!?)\]])")
_SPACE_AFTER: Final = re.compile(r"(?<=[(\[])\s+")
_ROLE_WORD: Final = re.compile(r"[^\W_]+")
_SPACES: Final = re.compile(r"\s+")
_LEAD_IN: Final = re.compile(
    r"(?:(?:and|then|also|okay|ok|um|erm|anyway|plus|so(?=\s+(?:she|he|they|i|we|it|client|the|a)\b))"
    r"\b[\s,]*)+(?=\S+\s+\S)",
    re.IGNORECASE,
)
"""What only led from one sentence to the next."""
_EDGE: Final = " \t,;:-–—+&>=•*|/"
_SENTENCE_OPENS: Final = re.compile(r"[.!?]['\"”’)]*\s+$")
_SENTENCE_END: Final = 8
_CUT: Final = " … "
_LINE_MARKER: Final = re.compile(r"\s*\n\s*\w{1,3}\s?[.:)–-]\s*")
"""What opens a line and says nothing: "A." below a "Q."."""


class _Edit(NamedTuple):
    """``text[start:end]`` is written as ``new``."""

    start: int
    end: int
    new: str
    expansion: Expansion | None = None
    replacement: Replacement | None = None


class Rendered(NamedTuple):
    """What a line of the draft says, and the shorthand written out in it."""

    text: str
    expansions: tuple[Expansion, ...]
    replacements: tuple[Replacement, ...]


class Renderer:
    """Writes stretches of one note as lines of the record."""

    def __init__(
        self, note: ParsedNote, replacements: Sequence[Replacement], extra: Sequence[Expansion]
    ) -> None:
        self._note = note
        self._text = note.text
        edits = [
            _Edit(r.span.start, r.span.end, self._written_out(r.text), replacement=r)
            for r in replacements
        ]
        written: list[_Edit] = []
        for expansion in (*extra, *self._shorthand()):
            span = expansion.span
            written.append(_Edit(span.start, span.end, expansion.long, expansion))
        self._edits = _apart(edits, written)
        self._starts = [edit.start for edit in self._edits]
        self._lines: dict[tuple[Span, ...], Rendered] = {}

    def line(self, spans: tuple[Span, ...]) -> Rendered:
        """Those stretches as one line; where something between them was left out stands "…"."""
        if spans not in self._lines:
            self._lines[spans] = self._line(spans)
        return self._lines[spans]

    def _line(self, spans: Sequence[Span]) -> Rendered:
        line, before = "", None
        edits: list[_Edit] = []
        for span in spans:
            within = self._within(span)
            edits.extend(within)
            part = self._applied(span, within).strip(_EDGE)
            line = f"{line}{self._between(before, span)}{part}" if line else part
            before = span
        return Rendered(
            _tidy(line),
            tuple(edit.expansion for edit in edits if edit.expansion),
            tuple(edit.replacement for edit in edits if edit.replacement),
        )

    def _between(self, before: Span | None, span: Span) -> str:
        """What stands for the gap: "…" where words of the note are left out, else a space."""
        gap = self._text[before.end : span.start] if before else ""
        silent = _LINE_MARKER.fullmatch(gap) or not any(letter.isalnum() for letter in gap)
        return " " if silent else _CUT

    def _within(self, span: Span) -> list[_Edit]:
        low = bisect_left(self._starts, span.start)
        high = bisect_left(self._starts, span.end)
        return [edit for edit in self._edits[low:high] if edit.end <= span.end]

    def _applied(self, span: Span, edits: Sequence[_Edit]) -> str:
        written: list[str] = []
        place = span.start
        for edit in edits:
            gap = self._text[place : edit.start]
            opens = _SENTENCE_OPENS.search(gap[-_SENTENCE_END:])
            written += (gap, _capital(edit.new) if opens else edit.new)
            place = edit.end
        return "".join(written) + self._text[place : span.end]

    def _shorthand(self) -> Iterator[Expansion]:
        words, capitals = lexicons.shorthand(), lexicons.shorthand_capitals()
        for number, word in enumerate(self._note.words):
            written = word.written
            long = capitals.get(written) or words.get(written.lower())
            if written[0] in "sS" and (found := _SESSION_NUMBER.fullmatch(written)):
                long = f"session {found.group(1)}"
            if long and not self._note.said_in_quotes(number):
                yield Expansion(span=Span(word.start, word.end), short=written, long=long)
        signs = lexicons.shorthand_signs()
        for sign in _SIGN.finditer(self._text):
            if long := signs.get(sign.group().lower()):
                yield Expansion(span=Span(*sign.span()), short=sign.group(), long=long)

    def _written_out(self, role: str) -> str:
        """A role as the note gives it, its shorthand written out: "line mgr"."""
        words = lexicons.shorthand()
        return _ROLE_WORD.sub(lambda found: words.get(found.group().lower(), found.group()), role)


def _apart(first: Sequence[_Edit], second: Sequence[_Edit]) -> list[_Edit]:
    """All of ``first``, and those of ``second`` that touch nothing before them; in order."""
    kept: list[_Edit] = []
    names = sorted(first, key=lambda edit: edit.start)
    starts = [edit.start for edit in names]
    reached = -1
    for edit in sorted(second, key=lambda edit: (edit.start, -edit.end)):
        place = bisect_left(starts, edit.end) - 1
        free = place < 0 or names[place].end <= edit.start
        if free and edit.start >= reached:
            kept.append(edit)
            reached = edit.end
    return sorted([*names, *kept], key=lambda edit: edit.start)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _tidy(text: str) -> str:
    line = _SPACE_AFTER.sub("", _SPACE_BEFORE.sub("", _SPACES.sub(" ", text))).strip(_EDGE)
    line = _LEAD_IN.sub("", line, count=1) if _LEAD_IN.match(line) else line
    if line.count("(") != line.count(")"):
        line = line.removeprefix(")").removesuffix("(").strip(_EDGE)
    first = line[:1].upper()
    return first + line[1:] if len(first) == 1 else line
