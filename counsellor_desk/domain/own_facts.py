"""An organisation's own text for a dated fact, its own numbers, and when each was last checked.

Its text stands in the place of the shipped one; its own helplines come before all others. A mere
check of what is shipped holds for those words and no others: newer ones have a day of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain.facts import Fact, Facts
from counsellor_desk.domain.profile import Jurisdiction
from counsellor_desk.domain.text import one_line
from counsellor_desk.errors import NOTHING_LOST, InputError
from counsellor_desk.wording import N_

TEXT_LENGTH: Final = 600
SOURCE_LENGTH: Final = 200
MOST_ADDED: Final = 30
ADDED: Final = "added_"
"""How the keys of what an organisation added begin."""
HELPLINE: Final = "samaritans"
"""One of the helplines, by which their heading is known."""


class FactTextMissing(InputError):
    """A fact without words."""

    field = "text"
    happened = N_("The text is missing.")
    safe = NOTHING_LOST
    next_step = N_("Write it as the client should read it, such as “Our crisis line: call …”.")


class FactSourceMissing(InputError):
    """Nobody can check a fact that comes from nowhere."""

    field = "source"
    happened = N_("Where this comes from is missing.")
    safe = NOTHING_LOST
    next_step = N_("Name who told you or where it was read, such as “our safeguarding lead”.")


class FactTooLong(InputError):
    """More than a page shows beside a question."""

    field = "text"
    happened = N_("That is too long: {length} characters, {limit} fit.")
    safe = NOTHING_LOST
    next_step = N_("Shorten it, or say it in two.")


class FactSourceTooLong(FactTooLong):
    """The same of its source."""

    field = "source"


class CheckedInFuture(InputError):
    """A day that has not come yet."""

    field = "checked_on"
    happened = N_("It cannot have been checked on a day that has not come yet.")
    safe = NOTHING_LOST
    next_step = N_("Choose today or an earlier day.")


class CheckedOnMissing(InputError):
    """A fact without a day never gets old."""

    field = "checked_on"
    happened = N_("The day on which it was checked is missing.")
    safe = NOTHING_LOST
    next_step = N_("Choose the day.")


class TooManyFacts(InputError):
    """What is on the page has to be read by somebody in need."""

    field = "text"
    happened = N_("There are {limit} entries of your own already, and no more fit on a page.")
    safe = NOTHING_LOST
    next_step = N_("Take out one that is not needed any more.")


@dataclass(frozen=True, kw_only=True)
class OwnFact:
    """``over``: the shipped text that it stands for; nothing: it was added."""

    fact: Fact
    over: str = ""

    @property
    def only_checked(self) -> bool:
        """Whether it says what is shipped, and only the day is the organisation's."""
        return self.fact.text == self.over


@dataclass(frozen=True, kw_only=True)
class FactLine:
    """A fact as the settings show it. ``shipped``: the one that came with the program, if any.

    ``shipped_changed``: its words are others now than those that the organisation replaced.
    """

    fact: Fact
    shipped: Fact | None
    own: OwnFact | None = None

    @property
    def reworded(self) -> bool:
        """Whether it says something else than what is shipped."""
        return self.own is not None and not self.own.only_checked

    @property
    def shipped_changed(self) -> bool:
        """Whether the program has come with other words since."""
        return self.reworded and self.shipped is not None and self._over != self.shipped.text

    @property
    def _over(self) -> str:
        return self.own.over if self.own else ""


def checked(fact: Fact, today: date) -> Fact:
    """The fact as it is kept.

    Raises:
        FactTextMissing, FactSourceMissing, FactTooLong, FactSourceTooLong, CheckedInFuture: as
            they say.
    """
    text, source = one_line(fact.text), one_line(fact.source)
    if not text:
        raise FactTextMissing
    if len(text) > TEXT_LENGTH:
        raise FactTooLong(length=len(text), limit=TEXT_LENGTH)
    if not source:
        raise FactSourceMissing
    if len(source) > SOURCE_LENGTH:
        raise FactSourceTooLong(length=len(source), limit=SOURCE_LENGTH)
    if fact.checked_on > today:
        raise CheckedInFuture
    return replace(fact, text=text, source=source)


def next_key(own: Iterable[OwnFact]) -> str:
    """A key for one more of the organisation's own.

    Raises:
        TooManyFacts: there are enough.
    """
    added = [each.fact.key for each in own if each.fact.added]
    if len(added) >= MOST_ADDED:
        raise TooManyFacts(limit=MOST_ADDED)
    return f"{ADDED}{max((int(key.removeprefix(ADDED)) for key in added), default=0) + 1}"


def merged(shipped: Facts, own: Iterable[OwnFact]) -> Facts:
    """What is shown and printed: the organisation's in the place of what is shipped."""
    return MappingProxyType({line.fact.key: line.fact for line in lines(shipped, own)})


def lines(shipped: Facts, own: Iterable[OwnFact]) -> tuple[FactLine, ...]:
    """Every fact that is in use: the organisation's own ones first, then in the shipped order."""
    known = {each.fact.key: each for each in own}
    added = [
        FactLine(fact=each.fact, shipped=None, own=each)
        for each in known.values()
        if each.fact.added
    ]
    return (*added, *(_line(fact, known.get(fact.key)) for fact in shipped.values()))


def _line(shipped: Fact, own: OwnFact | None) -> FactLine:
    if own is None or (own.only_checked and own.over != shipped.text):
        return FactLine(fact=shipped, shipped=shipped)
    fact = replace(own.fact, subject=shipped.subject)
    if own.only_checked:
        fact = replace(
            shipped,
            source=fact.source,
            checked_on=max(shipped.checked_on, fact.checked_on),
            verified=shipped.verified or fact.verified,
        )
    return FactLine(fact=fact, shipped=shipped, own=own)


def as_table(fact: Fact) -> dict[str, object]:
    """A fact as JSON can hold it."""
    return {
        "key": fact.key,
        "text": fact.text,
        "source": fact.source,
        "jurisdictions": sorted(place.value for place in fact.jurisdictions),
        "checked_on": fact.checked_on.isoformat(),
        "verified": fact.verified,
        "subject": fact.subject,
        "added": fact.added,
    }


def from_table(table: dict[str, object]) -> Fact:
    """The reverse of ``as_table``."""
    places = table["jurisdictions"]
    return Fact(
        key=str(table["key"]),
        text=str(table["text"]),
        source=str(table["source"]),
        jurisdictions=frozenset(map(Jurisdiction.of, places if isinstance(places, list) else ())),
        checked_on=date.fromisoformat(str(table["checked_on"])),
        verified=bool(table["verified"]),
        subject=str(table["subject"]),
        added=bool(table["added"]),
    )
