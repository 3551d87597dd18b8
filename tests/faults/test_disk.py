"""The disk of the power-cut model, and the record that it is made from."""

from __future__ import annotations

from pathlib import Path

from tests.faults.command import Run, parts
from tests.faults.disk import Disk
from tests.faults.part import Part
from tests.faults.recording import Call, parsed
from tests.faults.rows import Row, table

FOLDER = Path("/desk")
STORE, NEW = FOLDER / "store", FOLDER / "new"
TRACE = r"""
7 openat(AT_FDCWD<\x2f>, "\x61", O_RDWR|O_CREAT, 0600) = 3<\x2f\x61>
7 write(3<\x2f\x61>, "\x41\x42", 2 <unfinished ...>
8 sync() = 0
7 <... write resumed>) = 1
7 pwrite64(3<\x2f\x61>, "\x43", 1, 4096) = 1
7 ftruncate(3<\x2f\x61>, 0) = 0
7 fsync(3<\x2f\x61>) = -1 EIO (Input/output error)
7 rename("\x2f\x61", "\x2f\x62") = 0
"""


def _lost(disk: Disk) -> set[bytes | None]:
    return {state.get(STORE) for state in disk.states()}


def test_what_was_flushed_stays_and_the_rest_may_go() -> None:
    disk = Disk([FOLDER], {STORE: b"old"})
    disk.call(Call("write", (STORE,), b"new", 0))
    assert _lost(disk) == {b"old", b"new"}
    disk.call(Call("fsync", (STORE,)))
    assert _lost(disk) == {b"new"}


def test_a_write_may_be_torn_and_one_may_come_without_the_others() -> None:
    disk = Disk([FOLDER], {STORE: bytes(2048)})
    disk.call(Call("write", (STORE,), b"a" * 1024, 0))
    disk.call(Call("write", (STORE,), b"b" * 1024, 1024))
    assert b"a" * 1024 + b"b" * 512 + bytes(512) in _lost(disk)
    assert bytes(1024) + b"b" * 1024 in _lost(disk)


def test_a_name_is_safe_with_its_folder_only() -> None:
    disk = Disk([FOLDER], {STORE: b"old"})
    for call in (
        Call("create", (NEW,)),
        Call("write", (NEW,), b"new"),
        Call("fsync", (NEW,)),
        Call("rename", (NEW, STORE)),
    ):
        disk.call(call)
    assert disk.versions(STORE) == [b"new", b"old"]
    assert _lost(disk) == {b"new", b"old"}
    disk.call(Call("fsync", (FOLDER,)))
    assert disk.versions(STORE) == [b"new"]
    assert disk.now() == {STORE: b"new"}


def test_a_full_sync_keeps_everything() -> None:
    disk = Disk([FOLDER], {})
    disk.call(Call("create", (NEW,)))
    disk.call(Call("write", (NEW,), b"12"))
    disk.call(Call("seek", (NEW,), at=1))
    disk.call(Call("write", (NEW,), b"3"))
    disk.call(Call("sync"))
    assert list(disk.states()) == [{NEW: b"13"}] * 5
    assert not disk.call(Call("write", (Path("/elsewhere/store"),), b"x", 0))


def test_a_trace_is_read_in_the_order_in_which_calls_ended() -> None:
    path = Path("/a")
    assert list(parsed(TRACE)) == [
        Call("create", (path,)),
        Call("sync"),
        Call("write", (path,), b"A"),
        Call("write", (path,), b"C", 4096),
        Call("truncate", (path,), at=0),
        Call("rename", (path, Path("/b"))),
    ]


def test_parts_hold_every_point_once() -> None:
    slices = [part for part in parts(["kill"], stride=1) if part.deed == "destroy"]
    assert len(slices) > 1
    assert sorted(point for part in slices for point in part.of(range(50))) == list(range(50))


def test_a_run_goes_on_from_what_it_wrote_down_and_stops_when_something_is_broken(
    tmp_path: Path,
) -> None:
    done, broken = Part("kill", "save"), Part("kill", "open")
    row = Row("kill", "save", "fsync", points=4, struck=4, consistent=4)
    first = Run(tmp_path / "out.json", go_on=False)
    first.take(done, {"rows": [row.cells()]})
    first.take(broken, {"rows": [], "broken": "kill open, fsync 3: the note that stays"})
    assert first.broken
    again = Run(tmp_path / "out.json", go_on=True)
    assert list(again.done) == [done.name]
    assert table([*again.rows, row]).splitlines()[1].split() == [
        *("kill", "save", "fsync", "8", "8", "8", "0", "0"),
    ]
