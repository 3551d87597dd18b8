"""Set-up, opening, closing: what is checked, what is told, and where the desk goes back to."""

from __future__ import annotations

import gc
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counsellor_desk.domain.openings import Freshness, NotesAccess
from counsellor_desk.domain.passphrases import PassphrasesDiffer, PassphraseTooShort
from counsellor_desk.domain.profile import CounsellorNameMissing
from counsellor_desk.vault import faults, seal_identity
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.folder_state import (
    Content,
    SomethingHere,
    StoreCut,
    StoreEmpty,
    StoreNotEncrypted,
)
from counsellor_desk.vault.lock import AlreadyOpen
from counsellor_desk.vault.notes import NotesClosed
from counsellor_desk.vault.tries import TryLater
from counsellor_desk.vault.wrapping import WrongPassphrase
from counsellor_desk.workflows import passphrases, setup, unlock
from counsellor_desk.workflows.desk import DEMO_PASSPHRASE, Desk
from counsellor_desk.workflows.passphrases import Strength
from counsellor_desk.workflows.place import Place, settled
from counsellor_desk.workflows.sessions import open_note, save_text
from counsellor_desk.workflows.setup import GroupMistyped, NewStore
from tests.desks import PROFILE, TestDesk, add_case, add_note
from tests.vault.samples import CHEAPEST, PASSPHRASE


def _new(test_desk: TestDesk, home: Path) -> NewStore:
    return setup.create(
        Place(home / "store", home / "keys"),
        PROFILE,
        PASSPHRASE,
        PASSPHRASE,
        clock=test_desk.clock,
        cost=CHEAPEST,
    )


def test_set_up_is_finished_by_typing_two_groups_back(test_desk: TestDesk, tmp_path: Path) -> None:
    new = _new(test_desk, tmp_path / "new")
    test_desk.opened.append(new.desk)
    assert not setup.is_finished(new.desk)
    first, second = setup.groups_to_type()
    assert 1 <= first < second <= 7
    right = {first: new.groups[first - 1].lower(), second: new.groups[second - 1]}
    wrong = {**right, second: "00000"}
    with pytest.raises(GroupMistyped) as refusal:
        setup.confirm(new, wrong)
    assert str(second) in refusal.value.sentences()[0]
    assert not setup.is_finished(new.desk)
    setup.confirm(new, right)
    assert setup.is_finished(new.desk)


def test_an_unconfirmed_recovery_key_is_replaced(test_desk: TestDesk, tmp_path: Path) -> None:
    new = _new(test_desk, tmp_path / "new")
    test_desk.opened.append(new.desk)
    fresh = setup.renewed(new.desk)
    assert fresh.groups != new.groups
    setup.confirm(fresh, {3: fresh.groups[2], 7: fresh.groups[6]})
    unlock.close(new.desk)
    place = Place(tmp_path / "new" / "store", tmp_path / "new" / "keys")
    again = unlock.unlock_by_recovery(place, fresh.recovery_key, clock=test_desk.clock)
    test_desk.opened.append(again.desk)
    assert again.notes is NotesAccess.RECOVERY


class Stopped(Exception):
    """What is raised at a point."""


def _stop_before_the_seal(at: Point) -> None:
    if at is Point.QUIET_BEFORE_COMMIT:
        raise Stopped


def test_set_up_that_ended_before_its_seal_was_made_makes_one(
    test_desk: TestDesk, tmp_path: Path
) -> None:
    with faults.listening(_stop_before_the_seal), pytest.raises(Stopped):
        _new(test_desk, tmp_path / "new")
    gc.collect()  # the store that was being made, as the end of its process would
    desk = TestDesk(tmp_path / "new", "").unlock().desk
    test_desk.opened.append(desk)
    assert not setup.is_finished(desk)
    setup.renewed(desk)
    made = seal_identity.load(desk.read())
    assert made is not None
    setup.renewed(desk)
    assert seal_identity.load(desk.read()) == made


