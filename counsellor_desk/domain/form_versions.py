"""Versions of a form: the organisation's own come after what is shipped, and only ever grow."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from counsellor_desk.domain.form_changes import FormChanges
from counsellor_desk.domain.form_sentences import Table
from counsellor_desk.domain.forms import FormDefinition
from counsellor_desk.domain.text import one_line
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_, _

REASON_LENGTH: Final = 300
_SHIPPED: Final = N_("{id}, version {version}")
_OWN: Final = N_("{id}, version {version} of this organisation")


class VersionReasonMissing(InputError):
    """Whoever reads the old form later wants to know."""

    field = "reason"
    happened = N_("Why this version is made is missing.")
    safe = N_("What you changed is kept, and the version before is still in use.")
    next_step = N_("One line is enough, such as “our new address for complaints”.")


class VersionReasonTooLong(InputError):
    """A line, not a letter."""

    field = "reason"
    happened = N_("The reason is too long: {length} characters, {limit} fit.")
    safe = N_("What you changed is kept, and the version before is still in use.")
    next_step = N_("Shorten it.")


class NothingChanged(InputError):
    """A version is made for a change."""

    field = "reason"
    happened = N_("Nothing is changed yet.")
    safe = N_("The version before is still in use.")
    next_step = N_("Change a sentence or add a question first.")


@dataclass(frozen=True, kw_only=True)
class FormVersion:
    """One version of the organisation's own. ``shipped_version``: what it was made from.

    ``table``: the whole definition; no changes: the shipped wording, taken up again.
    """

    form: str
    version: int
    shipped_version: int
    changes: FormChanges
    reason: str
    made_at: datetime
    made_by: str
    table: Table = field(repr=False)


@dataclass(frozen=True, kw_only=True)
class FormEdits:
    """Changes in hand, not in force. ``shipped_version``: of the wording that they are made to."""

    form: str
    shipped_version: int
    changes: FormChanges
    edited_at: datetime


def named(form: FormDefinition) -> str:
    """Which form it is, and in which version: as papers say it."""
    told = _OWN if form.own else _SHIPPED
    return _(told).format(id=form.id, version=form.version)


def next_number(known: Iterable[int], shipped: int) -> int:
    """The number of the next version: above every one that was ever in use."""
    return max((*known, shipped)) + 1


def checked_reason(words: str) -> str:
    """The reason as it is kept.

    Raises:
        VersionReasonMissing, VersionReasonTooLong: as they say.
    """
    tidy = one_line(words)
    if not tidy:
        raise VersionReasonMissing
    if len(tidy) > REASON_LENGTH:
        raise VersionReasonTooLong(length=len(tidy), limit=REASON_LENGTH)
    return tidy
