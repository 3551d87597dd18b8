"""What made-up notes are made of, and a folder of such notes for commands."""

from __future__ import annotations

from pathlib import Path
from random import Random

SAID = [
    "Slept badly, woke at 4.",
    "no SI, no plan. asked",
    "Mum Trish rang Sean's school",
    "- cl to ring GP by fri",
    "I'll send the sheet tomorrow.",
    "denies thoughts of self-harm but cut herself in 2019",
    "If worse she will ring 999.",
    "T: how was the wk? C: not good",
    "Honestly he does go on.",
    "ns Tues 4pm",
    "W/ her sis & nan @ home",
    "Risk:",
    "Actions",
    "1. me to chase the referral",
    "They didn't agree to tell the school",
    "hasn't told Dr Field. Won't.",
    "“I want to die”, she said in jest",
    "DV not asked (partner in room)",
]
"""Sentences that notes are made of."""

OF_NAMES = [
    "his wife ifeoma rang",
    "GP (Dr Anwar, Heybrook) not told",
    "her brother, who isn't Tom, came",
    "Interpreter: not Mr Haile",
    "partner (not rhys) drove her",
    "Shirin wasn't our interpreter",
    "Shirin was our interpreter.",
    "the flatmates (Anouk + Bex) never asked",
    "her tutor is not mr okoro",
    "Panic at Asda, no one helped.",
    "Then the brother. Fintan, older, didn't.",
    "kayleigh said nowt to nurse maguire",
    "no one at St Brannock's hall, nor in Oldham",
]
"""Sentences that name people and places."""

OF_NOTHING_ELSE = [
    "Slept badly, woke at 4.",
    "She has been drawing again.",
    "Honestly he does go on.",
    "Her brother Tom painted the kitchen.",
    "not good at work",
    "“I felt small”, she said",
    "The garden is coming on",
    "He has never liked the new boss.",
    "Mum Trish moved to Oldham in May",
]
"""Sentences that say nothing of risk, of what was agreed, or of the next session."""

JOINED = ["\n", " ", "\n\n", ", ", " - ", "; "]
_NOTES, _LONGEST = 30, 14


def write_notes(folder: Path) -> None:
    """The same notes each time, as plain texts."""
    drawn = Random(4711)  # noqa: S311 - the same each time is the point
    for number in range(_NOTES):
        parts = drawn.choices([*SAID, *OF_NAMES], k=drawn.randint(1, _LONGEST))
        text = "".join(part + drawn.choice(JOINED) for part in parts)
        (folder / f"made-up-{number:02}.txt").write_text(text, encoding="utf-8")
