"""Runs on a disk of a few megabytes: ``unshare -rm python -m tests.vault.small_disk TRIAL HOME``.

The namespace is this process's own, so mounting needs no rights outside and nothing stays mounted.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.cases import CaseStatus
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.page_files import MOST_PAGE_BYTES
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import (
    backup_ledger,
    cases,
    erasure,
    faults,
    integrity,
    note_pages,
    notes,
    schema,
    settings,
    summaries,
    tombstones,
)
from counsellor_desk.vault.backup_place import MayNotWriteThere, NoRoomThere
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.files import DiskFull, FolderNotWritable
from counsellor_desk.vault.folder_state import Content, state_of
from counsellor_desk.vault.store import Store
from counsellor_desk.workflows import sessions
from counsellor_desk.workflows.desk import Desk
from tests.vault import older
from tests.vault.crashes import OTHER_PASSPHRASE, change_passphrase, create, destroy
from tests.vault.samples import NOON, PASSPHRASE, Filled, Vault, fill, made
from tests.vault.sticks import back_up, bring_back

MEGABYTE = 2**20
LARGE = (bytes(MOST_PAGE_BYTES),) * 2
"""Pages that need more room to be deleted together than the ballast has."""


class Disk:
    """A tmpfs of a few megabytes, and a file that fills it."""

    def __init__(self, home: Path) -> None:
        self.home = home
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=6m,mode=700", "tmpfs", str(home)], check=True
        )

    def fill(self) -> None:
        """To the last byte."""
        with (self.home / "filler").open("ab", buffering=0) as filler, suppress(OSError):
            while filler.write(bytes(4096)):
                pass

    def empty(self) -> None:
        """Room again."""
        (self.home / "filler").unlink(missing_ok=True)

    def remount(self, how: str) -> None:
        """``ro``, as a failing disk is, or ``rw``."""
        subprocess.run(["mount", "-o", f"remount,bind,{how}", str(self.home)], check=True)


@contextmanager
def _refused(error: type[DeskError]) -> Iterator[None]:
    try:
        yield
    except error:
        return
    raise AssertionError(f"{error.__name__} was not raised")


def _opened(disk: Disk) -> tuple[Vault, Store, Filled]:
    vault = made(disk.home / "vault")
    store = vault.open().store
    return vault, store, fill(store)


def saving(disk: Disk) -> None:
    """What was saved before stays, and saving goes on when there is room."""
    _vault, store, filled = _opened(disk)
    disk.fill()
    text = "typed on a full disk " * 30_000
    with _refused(DiskFull), store.quietly() as tx:
        notes.save_text(tx, filled.note, text, NOON)
    assert notes.read_text(store.read(), filled.note) == filled.text
    with _refused(DiskFull), store.act(Act.NOTE_PAGES_ADDED, at=NOON) as tx:
        note_pages.add(tx, filled.note, LARGE)
    assert len(note_pages.of_note(store.read(), filled.note)) == 1
    with _refused(DiskFull), store.act(Act.PROFILE_CHANGED, at=NOON) as tx:
        settings.put(tx, "much", "x" * 500_000)
    assert (store.held.folder / "ballast").exists(), "kept for destroying"
    disk.empty()
    with store.quietly() as tx:
        notes.save_text(tx, filled.note, text, NOON)
    assert notes.read_text(store.read(), filled.note) == text
    integrity.ensure_sound(store)


def saving_at_last(disk: Disk) -> None:
    """Before locking a note takes the ballast's room; it comes back when there is plenty."""
    vault, store, filled = _opened(disk)
    desk = Desk(store, vault.clock, demo=False)
    disk.fill()
    text = "typed on a full disk " * 10_000
    with _refused(DiskFull):
        sessions.save_text(desk, filled.note, text)
    sessions.with_the_last_room(desk, lambda: sessions.save_text(desk, filled.note, text))
    assert notes.read_text(store.read(), filled.note) == text
    assert not (vault.folder / "ballast").exists()
    disk.empty()
    destroy(store, filled.other)
    assert (vault.folder / "ballast").stat().st_size == MEGABYTE


