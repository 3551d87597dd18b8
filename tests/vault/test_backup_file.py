"""Row 47: nothing but what the program itself would have written is ever taken for a backup."""

from __future__ import annotations

import json
import os
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from counsellor_desk.errors import DeskError
from counsellor_desk.vault import backup_file, backup_layout, backup_manifest
from counsellor_desk.vault.backup_file import BackupDamaged, BackupNewer, NotABackup
from counsellor_desk.vault.backup_layout import Member
from counsellor_desk.vault.backup_manifest import NewerManifest, NotAManifest
from counsellor_desk.vault.backup_place import NoRoomThere
from counsellor_desk.vault.phases import silently
from counsellor_desk.vault.rows import packed
from tests.vault.sticks import BackedUp

REFUSED = (NotABackup, BackupDamaged)


@pytest.fixture(scope="module")
def whole(backed_up_template: BackedUp) -> bytes:
    """A good backup's bytes."""
    return backed_up_template.file.read_bytes()


def _look(folder: Path, raw: bytes) -> backup_file.Archive:
    path = folder / "some.cdbackup"
    path.write_bytes(raw)
    return backup_file.look(path)


def _members(raw: bytes, folder: Path) -> dict[str, bytes]:
    path = folder / "whole.zip"
    path.write_bytes(raw)
    with zipfile.ZipFile(path) as archive:
        return {info.filename: archive.read(info) for info in archive.infolist()}


def _zipped(
    folder: Path,
    members: list[tuple[str, bytes]],
    change: Callable[[zipfile.ZipInfo], object] = lambda _info: None,
) -> bytes:
    """Written by Python's own ``zipfile``, with the facts that ours writes."""
    path = folder / "made.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members:
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o100600 << 16
            change(info)
            archive.writestr(info, content)
    return path.read_bytes()


def test_any_zip_program_opens_it(whole: bytes, tmp_path: Path) -> None:
    path = tmp_path / "whole.zip"
    path.write_bytes(whole)
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        infos = archive.infolist()
    assert [info.filename for info in infos] == ["manifest.json", "keyslots.json", "store.db"]
    assert all(info.compress_type == zipfile.ZIP_STORED for info in infos)


def test_it_is_what_a_zip_library_would_write_of_the_same(whole: bytes, tmp_path: Path) -> None:
    members = list(_members(whole, tmp_path).items())
    assert _zipped(tmp_path, members) == whole
    assert _look(tmp_path, whole).size == len(whole)


def _bomb(info: zipfile.ZipInfo) -> None:
    info.compress_type = zipfile.ZIP_DEFLATED


def _link(info: zipfile.ZipInfo) -> None:
    info.external_attr = (stat.S_IFLNK | 0o777) << 16


def _remark(info: zipfile.ZipInfo) -> None:
    info.comment = b"read me"


def _extra(info: zipfile.ZipInfo) -> None:
    info.extra = struct.pack("<HHQQ", 1, 16, 5, 5)


def _dated(info: zipfile.ZipInfo) -> None:
    info.date_time = (2026, 3, 2, 12, 0, 0)


@pytest.mark.parametrize("change", [_bomb, _link, _remark, _extra, _dated])
def test_members_with_anything_of_their_own_are_refused(
    whole: bytes, tmp_path: Path, change: Callable[[zipfile.ZipInfo], None]
) -> None:
    members = list(_members(whole, tmp_path).items())
    with pytest.raises(REFUSED):
        _look(tmp_path, _zipped(tmp_path, members, change))


