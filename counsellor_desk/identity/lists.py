"""The word lists of this room, from ``resources/lexicons/people.toml``."""

from __future__ import annotations

import zlib
from collections.abc import Set as AbstractSet
from functools import cache
from itertools import chain
from typing import Final

from counsellor_desk import resources
from counsellor_desk.domain.phrase_tables import Sections, sections
from counsellor_desk.domain.phrases import Cue, Lexicon, cues_of, variants

KIN: Final = "kin"
SOCIAL: Final = "social"
PROFESSIONAL: Final = "professional"
CLIENT: Final = "client"
NAMING: Final = "naming"
_GZIP: Final = 16 + zlib.MAX_WBITS
_ROLES: Final = (KIN, SOCIAL, PROFESSIONAL, CLIENT, NAMING)


@cache
def _people() -> Sections:
    return sections(resources.text("lexicons", "people.toml"))


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
def kin() -> frozenset[str]:
    """Words for family and friends: whoever is theirs is not the client's own."""
    return _words(KIN) | _words(SOCIAL)


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


@cache
def kept_places() -> frozenset[str]:
    """Countries and the like, which identify nobody, and other capitals behind "in" and "at"."""
    return _words("kept_place")


@cache
def lowered() -> frozenset[str]:
    """Names that are also words, and that no verb is: "my sister carol"."""
    return _words("lowered")


@cache
def names() -> AbstractSet[str]:
    """First names and surnames that are no everyday words, in lower case, without accents."""
    return _drawn("names.txt.gz", but=not_names())


@cache
def places() -> AbstractSet[str]:
    """Towns and villages whose names are no everyday words, likewise."""
    return _drawn("places.txt.gz", but=kept_places())


def _drawn(name: str, but: AbstractSet[str]) -> AbstractSet[str]:
    """A list that ``tests/draw_names.py`` drew."""
    packed = resources.path("lexicons", name).read_bytes()
    drawn = set(zlib.decompress(packed, _GZIP).decode("utf-8").split("\n"))
    drawn.difference_update(but)
    return drawn


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """The other forms of a first name, both ways: Elizabeth, Liz, Beth."""
    found: dict[str, frozenset[str]] = {}
    for line in resources.text("lexicons", "nicknames.txt").splitlines():
        forms = frozenset(line.split()) if not line.startswith("#") else frozenset()
        for form in forms:
            found[form] = found.get(form, frozenset()) | forms
    return found
