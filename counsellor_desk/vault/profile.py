"""The counsellor's profile and organisation (policy 2.3)."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from counsellor_desk.domain.profile import Contact, Jurisdiction, Organisation, Profile, Role
from counsellor_desk.vault import settings
from counsellor_desk.vault.transactions import Reader, Transaction


def save(tx: Transaction, profile: Profile) -> None:
    """Keep the profile, in place of the one before."""
    kept: dict[str, Any] = asdict(profile)
    kept["role"] = profile.role.value
    kept["organisation"]["jurisdiction"] = profile.organisation.jurisdiction.value
    settings.put(tx, "profile", kept)


def load(reader: Reader) -> Profile:
    """The profile; every store has one."""
    kept = settings.get(reader, "profile")
    organisation = kept["organisation"]
    jurisdiction = Jurisdiction(organisation["jurisdiction"])
    return Profile(
        name=kept["name"],
        role=Role(kept["role"]),
        organisation=Organisation(**{**organisation, "jurisdiction": jurisdiction}),
        supervisor=Contact(**kept["supervisor"]),
        service_manager=Contact(**kept["service_manager"]),
    )
