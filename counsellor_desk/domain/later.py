"""What is filled in after a form is sealed: a recording destroyed (F5), an answer given (F14).

The sealed form stays as it is. What comes later stands beside it, dated, and is never changed:
a correction is one more line.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from counsellor_desk.domain.consent import Consent
from counsellor_desk.domain.forms import FormDefinition, words
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.later_terms import Later
from counsellor_desk.domain.outcomes import REFUSING
from counsellor_desk.domain.text import one_line
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_

_GIVEN_ON: Final = "given_on"
_KEPT: Final = N_("The sealed form is as it was, and nothing was added.")


@dataclass(frozen=True, kw_only=True)
class LaterLine:
    """One line beside a sealed form. ``on``: when it happened; ``told``: how, and by whom."""

    id: str
    consent: ConsentId
    what: Later
    on: date
    told: str
    added_at: datetime
    added_by: str


class LaterWhatMissing(InputError):
    """What happened was not chosen."""

    field = "what"
    happened = N_("What happened is missing.")
    safe = _KEPT
    next_step = N_("Choose one of them.")


class LaterDayMissing(InputError):
    """The day on which it happened."""

    field = "on"
    happened = N_("The day on which it happened is missing.")
    safe = _KEPT
    next_step = N_("Choose the day. If you do not know it, the last day on which it can have been.")


class LaterDayAhead(InputError):
    """It has not happened yet."""

    field = "on"
    happened = N_("That day lies ahead.")
    safe = _KEPT
    next_step = N_("Come back when it has happened, or correct the day.")


class LaterToldMissing(InputError):
    """How it was done, and by whom."""

    field = "told"
    happened = N_("How it was done, and by whom, is missing.")
    safe = _KEPT
    next_step = N_("One line is enough, such as “wiped from the recorder, by me”.")


def line(
    *, id_: str, consent: Consent, what: Later, on: date, told: str, at: datetime, by: str
) -> LaterLine:
    """A line to be kept.

    Raises:
        LaterDayAhead, LaterToldMissing: as they say.
    """
    tidy = one_line(told)
    if on > at.date():
        raise LaterDayAhead
    if not tidy:
        raise LaterToldMissing
    return LaterLine(
        id=id_, consent=consent.id, what=what, on=on, told=tidy, added_at=at, added_by=by
    )


def asked(form: FormDefinition, consent: Consent) -> tuple[Later, ...]:
    """What can be filled in beside that form; nothing before it is sealed, or after a no."""
    if consent.sealed_at is None or consent.outcome in REFUSING:
        return ()
    return form.later


def due_on(form: FormDefinition, consent: Consent) -> date | None:
    """The day by which a line has to stand beside it, where none does; none if none is asked for.

    A recording goes on its day, or as soon as the client takes the yes back; a renewed form has a
    recording of its own.
    """
    if not asked(form, consent) or consent.sealed_at is None:
        return None
    if Later.HANDED_OVER in form.later:
        return None if words(consent.answers, _GIVEN_ON) else consent.sealed_at.date()
    ends = (consent.ends_on, consent.withdrawn_at.date() if consent.withdrawn_at else None)
    return min(filter(None, ends), default=None)