def test_the_recovery_sheet_is_a_pdf_for_the_printer(test_desk: TestDesk, tmp_path: Path) -> None:
    new = _new(test_desk, tmp_path / "new")
    test_desk.opened.append(new.desk)
    assert setup.sheet(new).startswith(b"%PDF")


def test_nothing_is_made_of_a_bad_profile_or_passphrase(
    test_desk: TestDesk, tmp_path: Path
) -> None:
    place = Place(tmp_path / "new" / "store", tmp_path / "new" / "keys")
    with pytest.raises(CounsellorNameMissing):
        setup.create(
            place, replace(PROFILE, name=" "), PASSPHRASE, PASSPHRASE, clock=test_desk.clock
        )
    with pytest.raises(PassphraseTooShort):
        setup.create(place, PROFILE, "short", "short", clock=test_desk.clock)
    with pytest.raises(PassphrasesDiffer):
        setup.create(place, PROFILE, PASSPHRASE, PASSPHRASE + "s", clock=test_desk.clock)
    assert not place.folder.exists()


def test_no_store_is_made_where_one_is(test_desk: TestDesk) -> None:
    with pytest.raises(SomethingHere):
        setup.create(
            test_desk.place, PROFILE, PASSPHRASE, PASSPHRASE, clock=test_desk.clock, cost=CHEAPEST
        )
    assert test_desk.unlock().freshness is Freshness.CURRENT


def test_a_wrong_passphrase_is_counted_and_shown(test_desk: TestDesk) -> None:
    for _try in range(2):
        with pytest.raises(WrongPassphrase):
            test_desk.unlock("not the right words")
    assert test_desk.unlock().tries.wrong == 2
    test_desk.close()
    assert test_desk.unlock().tries.wrong == 0


def test_many_wrong_tries_have_to_wait(test_desk: TestDesk) -> None:
    gate = unlock.gate(test_desk.place, test_desk.clock)
    for _try in range(4):
        with pytest.raises(WrongPassphrase):
            unlock.unlock(test_desk.place, "wrong words here", clock=test_desk.clock, tries=gate)
        test_desk.clock.move(timedelta(minutes=2))
    with pytest.raises(WrongPassphrase):
        unlock.unlock(test_desk.place, "wrong words here", clock=test_desk.clock, tries=gate)
    with pytest.raises(TryLater):
        unlock.unlock(test_desk.place, PASSPHRASE, clock=test_desk.clock, tries=gate)
    test_desk.clock.move(timedelta(minutes=2))
    opened = unlock.unlock(test_desk.place, PASSPHRASE, clock=test_desk.clock, tries=gate)
    test_desk.opened.append(opened.desk)
    assert opened.tries.wrong == 5


def test_a_store_is_open_once(test_desk: TestDesk) -> None:
    test_desk.open()
    with pytest.raises(AlreadyOpen):
        test_desk.unlock()


