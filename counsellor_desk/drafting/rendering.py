"""A draft's words: the note's own, with shorthand written out and names replaced, nothing else."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from counsellor_desk.domain.drafts import Expansion, Replacement, Span
from counsellor_desk.drafting import lexicons
from counsellor_desk.drafting.parsed import ParsedNote

_SESSION_NUMBER: Final = re.compile(r"[sS](\d{1,2})")
_SIGN: Final = re.compile(r"\bw/ |(?<=\s)[&+@](?=\s)|\br/ship\b", re.IGNORECASE)
_SPACE_BEFORE: Final = re.compile(r"\s+(?=[,.;:!?)\]])")
_SPACE_AFTER: Final = re.compile(r"(?<=[(\[])\s+")
_ROLE_WORD: Final = re.compile(r"[^\W_]+")
_SPACES: Final = re.compile(r"\s+")
_EDGE: Final = " \t,;:-–—+&>=•*|/"
_SENTENCE_OPENS: Final = re.compile(r"[.!?]['\"”’)]*\s+$")
_CUT: Final = " … "


@dataclass(frozen=True, slots=True)
class _Edit:
    """``text[start:end]`` is written as ``new``."""

    start: int
    end: int
    new: str
    expansion: Expansion | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
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
        self._replacements = sorted(replacements, key=lambda replacement: replacement.span)
        taken = [replacement.span for replacement in self._replacements]
        edits = [
            _Edit(r.span.start, r.span.end, self._written_out(r.text)) for r in self._replacements
        ]
        written: list[_Edit] = []
        for expansion in (*extra, *self._shorthand()):
            span = expansion.span
            written.append(_Edit(span.start, span.end, expansion.long, expansion))
        self._edits = _apart(edits, written)
        self._starts = [edit.start for edit in self._edits]
        self._taken = taken

    def line(self, spans: Sequence[Span]) -> Rendered:
        """Those stretches as one line; where something between them was left out stands "…"."""
        parts: list[str] = []
        expansions: list[Expansion] = []
        for span in spans:
            edits = self._within(span)
            parts.append(self._applied(span, edits))
            expansions.extend(edit.expansion for edit in edits if edit.expansion)
        replaced = tuple(
            r for r in self._replacements if any(span.overlaps(r.span) for span in spans)
        )
        return Rendered(
            _tidy(_CUT.join(part for part in parts if part)), tuple(expansions), replaced
        )

    def _within(self, span: Span) -> list[_Edit]:
        low = bisect_left(self._starts, span.start)
        high = bisect_left(self._starts, span.end)
        return [edit for edit in self._edits[low:high] if edit.end <= span.end]

    def _applied(self, span: Span, edits: Sequence[_Edit]) -> str:
        written, place = "", span.start
        for edit in edits:
            written += self._text[place : edit.start]
            opens = not written.strip(_EDGE) or _SENTENCE_OPENS.search(written)
            written += _capital(edit.new) if opens else edit.new
            place = edit.end
        return _tidy(written + self._text[place : span.end])

    def _shorthand(self) -> Iterator[Expansion]:
        words, capitals = lexicons.shorthand(), lexicons.shorthand_capitals()
        for number, word in enumerate(self._note.words):
            if self._note.said_in_quotes(number):
                continue
            long = capitals.get(word.written) or words.get(word.written.lower().replace("’", "'"))
            if found := _SESSION_NUMBER.fullmatch(word.written):
                long = f"session {found.group(1)}"
            if long:
                yield Expansion(span=Span(word.start, word.end), short=word.written, long=long)
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
    if line.count("(") != line.count(")"):
        line = line.removeprefix(")").removesuffix("(").strip(_EDGE)
    first = line[:1].upper()
    return first + line[1:] if len(first) == 1 else line