def destroying(disk: Disk) -> None:
    """The ballast makes the room that destroying needs; it comes back when there is plenty."""
    vault, store, filled = _opened(disk)
    with store.quietly() as tx:
        note_pages.add(tx, filled.note, LARGE)
    disk.fill()
    destroy(store, filled.note)
    assert note_pages.of_note(store.read(), filled.note) == ()
    assert tombstones.load(store.read(), filled.note).erased_at is not None
    assert not (vault.folder / "ballast").exists()
    disk.empty()
    destroy(store, filled.other)
    assert (vault.folder / "ballast").stat().st_size == MEGABYTE
    integrity.ensure_sound(store)


def destroying_without_ballast(disk: Disk) -> None:
    """It stops before anything happened."""
    vault, store, filled = _opened(disk)
    (vault.folder / "ballast").unlink()
    disk.fill()
    with _refused(DiskFull):
        destroy(store, filled.note)
    assert notes.read_text(store.read(), filled.note) == filled.text
    assert summaries.of_session(store.read(), filled.session.id) is None
    disk.empty()
    destroy(store, filled.note)


def _filling_at(disk: Disk, number: int) -> faults.Listener:
    reached: list[Point] = []

    def listener(at: Point) -> None:
        reached.append(at)
        if len(reached) - 1 == number:
            disk.fill()

    return listener


def filling_up(disk: Disk) -> None:
    """The disk fills at any point of a destruction: it is done, or it is resumed."""
    vault, store, filled = _opened(disk)
    store.close()
    stages = 40
    for number in range(stages):
        copy = vault.copied_to(disk.home / "copy")
        store = copy.open_at_once()
        with faults.listening(_filling_at(disk, number)), suppress(DiskFull):
            destroy(store, filled.note)
        disk.empty()
        erasure.resume(store)
        _ensure_one_of_two(store, filled)
        copy.close()
        subprocess.run(["rm", "-r", str(copy.home)], check=True)


def _ensure_one_of_two(store: Store, filled: Filled) -> None:
    reader = store.read()
    assert notes.read_text(reader, filled.other) == filled.other_text
    integrity.ensure_sound(store)
    if summaries.of_session(reader, filled.session.id) is None:
        assert notes.read_text(reader, filled.note) == filled.text
    else:
        assert tombstones.load(reader, filled.note).erased_at is not None


def changing_the_passphrase(disk: Disk) -> None:
    """The disk fills at any point of it: where it is refused, the one of before still opens."""
    vault = made(disk.home / "vault")
    refusals = 0
    for number in range(6):
        copy = vault.copied_to(disk.home / "copy")
        store, opens = copy.open().store, OTHER_PASSPHRASE
        try:
            with faults.listening(_filling_at(disk, number)):
                change_passphrase(store, NoteId(""))
        except DiskFull:
            refusals, opens = refusals + 1, PASSPHRASE
        disk.empty()
        store.close()
        copy.open(opens)
        copy.close()
        subprocess.run(["rm", "-r", str(copy.home)], check=True)
    assert refusals > 1, "full before the first copy of the slots, and between the two"


def opening(disk: Disk) -> None:
    """The records can be read on a full disk: opening takes the ballast."""
    vault, store, filled = _opened(disk)
    store.close()
    disk.fill()
    opened = vault.open_at_once()
    assert notes.read_text(opened.read(), filled.note) == filled.text
    assert len(cases.lines(opened.read(), status=CaseStatus.OPEN)) == 2


def bringing_up(disk: Disk) -> None:
    """An older store opens with the ballast's room; without it, it stays as it is and says so."""
    vault, store, filled = _opened(disk)
    older.put_back(store.held.connection, 1)
    store.close()
    copy = vault.copied_to(disk.home / "copy")
    (copy.folder / "ballast").unlink()
    disk.fill()
    for _again in range(2):
        with _refused(DiskFull):
            copy.open_at_once()
    assert schema.version_of(vault.open_at_once().held.connection) == schema.VERSION
    disk.empty()
    for each in (vault, copy):
        each.close()
        store = each.open_at_once()
        assert notes.read_text(store.read(), filled.note) == filled.text
        integrity.ensure_sound(store)


