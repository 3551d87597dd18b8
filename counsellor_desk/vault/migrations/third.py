"""Schema 3: pictures of notes and notes on paper, and additional records (FORMAT.md 5)."""

from __future__ import annotations

from typing import Final

_NOTES_ON_PAPER: Final = ()

_RECORDS: Final = ()

STATEMENTS: Final[tuple[str, ...]] = (*_NOTES_ON_PAPER, *_RECORDS)
