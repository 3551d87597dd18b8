"""A real desk for tests of workflows and screens: real store, cheap passphrase, steered clock."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.identity_cards import IdentityCard
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.profile import Contact, Organisation, Profile
from counsellor_desk.domain.referrals import Referral, Source
from counsellor_desk.workflows import intake, sessions, setup, unlock
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.intake import NO_CASE, NO_CLIENT, NewCase
from counsellor_desk.workflows.place import Place
from counsellor_desk.workflows.sessions import SessionTimes
from tests.vault.samples import CHEAPEST, PASSPHRASE, SteeredClock, opened_at_once

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
PROFILE = Profile(
    name="J. Mercer",
    organisation=Organisation(name="Harbour Counselling", ico_number="Z1234567"),
    supervisor=Contact(name="Angela Stone", reach="01632 960001"),
    service_manager=Contact(name="Owen Price", reach="01632 960002"),
)
NOTE = """Mon 2 Mar, session 1, in the room, 50 mins. Kayleigh on time.
Traffic awful again, ten minutes on that. Slept better this week, 5 to 6 hours.
Still wakes at four. Honestly she does go on about the neighbour.
Went back to choir on Tuesday and stayed to the end, "felt like me again".
Asked directly about thoughts of suicide: none since September, no plan.
Tried paced breathing together.
She will write the letter to her manager before we next meet.
I'll send the grounding sheet tomorrow.
Next: Mon 9 March 3pm.
"""

RECOVERY_KEYS: dict[str, str] = {}
"""Of the vaults that were opened here at once, by name."""


@dataclass
class TestDesk:
    """A store on disk, and how to open and close it."""

    __test__ = False

    home: Path
    recovery_key: str
    clock: SteeredClock = field(default_factory=lambda: SteeredClock(NOW))
    opened: list[Desk] = field(default_factory=list)

    @property
    def place(self) -> Place:
        """Store and keys of this test."""
        return Place(self.home / "store", self.home / "keys")

    def open(self, passphrase: str = "") -> Desk:
        """Open the store as after a start of the program: without a passphrase, at once."""
        if passphrase or not self.recovery_key:
            return self.unlock(passphrase or PASSPHRASE).desk
        place = self.place
        opened = opened_at_once(place.folder, place.remembered(), self.recovery_key, self.clock)
        RECOVERY_KEYS[opened.store.vault] = self.recovery_key
        found = unlock._told(opened, self.clock, demo=False)
        self.opened.append(found.desk)
        return found.desk

    def unlock(self, passphrase: str = PASSPHRASE) -> unlock.Unlocked:
        """Open the store, with what there is to tell."""
        gate = unlock.gate(self.place, self.clock)
        found = unlock.unlock(self.place, passphrase, clock=self.clock, tries=gate)
        self.opened.append(found.desk)
        return found

    def close(self) -> None:
        """Close every desk that was opened; closing twice does nothing."""
        for desk in self.opened:
            unlock.close(desk)

    def copied_to(self, home: Path) -> TestDesk:
        """Store and keys as they are now."""
        shutil.copytree(self.home, home)
        return TestDesk(home, self.recovery_key, SteeredClock(self.clock.moment))


def made(home: Path) -> TestDesk:
    """A new desk whose set-up is finished, closed."""
    made_desk = TestDesk(home, "")
    new = setup.create(
        made_desk.place, PROFILE, PASSPHRASE, PASSPHRASE, clock=made_desk.clock, cost=CHEAPEST
    )
    setup.confirm(new, {1: new.groups[0], 5: new.groups[4]})
    unlock.close(new.desk)
    return TestDesk(home, new.recovery_key)


@pytest.fixture(scope="session")
def desk_template(tmp_path_factory: pytest.TempPathFactory) -> TestDesk:
    """A desk that nobody opens; tests get copies."""
    return made(tmp_path_factory.mktemp("desk") / "template")


@pytest.fixture
def test_desk(desk_template: TestDesk, tmp_path: Path) -> Iterator[TestDesk]:
    """A desk of the test's own, closed."""
    copy = desk_template.copied_to(tmp_path / "desk")
    yield copy
    copy.close()


@pytest.fixture
def desk(test_desk: TestDesk) -> Desk:
    """A desk of the test's own, open on this thread."""
    return test_desk.open()


def add_case(desk: Desk, *names: str, concern: str = "Sleep and work") -> Case:
    """A case with a client of each name."""
    cards = [IdentityCard(client=NO_CLIENT, name=name) for name in names or ("Kayleigh Stott",)]
    today = desk.now().date()
    referral = Referral(case=NO_CASE, received_on=today, source=Source.SELF, concern=concern)
    return intake.take_referral(desk, NewCase(referral=referral, cards=cards))


def add_note(desk: Desk, case: Case, text: str = NOTE, *, hours_ago: float = 3) -> NoteId:
    """A session of that case with a note."""
    starts = desk.now() - timedelta(hours=hours_ago)
    begun = sessions.begin_note(desk, case.id, SessionTimes(starts=starts))
    sessions.save_text(desk, begun.note.id, text)
    return begun.note.id
