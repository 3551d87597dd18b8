"""The kinds of thing that an act changes: a screen that shows one of them asks for it again."""

from __future__ import annotations

from enum import Enum, auto


class Changed(Enum):
    """What was changed by an act, never which one: screens ask, they are not told."""

    PROFILE = auto()
    CASES = auto()
    CARDS = auto()
    SESSIONS = auto()
    NOTES = auto()
    SUMMARIES = auto()
    RECORDS = auto()
    ACTIONS = auto()
    CONSENTS = auto()
    HOLDS = auto()
    DOCUMENTS = auto()
    FORM_WORDING = auto()
    FACTS = auto()
    BACKUPS = auto()
    AUDIT = auto()
