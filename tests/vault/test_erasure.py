"""Destroying a note: out of reach for everybody who kept no share, and never against a hold."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidTag

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.holds import Hold, OnHold, lifted
from counsellor_desk.domain.ids import NoteId, SummaryId
from counsellor_desk.domain.notes import LengthBand, NoteState
from counsellor_desk.domain.openings import Freshness, NotesAccess
from counsellor_desk.domain.receipts import DestructionReason, Step
from counsellor_desk.vault import (
    audit,
    cases,
    erasure,
    faults,
    holds,
    integrity,
    notes,
    renewal,
    summaries,
    tombstones,
)
from counsellor_desk.vault.device import DeviceKey
from counsellor_desk.vault.epochs import ShareNotKept
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.key_folder import KeyFolder
from counsellor_desk.vault.notes import NoteGone, NotesClosed, NoteUnreadable
from counsellor_desk.vault.remembered import NotRemembered
from counsellor_desk.vault.store import Store
from tests.vault.by_format import Reader, shares_one, shares_two
from tests.vault.samples import (
    NOON,
    PASSPHRASE,
    PROFILE,
    Filled,
    Vault,
    accept,
    add_case,
    add_note,
    add_session,
    hold_on,
    summary_of,
)

Shares = dict[int, bytes]


class Stopped(Exception):
    """What is raised at a point."""


def _stopped_at(point: Point) -> faults.Listener:
    def listener(at: Point) -> None:
        if at is point:
            raise Stopped

    return listener


def _shares(vault: Vault) -> tuple[Shares, Shares]:
    name = Reader(vault.folder, vault.home / "keys").vault
    return shares_one(vault.home / "keys", name), shares_two(vault.folder / "device.key", name)


def _opens_with(copy: Reader, vault_key: bytes, note: NoteId, ones: Shares, twos: Shares) -> bool:
    """Whether any pair of shares opens the note in that copy, taken for any epoch."""
    database = copy.database(vault_key)
    for epoch in range(1, 6):
        for one in ones.values():
            for two in twos.values():
                key = copy.epoch_key(vault_key, epoch, one, two)
                try:
                    copy.note(database, key, epoch, note)
                except (InvalidTag, TypeError):
                    continue
                return True
    return False


def test_a_destroyed_note_is_gone_and_its_summary_stays(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    steps: list[Step] = []
    summary = accept(store, filled.session, filled.note)
    tombstone = erasure.finish(store, filled.note, steps.append)
    assert steps == list(Step)
    assert tombstone.erased_at is not None
    assert (tombstone.summary, tombstone.reason) == (summary.id, DestructionReason.REDUCED)
    assert (tombstone.length, tombstone.epoch) == (LengthBand.TEXT_AND_PAGES, 1)
    assert summaries.load(store.read(), summary.id).sections == summary.sections
    with pytest.raises(NoteGone):
        notes.read_text(store.read(), filled.note)
    assert notes.read_text(store.read(), filled.other) == filled.other_text
    newest = audit.entries(store.read())[0]
    assert (newest.act, newest.code) == (Act.NOTE_KEY_ERASED, tombstone.record_code)


def test_an_old_copy_with_the_passphrase_does_not_open_it(
    full: tuple[Vault, Filled], tmp_path: Path
) -> None:
    """The attacker has the vault key, a copy of before, and all that this computer still keeps."""
    vault, filled = full
    before = vault.copied_to(tmp_path / "old copy")
    old_shares = _shares(vault)
    store = vault.open_at_once()
    accept(store, filled.session, filled.note)
    erasure.finish(store, filled.note)
    store.close()
    copy = Reader(before.folder, before.home / "keys")
    vault_key = copy.by_passphrase(PASSPHRASE)
    ones, twos = _shares(vault)
    assert not _opens_with(copy, vault_key, filled.note, ones, twos)
    assert not _opens_with(copy, vault_key, filled.note, old_shares[0], twos)
    assert not _opens_with(copy, vault_key, filled.note, ones, old_shares[1])
    assert _opens_with(copy, vault_key, filled.note, *old_shares), "the control"


def test_no_share_of_before_is_left_in_any_file(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    ones, twos = _shares(vault)
    kept_one = next((vault.home / "keys").glob("*-share-*")).read_bytes().rpartition(b".")[2]
    store = vault.open_at_once()
    accept(store, filled.session, filled.note)
    erasure.finish(store, filled.note)
    store.close()
    for path in (*vault.folder.iterdir(), *(vault.home / "keys").iterdir()):
        raw = path.read_bytes()
        assert ones[1] not in raw
        assert twos[1] not in raw
        assert kept_one not in raw


def test_finishing_again_changes_nothing(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    accept(store, filled.session, filled.note)
    first = erasure.finish(store, filled.note)
    head = store.trail.head()
    assert erasure.finish(store, filled.note) == first
    assert erasure.resume(store) == ()
    assert store.trail.head() == head
    with pytest.raises(NoteGone):
        approve_without(store, filled.note)


def approve_without(store: Store, note: NoteId) -> None:
    """Approve a note's destruction with no summary."""
    with store.act(Act.DESTRUCTION_APPROVED, at=NOON, about=note) as tx:
        erasure.approve(
            tx,
            note,
            reason=DestructionReason.NOTHING_ESSENTIAL,
            summary=None,
            author=PROFILE.name,
            at=NOON,
        )