def test_the_recovery_sheet_opens_all_but_notes_until_a_new_passphrase(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    note = add_note(desk, add_case(desk))
    test_desk.close()
    found = unlock.unlock_by_recovery(
        test_desk.place, test_desk.recovery_key, clock=test_desk.clock
    )
    test_desk.opened.append(found.desk)
    with pytest.raises(NotesClosed):
        open_note(found.desk, note)
    new = "eight calm otters swim"
    unlock.set_passphrase(found.desk, new, new, cost=CHEAPEST)
    test_desk.close()
    with pytest.raises(WrongPassphrase):
        test_desk.unlock()
    again = test_desk.unlock(new)
    assert again.notes is NotesAccess.OPEN
    assert "choir" in open_note(again.desk, note).text


def test_the_passphrase_is_changed_only_by_who_knows_it(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    new, tries = "eight calm otters swim", unlock.gate_of(desk)
    with pytest.raises(WrongPassphrase):
        unlock.change_passphrase(desk, "not the right words", new, new, tries, cost=CHEAPEST)
    assert tries.tries().wrong == 1
    unlock.change_passphrase(desk, PASSPHRASE, new, new, tries, cost=CHEAPEST)
    test_desk.close()
    assert test_desk.unlock(new).notes is NotesAccess.OPEN


def test_a_demo_keeps_its_passphrase_so_that_it_is_known_to_be_one(desk: Desk) -> None:
    demo, tries = replace(desk, demo=True), unlock.gate_of(desk)
    new = "eight calm otters swim"
    with pytest.raises(unlock.DemoKeepsPassphrase):
        unlock.change_passphrase(demo, PASSPHRASE, new, new, tries, cost=CHEAPEST)
    unlock.ensure_passphrase(desk, PASSPHRASE, tries)
    assert unlock.new_passphrase(demo, DEMO_PASSPHRASE, DEMO_PASSPHRASE) == DEMO_PASSPHRASE


def test_the_desk_goes_back_to_where_it_was(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    note = add_note(desk, add_case(desk))
    unlock.remember_place(desk, {"screen": "note", "note": note})
    save_text(desk, note, "typed until the light went out")
    test_desk.close()
    opened = test_desk.unlock()
    assert opened.resume_at == {"screen": "note", "note": note}
    assert open_note(opened.desk, note).text == "typed until the light went out"


@pytest.mark.parametrize(
    ("content", "damage"),
    [
        (b"", StoreEmpty),
        (b"SQLite format 3\x00" + bytes(4080), StoreNotEncrypted),
        (b"\xff\xd8\xff\xe0" * 300, StoreCut),
    ],
)
def test_a_damaged_store_says_how_and_is_left_alone(
    test_desk: TestDesk, content: bytes, damage: type[Exception]
) -> None:
    store = test_desk.place.folder / "store.db"
    store.write_bytes(content)
    state = test_desk.place.state()
    assert state.content is Content.DAMAGED
    assert isinstance(state.damage, damage)
    with pytest.raises(damage):
        test_desk.unlock()
    assert store.read_bytes() == content


def test_a_place_knows_what_its_store_was_made_with(test_desk: TestDesk, tmp_path: Path) -> None:
    fallback = tmp_path / "fallback"
    assert settled(Place(test_desk.place.folder), fallback).keys == fallback
    assert settled(Place(tmp_path / "nothing"), fallback).keys is None


def test_offered_passphrases_are_strong_and_differ() -> None:
    one, two = passphrases.offered(), passphrases.offered()
    assert one != two
    assert len(one.split()) == passphrases.WORDS
    assert passphrases.strength(one) is Strength.STRONG


@pytest.mark.parametrize(
    ("typed", "judged"),
    [
        ("", Strength.EMPTY),
        ("tulip", Strength.SHORT),
        ("password12345", Strength.WEAK),
        ("a" * 500, Strength.WEAK),
    ],
)
def test_weak_passphrases_are_told(typed: str, judged: Strength) -> None:
    assert passphrases.strength(typed) is judged


def test_without_the_keys_of_the_notes_nothing_is_begun_anew_by_itself(
    test_desk: TestDesk,
) -> None:
    desk = test_desk.open()
    note = add_note(desk, add_case(desk))
    test_desk.close()
    kept = {path: path.read_bytes() for path in (test_desk.home / "keys").glob("*share*")}
    for path in kept:
        path.unlink()
    found = test_desk.unlock()
    assert found.notes is NotesAccess.KEYS_MISSING
    test_desk.close()
    for path, content in kept.items():
        path.write_bytes(content)
    assert "choir" in open_note(test_desk.open(), note).text


def test_notes_are_begun_anew_when_the_counsellor_agrees(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    case = add_case(desk)
    add_note(desk, case)
    test_desk.close()
    for path in (test_desk.home / "keys").glob("*share*"):
        path.unlink()
    desk = test_desk.open()
    unlock.begin_notes_anew(desk)
    assert "choir" in open_note(desk, add_note(desk, case)).text
