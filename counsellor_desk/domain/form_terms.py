"""The terms of a form: its family, what its decision is read out of, how long it lasts, who signs.

Each stands in a table of its own in the form's definition (``resources/forms``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.domain.worded import Worded
from counsellor_desk.wording import N_

Keys = tuple[str, ...]
"""Fields whose answers are read together."""

THINKING_DAYS: Final = 7
LONGEST_STANDING: Final = 183
"""Days: “standing” means with an end at most six months ahead (decisions, 'Words')."""


class Purpose(Enum):
    """What a form, once in force, allows. NOTHING: it allows nothing by itself.

    SPOKEN: what a client said yes to aloud, to be told by mouth until it is written.
    """

    NOTHING = ""
    DISCLOSURE = "disclosure"
    REFERRAL = "referral"
    RECORDING = "recording"
    CONTACT = "contact"
    CASE_MATERIAL = "case_material"
    SETTING = "setting"
    COUNSELLING = "counselling"
    YOUNG_PERSON = "young_person"
    NOTICE = "notice"
    SPOKEN = "spoken"


class Group(Worded):
    """Under which heading a form is chosen."""

    FIRST = "first", N_("To begin with")
    SHARING = "sharing", N_("Sharing and recording")
    SAFETY = "safety", N_("When it cannot wait")
    RIGHTS = "rights", N_("No, no longer, and requests")


class Ends(Enum):
    """What ends a form that nobody withdraws."""

    DATE = "date"
    USE = "use"
    WORK = "work"
    FOLLOW_UP = "follow_up"
    NEW_VERSION = "new_version"
    NONE = "none"


class Rule(Enum):
    """A rule of validity (``domain.validity``)."""

    ORGANISATION_FIRST = "organisation_first"
    THINKING_TIME = "thinking_time"
    COMPETENCE = "competence"
    READ_BACK = "read_back"
    PICKS_CONSENTS = "picks_consents"
    BEFORE_SECOND_SESSION = "before_second_session"
    BEFORE_RECORDING = "before_recording"
    ORGANISATION_APPROVED = "organisation_approved"


@dataclass(frozen=True, kw_only=True)
class FourKeys:
    """Which fields say what informed consent is informed about (policy 6.2)."""

    why: Keys
    extent: Keys
    excluded: Keys
    who: Keys
    if_given: Keys
    if_withheld: Keys


@dataclass(frozen=True, kw_only=True)
class Reads:
    """Which fields the decision is read out of; a form need not have all of them.

    ``records`` or ``items``: what is asked for; ``agreed``: the part of it that was given.
    """

    recipient: Keys = ()
    records: str = ""
    items: str = ""
    agreed: str = ""
    extent: str = ""
    ends_on: str = ""
    see_first: str = ""
    four: FourKeys | None = None

    def named(self) -> tuple[str, ...]:
        """Every field that is named here."""
        four = vars(self.four).values() if self.four else ()
        one = (self.records, self.items, self.agreed, self.extent, self.ends_on, self.see_first)
        together = (key for keys in (self.recipient, *four) for key in keys)
        return (*filter(None, one), *together)


@dataclass(frozen=True, kw_only=True)
class Lasts:
    """For how long a form lasts: days. 0: that does not apply.

    ``once``, ``standing``: the furthest end that may be chosen. ``default``: the end where none is
    asked. ``review``: when it is looked at together again. ``birthdays``: ages that end it.
    ``think``: days between showing the text and deciding.
    """

    ends: Ends = Ends.NONE
    once: int = 0
    standing: int = 0
    default: int = 0
    review: int = 0
    birthdays: tuple[int, ...] = ()
    think: int = THINKING_DAYS


NOTHING_READ: Final = Reads()
NO_LIMITS: Final = Lasts()


@dataclass(frozen=True, kw_only=True)
class SignerIf:
    """A role that signs too where the answer under ``field`` is, or has, ``value``."""

    role: SignerRole
    field: str
    value: str


def reads(table: Mapping[str, Any]) -> Reads:
    """Out of a checked table."""
    four = table.get("four")
    return Reads(
        recipient=_keys(table.get("recipient", ())),
        four=FourKeys(**{part: _keys(given) for part, given in four.items()}) if four else None,
        **{
            part: table.get(part, "")
            for part in ("records", "items", "agreed", "extent", "ends_on", "see_first")
        },
    )


def lasts(table: Mapping[str, Any]) -> Lasts:
    """Out of a checked table."""
    return Lasts(
        ends=Ends(table.get("ends", "none")),
        once=table.get("once_days", 0),
        standing=table.get("standing_days", 0),
        default=table.get("default_days", 0),
        review=table.get("review_days", 0),
        birthdays=tuple(table.get("birthdays", ())),
        think=table.get("think_days", THINKING_DAYS),
    )


def signer_if(table: Mapping[str, Any]) -> SignerIf:
    """Out of a checked table."""
    return SignerIf(role=SignerRole.of(table["role"]), field=table["field"], value=table["value"])


def _keys(given: str | list[str]) -> Keys:
    return (given,) if isinstance(given, str) else tuple(given)
