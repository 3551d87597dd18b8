"""Setting up a store: profile, passphrase, recovery key typed back (security.md 3.6).

Set-up is finished when two groups of the recovery key were typed back. If the program ends before
that, the next opening finds it unfinished and a fresh recovery key is made and shown.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from counsellor_desk.clock import Clock
from counsellor_desk.documents.composed import Letterhead
from counsellor_desk.domain import passphrases
from counsellor_desk.domain import profile as profile_rules
from counsellor_desk.domain.profile import Profile
from counsellor_desk.domain.sealed_documents import SealIdentity
from counsellor_desk.errors import NOTHING_LOST, InputError
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import access, creating, recovery, seal_identity, settings
from counsellor_desk.vault.keys import FLOOR, Cost
from counsellor_desk.wording import N_
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.place import Place

if TYPE_CHECKING:
    from counsellor_desk.documents import certificates, recovery_sheet
else:
    certificates = lazily("counsellor_desk.documents.certificates")
    recovery_sheet = lazily("counsellor_desk.documents.recovery_sheet")


PassphraseCost = Cost
"""What guessing a passphrase is made to cost, for those who open no store themselves."""

_REFERENCE: Final = 6
_LEAST_TYPED: Final = 2


class GroupMistyped(InputError):
    """The sheet in the hand is not the one on the screen, or a character slipped."""

    field = "recovery_group"
    happened = N_("Group {group} is not what your recovery sheet says.")
    safe = NOTHING_LOST
    next_step = N_("Compare it with the sheet, character by character, and type it again.")


@dataclass(frozen=True)
class NewStore:
    """The open desk and the recovery key, in groups, as it is shown this once."""

    desk: Desk
    recovery_key: str = field(repr=False)

    @property
    def groups(self) -> tuple[str, ...]:
        """The key's groups, the first being group 1."""
        return tuple(self.recovery_key.split("-"))


def create(
    place: Place,
    profile: Profile,
    passphrase: str,
    again: str,
    *,
    clock: Clock,
    cost: Cost | None = None,
    demo: bool = False,
) -> NewStore:
    """Make the store and its seal.

    The passphrase of a demo is known to all, so guessing it costs no more than the floor.

    Raises:
        CounsellorNameMissing, OrganisationNameMissing, PrefixNotPossible: the profile.
        PassphraseTooShort, PassphraseTooLong, PassphrasesDiffer: the passphrase.
        SomethingHere and the faults of ``vault.creating.create``: nothing was made.
    """
    checked = profile_rules.checked(profile)
    normal = passphrases.checked(passphrase, again)
    made = creating.create(
        place.folder,
        place.remembered(),
        normal,
        profile=checked,
        clock=clock,
        cost=cost or (FLOOR if demo else None),
    )
    desk = Desk(made.store, clock, demo)
    _make_seal(desk, checked)
    return NewStore(desk, made.recovery_key)


def renewed(desk: Desk) -> NewStore:
    """A fresh recovery key for a store whose set-up was not finished; the old one opens no more.

    Where that ended before the seal was made, it is made now.

    Raises:
        DiskFull, DiskFault: the old one still does.
    """
    if seal_identity.load(desk.read()) is None:
        _make_seal(desk, desk.profile())
    return NewStore(desk, access.replace_recovery_key(desk.store, at=desk.now()))


def is_finished(desk: Desk) -> bool:
    """Whether the recovery key was ever typed back."""
    return settings.recovery_key_confirmed(desk.read())


def groups_to_type() -> tuple[int, int]:
    """Which two of the seven groups to type back, counted from 1, drawn at random."""
    first, second = sorted(secrets.SystemRandom().sample(range(1, 8), 2))
    return first, second


def confirm(new: NewStore, typed: Mapping[int, str]) -> None:
    """Finish set-up: the groups typed are the ones shown.

    Raises:
        GroupMistyped: with the number of the first that differs.
    """
    ensure_typed_back(new.recovery_key, typed)
    with new.desk.store.quietly() as tx:
        settings.confirm_recovery_key(tx)


def ensure_typed_back(recovery_key: str, typed: Mapping[int, str]) -> None:
    """Whether the sheet in the hand says what was shown.

    Raises:
        GroupMistyped: with the number of the first group that differs.
        ValueError: fewer than two groups were asked for.
    """
    if len(typed) < _LEAST_TYPED:
        raise ValueError("typed")
    for group, text in sorted(typed.items()):
        if not recovery.same_group(recovery_key, group, text):
            raise GroupMistyped(group=group)


def sheet(new: NewStore) -> bytes:
    """The recovery sheet as a PDF for the printer only; it is never written to a file."""
    return sheet_of(new.desk, new.recovery_key)


def sheet_of(desk: Desk, recovery_key: str) -> bytes:
    """The sheet for any recovery key of this desk, for the printer only."""
    head = Letterhead(organisation=desk.profile().organisation, case_number="", at=desk.now())
    reference = desk.store.vault[:_REFERENCE]
    return recovery_sheet.compose(recovery_key, letterhead=head, reference=reference).pdf


def _make_seal(desk: Desk, profile: Profile) -> None:
    made = certificates.make_certificate(organisation=profile.organisation.name, at=desk.now())
    with desk.store.quietly() as tx:
        seal_identity.save(tx, SealIdentity(made.certificate, made.key))
