"""The referral that opens a case: the minimum of policy 4.6 and 4.2, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from counsellor_desk.domain.ids import CaseId
from counsellor_desk.domain.text import one_line
from counsellor_desk.domain.worded import Worded
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_

CONCERN_LENGTH: Final = 160


class Source(Worded):
    """Where a referral comes from."""

    SELF = "self", N_("The client")
    EMPLOYER = "employer", N_("Employer or assistance programme")
    HEALTH = "health", N_("GP or health service")
    SCHOOL = "school", N_("School or college")
    AGENCY = "agency", N_("Another agency")
    OTHER = "other", N_("Someone else")


class ContactBy(Worded):
    """How the client prefers to be reached: ringing somebody discloses contact (policy 3.1)."""

    PHONE = "phone", N_("Telephone")
    TEXT = "text", N_("Text message")
    EMAIL = "email", N_("E-mail")
    POST = "post", N_("Post")


class ConcernMissing(InputError):
    """One line says what the referral is about."""

    field = "concern"
    happened = N_("What the client is asking help with is missing.")
    next_step = N_("One short line is enough, in the client's own words if you can.")


class ConcernTooLong(InputError):
    """One line is one line (policy 4.2)."""

    field = "concern"
    happened = N_("That is longer than one line ({length} characters; {limit} fit).")
    next_step = N_("Keep to the concern itself. The story belongs in session notes.")


class ReferralInFuture(InputError):
    """A referral cannot arrive tomorrow."""

    field = "received_on"
    happened = N_("The referral date lies in the future.")
    next_step = N_("Correct the date, or check this computer's clock.")


@dataclass(frozen=True, kw_only=True)
class Referral:
    """What is known when a case is opened. ``safe_contact``: what to mind when getting in touch."""

    case: CaseId
    received_on: date
    source: Source
    referred_by: str = ""
    concern: str
    asked_for: str = ""
    contact_by: ContactBy = ContactBy.PHONE
    may_leave_message: bool = False
    safe_contact: str = ""
    under_18: bool = False


def checked(referral: Referral, today: date) -> Referral:
    """The referral with its lines tidied.

    Raises:
        ConcernMissing, ConcernTooLong, ReferralInFuture: as they say.
    """
    concern = one_line(referral.concern)
    if not concern:
        raise ConcernMissing
    if len(concern) > CONCERN_LENGTH:
        raise ConcernTooLong(length=len(concern), limit=CONCERN_LENGTH)
    if referral.received_on > today:
        raise ReferralInFuture
    return replace(
        referral,
        concern=concern,
        referred_by=one_line(referral.referred_by),
        asked_for=one_line(referral.asked_for),
        safe_contact=one_line(referral.safe_contact),
    )
