"""Law, practice and helplines: facts that change, each with its source and the day it was checked.

They stand in ``resources/facts``, one file a subject, never in the code. A step of a form names the
ones it shows. None of it is legal advice, and what nobody has confirmed says so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.profile import Jurisdiction
from counsellor_desk.wording import N_, _

_KEYS: Final = frozenset({"key", "text", "source", "jurisdictions", "checked_on", "verified"})
_MONTHS: Final = 12
"""A fact that was checked longer ago is called old."""
_CHECKED: Final = N_("Checked on {day}.")
_OLD: Final = N_("Checked on {day}, more than a year ago. Please check it again.")
_UNVERIFIED: Final = N_("Not verified. Please ask your organisation.")


class FactsFault(ValueError):
    """A table of facts does not hold together (a fault of whoever writes it)."""


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that holds until the law or a number changes.

    ``jurisdictions``: where it holds; none: everywhere. ``verified``: seen in its source.
    ``subject``: the heading it stands under. ``added``: a number or sentence that the organisation
    has besides what is shipped (``domain.own_facts``).
    """

    key: str
    text: str
    source: str
    jurisdictions: frozenset[Jurisdiction]
    checked_on: date
    verified: bool
    subject: str = ""
    added: bool = False

    def holds_in(self, jurisdiction: Jurisdiction | None) -> bool:
        """Whether it holds there; while it is not known where, it might."""
        return jurisdiction is None or not self.jurisdictions or jurisdiction in self.jurisdictions

    def is_old(self, today: date) -> bool:
        """Whether it was checked more than twelve months ago."""
        months = (today.year - self.checked_on.year) * 12 + today.month - self.checked_on.month
        return months > _MONTHS or (months == _MONTHS and today.day > self.checked_on.day)

    def standing(self, today: date) -> str:
        """How far it can be relied on, in words: when it was checked, and by whom it was not."""
        when = _(_OLD if self.is_old(today) else _CHECKED).format(day=dates.day(self.checked_on))
        return when if self.verified else f"{when} {_(_UNVERIFIED)}"


Facts = Mapping[str, Fact]
"""By their keys."""


def facts(tables: Iterable[Mapping[str, Any]]) -> Facts:
    """All facts of these tables, a later one in the place of an earlier of its key.

    So an organisation's own table, given last, replaces what is shipped.

    Raises:
        FactsFault: a table says a key twice, or is no table of facts.
    """
    found: dict[str, Fact] = {}
    for table in tables:
        subject = table.get("subject", "")
        listed = [_fact(each, subject) for each in table.get("facts", ())]
        if len({fact.key for fact in listed}) != len(listed):
            raise FactsFault(f"{table.get('subject', '?')}: a key stands there twice")
        found.update((fact.key, fact) for fact in listed)
    return MappingProxyType(found)


def shown(
    known: Facts, keys: Iterable[str], jurisdiction: Jurisdiction | None = None
) -> tuple[Fact, ...]:
    """The facts of these keys that hold there, in that order.

    What the organisation added on the same subject comes first: its own numbers, then others.

    Raises:
        KeyError: there is no such fact.
    """
    named = tuple(map(known.__getitem__, keys))
    subjects = {fact.subject for fact in named}
    added = (fact for fact in known.values() if fact.added and fact.subject in subjects)
    return tuple(fact for fact in (*added, *named) if fact.holds_in(jurisdiction))


def _fact(table: Mapping[str, Any], subject: str) -> Fact:
    if table.keys() != _KEYS:
        raise FactsFault(f"{table.get('key', '?')}: {sorted(_KEYS ^ table.keys())}")
    if type(table["checked_on"]) is not date or not isinstance(table["verified"], bool):
        raise FactsFault(f"{table['key']}: checked_on is a day, verified is true or false")
    try:
        places = frozenset(map(Jurisdiction, table["jurisdictions"]))
    except ValueError as wrong:
        raise FactsFault(f"{table['key']}: {wrong}") from wrong
    return Fact(
        key=table["key"],
        text=table["text"],
        source=table["source"],
        jurisdictions=places,
        checked_on=table["checked_on"],
        verified=table["verified"],
        subject=subject,
    )
