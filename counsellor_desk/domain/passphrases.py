"""What a passphrase and a PIN have to be (security.md 3.1; decisions: PIN)."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_

LEAST_CHARACTERS: Final = 12
LEAST_WORDS: Final = 4
MOST_CHARACTERS: Final = 1000
PIN_TRIES: Final = 5


class PassphraseTooShort(InputError):
    """Guessing it would be too quick."""

    field = "passphrase"
    happened = N_("That passphrase is too short.")
    next_step = N_("Use at least 12 characters or four words. You can take the six words offered.")


class PassphraseTooLong(InputError):
    """A thousand characters are enough."""

    field = "passphrase"
    happened = N_("That passphrase is longer than 1,000 characters.")
    next_step = N_("Shorten it: six words are strong enough.")


class PassphrasesDiffer(InputError):
    """Typed twice, to be sure."""

    field = "passphrase_again"
    happened = N_("The two passphrases are not the same.")
    next_step = N_("Type the second one again. “Show” lets you compare them.")


class PinNotPossible(InputError):
    """Short, digits only, and not the passphrase."""

    field = "pin"
    happened = N_("A PIN has 4 to 8 digits.")
    next_step = N_("Choose digits that are easy for you and not a date that others know.")


@dataclass(frozen=True)
class PinAnswer:
    """Whether it was right; with no tries left the desk has to lock."""

    right: bool
    tries_left: int


def normal(passphrase: str) -> str:
    """NFC, so that an accent typed on another keyboard is the same accent."""
    return unicodedata.normalize("NFC", passphrase)


def checked(passphrase: str, again: str) -> str:
    """The passphrase, normalised.

    Raises:
        PassphraseTooShort, PassphraseTooLong, PassphrasesDiffer: as they say.
    """
    if len(passphrase) < LEAST_CHARACTERS and len(passphrase.split()) < LEAST_WORDS:
        raise PassphraseTooShort
    if len(passphrase) > MOST_CHARACTERS:
        raise PassphraseTooLong
    if normal(passphrase) != normal(again):
        raise PassphrasesDiffer
    return normal(passphrase)


def checked_pin(pin: str) -> str:
    """The PIN itself.

    Raises:
        PinNotPossible: not 4 to 8 ASCII digits.
    """
    if not looks_like_pin(pin):
        raise PinNotPossible
    return pin


def looks_like_pin(typed: str) -> bool:
    """Whether it is 4 to 8 ASCII digits, which no passphrase is."""
    return typed.isascii() and typed.isdigit() and 4 <= len(typed) <= 8
