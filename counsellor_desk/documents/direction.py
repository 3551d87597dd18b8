"""Which way each character runs: levels of the Unicode Bidirectional Algorithm (UAX 9).

python-bidi's own steps resolve the levels. They date from before bracket pairs (UAX 9, N0), so
that rule is added here between theirs; a test holds the outcome against the library's newer core,
which gives finished lines only. Embedding and override characters are without effect: what is
signed is read in the order in which it was written.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, Final, TypeVar

from bidi import algorithm
from bidi.mirror import MIRRORED

_Item = TypeVar("_Item")
_STEERING: Final = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"})
_RIGHT_TO_LEFT: Final = frozenset({"R", "AL", "AN"})
_AS_RIGHT: Final = frozenset({"R", "EN", "AN"})
_CLOSING: Final = {
    opening: closing
    for opening, closing in MIRRORED.items()
    if unicodedata.category(opening) == "Ps" and unicodedata.category(closing) == "Pe"
}


def steering(character: str) -> bool:
    """Whether it is an embedding, override or isolate: invisible, and without effect here."""
    return unicodedata.bidirectional(character) in _STEERING


def base_level(text: str) -> int:
    """0 where the first strong character runs left to right or there is none, else 1."""
    return int(algorithm.get_base_level(text))


def levels(text: str) -> tuple[int, ...]:
    """The level of each character of a paragraph: odd runs right to left."""
    if text.isascii():
        return (0,) * len(text)
    types = [unicodedata.bidirectional(character) for character in text]
    if _RIGHT_TO_LEFT.isdisjoint(types):
        return (0,) * len(text)
    seen = [i for i, kind in enumerate(types) if kind not in _STEERING and kind != "BN"]
    base = base_level(text)
    resolved = _resolved("".join(text[i] for i in seen), base)
    found: list[int] = []
    by_index = dict(zip(seen, resolved, strict=True))
    for index in range(len(text)):
        found.append(by_index.get(index, found[-1] if found else base))
    return tuple(found)


def _resolved(text: str, base: int) -> list[int]:
    storage = algorithm.get_empty_storage()
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(text, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _resolve_brackets(storage["chars"], "LR"[base])
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    return [character["level"] for character in storage["chars"]]


def _resolve_brackets(characters: list[dict[str, Any]], embedding: str) -> None:
    """Rule N0: both brackets of a pair run as what they enclose, seen from the paragraph."""
    for opening, closing in sorted(_pairs(characters)):
        inside = {_strong(c) for c in characters[opening + 1 : closing]} - {""}
        if not inside:
            continue
        before = (_strong(c) for c in reversed(characters[:opening]))
        context = next((kind for kind in before if kind), embedding)
        runs = embedding if embedding in inside else context
        characters[opening]["type"] = characters[closing]["type"] = runs


def _pairs(characters: list[dict[str, Any]]) -> Iterator[tuple[int, int]]:
    """Bracket pairs as UAX 9, BD16, finds them."""
    waiting: list[tuple[str, int]] = []
    for index, character in enumerate(characters):
        if character["type"] != "ON":
            continue
        if character["ch"] in _CLOSING:
            waiting.append((_CLOSING[character["ch"]], index))
        else:
            match = [w for w in waiting if w[0] == character["ch"]][-1:]
            for closing, opening in match:
                del waiting[waiting.index((closing, opening)) :]
                yield opening, index


def _strong(character: dict[str, Any]) -> str:
    kind = character["type"]
    if kind == "L":
        return "L"
    return "R" if kind in _AS_RIGHT else ""


def visual_order(items: Sequence[_Item], item_levels: Sequence[int]) -> list[_Item]:
    """Items of one line in the order in which they stand on it (UAX 9, L2)."""
    order = list(range(len(items)))
    for level in range(max(item_levels, default=0), 0, -1):
        order = _reversed_runs(order, item_levels, level)
    return [items[index] for index in order]


def _reversed_runs(order: list[int], item_levels: Sequence[int], level: int) -> list[int]:
    result: list[int] = []
    run: list[int] = []
    for index in order:
        if item_levels[index] >= level:
            run.append(index)
        else:
            result += [*reversed(run), index]
            run = []
    return [*result, *reversed(run)]