def test_an_approval_is_given_once(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    approve_without(store, filled.note)
    with pytest.raises(NoteGone):
        approve_without(store, filled.note)
    with pytest.raises(NoteGone), store.quietly() as tx:
        notes.save_text(tx, filled.note, "too late", NOON)
    assert notes.lines(store.read())[0].state is NoteState.DESTROYING


def test_what_was_never_approved_is_not_destroyed(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    with pytest.raises(KeyError):
        erasure.finish(store, filled.note)
    assert erasure.resume(store) == ()
    assert notes.read_text(store.read(), filled.note) == filled.text


def test_nothing_essential_leaves_no_summary(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    approve_without(store, filled.note)
    tombstone = erasure.finish(store, filled.note)
    assert (tombstone.reason, tombstone.summary) == (DestructionReason.NOTHING_ESSENTIAL, None)
    assert summaries.of_session(store.read(), filled.session.id) is None
    assert tombstones.of_case(store.read(), filled.session.case) == (tombstone,)


def test_reduced_means_that_there_is_a_summary(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    with pytest.raises(ValueError, match="summary"), store.quietly() as tx:
        erasure.approve(
            tx,
            filled.note,
            reason=DestructionReason.REDUCED,
            summary=None,
            author=PROFILE.name,
            at=NOON,
        )


@pytest.mark.parametrize("scope", ["store", "case", "note"])
def test_a_hold_of_any_scope_stops_the_approval(full: tuple[Vault, Filled], scope: str) -> None:
    vault, filled = full
    store = vault.open_at_once()
    hold = hold_on(
        case=filled.session.case if scope == "case" else None,
        note=filled.note if scope == "note" else None,
    )
    with store.act(Act.HOLD_SET, at=NOON, about=hold.id) as tx:
        holds.save(tx, hold)
    with pytest.raises(OnHold):
        accept(store, filled.session, filled.note)
    assert summaries.of_session(store.read(), filled.session.id) is None, "all or nothing"
    assert holds.active(store.read()) == (hold,)
    held = [line.held for line in notes.lines(store.read())]
    assert held == [True, scope == "store"]


def test_a_summary_is_accepted_under_a_hold_and_the_note_goes_when_it_is_lifted(
    full: tuple[Vault, Filled],
) -> None:
    vault, filled = full
    store = vault.open_at_once()
    hold = hold_on(note=filled.note)
    accepted = _accepted_under(store, filled, hold)
    line = notes.lines(store.read(), case=filled.session.case)[0]
    assert (line.state, line.note.summary) == (NoteState.ON_HOLD, accepted)
    with store.act(Act.HOLD_LIFTED, at=NOON, about=hold.id) as tx:
        holds.save(tx, lifted(hold, by=PROFILE.name, at=NOON, because="Summons withdrawn"))
    with store.act(Act.DESTRUCTION_APPROVED, at=NOON, about=filled.note) as tx:
        erasure.approve(
            tx,
            filled.note,
            reason=DestructionReason.REDUCED,
            summary=line.note.summary,
            author=PROFILE.name,
            at=NOON,
        )
    assert erasure.finish(store, filled.note).summary == accepted


def _accepted_under(store: Store, filled: Filled, hold: Hold) -> SummaryId:
    summary = summary_of(filled.session)
    with store.act(Act.HOLD_SET, at=NOON, about=hold.id) as tx:
        holds.save(tx, hold)
    with store.act(Act.SUMMARY_ACCEPTED, at=NOON, about=summary.id) as tx:
        summaries.add(tx, summary)
        notes.set_summary(tx, filled.note, summary.id)
    return summary.id


def test_a_hold_takes_back_an_approval_whose_deletion_has_not_begun(
    full: tuple[Vault, Filled],
) -> None:
    vault, filled = full
    store = vault.open_at_once()
    summary = accept(store, filled.session, filled.note)
    with store.act(Act.HOLD_SET, at=NOON) as tx:
        holds.save(tx, hold_on(case=filled.session.case))
    assert erasure.resume(store) == ()
    with pytest.raises(OnHold):
        erasure.finish(store, filled.note)
    line = notes.lines(store.read(), case=filled.session.case)[0]
    assert (line.state, line.note.summary) == (NoteState.ON_HOLD, summary.id)
    assert notes.read_text(store.read(), filled.note) == filled.text


def test_the_code_that_deletes_looks_at_holds_itself(full: tuple[Vault, Filled]) -> None:
    """Even where a hold came in past ``holds.save``, which would have taken the approval back."""
    vault, filled = full
    store = vault.open_at_once()
    accept(store, filled.session, filled.note)
    with store.quietly() as tx:
        holds.save(tx, hold_on(note=filled.other))
        tx.run("UPDATE holds SET note_id = ?", filled.note)
    with pytest.raises(OnHold):
        erasure.finish(store, filled.note)
    assert notes.read_text(store.read(), filled.note) == filled.text


def test_two_hundred_notes_wait_and_all_but_one_stay_readable(store: Store) -> None:
    case = add_case(store, "A-1")
    sessions = [add_session(store, case, number) for number in range(1, 201)]
    texts = {add_note(store, s, f"note {s.number}"): f"note {s.number}" for s in sessions}
    going = next(iter(texts))
    accept(store, sessions[0], going)
    erasure.finish(store, going)
    del texts[going]
    assert {line.note.id for line in notes.lines(store.read())} == set(texts)
    assert {note: notes.read_text(store.read(), note) for note in texts} == texts
    wraps = store.read().rows("SELECT count(*) AS n FROM note_keys GROUP BY note_id")
    assert {row["n"] for row in wraps} == {2}, "the wrap of one generation before, no more"


def test_notes_go_one_after_the_other_and_two_at_once(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    third = add_note(store, add_session(store, add_case(store, "A-9")), "the third")
    approve_without(store, filled.note)
    approve_without(store, filled.other)
    store.close()
    store = vault.open_at_once()
    done = erasure.resume(store)
    assert [tombstone.epoch for tombstone in done] == [1, 2]
    assert all(tombstone.erased_at for tombstone in done)
    assert notes.read_text(store.read(), third) == "the third"


def test_an_empty_store_has_nothing_to_resume(store: Store) -> None:
    assert erasure.resume(store) == ()
    erasure.prepare(store)


def test_a_keychain_rolled_back_by_a_power_cut_costs_no_note(
    full: tuple[Vault, Filled],
) -> None:
    """The store is at epoch 2 and the keychain never heard of it: on to epoch 3, by old wraps."""
    vault, filled = full
    keys_before = {p.name: p.read_bytes() for p in (vault.home / "keys").iterdir()}
    store = vault.open_at_once()
    accept(store, filled.session, filled.note)
    with (
        faults.listening(_stopped_at(Point.DESTROY_3_COMMITTED)),
        pytest.raises(Stopped),
    ):
        erasure.finish(store, filled.note)
    store.close()
    shutil.rmtree(vault.home / "keys")
    (vault.home / "keys").mkdir(mode=0o700)
    for name, raw in keys_before.items():
        (vault.home / "keys" / name).write_bytes(raw)
    store = vault.open_at_once()
    assert notes.read_text(store.read(), filled.other) == filled.other_text
    [tombstone] = erasure.resume(store)
    assert tombstone.erased_at is not None
    assert renewal.current(store) == 3
    assert notes.read_text(store.read(), filled.other) == filled.other_text
    assert [set(shares) for shares in _shares(vault)] == [{3}, {3}]
    integrity.ensure_sound(store)


def test_a_share_that_comes_back_after_its_erasure_is_erased_again(
    full: tuple[Vault, Filled],
) -> None:
    vault, filled = full
    [share] = (vault.home / "keys").glob("*-share-*")
    raw = share.read_bytes()
    store = vault.open_at_once()
    accept(store, filled.session, filled.note)
    erasure.finish(store, filled.note)
    store.close()
    share.write_bytes(raw)
    store = vault.open_at_once()
    erasure.resume(store)
    assert set(_shares(vault)[0]) == {2}
    assert notes.read_text(store.read(), filled.other) == filled.other_text


@pytest.mark.parametrize("damage", ["missing", "half", "random", "another vault's"])
def test_without_device_key_the_records_open_and_notes_are_listed_as_unreadable(
    full: tuple[Vault, Filled], damage: str
) -> None:
    vault, filled = full
    path = vault.folder / "device.key"
    if damage == "missing":
        path.unlink()
    elif damage == "another vault's":
        DeviceKey(path, "Z" * 26).keep_share(0, 1, bytes(32))
    else:
        path.write_bytes(path.read_bytes()[:50] if damage == "half" else bytes(8192))
    opened = vault.open()
    assert opened.notes is NotesAccess.KEYS_MISSING
    store = opened.store
    assert len(notes.lines(store.read())) == 2
    with pytest.raises(NotesClosed):
        notes.read_text(store.read(), filled.note)
    with pytest.raises(NotesClosed):
        erasure.prepare(store)
    assert erasure.resume(store) == ()


def test_beginning_anew_lets_notes_be_written_and_old_ones_be_let_go(
    full: tuple[Vault, Filled],
) -> None:
    vault, filled = full
    (vault.folder / "device.key").unlink()
    store = vault.open_at_once()
    renewal.begin_anew(store)
    with pytest.raises(NoteUnreadable):
        notes.read_text(store.read(), filled.note)
    fresh = add_note(store, add_session(store, add_case(store, "A-9")), "written here")
    approve_without(store, filled.note)
    assert erasure.finish(store, filled.note).erased_at is not None
    assert notes.read_text(store.read(), fresh) == "written here"
    with pytest.raises(NoteUnreadable):
        notes.read_text(store.read(), filled.other)
    store.close()
    assert notes.read_text(vault.open_at_once().read(), fresh) == "written here"


def test_an_old_copy_put_back_brings_no_note_back_and_can_be_gone_on_with(
    full: tuple[Vault, Filled], tmp_path: Path
) -> None:
    """Its next epoch is one that this computer has never given a key."""
    vault, filled = full
    shutil.copytree(vault.folder, tmp_path / "old folder")
    store = vault.open_at_once()
    accept(store, filled.session, filled.note)
    erasure.finish(store, filled.note)
    store.close()
    shutil.rmtree(vault.folder)
    shutil.copytree(tmp_path / "old folder", vault.folder)
    opened = vault.open()
    assert (opened.freshness, opened.notes) == (Freshness.OLDER, NotesAccess.KEYS_MISSING)
    assert erasure.resume(opened.store) == ()
    with pytest.raises(NotesClosed):
        notes.read_text(opened.store.read(), filled.note)
    renewal.begin_anew(opened.store)
    assert renewal.current(opened.store) == 3
    fresh = add_note(opened.store, add_session(opened.store, add_case(opened.store, "A-9")), "new")
    opened.store.close()
    store = vault.open_at_once()
    assert erasure.resume(store) == ()
    assert notes.read_text(store.read(), fresh) == "new"


def test_beginning_anew_does_nothing_where_notes_open(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    renewal.begin_anew(store)
    assert renewal.current(store) == 1
    assert notes.read_text(store.read(), filled.note) == filled.text


def test_a_half_device_key_keeps_the_share_in_its_other_half(full: tuple[Vault, Filled]) -> None:
    """Epoch 1 stands in the first slot; the second is written again where it is missing."""
    vault, filled = full
    path = vault.folder / "device.key"
    path.write_bytes(path.read_bytes()[:4096])
    store = vault.open_at_once()
    accept(store, filled.session, filled.note)
    with faults.listening(_stopped_at(Point.DESTROY_2_KEYCHAIN)), pytest.raises(Stopped):
        erasure.finish(store, filled.note)
    assert set(_shares(vault)[1]) == {1, 2}
    erasure.resume(store)
    assert notes.read_text(store.read(), filled.other) == filled.other_text


def test_where_the_keychain_writes_late_the_note_counts_as_being_destroyed(
    full: tuple[Vault, Filled],
) -> None:
    """As on Windows: the old shares stay for a minute, or until the next start."""
    vault, filled = full
    late = KeyFolder(vault.home / "keys", settling=60.0)
    store = vault.open_at_once()
    store.held.kept = replace(store.held.kept, place=late)
    accept(store, filled.session, filled.note)
    assert erasure.finish(store, filled.note).erased_at is None
    assert set(_shares(vault)[0]) == {1, 2}
    assert erasure.resume(store)[0].erased_at is None
    vault.clock.move(timedelta(seconds=61))
    assert erasure.resume(store)[0].erased_at is not None
    assert set(_shares(vault)[0]) == {2}


def test_the_next_start_ends_what_a_late_keychain_left_open(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    store.held.kept = replace(store.held.kept, place=KeyFolder(vault.home / "keys", settling=60.0))
    accept(store, filled.session, filled.note)
    assert erasure.finish(store, filled.note).erased_at is None
    store.close()
    [tombstone] = erasure.resume(vault.open_at_once())
    assert tombstone.erased_at is not None


@dataclass(frozen=True)
class Forgetful(KeyFolder):
    """A keychain that loses one write, as some do when the system stops between delete and add."""

    loses: str = "share"

    def set(self, name: str, value: str) -> None:
        if self.loses not in name:
            super().set(name, value)


@dataclass(frozen=True)
class Clinging(KeyFolder):
    """A keychain that says it deleted and did not."""

    def delete(self, name: str) -> None:
        pass


def test_a_share_that_was_not_kept_stops_it_before_the_note_is_deleted(
    full: tuple[Vault, Filled],
) -> None:
    vault, filled = full
    store = vault.open_at_once()
    place = store.held.kept.place
    accept(store, filled.session, filled.note)
    store.held.kept = replace(store.held.kept, place=Forgetful(vault.home / "keys"))
    with pytest.raises(ShareNotKept):
        erasure.finish(store, filled.note)
    assert notes.read_text(store.read(), filled.note) == filled.text
    store.held.kept = replace(store.held.kept, place=place)
    assert erasure.finish(store, filled.note).erased_at is not None


def test_a_share_that_was_not_deleted_is_never_called_destroyed(
    full: tuple[Vault, Filled],
) -> None:
    vault, filled = full
    store = vault.open_at_once()
    place = store.held.kept.place
    accept(store, filled.session, filled.note)
    store.held.kept = replace(store.held.kept, place=Clinging(vault.home / "keys"))
    with pytest.raises(ShareNotKept):
        erasure.finish(store, filled.note)
    assert tombstones.load(store.read(), filled.note).erased_at is None
    store.held.kept = replace(store.held.kept, place=place)
    assert erasure.resume(store)[0].erased_at is not None


def test_a_note_whose_key_is_damaged_stays_as_it_is_and_stops_nothing(
    full: tuple[Vault, Filled],
) -> None:
    vault, filled = full
    store = vault.open_at_once()
    with store.quietly() as tx:
        tx.run("UPDATE note_keys SET wrapped = zeroblob(60) WHERE note_id = ?", filled.other)
    accept(store, filled.session, filled.note)
    assert erasure.finish(store, filled.note).erased_at is not None
    with pytest.raises(NoteUnreadable):
        notes.read_text(store.read(), filled.other)
    assert len(notes.lines(store.read())) == 1


def test_a_silent_keychain_stops_it_before_anything_happened(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    shutil.rmtree(vault.home / "keys")
    [share] = [f"{store.vault}-share-0"]
    (vault.home / "keys" / share).mkdir(parents=True)
    with pytest.raises(NotRemembered):
        accept(store, filled.session, filled.note)
    assert summaries.of_session(store.read(), filled.session.id) is None
    assert notes.read_text(store.read(), filled.note) == filled.text


def test_recovery_destroys_nothing(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.recover().store
    with pytest.raises(NotesClosed):
        accept(store, filled.session, filled.note)
    assert erasure.resume(store) == ()


def test_a_tombstone_is_never_deleted(full: tuple[Vault, Filled]) -> None:
    vault, filled = full
    store = vault.open_at_once()
    approve_without(store, filled.note)
    erasure.finish(store, filled.note)
    with pytest.raises(Exception, match="evidence of a destruction stays"), store.quietly() as tx:
        tx.run("DELETE FROM destructions")
    assert cases.lines(store.read())[-1].waiting_notes == 0
