"""Offers a passphrase and says how strong a typed one is (security.md 3.1)."""

from __future__ import annotations

import secrets
from functools import cache
from typing import Final

from zxcvbn import zxcvbn

from counsellor_desk import resources
from counsellor_desk.domain.passphrases import LEAST_CHARACTERS, LEAST_WORDS
from counsellor_desk.domain.worded import Worded
from counsellor_desk.wording import N_

WORDS: Final = 6
_LONGEST_JUDGED: Final = 72


class Strength(Worded):
    """How long guessing would take, in words."""

    EMPTY = "empty", N_("Nothing typed yet")
    SHORT = "short", N_("Too short")
    WEAK = "weak", N_("Easy to guess")
    FAIR = "fair", N_("Fair: another word would help")
    STRONG = "strong", N_("Strong")


@cache
def _word_list() -> tuple[str, ...]:
    lines = resources.text("lexicons", "eff_large_wordlist.txt").splitlines()
    return tuple(line.split()[-1] for line in lines if line.strip())


def offered() -> str:
    """Six words drawn at random: 77 bits, easy to type and to remember."""
    words = _word_list()
    return " ".join(secrets.choice(words) for _draw in range(WORDS))


def strength(passphrase: str) -> Strength:
    """Judged by zxcvbn: how many guesses somebody needs who knows how people choose."""
    if not passphrase:
        return Strength.EMPTY
    if len(passphrase) < LEAST_CHARACTERS and len(passphrase.split()) < LEAST_WORDS:
        return Strength.SHORT
    score = zxcvbn(passphrase[:_LONGEST_JUDGED])["score"]
    if score < 3:
        return Strength.WEAK
    return Strength.FAIR if score == 3 else Strength.STRONG
