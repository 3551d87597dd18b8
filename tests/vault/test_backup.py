"""A backup: what is in it and what never is, verified where it lies, nothing left when it fails."""

from __future__ import annotations

import errno
import resource
import shutil
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import (
    audit,
    backup,
    backup_file,
    backup_ledger,
    backup_opening,
    backup_place,
    backup_tables,
    faults,
    holds,
    notes,
    recovery,
    search,
    settings,
    summaries,
    tombstones,
)
from counsellor_desk.vault.backup import NotVerified
from counsellor_desk.vault.backup_opening import OpenedBackup
from counsellor_desk.vault.backup_place import (
    BackupExists,
    InsideStore,
    MayNotWriteThere,
    NameNotPossible,
    NoRoomThere,
    PlaceGone,
    TooLargeThere,
)
from counsellor_desk.vault.connection import StoreDamaged
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.phases import WHOLE, Phases, Report, silently
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.vault.wrapping import WrongRecoveryKey
from tests.vault import by_format
from tests.vault.samples import (
    NOON,
    PASSPHRASE,
    SHREDDED,
    Filled,
    Vault,
    accept,
    hold_on,
    summary_of,
)
from tests.vault.sticks import BackedUp, back_up

MARKER = "Zirkusdirektor-Quillfeather-58231"


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """An empty folder of the person's own."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


@pytest.fixture
def opened(full: tuple[Vault, Filled]) -> tuple[Store, Filled]:
    """A vault of the test's own, open."""
    vault, filled = full
    return vault.open_at_once(), filled


class Stopped(Exception):
    """What is raised at a point, or by a report of progress."""


def _tables(store: Store, kind: str) -> set[str]:
    rows = store.read().rows("SELECT name FROM pragma_table_list WHERE type = ?", kind)
    return {row["name"] for row in rows if not row["name"].startswith("sqlite_")}


def test_every_table_is_allowed_or_named_as_left_out(store: Store) -> None:
    """A new table fails here until somebody has decided whether it leaves in a backup."""
    named = {*backup_tables.COPIED, *backup_tables.LEFT_OUT}
    assert _tables(store, "table") == named
    assert _tables(store, "shadow") == set(backup_tables.SEARCHED)
    assert _tables(store, "virtual") == {"summary_words", "record_words"}
    assert not set(backup_tables.COPIED) & backup_tables.LEFT_OUT


def test_parents_are_copied_before_their_children(store: Store) -> None:
    order = list(backup_tables.COPIED)
    for table in order:
        for row in store.read().rows("SELECT * FROM pragma_foreign_key_list(?)", table):
            assert order.index(row["table"]) < order.index(table)


def test_a_second_reader_opens_it_by_the_recovery_key(backed_up: BackedUp, tmp_path: Path) -> None:
    reader = by_format.unpacked(backed_up.file, tmp_path / "unpacked")
    key = reader.by_recovery_key(backed_up.vault.recovery_key)
    assert reader.slots_answer_to(key)
    assert [slot["kind"] for slot in reader.slots["slots"]] == ["recovery"]
    original = by_format.Reader(backed_up.vault.folder, backed_up.vault.home / "keys")
    assert key == original.by_passphrase(PASSPHRASE)
    assert reader.slots["store"] != original.slots["store"], "a fresh salt"
    with closing(reader.database(key)) as database:
        codes = reader.chain(database, key)
        numbers = [row[0] for row in database.execute("SELECT number FROM cases ORDER BY 1")]
    assert numbers == ["PH-2026-0001-3", "PH-2026-0002-1"]
    with closing(original.database(key)) as database:
        assert original.chain(database, key)[: len(codes)] == codes