@pytest.mark.parametrize(
    "name", ["../store.db", "/etc/store.db", "C:\\store.db", "store.db/", "STORE.DB", "store.dbx"]
)
def test_other_names_are_refused(whole: bytes, tmp_path: Path, name: str) -> None:
    members = _members(whole, tmp_path)
    renamed = [*list(members.items())[:2], (name, members["store.db"])]
    with pytest.raises(REFUSED):
        _look(tmp_path, _zipped(tmp_path, renamed))
    with pytest.raises(REFUSED):
        _look(tmp_path, _zipped(tmp_path, [*members.items(), (name, b"")]))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_twice_fewer_or_in_another_order_are_refused(whole: bytes, tmp_path: Path) -> None:
    members = list(_members(whole, tmp_path).items())
    for wrong in (
        [*members, members[2]],
        [members[0], *members],
        members[:2],
        members[::-1],
        [],
    ):
        with pytest.raises(REFUSED):
            _look(tmp_path, _zipped(tmp_path, wrong))


def test_nothing_may_stand_before_behind_or_between(whole: bytes, tmp_path: Path) -> None:
    ending = whole.rindex(b"PK\x05\x06")
    for wrong in (
        b"#!/bin/sh\n" + whole,
        whole + b"\0",
        whole + whole[ending:],
        whole[:-2] + b"\x04\0note",
        whole[: ending - 1] + b"x" + whole[ending - 1 :],
        whole[:-1],
        whole[: len(whole) // 2],
        whole[:20],
        b"",
    ):
        with pytest.raises(REFUSED):
            _look(tmp_path, wrong)


def test_a_second_directory_is_never_asked(whole: bytes, tmp_path: Path) -> None:
    """ZIP64 records that point elsewhere stand where none has to."""
    ending = whole.rindex(b"PK\x05\x06")
    elsewhere = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, 3, 3, 150, 0)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, ending, 1)
    with pytest.raises(BackupDamaged):
        _look(tmp_path, whole[:ending] + elsewhere + locator + whole[ending:])


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotABackup):
        backup_file.look(tmp_path)
    os.mkfifo(tmp_path / "pipe.cdbackup")
    with pytest.raises(NotABackup):
        backup_file.look(tmp_path / "pipe.cdbackup")
    with pytest.raises(DeskError):
        backup_file.look(tmp_path / "not there.cdbackup")


def test_a_disk_that_stays_full_is_told_once_and_in_words(tmp_path: Path) -> None:
    """Closing the file must not fail in words of the system's own."""
    store = tmp_path / "store.db"
    store.write_bytes(bytes(8192))
    with pytest.raises(NoRoomThere):
        backup_file.write(
            Path("/dev/full"), manifest=b"{}", keyslots=b"{}", store=store, crc=0, report=silently
        )


def _with_manifest(whole: bytes, folder: Path, manifest: bytes) -> bytes:
    members = _members(whole, folder)
    return _zipped(folder, list({**members, "manifest.json": manifest}.items()))


def test_a_manifest_of_any_size_costs_nothing(whole: bytes, tmp_path: Path) -> None:
    for manifest in (b"[" * 60_000, b" " * 2**24, b"{}", b"null", b"\xff", b'{"format":1}'):
        with pytest.raises(BackupDamaged):
            _look(tmp_path, _with_manifest(whole, tmp_path, manifest))


def test_a_manifest_that_says_something_else_is_refused(whole: bytes, tmp_path: Path) -> None:
    manifest = json.loads(_members(whole, tmp_path)["manifest.json"])
    for name, value in (
        ("vault", "0" * 26),
        ("sheet", 7),
        ("members", {**manifest["members"], "store.db": {"size": 1, "sha256": "0" * 64}}),
        ("counts", {**manifest["counts"], "cases": -1}),
        ("made_at", "2026-03-02T12:00:00"),
        ("made_at", "0001-01-01T00:00:00.000000+23:00"),
        ("made_at", "9999-12-31T23:59:59.000000-23:00"),
    ):
        wrong = packed({**manifest, name: value}).encode()
        with pytest.raises(BackupDamaged):
            _look(tmp_path, _with_manifest(whole, tmp_path, wrong))


def test_a_newer_one_is_named(whole: bytes, tmp_path: Path) -> None:
    manifest = json.loads(_members(whole, tmp_path)["manifest.json"])
    newer = packed({**manifest, "version": 2, "more": True}).encode()
    with pytest.raises(BackupNewer):
        _look(tmp_path, _with_manifest(whole, tmp_path, newer))


