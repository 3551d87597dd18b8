"""Reading and saving what is left of a damaged store: page by page, all of it, or nothing."""

from __future__ import annotations

import hashlib
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.damage import Kind
from counsellor_desk.domain.holds import Hold
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.notes import NoteState
from counsellor_desk.domain.openings import Freshness
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import (
    audit,
    connection,
    documents,
    erasure,
    faults,
    holds,
    integrity,
    notes,
    pages,
    profile,
    records,
    refill,
    remains,
    salvage,
    schema,
    sessions,
    summaries,
    tables,
    trees,
)
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.lock import AlreadyOpen
from counsellor_desk.vault.pages import PageCodes
from counsellor_desk.vault.remains import Remains
from counsellor_desk.vault.remembered import Kept
from counsellor_desk.vault.salvage import NothingToSave, Salvaged
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.transactions import Transaction
from counsellor_desk.vault.wreck import Wreck
from tests.vault.crashes import NEW_PASSPHRASE, change_keys
from tests.vault.samples import NOON, PROFILE, Vault, accept, made
from tests.vault.wrecks import PAGE, TEXT, fill_well, garbled, without_each, wreck_of


@dataclass
class Whole:
    """A store before anything happens to it. ``rows`` by table."""

    vault: Vault
    wreck: Wreck
    rows: dict[str, int]
    left: Remains
    standing_on: dict[int, Counter[str]] = field(default_factory=dict)

    @property
    def codes(self) -> PageCodes:
        return PageCodes(self.wreck.keys.database(), self.wreck.slots.store_salt)

    def copied_to(self, home: Path) -> tuple[Vault, Wreck]:
        copy = self.vault.copied_to(home)
        old = self.wreck
        kept = Kept(copy.remembered, old.kept.vault)
        return copy, Wreck(copy.folder, old.keys, old.slots, kept, copy.clock, old.slot)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    vault = made(tmp_path_factory.mktemp("wreck") / "whole")
    store = vault.open_at_once()
    fill_well(store)
    counts = {t.name: _count(store, t.name) for t in tables.of_records()}
    wreck = wreck_of(vault, store)
    vault.close()
    codes = PageCodes(wreck.keys.database(), wreck.slots.store_salt)
    found = Whole(vault, wreck, counts, remains.read(vault.folder / "store.db", codes, _silent))
    found.standing_on = dict(_standing_on(found))
    return found


@pytest.fixture
def damaged(whole: Whole, tmp_path: Path) -> tuple[Vault, Wreck]:
    return whole.copied_to(tmp_path / "vault")


def _silent(_done: int, _of: int) -> None:
    pass


def _count(store: Store, table: str) -> int:
    return int(store.read().value(f"SELECT count(*) FROM {table}"))  # noqa: S608 - names of ours


def _nothing(_tx: Transaction) -> None:
    pass


def _saved(wreck: Wreck) -> Salvaged:
    return salvage.salvage(wreck, _nothing, _silent)


def _all_files(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir() if p.is_file() and p.name != "lock"}


@pytest.mark.thorough
def test_every_row_of_a_sound_store_is_found(whole: Whole) -> None:
    found = {name: len(rows) for name, rows in whole.left.rows.items()}
    assert found == whole.rows
    assert whole.left.lost == {}
    assert (whole.left.damaged, whole.left.unplaced) == (0, 0)


def _standing_on(whole: Whole) -> Iterator[tuple[int, Counter[str]]]:
    """For each page, how many rows of each table are wholly or partly on it."""
    found = pages.read(whole.vault.folder / "store.db", whole.codes, _silent)
    for number, left in without_each(found):
        gone = {name: whole.rows[name] - len(rows) for name, rows in left.rows.items()}
        yield number, Counter({name: count for name, count in gone.items() if count})
        assert left.unplaced == 0, number
        assert left.damaged == 1


