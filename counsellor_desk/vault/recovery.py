"""The recovery key: 140 bits in seven groups, each with a check character (FORMAT.md 3)."""

from __future__ import annotations

import re
import secrets
from typing import Final

from counsellor_desk.domain.ids import CROCKFORD
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_

GROUPS: Final = 7
GROUP_LENGTH: Final = 5
KEY_BYTES: Final = 18
_GROUP_BITS: Final = 20
_POLYNOMIAL: Final = 0b100101
_ALIKE: Final = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN: Final = re.compile(r"[\s\-\u2010-\u2015\u2212]+")


class RecoveryKeyLength(InputError):
    """Too few or too many characters."""

    field = "recovery_key"
    happened = N_("A recovery key has {wanted} characters; {typed} were typed.")
    next_step = N_("Compare it with the sheet: seven groups of five characters.")


class RecoveryKeyGroupWrong(InputError):
    """A slip, and where it is."""

    field = "recovery_key"
    happened = N_("Group {group} of the recovery key is mistyped.")
    next_step = N_("Compare that group with the sheet, character by character.")


def new_key() -> bytes:
    """140 random bits as 18 bytes, the first four bits zero."""
    return secrets.randbits(GROUPS * _GROUP_BITS).to_bytes(KEY_BYTES, "big")


def written(key: bytes) -> str:
    """The key as a person writes it: ``XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX-XXXXX``."""
    number = int.from_bytes(key, "big")
    shifts = range((GROUPS - 1) * _GROUP_BITS, -1, -_GROUP_BITS)
    parts = ((number >> shift) & (2**_GROUP_BITS - 1) for shift in shifts)
    return "-".join(_group(part, place) for place, part in enumerate(parts, 1))


def read(typed: str) -> bytes:
    """The key that a person typed.

    Raises:
        RecoveryKeyLength: not 35 characters, and no group of them stands out.
        RecoveryKeyGroupWrong: with the number of the first group that does not fit.
    """
    groups = _groups(typed)
    number = 0
    for place, group in enumerate(groups, 1):
        values = [CROCKFORD.find(character) for character in group]
        fits = len(values) == GROUP_LENGTH and min(values) >= 0
        if not fits or _check(values[:-1], place) != values[-1]:
            raise RecoveryKeyGroupWrong(group=place)
        for value in values[:-1]:
            number = number << 5 | value
    return number.to_bytes(KEY_BYTES, "big")


def same_group(shown: str, place: int, typed: str) -> bool:
    """Whether ``typed`` is the group at ``place`` (from 1) of the key as shown."""
    return _tidy(typed) == shown.split("-")[place - 1]


def _tidy(typed: str) -> str:
    return _BETWEEN.sub("", typed.upper()).translate(_ALIKE)


def _groups(typed: str) -> list[str]:
    separated = [_tidy(part) for part in _BETWEEN.split(typed.strip()) if part]
    if len(separated) == GROUPS:
        return separated
    run = _tidy(typed)
    if len(run) != GROUPS * GROUP_LENGTH:
        raise RecoveryKeyLength(wanted=GROUPS * GROUP_LENGTH, typed=len(run))
    return [run[at : at + GROUP_LENGTH] for at in range(0, len(run), GROUP_LENGTH)]


def _group(part: int, place: int) -> str:
    values = [(part >> shift) & 31 for shift in (15, 10, 5, 0)]
    return "".join(CROCKFORD[value] for value in (*values, _check(values, place)))


def _check(values: list[int], place: int) -> int:
    """``2·d1 + 4·d2 + 8·d3 + 16·d4 + place`` in GF(32): every slip and swap of neighbours shows."""
    total = 0
    for value in reversed(values):
        total = _doubled(total ^ value)
    return total ^ place


def _doubled(value: int) -> int:
    doubled = value << 1
    return doubled ^ _POLYNOMIAL if doubled & 32 else doubled
