"""Who works here: the counsellor, the organisation, and the people that the policy routes to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from counsellor_desk.domain.text import one_line
from counsellor_desk.domain.worded import Worded
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_


class Role(Worded):
    """Whom the duty of confidentiality applies to (policy 2.3)."""

    ASSOCIATE = "associate", N_("Associate counsellor")
    STAFF = "staff", N_("Staff counsellor")
    CONSULTANT = "consultant", N_("Consultant")


class Jurisdiction(Worded):
    """Where the work is done: the law on disclosure differs (policy 7.1)."""

    ENGLAND_AND_WALES = "england_and_wales", N_("England and Wales")
    SCOTLAND = "scotland", N_("Scotland")
    NORTHERN_IRELAND = "northern_ireland", N_("Northern Ireland")


class CounsellorNameMissing(InputError):
    """Every record names its author (policy 4.8)."""

    field = "counsellor_name"
    happened = N_("Your name is missing.")
    next_step = N_("Type your name: every record you write says who wrote it.")


class OrganisationNameMissing(InputError):
    """Records belong to the organisation (policy 4.1)."""

    field = "organisation_name"
    happened = N_("The name of your organisation is missing.")
    next_step = N_("Type its name, or your own if you work for yourself.")


@dataclass(frozen=True, kw_only=True)
class Contact:
    """Somebody that the policy routes to; both parts may be empty."""

    name: str = ""
    reach: str = ""


@dataclass(frozen=True, kw_only=True)
class Organisation:
    """Whose records these are. ``prefix`` begins the case numbers allocated here."""

    name: str
    ico_number: str = ""
    policy_version: str = ""
    prefix: str = "PH"
    jurisdiction: Jurisdiction = Jurisdiction.ENGLAND_AND_WALES


@dataclass(frozen=True, kw_only=True)
class Profile:
    """The counsellor of this store (policy 2.3, 4.3: one counsellor, one store)."""

    name: str
    role: Role = Role.ASSOCIATE
    organisation: Organisation
    supervisor: Contact = field(default_factory=Contact)
    service_manager: Contact = field(default_factory=Contact)

    @property
    def initials(self) -> str:
        """First letters of the name, as counsellors sign their notes."""
        return "".join(word[0] for word in self.name.replace(".", " ").split()).upper()


def checked(profile: Profile) -> Profile:
    """The profile with its names tidied.

    Raises:
        CounsellorNameMissing, OrganisationNameMissing: that name is empty.
    """
    name, organisation = one_line(profile.name), one_line(profile.organisation.name)
    if not name:
        raise CounsellorNameMissing
    if not organisation:
        raise OrganisationNameMissing
    return replace(
        profile, name=name, organisation=replace(profile.organisation, name=organisation)
    )
