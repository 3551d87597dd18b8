"""Opening and closing the desk by passphrase, sheet or manager's key (security.md 3.3, 3.8)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from counsellor_desk.clock import Clock
from counsellor_desk.domain import passphrases
from counsellor_desk.domain.key_access import OtherOpening
from counsellor_desk.domain.openings import Freshness, NotesAccess, Tries
from counsellor_desk.domain.receipts import Tombstone
from counsellor_desk.errors import NOTHING_LOST, DeskError, InputError
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import (
    access,
    erasure,
    key_history,
    opening,
    pin,
    renewal,
    settings,
    wrapping,
)
from counsellor_desk.vault import tries as wrong_tries
from counsellor_desk.vault.keys import Cost
from counsellor_desk.vault.opening import Opened
from counsellor_desk.wording import N_
from counsellor_desk.workflows.desk import DEMO_PASSPHRASE, Desk
from counsellor_desk.workflows.place import Place

if TYPE_CHECKING:
    from counsellor_desk.vault import manager_key
else:
    manager_key = lazily("counsellor_desk.vault.manager_key")

Gate: TypeAlias = wrong_tries.Gate
"""Counts the wrong tries and says how long to wait."""

_RESUME = "resume_at"


class PinWrong(InputError):
    """After Hide."""

    field = "pin"
    happened = N_("That is not the PIN.")
    safe = N_("The desk stays hidden.")
    next_step = N_("Wrong tries left before the desk locks: {left}. The passphrase works too.")


class KeysAreTheCounsellors(DeskError):
    """Opened with the service manager's key."""

    happened = N_("Only the counsellor can change who opens this store.")
    next_step = N_("It is open with the service manager’s key. Open it with the passphrase first.")


class DemoKeepsPassphrase(InputError):
    """By its passphrase a desk of fictional clients is known to be one."""

    field = "passphrase"
    happened = N_("A demo keeps its passphrase, so that everybody can see that it is one.")
    safe = NOTHING_LOST
    next_step = N_("The yearly change of keys can be tried here: it keeps the passphrase.")


@dataclass(frozen=True, kw_only=True)
class Unlocked:
    """The open desk and what the counsellor should be told.

    ``finished``: notes whose destruction was interrupted and has just been finished.
    ``interrupted``: what still keeps one from being finished. ``other_openings``: by something else
    than the passphrase, and not acknowledged yet. ``resume_at``: where the desk was
    when it was locked or when the program stopped.
    """

    desk: Desk
    freshness: Freshness
    notes: NotesAccess
    tries: Tries
    audit_broken_at: int | None
    finished: tuple[Tombstone, ...] = ()
    interrupted: DeskError | None = None
    other_openings: tuple[OtherOpening, ...] = ()
    resume_at: dict[str, str] | None = None


def gate(place: Place, clock: Clock) -> Gate:
    """The count of wrong tries; made once when the program starts."""
    return Gate(place.folder, clock)


def gate_of(desk: Desk) -> Gate:
    """The count of wrong tries at an open desk: one for all who ask there, so that a wait ends."""
    return desk.store.gate


def unlock(place: Place, passphrase: str, *, clock: Clock, tries: Gate) -> Unlocked:
    """Open the store, and finish whatever destruction was interrupted.

    Raises:
        As ``vault.opening.open_with_passphrase``.
    """
    opened = opening.open_with_passphrase(
        place.folder,
        place.remembered(),
        passphrases.normal(passphrase),
        clock=clock,
        gate=tries,
    )
    return _told(opened, clock, demo=passphrase == DEMO_PASSPHRASE)


def at_once(desk: Desk) -> Unlocked:
    """A desk that was made just now: there is nothing to tell of it."""
    return Unlocked(
        desk=desk,
        freshness=Freshness.CURRENT,
        notes=NotesAccess.OPEN,
        tries=Tries(),
        audit_broken_at=None,
    )


def unlock_by_recovery(place: Place, recovery_key: str, *, clock: Clock) -> Unlocked:
    """Open the store with the recovery sheet; session notes stay closed.

    Raises:
        As ``vault.opening.open_with_recovery``.
    """
    opened = opening.open_with_recovery(place.folder, place.remembered(), recovery_key, clock=clock)
    return _told(opened, clock, demo=False)


def unlock_by_manager(place: Place, key_file: Path, passphrase: str, *, clock: Clock) -> Unlocked:
    """Open the store with a service manager's key file; session notes stay closed.

    No passphrase is set: the desk stands open until it is locked.

    Raises:
        NotAManagerKey, ManagerKeyTooCostly, ManagerKeyDamaged, WrongManagerPassphrase: the file.
        As ``vault.opening.open_with_manager``.
    """
    identity = manager_key.opened(manager_key.read_file(key_file), passphrase)
    opened = opening.open_with_manager(place.folder, place.remembered(), identity, clock=clock)
    return _told(opened, clock, demo=False)


