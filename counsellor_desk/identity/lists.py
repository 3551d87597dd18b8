"""The word lists of this room, from ``resources/lexicons/people.toml``."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import Final

from counsellor_desk import resources
from counsellor_desk.domain.phrases import Cue, Lexicon, cues_of, variants

KIN: Final = "kin"
SOCIAL: Final = "social"
PROFESSIONAL: Final = "professional"
CLIENT: Final = "client"
NAMING: Final = "naming"
_ROLES: Final = (KIN, SOCIAL, PROFESSIONAL, CLIENT, NAMING)


def _people() -> dict[str, dict[str, list[str]]]:
    table = resources.table("lexicons", "people.toml")
    return {name: part for name, part in table.items() if isinstance(part, dict)}


@cache
def roles() -> Lexicon:
    """The roles that people have, and the words that introduce a name."""
    people = _people()
    cues: list[Cue] = list(chain.from_iterable(cues_of(name, people[name]) for name in _ROLES))
    return Lexicon(cues)


def _words(section: str) -> frozenset[str]:
    phrases = chain.from_iterable(_people()[section].values())
    return frozenset(word for phrase in phrases for run in variants(phrase) for word in run)


@cache
def everyday() -> frozenset[str]:
    """Names that are also everyday words."""
    return _words("everyday")


@cache
def client_words() -> frozenset[str]:
    """General words for the client: "client", "cl"."""
    return _words(CLIENT)


@cache
def titles() -> frozenset[str]:
    """Titles that stand before a name."""
    return _words("title")


@cache
def not_names() -> frozenset[str]:
    """Words with a capital that name nobody."""
    return _words("capital")


@cache
def labelled() -> frozenset[str]:
    """Words after which a letter is a label: "plan B"."""
    return _words("labelled")


@cache
def predicates() -> frozenset[str]:
    """Verbs that follow somebody's name."""
    return _words("predicate")


@cache
def told() -> frozenset[str]:
    """Words that stand before somebody's name."""
    return _words("told")


@cache
def abbreviations() -> frozenset[str]:
    """Capitals of the field that are nobody's initials."""
    return _words("abbreviation")