def test_it_holds_no_note_bytes_even_decrypted(
    opened: tuple[Store, Filled], stick: Path, tmp_path: Path, full: tuple[Vault, Filled]
) -> None:
    """Row 48: every page is carved with the vault key; the control finds a record's words."""
    store, filled = opened
    with store.quietly() as tx:
        notes.save_text(tx, filled.note, f"{MARKER} " * 300, NOON)
        notes.save_working(tx, filled.note, MARKER.encode() * 300)
    with store.act(Act.SUMMARY_ACCEPTED, at=NOON) as tx:
        summaries.add(tx, summary_of(filled.session, "Kingfisher-words-of-the-record"))
    sealed = _sealed_bytes(store)
    back_up(store, stick / "b.cdbackup")
    vault, _filled = full
    store.close()
    reader = by_format.unpacked(stick / "b.cdbackup", tmp_path / "unpacked")
    key = reader.by_recovery_key(vault.recovery_key)
    pages = list(reader.pages(key))
    raw = (stick / "b.cdbackup").read_bytes()
    for piece in [MARKER.encode(), MARKER.encode("utf-16-le"), *sealed]:
        assert piece not in raw
        assert not any(piece in page for page in pages)
    assert any(b"Kingfisher-words-of-the-record" in page for page in pages), "the control"
    assert any(b"CREATE TABLE notes" in page for page in pages)


def _sealed_bytes(store: Store) -> list[bytes]:
    """Stretches out of every box and wrap of every note."""
    boxes = [
        bytes(box)
        for row in store.read().rows("SELECT body, working FROM notes")
        for box in (row["body"], row["working"])
        if box
    ]
    boxes += [bytes(row["page"]) for row in store.read().rows("SELECT page FROM note_pages")]
    boxes += [bytes(row["wrapped"]) for row in store.read().rows("SELECT wrapped FROM note_keys")]
    assert len(boxes) > 4
    return [box[at : at + 24] for box in boxes for at in range(0, len(box) - 24, 200)]


def test_no_share_and_no_device_secret_is_in_it(backed_up: BackedUp) -> None:
    raw = backed_up.file.read_bytes()
    for path in (backed_up.vault.home / "keys").iterdir():
        assert path.read_bytes().split(b".")[2] not in raw
    assert (backed_up.vault.folder / "device.key").read_bytes()[38:70] not in raw


def test_what_refers_to_a_note_still_makes_sense(
    opened: tuple[Store, Filled], stick: Path, tmp_path: Path
) -> None:
    """A hold stays; a destruction that was approved and not begun stays with its note."""
    store, filled = opened
    accept(store, filled.session, filled.note)
    with store.act(Act.HOLD_SET, at=NOON) as tx:
        holds.save(tx, hold_on(note=filled.other))
    with store.quietly() as tx:
        settings.put(tx, "resume_at", {"note": filled.note})
        tombstones.record_paper(tx, filled.note, SHREDDED)
    made = back_up(store, stick / "b.cdbackup")
    with _opened_again(store, made.place, tmp_path) as found:
        assert found.counts["summaries"] == 1
        assert found.counts["holds"] == 1
        assert found.counts["destructions"] == found.counts["notes"] == 0
        assert found.counts["papers_destroyed"] == found.counts["note_pages"] == 0
        assert found.database.rows("PRAGMA foreign_key_check") == []
        kept = {row["name"] for row in found.database.rows("SELECT name FROM settings")}
        assert "resume_at" not in kept
        assert "profile" in kept


def _opened_again(store: Store, place: str, tmp_path: Path) -> AbstractContextManager[OpenedBackup]:
    archive = backup_file.look(Path(place))
    work = tmp_path / "work"
    work.mkdir()
    keys, phases = store.held.keys, Phases(silently)
    return backup_opening.opened(archive, keys, work, phases, until=WHOLE)


def test_search_triggers_and_indices_are_there_again(
    opened: tuple[Store, Filled], stick: Path, tmp_path: Path
) -> None:
    store, filled = opened
    with store.act(Act.SUMMARY_ACCEPTED, at=NOON) as tx:
        summaries.add(tx, summary_of(filled.session, "Kingfishers by the weir"))
    made = back_up(store, stick / "b.cdbackup")
    there = "SELECT type || name || coalesce(sql, '') AS said FROM sqlite_schema ORDER BY 1"
    with _opened_again(store, made.place, tmp_path) as found:
        copied = [row["said"] for row in found.database.rows(there)]
        hits = search.search(Reader(found.database, None), "kingfish")
    assert copied == [row["said"] for row in store.read().rows(there)]
    assert [hit.case_number for hit in hits] == ["PH-2026-0001-3"]


