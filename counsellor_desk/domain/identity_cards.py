"""The identity card: the only place where a client's name stands (policy 3.1, 4.2, 4.6).

Closed by default; opening one is an act with an audit entry. Every field but the name is optional
and says why it might be needed; there is no field for remarks about a person.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final

from counsellor_desk.domain.ids import ClientId
from counsellor_desk.domain.text import one_line
from counsellor_desk.domain.worded import Worded
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_


class AgeBand(Worded):
    """Asked instead of a date of birth wherever a band is enough."""

    UNKNOWN = "unknown", N_("Not needed")
    UNDER_16 = "under_16", N_("Under 16")
    FROM_16 = "16_17", N_("16 or 17")
    FROM_18 = "18_24", N_("18 to 24")
    FROM_25 = "25_64", N_("25 to 64")
    FROM_65 = "65_plus", N_("65 or over")


YOUNG: Final = frozenset({AgeBand.UNDER_16, AgeBand.FROM_16})
"""Under 18 (policy 10.1)."""


class ClientNameMissing(InputError):
    """Somebody has to be behind a case number."""

    field = "client_name"
    happened = N_("The client's name is missing.")
    next_step = N_("Type the name the client goes by. It is kept on the identity card only.")


class BirthInFuture(InputError):
    """A date of birth lies in the past."""

    field = "born_on"
    happened = N_("The date of birth lies in the future.")
    next_step = N_("Correct the date, or leave it empty: a band of years is often enough.")


@dataclass(frozen=True, kw_only=True)
class IdentityCard:
    """One client's identity. ``also_known_as`` and ``others`` are separated by commas."""

    client: ClientId
    name: str
    also_known_as: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""
    born_on: date | None = None
    age_band: AgeBand = AgeBand.UNKNOWN
    others: str = ""

    def names(self) -> tuple[str, ...]:
        """Every name that the client goes by, the full name first."""
        more = (one_line(part) for part in self.also_known_as.split(","))
        return (self.name, *(name for name in more if name))

    def used(self) -> tuple[int, int]:
        """How many of the card's optional fields are filled, and how many there are."""
        optional = [f for f in fields(self) if f.name not in _NOT_OPTIONAL]
        filled = sum(getattr(self, f.name) not in _EMPTY for f in optional)
        return filled, len(optional)


_NOT_OPTIONAL: Final = ("client", "name")
_EMPTY: Final = ("", None, AgeBand.UNKNOWN)


def checked(card: IdentityCard, today: date) -> IdentityCard:
    """The card with its lines tidied.

    Raises:
        ClientNameMissing, BirthInFuture: as they say.
    """
    name = one_line(card.name)
    if not name:
        raise ClientNameMissing
    if card.born_on is not None and card.born_on > today:
        raise BirthInFuture
    return replace(
        card,
        name=name,
        also_known_as=one_line(card.also_known_as),
        phone=one_line(card.phone),
        email=one_line(card.email),
        address=one_line(card.address),
        others=one_line(card.others),
    )
