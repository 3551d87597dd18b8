"""When a form ends and when it is looked at again, as its definition says (forms.md 4.1, Expiry).

Never "until further notice": what a client consents to has an end.
"""

from __future__ import annotations

from calendar import isleap
from datetime import date, timedelta
from typing import Final

from counsellor_desk.domain.decisions import Decision
from counsellor_desk.domain.form_terms import Lasts
from counsellor_desk.domain.forms import FormDefinition
from counsellor_desk.domain.outcomes import Extent, Family
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_

_DAY: Final = timedelta(days=1)
_FEBRUARY, _LEAP_DAY = 2, 29


class ConsentEndNotPossible(InputError):
    """Never 'until further notice'."""

    field = "ends_on"
    happened = N_("The end date has to lie ahead, {days} days at the most.")
    safe = N_("All your answers are kept.")
    next_step = N_("Choose another day. It can be renewed with the client when it ends.")


class ReviewDayNotPossible(InputError):
    """Never looked at again 'some day'."""

    field = "again_on"
    happened = N_("The next look has to lie ahead, {days} days at the most.")
    safe = N_("Nothing has changed.")
    next_step = N_("Choose another day.")


def longest(lasts: Lasts, extent: Extent) -> int:
    """The number of days ahead that an end may lie, for what is used so often."""
    limits = (lasts.once, lasts.standing) if extent is Extent.ONCE else (lasts.standing, lasts.once)
    return next(filter(None, (*limits, lasts.default)), 0)


def ensure_end(form: FormDefinition, extent: Extent, ends_on: date | None, today: date) -> None:
    """Refuse an end in the past or beyond the longest time allowed.

    Raises:
        ConsentEndNotPossible: with the number of days allowed.
    """
    ensure_ahead(form, ends_on, today)
    if ends_on is None or not form.reads.ends_on:
        return
    days = longest(form.lasts, extent)
    if ends_on > today + timedelta(days=days):
        raise ConsentEndNotPossible(days=days)


def ensure_ahead(form: FormDefinition, ends_on: date | None, today: date) -> None:
    """Refuse an end in the past, and none at all where the form has to have one.

    Raises:
        ConsentEndNotPossible: with the number of days allowed.
    """
    missing = ends_on is None and (form.family is Family.CONSENT or bool(form.reads.ends_on))
    if missing or (ends_on is not None and ends_on < today):
        raise ConsentEndNotPossible(days=longest(form.lasts, Extent.STANDING))


def end_of(
    form: FormDefinition, made: Decision, today: date, born_on: date | None = None
) -> date | None:
    """The last day of what was decided: as chosen, as the form has it, or before a birthday."""
    lasts = form.lasts
    usual = today + timedelta(days=lasts.default) if lasts.default else None
    chosen = made.ends_on if form.reads.ends_on else made.ends_on or usual
    older = next_birthday(lasts, born_on, today)
    ends = [end for end in (chosen, older and older - _DAY) if end is not None]
    return min(ends, default=None)


def review_of(form: FormDefinition, today: date) -> date | None:
    """When a form that is sealed on that day is looked at again."""
    return today + timedelta(days=form.lasts.review) if form.lasts.review else None


def next_review(form: FormDefinition, today: date, wanted: date | None) -> date | None:
    """When a form that was looked at today is looked at again: as wanted, or as the form has it.

    Raises:
        ReviewDayNotPossible: that day lies behind, or too far ahead.
    """
    latest = review_of(form, today)
    if wanted is None:
        return latest
    if wanted <= today or (latest is not None and wanted > latest):
        raise ReviewDayNotPossible(days=form.lasts.review)
    return wanted


def birthday(born_on: date, age: int) -> date:
    """The day on which somebody reaches that age.

    Who was born on 29 February does so on 1 March of a year that has none.
    """
    year = born_on.year + age
    if (born_on.month, born_on.day) == (_FEBRUARY, _LEAP_DAY) and not isleap(year):
        return date(year, 3, 1)
    return born_on.replace(year=year)


def next_birthday(lasts: Lasts, born_on: date | None, today: date) -> date | None:
    """The next one that ends the form, after ``today``."""
    if born_on is None:
        return None
    ahead = (birthday(born_on, age) for age in lasts.birthdays)
    return min((day for day in ahead if day > today), default=None)
