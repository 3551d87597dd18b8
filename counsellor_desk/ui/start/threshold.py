"""A store as it is seen from outside: where it is, what lies there, and how it is opened.

Everything here runs on the worker, and the workflows are loaded there too: reading them takes as
long as painting the first window, which need not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from counsellor_desk.clock import Clock
from counsellor_desk.errors import DeskError
from counsellor_desk.lazily import lazily
from counsellor_desk.wording import N_

if TYPE_CHECKING:
    from counsellor_desk.domain.backups import BackupSeen, Restored
    from counsellor_desk.domain.openings import Tries
    from counsellor_desk.domain.profile import Profile
    from counsellor_desk.workflows import checks, restoring, setup, unlock
    from counsellor_desk.workflows import demo as demo_desk
    from counsellor_desk.workflows import place as places
    from counsellor_desk.workflows.desk import Desk
    from counsellor_desk.workflows.place import Place
    from counsellor_desk.workflows.setup import NewStore
    from counsellor_desk.workflows.unlock import Gate, Unlocked
else:
    checks = lazily("counsellor_desk.workflows.checks")
    demo_desk = lazily("counsellor_desk.workflows.demo")
    places = lazily("counsellor_desk.workflows.place")
    restoring = lazily("counsellor_desk.workflows.restoring")
    setup = lazily("counsellor_desk.workflows.setup")
    unlock = lazily("counsellor_desk.workflows.unlock")


class StoreGone(DeskError):
    """A store was opened here before, and now nothing lies here."""

    happened = N_("Your store is not where it was last time.")
    safe = N_("Nothing was written, and no empty store was put in its place.")
    next_step = N_(
        "If it is on a disk or a stick, connect that and look again. Otherwise choose the folder "
        "where it is now."
    )


@dataclass(frozen=True, kw_only=True)
class Seen:
    """What lies in the folder. ``damage`` says what is wrong with a store that is there.

    ``tries`` are the wrong ones so far, ``wait`` the seconds until the next one may be made.
    ``has_passphrase``: not so in a store that was brought back, until one is set.
    """

    is_there: bool
    damage: DeskError | None = None
    tries: Tries | None = None
    wait: float = 0.0
    has_passphrase: bool = True


@dataclass(frozen=True, kw_only=True)
class Entered:
    """The open desk. ``unfinished``: its recovery key was never typed back; here is a fresh one."""

    unlocked: Unlocked
    unfinished: NewStore | None = None


class Threshold:
    """The store in ``folder``. ``keys``: the folder of key files, if there is to be one."""

    def __init__(
        self,
        folder: Path,
        *,
        keys: Path | None,
        usual_keys: Path,
        clock: Clock,
        known: bool = False,
        demo: bool = False,
        anew: bool = False,
        cost: setup.PassphraseCost | None = None,
    ) -> None:
        """``usual_keys``: where key files go when nothing else is said.

        ``as_it_is``: open it even where a check found it damaged.
        ``known``: a store was opened in this folder before, so one should be here. ``demo``: it is
        one of fictional clients; ``anew``: that is yet to be made, in the demo's usual place.
        ``cost``: of a passphrase that is set here; else what this computer can bear.
        """
        self.folder = folder
        self.keys = keys
        self.usual_keys = usual_keys
        self.demo = demo
        self.anew = anew
        self.as_it_is = False
        self._known = known
        self._cost = cost
        self._clock = clock
        self._gate: Gate | None = None
        self._desk: Desk | None = None
        self._recovered: Unlocked | None = None

    @property
    def may_hold_a_store(self) -> bool:
        """A first look that loads nothing: whether anything at all lies in the folder.

        Where bringing back a backup was interrupted, it may lie beside it for the moment.
        """
        if self.folder.with_name(f"{self.folder.name}.restoring").exists():
            return True
        return _holds_something(self.folder)

    def look(self) -> Seen:
        """What lies there."""
        state = self._place().state()
        if state.damage is not None:
            return Seen(is_there=True, damage=state.damage)
        if state.kept_in is None:
            return Seen(is_there=False, damage=StoreGone() if self._known else None)
        if not state.has_passphrase:
            return Seen(is_there=True, has_passphrase=False)
        return self.waiting()

    def waiting(self) -> Seen:
        """The wrong tries so far and how long to wait."""
        gate = self._tries()
        return Seen(is_there=True, tries=gate.tries(), wait=gate.seconds_left())

    def unlock(self, passphrase: str) -> Entered:
        """Open the store.

        Raises:
            As ``workflows.unlock.unlock``.
        """
        found = unlock.unlock(self._place(), passphrase, clock=self._clock, tries=self._tries())
        self._desk = found.desk
        if not self.as_it_is:
            self._ensure_sound(found.desk)
        if setup.is_finished(found.desk):
            return Entered(unlocked=found)
        return Entered(unlocked=found, unfinished=setup.renewed(found.desk))

    def recover(self, recovery_key: str) -> None:
        """Open the records with the recovery sheet; a new passphrase is to follow.

        Raises:
            As ``workflows.unlock.unlock_by_recovery``.
        """
        found = unlock.unlock_by_recovery(self._place(), recovery_key, clock=self._clock)
        self._desk, self._recovered = found.desk, found

    def enter_recovered(self) -> Entered | None:
        """After ``recover``, where no passphrase can be set now: in without one, if it is open."""
        found = self._recovered
        return Entered(unlocked=found) if found and found.desk is self._desk else None

    def open_by_manager(self, key_file: Path, passphrase: str) -> Entered:
        """Open the records with a service manager's key; session notes stay closed.

        Raises:
            As ``workflows.unlock.unlock_by_manager``.
        """
        found = unlock.unlock_by_manager(self._place(), key_file, passphrase, clock=self._clock)
        self._desk = found.desk
        return Entered(unlocked=found)

    def set_passphrase(self, passphrase: str, again: str) -> Entered:
        """After ``recover``: set a passphrase and open the store with it, session notes too.

        Raises:
            As ``workflows.unlock.set_passphrase`` and ``unlock``.
        """
        if self._desk is not None:
            unlock.set_passphrase(self._desk, passphrase, again, cost=self._cost)
            self.close()
        return self.unlock(passphrase)

    def create(self, profile: Profile, passphrase: str, again: str) -> NewStore:
        """Make a store here.

        Raises:
            As ``workflows.setup.create``.
        """
        place = places.Place(self.folder, self.keys)
        new = setup.create(
            place,
            profile,
            passphrase,
            again,
            clock=self._clock,
            cost=self._cost,
            demo=self.demo,
        )
        self._desk = new.desk
        return new

    def make_demo(self, report: Callable[[int, int], None]) -> Entered:
        """Make the desk of fictional clients here; what the last demo left is cleared away first.

        Raises:
            As ``workflows.demo.make`` and ``clear_away``: nothing is left of it.
        """
        with ExitStack() as undo:
            if self.anew:
                demo_desk.clear_away()
                undo.callback(demo_desk.clear_away)
            desk = demo_desk.make(places.Place(self.folder, self.keys), self._clock, report)
            undo.pop_all()
        self._desk = desk
        return Entered(unlocked=unlock.at_once(desk))

    def knows_where_keys_go(self) -> bool:
        """Whether a store, a folder that was named, or a keychain that answers says it.

        Key files in their usual folder say it for a store that cannot: they are made only where no
        keychain answered.
        """
        place = self._place()
        state = place.state()
        if state.damage is not None and self.keys is None and _holds_something(self.usual_keys):
            self.keys = self.usual_keys
        settled = self.keys is not None or state.kept_in is not None
        return settled or places.keychain_answers()

    def look_at_backup(self, file: Path) -> BackupSeen:
        """What a backup tells without a key.

        Raises:
            As ``workflows.restoring.look``.
        """
        return restoring.look(self._place(), file)

    def restore(
        self, file: Path, recovery_key: str, report: Callable[[int, int], None]
    ) -> Restored:
        """Bring records back, and open them; a new passphrase is to follow.

        What is older or another desk's was agreed to before.

        Raises:
            As ``workflows.restoring.restore`` and ``unlock.unlock_by_recovery``.
        """
        restored = restoring.restore(
            self._place(), file, recovery_key, clock=self._clock, progress=report, confirmed=True
        )
        self.recover(recovery_key)
        return restored

    def restore_by_manager(
        self, file: Path, key_file: Path, passphrase: str, report: Callable[[int, int], None]
    ) -> tuple[Restored, Entered]:
        """The same with a service manager's key; the desk stands open afterwards.

        Raises:
            As ``workflows.restoring.restore_by_manager`` and ``unlock.unlock_by_manager``.
        """
        restored = restoring.restore_by_manager(
            self._place(),
            file,
            key_file,
            passphrase,
            clock=self._clock,
            progress=report,
            confirmed=True,
        )
        return restored, self.open_by_manager(key_file, passphrase)

    def mend_keys(self, file: Path, recovery_key: str) -> None:
        """Make damaged key files anew out of a backup's, and open the records.

        Raises:
            As ``workflows.restoring.mend_keys`` and ``unlock.unlock_by_recovery``.
        """
        restoring.mend_keys(self._place(), file, recovery_key, clock=self._clock)
        self.recover(recovery_key)

    def close(self) -> None:
        """Close what was opened here, if anything is open."""
        if self._desk is not None:
            unlock.close(self._desk)
            self._desk = None

    def _ensure_sound(self, desk: Desk) -> None:
        try:
            checks.ensure_sound_if_marked(desk)
        except DeskError:
            self.close()
            raise

    def _place(self) -> Place:
        return places.settled(places.Place(self.folder, self.keys), self.usual_keys)

    def _tries(self) -> Gate:
        if self._gate is None:
            self._gate = unlock.gate(self._place(), self._clock)
        return self._gate


def _holds_something(folder: Path) -> bool:
    """Whether anything lies there; somebody else's folder does, and the closer look says so."""
    try:
        return folder.is_dir() and any(folder.iterdir())
    except PermissionError:
        return True


def keychain_answers() -> bool:
    """Whether this computer has a keychain that can be used now. May take a few seconds."""
    return places.keychain_answers()