def test_it_is_ledgered_audited_and_named_only_when_verified(
    opened: tuple[Store, Filled], stick: Path
) -> None:
    store, _filled = opened
    path, names = stick / "b.cdbackup", []

    def look(at: Point) -> None:
        if at in {Point.BACKUP_WRITTEN, Point.BACKUP_VERIFIED}:
            names.append(path.exists())

    with faults.listening(look):
        made = back_up(store, path)
    assert names == [False, False]
    assert [each.name for each in stick.iterdir()] == ["b.cdbackup"]
    assert made.size == path.stat().st_size
    assert made.verified_at == NOON
    assert made.counts.cases == 2
    newest = audit.entries(store.read())[0]
    assert (newest.act, newest.about, newest.code) == (Act.BACKUP_MADE, made.id, made.record_code)
    assert backup_ledger.everything(store.read()) == (made,)
    assert backup_ledger.newest_verified(store.read(), NOON) == made


def test_progress_goes_up_to_the_end(opened: tuple[Store, Filled], stick: Path) -> None:
    store, _filled = opened
    told: list[tuple[int, int]] = []
    back_up(store, stick / "b.cdbackup", lambda done, of: told.append((done, of)))
    assert told == sorted(told)
    assert len(told) > 10
    assert told[-1] == (WHOLE, WHOLE)