def test_a_damaged_page_takes_no_rows_but_its_own(whole: Whole) -> None:
    """Pages of the list of tables, and those in the middle of trees, take none at all."""
    found = pages.read(whole.vault.folder / "store.db", whole.codes, _silent)
    for number, gone in whole.standing_on.items():
        kind = trees.kind_of(found, number)
        here = len(list(trees.cells(found, number))) if kind else 1
        assert gone.total() <= here, (number, gone)
        if kind == 0x05:
            assert not gone, number


@settings(
    max_examples=5,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.data())
def test_any_damage_saves_what_is_on_the_other_pages(
    whole: Whole, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    vault, wreck = whole.copied_to(tmp_path_factory.mktemp("sweep") / "vault")
    store = vault.folder / "store.db"
    hit = data.draw(st.sets(st.integers(1, whole.left.pages), min_size=1, max_size=25))
    garbled(store, *hit)
    left = remains.read(store, whole.codes, _silent)
    try:
        saved = _saved(wreck)
    except DeskError:
        assert left.damaged == left.pages
        return
    opened = vault.open_at_once()
    integrity.ensure_sound(opened)
    assert saved.survey.damaged_pages == len(hit)
    out = sum(part.read for part in saved.survey.parts)
    assert out > 0
    for name in ("notes", "summaries", "audit"):
        assert _count(opened, name) >= len(left.of(name)), name
    vault.close()
    shutil.rmtree(vault.home)


def test_nothing_at_all_lost_is_said(damaged: tuple[Vault, Wreck]) -> None:
    _vault, wreck = damaged
    saved = _saved(wreck)
    assert saved.survey.nothing_lost
    assert saved.survey.damaged_pages == 0


def _page_of(whole: Whole, table: str) -> int:
    """A page with rows of that table and of no other."""
    mine = [n for n, gone in whole.standing_on.items() if set(gone) == {table}]
    return mine[len(mine) // 2]


def test_lost_summaries_are_named_by_their_cases(
    whole: Whole, damaged: tuple[Vault, Wreck]
) -> None:
    vault, wreck = damaged
    garbled(vault.folder / "store.db", _page_of(whole, "summaries"))
    (part,) = [p for p in _saved(wreck).survey.parts if p.kind is Kind.SUMMARIES]
    assert 0 < part.lost < 12
    assert part.read + part.lost == whole.rows["summaries"]
    assert len(part.lost_in) == part.lost
    assert all(number.startswith("PH-2026-") for number in part.lost_in)
    opened = vault.open_at_once()
    assert opened.read().value("SELECT count(*) FROM actions") == whole.rows["actions"]
    lost = opened.read().rows("SELECT id FROM summaries WHERE author = ''")
    assert "could not be read" in str(summaries.load(opened.read(), lost[0]["id"]).sections)


def test_what_stands_below_lost_records_is_kept(whole: Whole, damaged: tuple[Vault, Wreck]) -> None:
    vault, wreck = damaged
    garbled(vault.folder / "store.db", _page_of(whole, "records"))
    (part,) = [p for p in _saved(wreck).survey.parts if p.kind is Kind.RECORDS]
    assert part.lost > 0
    assert part.read + part.lost == whole.rows["records"]
    reader = vault.open_at_once().read()
    for table in ("record_actions", "record_amendments"):
        assert reader.value(f"SELECT count(*) FROM {table}") == whole.rows[table]  # noqa: S608 - names of ours
    lost = reader.rows("SELECT id FROM records WHERE author = ''")
    record = records.load(reader, lost[0]["id"])
    assert "could not be read" in record.first_line()
    assert record.amendments


def test_a_lost_page_of_the_trail_is_written_down_and_believed(
    whole: Whole, damaged: tuple[Vault, Wreck]
) -> None:
    vault, wreck = damaged
    garbled(vault.folder / "store.db", _page_of(whole, "audit"))
    saved = _saved(wreck)
    (part,) = [p for p in saved.survey.parts if p.kind is Kind.AUDIT]
    assert part.lost > 3
    opened = vault.open()
    assert (opened.broken_at, opened.freshness) == (None, Freshness.CURRENT)
    integrity.ensure_sound(opened.store)
    entry = next(e for e in audit.entries(opened.store.read()) if e.act is Act.STORE_SALVAGED)
    assert str(entry.facts["gap_1"]).partition(".")[0].partition("-")[0].isdecimal()


def test_what_follows_a_gap_cannot_be_changed_later(
    whole: Whole, damaged: tuple[Vault, Wreck]
) -> None:
    vault, wreck = damaged
    garbled(vault.folder / "store.db", _page_of(whole, "audit"))
    _saved(wreck)
    store = vault.open_at_once()
    rows = store.read().rows("SELECT seq FROM audit ORDER BY seq")
    seqs = [row["seq"] for row in rows]
    after = next(b for a, b in pairwise(seqs) if b > a + 1)
    store.held.connection.run("DROP TRIGGER audit_is_not_changed")
    store.held.connection.run("UPDATE audit SET about = 'y' WHERE seq = ?", after)
    assert store.trail.first_broken(whole=True) is not None


def test_entries_whose_key_is_lost_are_held_as_they_are(tmp_path: Path) -> None:
    """The key of the entries before a change of keys stands on one page."""
    vault = made(tmp_path / "vault")
    store = vault.open_at_once()
    fill_well(store, cases=2)
    holds.save(Transaction(store.held.connection, None), _lifted(store))
    change_keys(store, NoteId(""))
    wreck = wreck_of(vault, store)
    vault.close()
    vault.opened.clear()
    codes = PageCodes(wreck.keys.database(), wreck.slots.store_salt)
    _garble_where(vault, codes, lambda left: not left.of("trail_keys"))
    _saved(wreck)
    store = vault.open(NEW_PASSPHRASE).store
    integrity.ensure_sound(store)
    store.held.connection.run("DROP TRIGGER audit_is_not_changed")
    store.held.connection.run("UPDATE audit SET about = 'y' WHERE seq = 3")
    assert store.trail.first_broken(whole=True) == 1


def _garble_where(vault: Vault, codes: PageCodes, lost: Callable[[Remains], bool]) -> None:
    """Damage the first page without which that is lost."""
    store = vault.folder / "store.db"
    found = pages.read(store, codes, _silent)
    garbled(store, next(number for number, left in without_each(found) if lost(left)))


def _lifted(store: Store) -> Hold:
    (hold,) = holds.everything(store.read())
    return replace(hold, lifted_by="J. Mercer", lifted_at=NOON, lifted_because="Over")


def test_numbers_of_lost_entries_at_the_end_are_not_given_again(
    whole: Whole, damaged: tuple[Vault, Wreck]
) -> None:
    """The newest entries are lost: the keychain still knows how far the store was."""
    vault, wreck = damaged
    found = pages.read(vault.folder / "store.db", whole.codes, _silent)
    newest = whole.rows["audit"]
    (last,) = [
        number
        for number in found.opened
        if trees.kind_of(found, number) == trees.TABLE_LEAF
        and any(c.rowid == newest and len(c.values) == 8 for c in trees.cells(found, number))
    ]
    garbled(vault.folder / "store.db", last)
    _saved(wreck)
    opened = vault.open()
    (entry,) = [e for e in audit.entries(opened.store.read()) if e.act is Act.STORE_SALVAGED]
    assert entry.seq == newest + 1
    assert (opened.broken_at, opened.freshness) == (None, Freshness.CURRENT)


def test_notes_that_could_be_read_still_open(damaged: tuple[Vault, Wreck]) -> None:
    vault, wreck = damaged
    garbled(vault.folder / "store.db", 1, 2)
    _saved(wreck)
    store = vault.open().store
    lines = notes.lines(store.read())
    assert len(lines) == 3
    assert all(notes.read_text(store.read(), line.note.id) == TEXT for line in lines)


def test_everything_but_the_first_pages_can_be_read_without_them(
    whole: Whole, damaged: tuple[Vault, Wreck]
) -> None:
    """Page 1 has the key's salt and the list of tables begins on it."""
    vault, wreck = damaged
    store = vault.folder / "store.db"
    raw = store.read_bytes()
    store.write_bytes(bytes(PAGE) + raw[PAGE:])
    _saved(wreck)
    opened = vault.open_at_once()
    for name in ("cases", "summaries", "notes", "consents", "document_bytes"):
        assert _count(opened, name) == whole.rows[name]


def test_documents_of_which_only_the_pages_are_left_stand_with_their_case(
    whole: Whole, damaged: tuple[Vault, Wreck]
) -> None:
    vault, wreck = damaged
    garbled(vault.folder / "store.db", _page_of(whole, "documents"))
    _saved(wreck)
    store = vault.open_at_once()
    found = store.read().rows("SELECT * FROM documents WHERE kind = 'salvaged'")
    assert found
    for row in found:
        (document, *_more) = documents.of_case(store.read(), row["case_id"])
        pdf = documents.pdf(store.read(), document.id)
        assert hashlib.sha256(pdf).hexdigest() == document.sha256


@pytest.mark.thorough
def test_a_note_that_was_to_go_for_a_summary_that_is_lost_stays(
    whole: Whole, tmp_path: Path
) -> None:
    vault, wreck = whole.copied_to(tmp_path / "vault")
    store = vault.open_at_once()
    line = notes.lines(store.read())[0]
    accept(store, sessions.load(store.read(), line.note.session), line.note.id)
    vault.close()
    vault.opened.clear()
    lost = line.note.session
    _garble_where(
        vault,
        whole.codes,
        lambda left: lost in {row.get("session_id") for row in left.lost.get("summaries", ())},
    )
    _saved(wreck)
    store = vault.open_at_once()
    assert erasure.resume(store) == ()
    assert notes.load(store.read(), line.note.id).state is NoteState.WAITING
    assert notes.read_text(store.read(), line.note.id) == TEXT


def test_a_lost_hold_holds_everything(whole: Whole, damaged: tuple[Vault, Wreck]) -> None:
    """Which it was nobody can tell; so nothing is destroyed until somebody has looked."""
    vault, wreck = damaged
    garbled(vault.folder / "store.db", _page_of(whole, "holds"))
    _saved(wreck)
    store = vault.open_at_once()
    (hold,) = holds.everything(store.read())
    assert (hold.case, hold.note, hold.lifted_at) == (None, None, None)
    assert "could not be read" in hold.reason


def test_a_lost_profile_is_told(whole: Whole, damaged: tuple[Vault, Wreck]) -> None:
    vault, wreck = damaged
    garbled(vault.folder / "store.db", _page_of(whole, "settings"))
    assert _saved(wreck).profile_lost
    assert profile.load(vault.open_at_once().read()).name == ""


def test_the_damaged_file_is_kept_as_it_was(damaged: tuple[Vault, Wreck]) -> None:
    vault, wreck = damaged
    garbled(vault.folder / "store.db", 9)
    before = (vault.folder / "store.db").read_bytes()
    saved = _saved(wreck)
    assert saved.kept_as.startswith("store.damaged-2026")
    assert (vault.folder / saved.kept_as).read_bytes() == before
    assert (vault.folder / saved.kept_as).stat().st_mode & 0o777 == 0o600
    assert not list(vault.folder.glob("*.new*"))


def test_reading_writes_nothing(whole: Whole, damaged: tuple[Vault, Wreck]) -> None:
    vault, wreck = damaged
    garbled(vault.folder / "store.db", 1, 5)
    before = _all_files(vault.folder)
    reading = salvage.read(wreck, _silent)
    names = [row["number"] for row in reading.reader.rows("SELECT number FROM cases")]
    reading.close()
    assert "PH-2026-0001" in names
    assert _all_files(vault.folder) == before
    assert reading.survey.pages == whole.left.pages


def test_a_file_that_nothing_opens_any_more_is_told(damaged: tuple[Vault, Wreck]) -> None:
    vault, wreck = damaged
    size = (vault.folder / "store.db").stat().st_size
    (vault.folder / "store.db").write_bytes(b"\x5a" * size)
    before = _all_files(vault.folder)
    for act in (lambda: _saved(wreck), lambda: salvage.read(wreck, _silent)):
        with pytest.raises(NothingToSave):
            act()
    assert _all_files(vault.folder) == before


def test_a_store_that_is_open_elsewhere_is_left_alone(damaged: tuple[Vault, Wreck]) -> None:
    vault, wreck = damaged
    vault.open_at_once()
    with pytest.raises(AlreadyOpen):
        _saved(wreck)


class _Cancelled(Exception):
    pass


@pytest.mark.parametrize("share", [0.0, 0.5, 1.0])
def test_cancelled_everything_is_as_before(damaged: tuple[Vault, Wreck], share: float) -> None:
    vault, wreck = damaged
    garbled(vault.folder / "store.db", 9)
    before = _all_files(vault.folder)

    def report(done: int, of: int) -> None:
        if done >= share * of:
            raise _Cancelled

    with pytest.raises(_Cancelled):
        salvage.salvage(wreck, _nothing, report)
    assert _all_files(vault.folder) == before


SALVAGING = [point for point in Point if point.value.startswith("salvage.")]


@pytest.mark.parametrize("at", SALVAGING)
def test_broken_off_at_any_point_there_is_one_store_that_is_whole_or_as_before(
    damaged: tuple[Vault, Wreck], at: Point
) -> None:
    vault, wreck = damaged
    garbled(vault.folder / "store.db", 9)
    before = (vault.folder / "store.db").read_bytes()

    def stop(reached: Point) -> None:
        if reached is at:
            raise _Cancelled

    with faults.listening(stop), pytest.raises(_Cancelled):
        _saved(wreck)
    now = (vault.folder / "store.db").read_bytes()
    if at is Point.SALVAGE_PLACED:
        integrity.ensure_sound(vault.open_at_once())
    else:
        assert now == before
        _saved(wreck)
        integrity.ensure_sound(vault.open_at_once())
    assert any(p.read_bytes() == before for p in vault.folder.glob("store.damaged-*.db"))


def test_of_rows_that_were_found_twice_one_is_put_in(whole: Whole) -> None:
    twice = {
        name: [*rows, *({**row, "number": 900 + n} for n, row in enumerate(rows))]
        for name, rows in whole.left.rows.items()
        if name in {"summaries", "records"}
    }
    assert all(twice.values())
    left = replace(whole.left, rows={**whole.left.rows, **twice})
    with closing(connection.in_memory()) as empty:
        schema.bring_up(empty)
        row = refill.VaultRow("0" * 26, 1)
        done = refill.refill(empty, left, row, at=NOON, report=_silent)
    for name, rows in twice.items():
        assert (done.put[name], done.left_out[name]) == (len(rows) // 2, len(rows) // 2)


def test_the_keys_are_what_opens_a_page(whole: Whole) -> None:
    path = whole.vault.folder / "store.db"
    other = PageCodes(bytes(32), whole.wreck.slots.store_salt)
    assert pages.read(path, other, _silent).opened == {}
    assert PROFILE.name.encode() in b"".join(pages.read(path, whole.codes, _silent).opened.values())


def test_pages_without_their_note_are_left_out_and_counted(
    whole: Whole, damaged: tuple[Vault, Wreck]
) -> None:
    vault, wreck = damaged
    garbled(vault.folder / "store.db", _page_of(whole, "notes"))
    parts = {part.kind: part for part in _saved(wreck).survey.parts}
    store = vault.open_at_once()
    kept = {line.note.id for line in notes.lines(store.read())}
    rows = store.read().rows("SELECT note_id FROM note_pages")
    assert len(kept) < whole.rows["notes"]
    assert {row["note_id"] for row in rows} <= kept
    assert parts[Kind.PAGES].lost == whole.rows["note_pages"] - len(rows) > 0
