"""The cue tables, compiled once from ``resources/lexicons/*.toml``.

A cue's table is "file.section" there ("risk.topic"), its label the key in that section.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Final

from counsellor_desk import resources
from counsellor_desk.domain.phrase_tables import Sections, sections
from counsellor_desk.domain.phrases import Cue, Lexicon, cues_of, variants

_SEARCHED: Final = (
    "risk",
    "people",
    "headings",
    "actions",
    "sections",
    "tone",
    "chat",
    "themes",
    "due",
    "segments",
)
_NOT_SEARCHED: Final = {
    "people.everyday",
    "people.title",
    "people.capital",
    "people.labelled",
    "people.predicate",
    "people.told",
    "people.abbreviation",
    "tone.wording",
    "segments.abbreviation",
    "segments.not_opening",
    "segments.stop",
}


@cache
def _sections(file: str) -> Sections:
    return sections(resources.text("lexicons", f"{file}.toml"))


@cache
def cues() -> Lexicon:
    """Every cue of every table, in one tree."""
    written = chain.from_iterable(
        cues_of(f"{file}.{name}", part)
        for file in _SEARCHED
        for name, part in _sections(file).items()
        if f"{file}.{name}" not in _NOT_SEARCHED
    )
    return Lexicon(chain(written, _third_person()))


def _third_person() -> Iterator[Cue]:
    """The forms "rings" and "ringing" of one-word verbs: "actions.does", "actions.doing"."""
    for label, phrases in _sections("actions")["verb"].items():
        for run in chain.from_iterable(map(variants, phrases)):
            if len(run) == 1:
                yield Cue("actions.does", label, _with_s(run[0]))
                yield Cue("actions.doing", label, _with_ing(run[0]))


def _with_s(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "o")) else f"{verb}s"


def _with_ing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "ye")):
        return f"{verb[:-1]}ing"
    short = len(verb) < 5 and verb[-1] in "tpnmg" and verb[-2] in "aeiou"
    doubled = short and verb[-3:-2] not in "aeiou"
    return f"{verb}{verb[-1]}ing" if doubled else f"{verb}ing"


def _words(file: str, section: str) -> frozenset[str]:
    phrases = chain.from_iterable(_sections(file)[section].values())
    return frozenset(word for phrase in phrases for run in variants(phrase) for word in run)


@cache
def abbreviations() -> frozenset[str]:
    """Words whose full stop ends no sentence."""
    return _words("segments", "abbreviation")


@cache
def not_opening() -> frozenset[str]:
    """Words after which no clause begins."""
    return _words("segments", "not_opening")


@cache
def frequent() -> frozenset[str]:
    """Words that say nothing about what a sentence is about."""
    return _words("segments", "stop")


@cache
def wordings() -> dict[str, str]:
    """For some cues of tone, what could be written instead."""
    table = _sections("tone")["wording"]
    return {phrase: wording for wording, phrases in table.items() for phrase in phrases}


@cache
def shorthand() -> dict[str, str]:
    """What is written out wherever it stands, by its lower-case form."""
    return _table("words")


@cache
def shorthand_capitals() -> dict[str, str]:
    """What is written out only where it was typed in capitals."""
    return _table("capitals")


@cache
def shorthand_signs() -> dict[str, str]:
    """Signs and what they say."""
    return _table("signs")


def _table(section: str) -> dict[str, str]:
    return dict(resources.table("lexicons", "shorthand.toml")[section])
