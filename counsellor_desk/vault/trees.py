"""What stands on pages of SQLite: rows of tables and entries of indexes (sqlite.org/fileformat2).

Pages are as SQLite wrote them, or they are not opened at all. But what a page leads to may be
missing or of another time, so nothing is taken on trust: whatever does not fit is left out.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from counsellor_desk.vault.pages import USABLE_BYTES, Pages

Value = int | float | str | bytes | None
Values = tuple[Value, ...]

TABLE_LEAF: Final = 0x0D
INDEX_LEAF: Final = 0x0A
_TABLE_INNER: Final = 0x05
_INDEX_INNER: Final = 0x02
_INNER: Final = frozenset({_TABLE_INNER, _INDEX_INNER})
_KINDS: Final = frozenset({TABLE_LEAF, INDEX_LEAF, *_INNER})
_FILE_HEADER: Final = 100
_LEAST: Final = (USABLE_BYTES - 12) * 32 // 255 - 23
_MOST_IN_TABLE: Final = USABLE_BYTES - 35
_MOST_IN_INDEX: Final = (USABLE_BYTES - 12) * 64 // 255 - 23
_INTEGERS: Final = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


@dataclass(frozen=True)
class Cell:
    """A row of a table with its rowid, or an entry of an index, which has none."""

    values: Values
    rowid: int | None = None


class _Unfit(ValueError):
    """A cell that leads to what is not there."""


def kind_of(pages: Pages, number: int) -> int:
    """Which kind of page of a tree that is; 0: none, or it is damaged."""
    page = pages.opened.get(number)
    kind = page[_begins(number)] if page else 0
    return kind if kind in _KINDS else 0


def leaves(pages: Pages, root: int) -> Iterator[int]:
    """The pages of a tree that can be reached from its root, each once, inner ones too."""
    seen: set[int] = set()
    waiting = [root]
    while waiting:
        number = waiting.pop()
        if number in seen or not (kind := kind_of(pages, number)):
            continue
        seen.add(number)
        yield number
        if kind in _INNER:
            waiting += _below(pages, number)


def cells(pages: Pages, number: int) -> Iterator[Cell]:
    """What stands on one page; cells that do not fit are left out."""
    page, kind = pages.opened[number], kind_of(pages, number)
    if kind == _TABLE_INNER:
        return
    for start in _cell_starts(page, number):
        with suppress(_Unfit, IndexError, struct.error, UnicodeDecodeError):
            yield _cell(pages, page, kind, start)


def free_pages(pages: Pages) -> set[int]:
    """Pages that SQLite keeps for later: nothing on them is of the store."""
    first = pages.opened.get(1)
    trunk = _number(first, 32) if first else 0
    found: set[int] = set()
    while trunk not in found and (page := pages.opened.get(trunk)):
        found.add(trunk)
        found |= {_number(page, 8 + 4 * n) for n in range(min(_number(page, 4), 1000))}
        trunk = _number(page, 0)
    return found


def _begins(number: int) -> int:
    return _FILE_HEADER if number == 1 else 0


def _number(page: bytes, at: int) -> int:
    return int.from_bytes(page[at : at + 4], "big")


def _cell_starts(page: bytes, number: int) -> Iterator[int]:
    begins = _begins(number)
    count = int.from_bytes(page[begins + 3 : begins + 5], "big")
    first = begins + (12 if page[begins] in _INNER else 8)
    for at in range(first, min(first + 2 * count, USABLE_BYTES), 2):
        yield int.from_bytes(page[at : at + 2], "big")


def _below(pages: Pages, number: int) -> Iterator[int]:
    page = pages.opened[number]
    yield _number(page, _begins(number) + 8)
    for start in _cell_starts(page, number):
        yield _number(page, start)


def _cell(pages: Pages, page: bytes, kind: int, at: int) -> Cell:
    at += 4 if kind == _INDEX_INNER else 0
    size, at = _varint(page, at)
    if kind != TABLE_LEAF:
        return Cell(_record(_payload(pages, page, at, size, _MOST_IN_INDEX)))
    rowid, at = _varint(page, at)
    values = _record(_payload(pages, page, at, size, _MOST_IN_TABLE))
    return Cell(values, rowid - (1 << 64) if rowid >> 63 else rowid)


def _payload(pages: Pages, page: bytes, at: int, size: int, most: int) -> bytes:
    """The bytes of a cell, those on further pages too."""
    if size > pages.count * USABLE_BYTES:
        raise _Unfit
    here = size
    if size > most:
        here = _LEAST + (size - _LEAST) % (USABLE_BYTES - 4)
        here = here if here <= most else _LEAST
    found = bytearray(page[at : at + here])
    following = _number(page, at + here) if size > here else 0
    while len(found) < size:
        more = pages.opened.get(following)
        if more is None:
            raise _Unfit
        found += more[4 : 4 + size - len(found)]
        following = _number(more, 0)
    return bytes(found)


def _varint(raw: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(8):
        byte = raw[at + place]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + place + 1
    return value << 8 | raw[at + 8], at + 9


def _record(payload: bytes) -> Values:
    header, at = _varint(payload, 0)
    types = []
    while at < header:
        type_, at = _varint(payload, at)
        types.append(type_)
    values = []
    for type_ in types:
        value, at = _value(payload, type_, at)
        values.append(value)
    if at != len(payload):
        raise _Unfit
    return tuple(values)


def _value(payload: bytes, type_: int, at: int) -> tuple[Value, int]:
    if type_ in _INTEGERS:
        size = _INTEGERS[type_]
        return int.from_bytes(payload[at : at + size], "big", signed=True), at + size
    if type_ == 7:
        return struct.unpack_from(">d", payload, at)[0], at + 8
    if type_ < 12:
        return (type_ - 8 if type_ in {8, 9} else None), at
    size = (type_ - 12) // 2
    raw = payload[at : at + size]
    return (raw.decode("utf-8") if type_ % 2 else raw), at + size
