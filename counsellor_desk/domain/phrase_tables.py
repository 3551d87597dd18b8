"""Cue tables as they are shipped: TOML of sections in which every key has a list of phrases.

Written plainly, as the shipped ones are, they are read line by line: six times as fast as TOML in
general, and a counsellor waits for it before the first draft of a day. Whatever is written in
another way is read as TOML in general. What a table says is the same either way.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from typing import Final

Sections = dict[str, dict[str, list[str]]]

_PHRASES: Final = r'"[^"\\]*"(?:, *"[^"\\]*")*'
_KEY: Final = r'(?:(?P<key>[\w-]+)|"(?P<quoted>[^"\\]+)")'
_LINE: Final = re.compile(
    r"(?P<nothing> *(?:#.*)?)"
    r'|\[(?P<section>\w+)\]|(?P<about>\w+ = "[^"\\]*")'
    rf"|(?:{_KEY} = \[| +)(?:(?P<phrases>{_PHRASES})(?P<ends>\]|,?))? *"
    r"|(?P<closes>\])",
    re.ASCII,
)


class _Otherwise(Exception):
    """Not written plainly."""


class _Plain:
    """Takes a table line by line."""

    def __init__(self) -> None:
        self.sections: Sections = {}
        self._section: dict[str, list[str]] | None = None
        self._open: list[str] | None = None
        self._comma_missing = False

    def take(self, line: str) -> None:
        """Add what the line says.

        Raises:
            _Otherwise: it is not written plainly, or says something twice.
        """
        found = _LINE.fullmatch(line)
        if found is None:
            raise _Otherwise
        if found["nothing"] is not None:
            return
        if found["section"] or found["about"]:
            self._take_head(found["section"])
        else:
            self._take_phrases(found)

    def _take_head(self, section: str | None) -> None:
        """A section's name, or before the first one a remark about the whole table."""
        if self._open is not None or section in self.sections:
            raise _Otherwise
        if section is not None:
            self._section = self.sections[section] = {}
        elif self._section is not None:
            raise _Otherwise

    def _take_phrases(self, found: re.Match[str]) -> None:
        if (key := found["key"] or found["quoted"]) is not None:
            if self._open is not None or self._section is None or key in self._section:
                raise _Otherwise
            self._open = self._section[key] = []
        if self._open is None:
            raise _Otherwise
        if found["phrases"] is not None:
            if self._comma_missing:
                raise _Otherwise
            self._open.extend(found["phrases"].split('"')[1::2])
            self._comma_missing = not found["ends"]
        if found["closes"] or found["ends"] == "]":
            self._open, self._comma_missing = None, False

    def whole(self) -> Sections:
        """All of it.

        Raises:
            _Otherwise: a list is not closed.
        """
        if self._open is not None:
            raise _Otherwise
        return self.sections


def plain(written: str) -> Sections | None:
    """The sections of a table that is written plainly, ``None`` of any other."""
    table = _Plain()
    try:
        for line in written.split("\n"):
            table.take(line)
        return table.whole()
    except _Otherwise:
        return None


@cache
def sections(written: str) -> Sections:
    """The sections of a table. Shared by all callers: read it, do not change it.

    Raises:
        tomllib.TOMLDecodeError: it is no TOML.
    """
    found = plain(written)
    if found is not None:
        return found
    return {name: part for name, part in tomllib.loads(written).items() if isinstance(part, dict)}
