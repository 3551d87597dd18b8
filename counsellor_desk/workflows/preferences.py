"""What the counsellor chooses inside the store: profile, ages of notes, idle time, PIN."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counsellor_desk.domain import passphrases
from counsellor_desk.domain import profile as profile_rules
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.case_numbers import Pattern
from counsellor_desk.domain.notes import AgeLimits
from counsellor_desk.domain.passphrases import PinAnswer
from counsellor_desk.domain.profile import Profile
from counsellor_desk.errors import NOTHING_LOST, InputError
from counsellor_desk.vault import pin, settings
from counsellor_desk.vault import profile as profiles
from counsellor_desk.vault.key_folder import KeyFolder
from counsellor_desk.wording import N_
from counsellor_desk.workflows import unlock
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.unlock import Gate

IDLE_MINUTES: Final = settings.IDLE_MINUTES


class PinsDiffer(InputError):
    """Typed twice, to be sure."""

    field = "pin_again"
    happened = N_("The two PINs are not the same.")
    next_step = N_("Type the second one again.")


class AgesNotPossible(InputError):
    """Amber comes before red."""

    field = "red_hours"
    happened = N_("A note cannot turn red before it turns amber.")
    safe = NOTHING_LOST
    next_step = N_("Choose a longer time for red, or a shorter one for amber.")


@dataclass(frozen=True, kw_only=True)
class Whereabouts:
    """Where the store is, and the folder of its key files; None where a keychain keeps them."""

    store: Path
    keys: Path | None
    demo: bool


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """All of it, as the settings screen shows it."""

    profile: Profile
    limits: AgeLimits
    idle_minutes: int
    seen_in_captures: bool
    has_pin: bool
    whereabouts: Whereabouts


def load(desk: Desk) -> Preferences:
    """What is chosen now."""
    reader = desk.read()
    return Preferences(
        profile=profiles.load(reader),
        limits=settings.age_limits(reader),
        idle_minutes=settings.idle_minutes(reader),
        seen_in_captures=settings.seen_in_captures(reader),
        has_pin=pin.is_set(reader),
        whereabouts=whereabouts(desk),
    )


def whereabouts(desk: Desk) -> Whereabouts:
    """Where this store and its keys are."""
    held = desk.store.held
    place = held.kept.place
    keys = place.folder if isinstance(place, KeyFolder) else None
    return Whereabouts(store=held.folder, keys=keys, demo=desk.demo)


def change_profile(desk: Desk, profile: Profile) -> Profile:
    """Correct who works here.

    Raises:
        CounsellorNameMissing, OrganisationNameMissing, PrefixNotPossible: nothing was changed.
    """
    checked = profile_rules.checked(profile)
    Pattern(checked.organisation.prefix)
    with desk.store.act(Act.PROFILE_CHANGED, at=desk.now(), about=desk.store.vault) as tx:
        profiles.save(tx, checked)
    return checked


def change_ages(desk: Desk, limits: AgeLimits) -> None:
    """When a waiting note turns amber and red.

    Raises:
        AgesNotPossible: red would come first.
    """
    if not 1 <= limits.amber_hours < limits.red_hours:
        raise AgesNotPossible
    with desk.store.quietly() as tx:
        settings.save_age_limits(tx, limits)


def change_idle_minutes(desk: Desk, minutes: int) -> None:
    """After how many idle minutes the desk locks: 1 to 15."""
    with desk.store.quietly() as tx:
        settings.save_idle_minutes(tx, minutes)


def change_seen_in_captures(desk: Desk, *, seen: bool) -> None:
    """Whether the windows may be in pictures of the screen."""
    with desk.store.quietly() as tx:
        settings.save_seen_in_captures(tx, seen=seen)


def set_pin(desk: Desk, digits: str, again: str) -> None:
    """The PIN that ends Hide and hand-over.

    Raises:
        PinNotPossible, PinsDiffer: nothing was changed.
    """
    checked = passphrases.checked_pin(digits)
    if digits != again:
        raise PinsDiffer
    with desk.store.act(Act.PIN_SET, at=desk.now(), about=desk.store.vault) as tx:
        pin.save(tx, checked)


def change_pin(desk: Desk, passphrase: str, digits: str, again: str, tries: Gate) -> None:
    """Another PIN; the passphrase shows that it is not somebody passing by who chooses it.

    Raises:
        PinNotPossible, PinsDiffer, and as ``unlock.ensure_passphrase``: nothing was changed.
    """
    if passphrases.checked_pin(digits) != again:
        raise PinsDiffer
    unlock.ensure_passphrase(desk, passphrase, tries)
    set_pin(desk, digits, again)


def remove_pin(desk: Desk, passphrase: str, tries: Gate) -> None:
    """No PIN: only the passphrase brings the desk back.

    Raises:
        As ``unlock.ensure_passphrase``: nothing was changed.
    """
    unlock.ensure_passphrase(desk, passphrase, tries)
    with desk.store.act(Act.PIN_REMOVED, at=desk.now(), about=desk.store.vault) as tx:
        pin.remove(tx)


def check_pin(desk: Desk, digits: str) -> PinAnswer:
    """Whether it is the PIN; with no tries left the desk has to lock."""
    with desk.store.quietly() as tx:
        return pin.check(tx, digits)
