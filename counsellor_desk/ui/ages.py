"""How old a waiting note is, in a word and a colour."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.notes import Age, AgeLimits, age
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.wording import _

AGE_STATES: Final = {Age.FRESH: State.NEUTRAL, Age.AMBER: State.AMBER, Age.RED: State.RED}


def told_age(ended: datetime, now: datetime, limits: AgeLimits) -> tuple[str, State]:
    """What a pill says of a note whose session ended then: ``26 hours``, amber."""
    found, elapsed = age(ended, now, limits), dates.elapsed(now - ended)
    if found is Age.RED:
        elapsed = _("{age}, overdue").format(age=elapsed)
    return elapsed, AGE_STATES[found]