def test_cancel_in_every_phase_leaves_nothing_behind(
    opened: tuple[Store, Filled], stick: Path
) -> None:
    store, _filled = opened
    folder = sorted(store.held.folder.iterdir())
    reports: list[int] = []
    back_up(store, stick / "whole.cdbackup", lambda done, _of: reports.append(done))
    (stick / "whole.cdbackup").unlink()
    entries = store.trail.head().seq
    for number in (0, 2, len(reports) // 2, *range(len(reports) - 7, len(reports))):
        with pytest.raises(Stopped):
            back_up(store, stick / "b.cdbackup", _raising_at(number))
        assert list(stick.iterdir()) == []
        assert sorted(store.held.folder.iterdir()) == folder
    assert store.trail.head().seq == entries
    assert back_up(store, stick / "b.cdbackup").verified_at


def _raising_at(number: int) -> Report:
    count = iter(range(10_000))

    def report(_done: int, _of: int) -> None:
        if next(count) == number:
            raise Stopped

    return report


def test_an_exception_at_any_point_leaves_nothing_behind(
    opened: tuple[Store, Filled], stick: Path
) -> None:
    store, _filled = opened
    for at in (p for p in Point if p.value.startswith("backup")):
        with faults.listening(_stopping_at(at)), pytest.raises(Stopped):
            back_up(store, stick / "b.cdbackup")
        assert list(stick.iterdir()) == []
        assert not (store.held.folder / backup_place.WORKING).exists()
    assert backup_ledger.everything(store.read()) == ()


def _stopping_at(wanted: Point) -> faults.Listener:
    def listener(at: Point) -> None:
        if at is wanted:
            raise Stopped

    return listener


def test_a_file_of_that_name_is_never_overwritten_without_a_word(
    opened: tuple[Store, Filled], stick: Path
) -> None:
    store, _filled = opened
    path = stick / "b.cdbackup"
    path.write_bytes(b"a shopping list")
    with pytest.raises(BackupExists):
        back_up(store, path)
    assert path.read_bytes() == b"a shopping list"
    with faults.listening(_stopping_at(Point.BACKUP_VERIFIED)), pytest.raises(Stopped):
        backup.make(store, path, at=NOON, report=silently, replacing=True)
    assert path.read_bytes() == b"a shopping list", "until the new one is verified"
    backup.make(store, path, at=NOON, report=silently, replacing=True)
    second = backup.make(store, path, at=NOON, report=silently, replacing=True)
    gone = [line for line in backup_ledger.everything(store.read()) if line.gone_at]
    assert len(gone) == 1
    assert gone[0].gone_because
    assert backup_ledger.newest_verified(store.read(), NOON) == second


def test_nobody_is_left_without_the_old_backup_and_the_new_one(
    opened: tuple[Store, Filled], stick: Path
) -> None:
    """The act fails when the new file has already taken the place of the old one."""
    store, _filled = opened
    path = stick / "b.cdbackup"
    old = back_up(store, path)
    with faults.listening(_stopping_at(Point.BACKUP_NAMED)), pytest.raises(Stopped):
        backup.make(store, path, at=NOON, report=silently, replacing=True)
    with _opened_again(store, str(path), stick) as found:
        assert found.counts["cases"] == 2
    assert backup_ledger.everything(store.read()) == (old,)


def test_a_second_stick_of_the_same_name_makes_no_other_backup_gone(
    opened: tuple[Store, Filled], stick: Path
) -> None:
    store, _filled = opened
    back_up(store, stick / "b.cdbackup")
    stick.rename(stick.with_name("in the drawer"))
    stick.mkdir()
    back_up(store, stick / "b.cdbackup")
    assert [line.gone_at for line in backup_ledger.everything(store.read())] == [None, None]


def test_the_folder_of_the_store_is_refused(opened: tuple[Store, Filled], tmp_path: Path) -> None:
    store, _filled = opened
    link = tmp_path / "link"
    link.symlink_to(store.held.folder)
    for folder in (store.held.folder, link, store.held.folder / ".." / store.held.folder.name):
        with pytest.raises(InsideStore):
            back_up(store, folder / "b.cdbackup")


def test_places_where_no_file_can_be_are_told(opened: tuple[Store, Filled], stick: Path) -> None:
    store, _filled = opened
    with pytest.raises(PlaceGone):
        back_up(store, stick / "not there" / "b.cdbackup")
    with pytest.raises(NameNotPossible):
        back_up(store, stick)
    with pytest.raises(NameNotPossible):
        back_up(store, stick / ("n" * 300))


def test_a_stick_that_is_pulled_while_it_is_written_or_read_back_is_told(
    opened: tuple[Store, Filled], stick: Path
) -> None:
    """Row 45: the folder is gone from one moment to the next."""
    store, _filled = opened
    for at in (Point.BACKUP_COPIED, Point.BACKUP_WRITTEN, Point.BACKUP_VERIFIED):
        stick.mkdir(exist_ok=True)
        with faults.listening(_pulling(stick, at)), pytest.raises(PlaceGone):
            back_up(store, stick / "b.cdbackup")
        assert not (store.held.folder / backup_place.WORKING).exists()
    stick.mkdir()
    assert back_up(store, stick / "b.cdbackup").verified_at


def _pulling(stick: Path, wanted: Point) -> faults.Listener:
    def listener(at: Point) -> None:
        if at is wanted:
            shutil.rmtree(stick)

    return listener


def test_a_disk_that_holds_no_large_files_is_told(
    opened: tuple[Store, Filled], stick: Path
) -> None:
    """FAT32 ends files at 4 GiB; the system's own limit ends them at 64 KiB here, the same way."""
    store, _filled = opened
    before = resource.getrlimit(resource.RLIMIT_FSIZE)

    def limit(at: Point) -> None:
        if at is Point.BACKUP_COPIED:
            resource.setrlimit(resource.RLIMIT_FSIZE, (65_536, before[1]))

    try:
        with faults.listening(limit), pytest.raises(TooLargeThere):
            back_up(store, stick / "b.cdbackup")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(stick.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.EIO, PlaceGone),
        (errno.ENODEV, PlaceGone),
        (errno.ENOENT, PlaceGone),
        (errno.ESTALE, PlaceGone),
        (errno.ETIMEDOUT, PlaceGone),
        (errno.ENOSPC, NoRoomThere),
        (errno.EDQUOT, NoRoomThere),
        (errno.EFBIG, TooLargeThere),
        (errno.EROFS, MayNotWriteThere),
        (errno.EACCES, MayNotWriteThere),
        (errno.EINVAL, NameNotPossible),
        (errno.ENAMETOOLONG, NameNotPossible),
    ],
)
def test_whatever_that_disk_reports_is_told_of_that_disk(
    number: int, told: type[DeskError]
) -> None:
    with pytest.raises(told) as refusal, backup_place.faults_there():
        raise OSError(number, "from the system")
    assert all(refusal.value.sentences())


