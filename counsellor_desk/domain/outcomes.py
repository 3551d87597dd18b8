"""What a form can come to: consents, agreements and records differ (decisions, 'Kinds')."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain.worded import Worded
from counsellor_desk.wording import N_


class Family(Worded):
    """What kind of form it is."""

    CONSENT = "consent", N_("Consent")
    AGREEMENT = "agreement", N_("Agreement")
    RECORD = "record", N_("Record")


class Outcome(Worded):
    """What a client decided: those of one family are equal on screen, none chosen beforehand.

    RECORDED is what a record comes to; nobody decides it.
    """

    GIVEN = "given", N_("Yes")
    IN_PART = "in_part", N_("Yes, for some of it")
    REFUSED = "refused", N_("No")
    NOT_DECIDED = "not_decided", N_("I have not decided yet")
    SIGNED = "signed", N_("Yes, I agree and sign")
    DECLINED = "declined", N_("No, I do not agree")
    NOT_YET = "not_yet", N_("Not yet")
    RECORDED = "recorded", N_("Recorded")


class Extent(Worded):
    """How often it may be used."""

    ONCE = "once", N_("Once")
    STANDING = "standing", N_("Again, until it ends")


_OF_FAMILY: Final[Mapping[Family, tuple[Outcome, ...]]] = MappingProxyType(
    {
        Family.CONSENT: (
            Outcome.GIVEN,
            Outcome.IN_PART,
            Outcome.REFUSED,
            Outcome.NOT_DECIDED,
        ),
        Family.AGREEMENT: (Outcome.SIGNED, Outcome.DECLINED, Outcome.NOT_YET),
        Family.RECORD: (Outcome.RECORDED,),
    }
)
GIVING: Final = frozenset({Outcome.GIVEN, Outcome.IN_PART, Outcome.SIGNED})
"""A client said yes to something."""
REFUSING: Final = frozenset({Outcome.REFUSED, Outcome.DECLINED})
"""A client said no: a full outcome, which opens nothing."""
UNDECIDED: Final = frozenset({Outcome.NOT_DECIDED, Outcome.NOT_YET})
"""Kept, and never signed."""


def outcomes_of(family: Family) -> tuple[Outcome, ...]:
    """Those that a form of that family can have, in the order in which they are shown."""
    return _OF_FAMILY[family]


def undecided(family: Family) -> Outcome:
    """What holds while nothing was decided; a record is one as it stands."""
    return _OF_FAMILY[family][-1]