def set_passphrase(desk: Desk, passphrase: str, again: str, *, cost: Cost | None = None) -> None:
    """After opening by recovery: a new passphrase for this computer.

    Raises:
        KeysAreTheCounsellors: as it says.
        PassphraseTooShort, PassphraseTooLong, PassphrasesDiffer: the passphrase.
        NotRemembered, DiskFull, DiskFault: the recovery sheet still opens the store.
    """
    ensure_not_the_manager(desk)
    normal = passphrases.checked(passphrase, again)
    access.set_passphrase(desk.store, normal, at=desk.now(), cost=cost)


def ensure_not_the_manager(desk: Desk) -> None:
    """Whether the desk was opened by somebody who may change who opens it.

    Raises:
        KeysAreTheCounsellors: by the service manager.
    """
    if desk.store.notes_access is NotesAccess.MANAGER:
        raise KeysAreTheCounsellors


def change_passphrase(
    desk: Desk, old: str, passphrase: str, again: str, tries: Gate, *, cost: Cost | None = None
) -> None:
    """Another passphrase, given the present one.

    Raises:
        PassphraseTooShort, PassphraseTooLong, PassphrasesDiffer, DemoKeepsPassphrase: as they say.
        TryLater, WrongPassphrase: a wrong one is counted by ``tries``.
        NotRemembered, DiskFull, DiskFault: the old one still opens the store.
    """
    normal = new_passphrase(desk, passphrase, again)
    before = passphrases.normal(old)
    tries.ensure_open()
    try:
        access.change_passphrase(desk.store, before, normal, at=desk.now(), cost=cost)
    except wrapping.WrongPassphrase:
        tries.wrong()
        raise
    tries.passed()


def new_passphrase(desk: Desk, passphrase: str, again: str) -> str:
    """The passphrase that is to open this desk, in the form in which it is used.

    Raises:
        PassphraseTooShort, PassphraseTooLong, PassphrasesDiffer, DemoKeepsPassphrase: as they say.
    """
    normal = passphrases.checked(passphrase, again)
    if desk.demo and passphrase != DEMO_PASSPHRASE:
        raise DemoKeepsPassphrase
    return normal


def come_back(desk: Desk, typed: str, tries: Gate) -> bool:
    """Whether the desk may be shown again after Hide: by its PIN, or by the passphrase.

    False: too many wrong PINs, and the desk has to lock.

    Raises:
        PinWrong: with the tries that are left.
        TryLater, WrongPassphrase: a wrong passphrase is counted by ``tries``.
        DeviceSecretMissing, NotRemembered: the passphrase cannot be told now.
    """
    if passphrases.looks_like_pin(typed) and pin.is_set(desk.read()):
        return _right_pin(desk, typed)
    ensure_passphrase(desk, typed, tries)
    return True


def ensure_passphrase(desk: Desk, typed: str, tries: Gate) -> None:
    """Whether whoever sits at the open desk knows its passphrase.

    Raises:
        TryLater, WrongPassphrase: a wrong passphrase is counted by ``tries``.
        DeviceSecretMissing, NotRemembered: the passphrase cannot be told now.
    """
    tries.ensure_open()
    try:
        access.ensure_passphrase(desk.store, passphrases.normal(typed))
    except wrapping.WrongPassphrase:
        tries.wrong()
        raise
    tries.passed()


def _right_pin(desk: Desk, typed: str) -> bool:
    with desk.store.quietly() as tx:
        answer = pin.check(tx, typed)
    if not answer.right and answer.tries_left:
        raise PinWrong(left=answer.tries_left)
    return answer.right


def begin_notes_anew(desk: Desk) -> None:
    """Where this computer lacks the keys of the notes: new keys, so that notes can be written here.

    To be done only after the counsellor agreed: notes of before can then no longer be opened with
    this computer, and if this is an old copy of the store, neither can those of the newer one.

    Raises:
        HeldNotesNotHere: one of these notes is on hold; nothing was changed.
        NotRemembered, ShareNotKept, DiskFull, DiskFault: nothing was changed.
    """
    renewal.begin_anew(desk.store)


def acknowledge_openings(desk: Desk) -> None:
    """The counsellor has read what was opened by something else than the passphrase.

    Raises:
        DiskFull, DiskFault: it is told again.
    """
    key_history.acknowledge(desk.store)


def remember_place(desk: Desk, at: dict[str, str] | None) -> None:
    """Where to go back to after the next unlocking; None: nowhere in particular."""
    with desk.store.quietly() as tx:
        settings.put(tx, _RESUME, at)


def close(desk: Desk) -> None:
    """Let go of the store; the process is to end."""
    desk.store.close()


def _told(opened: Opened, clock: Clock, *, demo: bool) -> Unlocked:
    desk = Desk(opened.store, clock, demo)
    finished: tuple[Tombstone, ...] = ()
    interrupted: DeskError | None = None
    try:
        finished = erasure.resume(opened.store)
    except DeskError as fault:
        interrupted = fault
    return Unlocked(
        desk=desk,
        freshness=opened.freshness,
        notes=opened.notes,
        tries=opened.tries,
        audit_broken_at=opened.broken_at,
        finished=finished,
        interrupted=interrupted,
        other_openings=key_history.since_the_counsellor(opened.store),
        resume_at=settings.get(desk.read(), _RESUME),
    )