@pytest.mark.thorough
def test_a_disk_that_gives_back_something_else_is_told(
    opened: tuple[Store, Filled], stick: Path
) -> None:
    """One byte in the store, one in what stands around it; nothing is kept of either."""
    store, _filled = opened
    for place in (60, 5000, -10):

        def spoil(at: Point, place: int = place) -> None:
            if at is Point.BACKUP_WRITTEN:
                (path,) = stick.iterdir()
                raw = bytearray(path.read_bytes())
                raw[place] ^= 1
                path.write_bytes(bytes(raw))

        with faults.listening(spoil), pytest.raises(NotVerified):
            back_up(store, stick / "b.cdbackup")
        assert list(stick.iterdir()) == []


@pytest.mark.parametrize("how", ["overwritten", "cut between two pages", "cut within one"])
def test_a_damaged_store_is_not_backed_up(
    full: tuple[Vault, Filled], stick: Path, how: str
) -> None:
    vault, _filled = full
    store = vault.open_at_once()
    path = vault.folder / "store.db"
    with path.open("r+b") as file:
        end = path.stat().st_size
        if how == "overwritten":
            file.seek(end - 2000)
            file.write(b"\xff" * 20)
        else:
            file.truncate(end - (40 * 4096 if "between" in how else 100_000))
    with pytest.raises(StoreDamaged):
        back_up(store, stick / "b.cdbackup")
    assert list(stick.iterdir()) == []


def test_a_trail_that_was_changed_is_told_and_not_carried_on(
    opened: tuple[Store, Filled], stick: Path
) -> None:
    store, _filled = opened
    store.held.connection.run("DROP TRIGGER audit_is_not_changed")
    store.held.connection.run("UPDATE audit SET about = 'another' WHERE seq = 2")
    with pytest.raises(StoreDamaged):
        back_up(store, stick / "b.cdbackup")
    assert list(stick.iterdir()) == []


def test_what_a_crash_left_is_cleared_away_and_nothing_else(
    opened: tuple[Store, Filled], stick: Path
) -> None:
    store, _filled = opened
    left, others = stick / "b.cdbackup.0123abcd.new", stick / "b.cdbackup.letter.new"
    left.write_bytes(b"half a backup")
    others.write_bytes(b"somebody's")
    (store.held.folder / backup_place.WORKING).mkdir()
    back_up(store, stick / "b.cdbackup")
    assert {path.name for path in stick.iterdir()} == {"b.cdbackup", others.name}


def test_opening_clears_away_the_working_copy_of_a_crash(full: tuple[Vault, Filled]) -> None:
    vault, _filled = full
    (vault.folder / backup_place.WORKING).mkdir()
    (vault.folder / backup_place.WORKING / "store.db").write_bytes(bytes(4096))
    vault.open_at_once()
    assert not (vault.folder / backup_place.WORKING).exists()


def test_another_recovery_key_opens_nothing(backed_up: BackedUp) -> None:
    archive = backup_file.look(backed_up.file)
    other = backup_opening.by_recovery(recovery.written(recovery.new_key()))
    with pytest.raises(WrongRecoveryKey):
        backup_opening.unwrapped(archive, other)


def test_no_statement_shows_a_key(opened: tuple[Store, Filled], stick: Path) -> None:
    store, _filled = opened
    statements: list[str] = []
    store.held.connection._raw.set_trace_callback(statements.append)
    back_up(store, stick / "b.cdbackup")
    store.held.connection._raw.set_trace_callback(None)
    assert any("ATTACH" in statement for statement in statements)
    secrets = [store.held.keys.vault_key.hex(), store.held.keys.database().hex()]
    assert not any(secret in said.lower() for secret in secrets for said in statements)


def test_the_store_goes_on_as_settled_afterwards(opened: tuple[Store, Filled], stick: Path) -> None:
    store, filled = opened
    back_up(store, stick / "b.cdbackup")
    reader = store.read()
    assert reader.value("PRAGMA foreign_keys") == 1
    assert reader.value("PRAGMA synchronous") == 3
    assert reader.value("PRAGMA journal_mode") == "truncate"
    assert {row["name"] for row in reader.rows("PRAGMA database_list")} <= {"main", "temp"}
    assert notes.read_text(reader, NoteId(filled.note)) == filled.text
