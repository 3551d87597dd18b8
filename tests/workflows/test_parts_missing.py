"""Row 54: a library that does not load takes only its own part of the program with it."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

from counsellor_desk.lazily import PartMissing
from counsellor_desk.vault.key_folder import KeyFolder
from counsellor_desk.vault.no_keychain import KeychainPartMissing
from counsellor_desk.vault.remembered import KeptIn
from counsellor_desk.workflows import cases, papers, place, preferences, reduce, setup, unlock
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.place import Place
from tests.desks import PROFILE, TestDesk, add_case, add_note
from tests.vault.samples import CHEAPEST, PASSPHRASE
from tests.workflows.test_main_job import _ready


def _blocked(monkeypatch: pytest.MonkeyPatch, library: str, *ours: str) -> None:
    """As if it had never been installed: neither it nor what leans on it can be imported."""
    import_module(library)
    for name in [name for name in sys.modules if name.partition(".")[0] == library]:
        monkeypatch.setitem(sys.modules, name, None)
    for name in ours:
        monkeypatch.delitem(sys.modules, f"counsellor_desk.{name}", raising=False)


def _ring(home: Path) -> KeyFolder:
    """Keeps what a keychain would, for as long as there is one."""
    return KeyFolder(home / "ring", kept_in=KeptIn.KEYCHAIN)


@pytest.fixture
def no_pyhanko(monkeypatch: pytest.MonkeyPatch) -> None:
    _blocked(monkeypatch, "pyhanko", "documents.sealing", "documents.checking")


@pytest.fixture
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    _blocked(monkeypatch, "keyring", "vault.keychain")


@pytest.mark.usefixtures("no_pyhanko")
def test_without_the_library_that_seals_everything_else_works(desk: Desk) -> None:
    case = add_case(desk)
    note = add_note(desk, case)
    accepted = reduce.accept(desk, note, _ready(reduce.open_reduction(desk, note)), case.number)
    reduce.destroy(desk, note)
    with pytest.raises(PartMissing) as told:
        papers.of_summary(desk, accepted.summary.id)
    assert "Everything else works." in told.value.sentences()[2]
    page = cases.page(desk, case.id)
    assert [s.id for s in page.summaries] == [accepted.summary.id]
    assert page.documents == (), "nothing half made is left"


@pytest.mark.usefixtures("no_keyring")
def test_without_the_library_of_the_keychain_key_files_and_the_sheet_open(
    test_desk: TestDesk,
) -> None:
    assert not place.keychain_answers(), "set-up offers key files then"
    assert preferences.load(test_desk.open()).profile.name
    test_desk.close()
    test_desk.opened.clear()


@pytest.mark.usefixtures("no_keyring")
def test_a_store_made_with_a_keychain_says_what_is_missing_and_opens_with_the_sheet(
    test_desk: TestDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    in_keychain = Place(test_desk.home / "in-keychain")
    with monkeypatch.context() as having_one:
        having_one.setattr(Place, "remembered", lambda _place: _ring(test_desk.home))
        new = setup.create(
            in_keychain, PROFILE, PASSPHRASE, PASSPHRASE, clock=test_desk.clock, cost=CHEAPEST
        )
        unlock.close(new.desk)
    gate = unlock.gate(in_keychain, test_desk.clock)
    with pytest.raises(KeychainPartMissing):
        unlock.unlock(in_keychain, PASSPHRASE, clock=test_desk.clock, tries=gate)
    found = unlock.unlock_by_recovery(in_keychain, new.recovery_key, clock=test_desk.clock)
    test_desk.opened.append(found.desk)
    assert found.desk.profile() == PROFILE
