"""Case numbers: the organisation's own, or the next of ``PREFIX-YEAR-SEQUENCE-CHECK``.

The check digit is ISO/IEC 7064 MOD 11,10 over the digits of year and sequence: it catches every
single wrong digit and nearly every swap of two neighbours. A number is never used twice, not even
after its case is destroyed (policy 4.6).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from counsellor_desk.domain.text import one_line
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_

MAX_LENGTH: Final = 32
_PREFIX = re.compile(r"[A-Z][A-Z0-9]{0,7}")
_OWN = re.compile(r"[0-9A-Za-z][0-9A-Za-z ./_-]*")


class CaseNumberMistyped(InputError):
    """The check digit does not fit the number."""

    field = "case_number"
    happened = N_("{number} is not a case number: its last digit does not fit the others.")
    next_step = N_("Compare it with the referral. One digit is probably mistyped.")


class CaseNumberNotPossible(InputError):
    """Characters or length that a case number cannot have."""

    field = "case_number"
    happened = N_("A case number has 1 to 32 letters, digits, spaces and the marks . / - _ only.")
    next_step = N_("Correct it, or leave the field empty and a number is allocated.")


class CaseNumberTaken(InputError):
    """Case numbers are never used twice."""

    field = "case_number"
    happened = N_("The case number {number} has been used before.")
    next_step = N_("Numbers are never used twice, even after a case is destroyed. Choose another.")


class PrefixNotPossible(InputError):
    """The prefix begins every case number, so it is short and plain."""

    field = "prefix"
    happened = N_("A prefix is a letter followed by up to seven letters or digits.")
    next_step = N_("Choose something short, such as PH.")


def check_digit(digits: str) -> str:
    """ISO/IEC 7064 MOD 11,10.

    Raises:
        ValueError: ``digits`` has something else in it.
    """
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError(digits)
    carry = 10
    for digit in digits:
        carry = (carry + int(digit)) % 10 or 10
        carry = carry * 2 % 11
    return str((11 - carry) % 10)


@dataclass(frozen=True)
class Pattern:
    """How this organisation's numbers are allocated."""

    prefix: str

    def __post_init__(self) -> None:
        if not _PREFIX.fullmatch(self.prefix):
            raise PrefixNotPossible

    def allocate(self, year: int, sequence: int) -> str:
        """The number for the ``sequence``-th case (from 1) of ``year``."""
        digits = f"{year:04}{sequence:04}"
        return f"{self.prefix}-{year:04}-{sequence:04}-{check_digit(digits)}"

    def sequence_of(self, number: str, year: int) -> int | None:
        """Which sequence number ``number`` has in ``year``, if it is of this pattern."""
        match = re.fullmatch(rf"{re.escape(self.prefix)}-{year:04}-(\d{{4,}})-\d", number)
        return int(match[1]) if match else None


def typed(number: str, pattern: Pattern) -> str:
    """A number that a person typed, tidied and checked.

    Raises:
        CaseNumberNotPossible: wrong characters or length.
        CaseNumberMistyped: it is of the organisation's pattern but its check digit is wrong.
    """
    tidy = one_line(number)
    if not _OWN.fullmatch(tidy) or len(tidy) > MAX_LENGTH:
        raise CaseNumberNotPossible
    match = re.fullmatch(rf"{re.escape(pattern.prefix)}-(\d{{4}})-(\d{{4,}})-(\d)", tidy.upper())
    if match is None:
        return tidy
    if check_digit(match[1] + match[2]) != match[3]:
        raise CaseNumberMistyped(number=tidy)
    return tidy.upper()


def comparable(number: str) -> str:
    """What two spellings of one number have in common: for 'used before?' and for searching."""
    return re.sub(r"[^0-9a-z]", "", number.lower())