def test_key_slots_with_a_passphrase_are_no_backups(
    backed_up: BackedUp, whole: bytes, tmp_path: Path
) -> None:
    members = _members(whole, tmp_path)
    slots = (backed_up.vault.folder / "keyslots-a.json").read_bytes()
    with pytest.raises(BackupDamaged):
        _look(tmp_path, _zipped(tmp_path, list({**members, "keyslots.json": slots}.items())))


def test_a_bit_anywhere_in_the_store_shows_when_it_is_extracted(
    whole: bytes, tmp_path: Path
) -> None:
    raw = bytearray(whole)
    raw[len(raw) // 2] ^= 4
    archive = _look(tmp_path, bytes(raw))
    with pytest.raises(BackupDamaged):
        archive.extract(tmp_path / "extracted", silently)


MUTATIONS = st.lists(
    st.tuples(
        st.sampled_from(["set", "cut", "double", "insert"]),
        st.one_of(st.integers(0, 1200), st.integers(-600, -1)),
        st.binary(min_size=1, max_size=40),
    ),
    min_size=1,
    max_size=4,
)


def _mutated(raw: bytes, changes: list[tuple[str, int, bytes]]) -> bytes:
    for how, at, content in changes:
        place = at % len(raw) if raw else 0
        if how == "set":
            raw = raw[:place] + content + raw[place + len(content) :]
        elif how == "cut":
            raw = raw[:place] + raw[place + len(content) :]
        elif how == "double":
            raw = raw[:place] + raw[place : place + 100] + raw[place:]
        else:
            raw = raw[:place] + content + raw[place:]
    return raw


@settings(max_examples=120, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=MUTATIONS)
def test_whatever_is_changed_is_refused_in_words(
    whole: bytes, tmp_path: Path, changes: list[tuple[str, int, bytes]]
) -> None:
    """Every byte that is no content of the store: heads, manifest, key slots, directory."""
    raw = _mutated(whole, changes)
    before = sorted(tmp_path.iterdir())
    try:
        archive = _look(tmp_path, raw)
    except DeskError:
        pass
    else:
        start, end = archive.store_at, archive.store_at + archive.store.size
        assert (raw[:start], raw[end:]) == (whole[:start], whole[end:])
    assert set(tmp_path.iterdir()) <= {*before, tmp_path / "some.cdbackup"}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=400))
def test_any_bytes_are_refused_in_words(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(NotABackup):
        _look(tmp_path, raw)


@given(
    st.recursive(
        st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=20)),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3),
            st.dictionaries(st.sampled_from(["format", "version", "counts", "id"]), inner),
        ),
        max_leaves=8,
    )
)
def test_any_json_is_refused_as_a_manifest(value: object) -> None:
    with pytest.raises((NotAManifest, NewerManifest)):
        backup_manifest.read(json.dumps(value).encode())


def test_five_gigabytes_have_the_records_that_zip_asks_for(tmp_path: Path) -> None:
    """A file with a hole: only its head and tail take room."""
    size = 5 * 2**30
    members = [Member("manifest.json", 2, zlib.crc32(b"{}")), Member("store.db", size, 0)]
    path = tmp_path / "large.zip"
    with path.open("wb") as file:
        file.write(backup_layout.head(members[0]) + b"{}" + backup_layout.head(members[1]))
        file.seek(size, os.SEEK_CUR)
        file.write(backup_layout.tail(members))
    with zipfile.ZipFile(path) as archive:
        assert [(i.filename, i.file_size) for i in archive.infolist()] == [
            ("manifest.json", 2),
            ("store.db", size),
        ]
        with archive.open("store.db") as member:
            assert member.read(10) == bytes(10)
        assert archive.read("manifest.json") == b"{}"
    head = backup_layout.head(members[1])
    assert backup_layout.member_in(head, "store.db") == members[1]