def _elsewhere(disk: Disk) -> tuple[Vault, Store, Filled]:
    """A vault on another disk than the small one, which is the stick then."""
    vault = made(disk.home.parent / "elsewhere")
    store = vault.open_at_once()
    return vault, store, fill(store)


def backing_up_to_a_stick(disk: Disk) -> None:
    """Full before, full at any point, write-protected: told, and nothing left there or here."""
    vault, store, _filled = _elsewhere(disk)
    path, here = disk.home / "b.cdbackup", sorted(vault.folder.iterdir())
    for number in range(4):
        with faults.listening(_filling_at(disk, number)), suppress(NoRoomThere):
            back_up(store, path)
        there = {file.name for file in disk.home.iterdir()}
        assert there <= {"filler", "b.cdbackup"}, there
        assert path.exists() is bool(backup_ledger.everything(store.read()))
        assert sorted(vault.folder.iterdir()) == here
        disk.empty()
        if path.exists():
            break
    else:
        raise AssertionError("it was never full in time")
    disk.fill()
    with _refused(NoRoomThere):
        back_up(store, disk.home / "second.cdbackup")
    disk.empty()
    disk.remount("ro")
    with _refused(MayNotWriteThere):
        back_up(store, disk.home / "second.cdbackup")
    disk.remount("rw")
    assert back_up(store, disk.home / "second.cdbackup").verified_at


def backing_up_on_a_full_disk(disk: Disk) -> None:
    """Where the store itself is: the working copy finds no room, and nothing of it stays."""
    vault, store, filled = _opened(disk)
    disk.fill()
    with _refused(DiskFull):
        back_up(store, disk.home.parent / "b.cdbackup")
    assert not (disk.home.parent / "b.cdbackup").exists()
    assert not (vault.folder / "backing-up").exists()
    assert notes.read_text(store.read(), filled.note) == filled.text
    disk.empty()
    assert back_up(store, disk.home.parent / "b.cdbackup").verified_at


def restoring_on_a_full_disk(disk: Disk) -> None:
    """Full at any point: the old store as it was, or the restored one; notes open in either."""
    vault, store, filled = _opened(disk)
    backup = disk.home.parent / "b.cdbackup"
    back_up(store, backup)
    store.close()
    went: set[bool] = set()
    for number in range(12):
        copy = vault.copied_to(disk.home / "copy")
        try:
            with faults.listening(_filling_at(disk, number)):
                bring_back(copy, backup)
            went.add(True)
        except DiskFull:
            went.add(False)
        disk.empty()
        store = copy.open_at_once()
        assert notes.read_text(store.read(), filled.note) == filled.text
        integrity.ensure_sound(store)
        copy.close()
        subprocess.run(["rm", "-r", str(copy.home)], check=True)
    assert False in went


def creating(disk: Disk) -> None:
    """Nothing is made, and nothing is in the way when there is room again."""
    disk.fill()
    with _refused(DiskFull):
        create(disk.home / "vault")
    assert state_of(disk.home / "vault" / "store").content is Content.NOTHING
    disk.empty()
    create(disk.home / "vault")


def read_only(disk: Disk) -> None:
    """It is named, and nothing is harmed."""
    vault, store, filled = _opened(disk)
    store.close()
    disk.remount("ro")
    with _refused(FolderNotWritable):
        vault.open_at_once()
    with _refused(FolderNotWritable):
        create(disk.home / "another")
    disk.remount("rw")
    assert notes.read_text(vault.open_at_once().read(), filled.note) == filled.text


TRIALS: dict[str, Callable[[Disk], None]] = {
    trial.__name__: trial
    for trial in (
        saving,
        saving_at_last,
        destroying,
        destroying_without_ballast,
        filling_up,
        changing_the_passphrase,
        opening,
        bringing_up,
        backing_up_to_a_stick,
        backing_up_on_a_full_disk,
        restoring_on_a_full_disk,
        creating,
        read_only,
    )
}

if __name__ == "__main__":
    TRIALS[sys.argv[1]](Disk(Path(sys.argv[2])))
