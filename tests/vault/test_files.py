"""The door for writing: whole or not at all, private, and gone when it is shredded."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from counsellor_desk.errors import DeskError
from counsellor_desk.vault import faults, files
from counsellor_desk.vault.faults import Point
from counsellor_desk.vault.files import DiskFault, DiskFull, FolderMissing, FolderNotWritable


def _raising(number: int) -> faults.Listener:
    def listener(_at: Point) -> None:
        raise OSError(number, os.strerror(number))

    return listener


@pytest.mark.parametrize(
    ("number", "error"),
    [
        (errno.ENOSPC, DiskFull),
        (errno.EDQUOT, DiskFull),
        (errno.EFBIG, DiskFull),
        (errno.EIO, DiskFault),
        (errno.EROFS, FolderNotWritable),
        (errno.EACCES, FolderNotWritable),
        (errno.EPERM, FolderNotWritable),
    ],
)
def test_a_write_that_fails_leaves_the_old_file_and_says_why(
    tmp_path: Path, number: int, error: type[DeskError]
) -> None:
    path = tmp_path / "file"
    files.write_atomically(path, b"old")
    with faults.listening(_raising(number)), pytest.raises(error):
        files.write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert not list(tmp_path.glob("*.new"))


def test_other_faults_are_ours_and_stay_as_they_are(tmp_path: Path) -> None:
    with faults.listening(_raising(errno.EINVAL)), pytest.raises(OSError, match="Invalid"):
        files.write_atomically(tmp_path / "file", b"new")


def test_a_file_left_half_written_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "file.new").write_bytes(b"half of something longer")
    files.write_atomically(tmp_path / "file", b"whole")
    assert (tmp_path / "file").read_bytes() == b"whole"
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600
    assert not (tmp_path / "file.new").exists()


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_bytes(b"somebody's")
    (tmp_path / "file.new").symlink_to(tmp_path / "elsewhere")
    files.write_atomically(tmp_path / "file", b"new")
    assert not (tmp_path / "file").is_symlink()
    assert (tmp_path / "elsewhere").read_bytes() == b"somebody's"


def test_overwriting_stays_in_the_files_own_blocks(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"0123456789")
    inode = path.stat().st_ino
    files.write_in_place(path, 4, b"abc")
    assert path.read_bytes() == b"0123abc789"
    assert path.stat().st_ino == inode
    with pytest.raises(FolderMissing):
        files.write_in_place(tmp_path / "missing", 0, b"x")


def test_what_is_shredded_is_overwritten_before_it_is_removed(tmp_path: Path) -> None:
    path, second_name = tmp_path / "file", tmp_path / "second name"
    path.write_bytes(b"secret" * 100)
    second_name.hardlink_to(path)
    files.shred(path)
    assert not path.exists()
    assert b"secret" not in second_name.read_bytes()
    files.shred(path)
    files.remove(path)


def test_a_folder_is_made_private_even_where_it_was_not(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    files.private_folder(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    folder.chmod(0o755)
    files.private_folder(folder)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_folders_above_that_had_to_be_made_are_private_too(tmp_path: Path) -> None:
    """Whatever this account lets others see by itself."""
    home = tmp_path / "there already"
    home.mkdir()
    home.chmod(0o755)
    before = os.umask(0)
    try:
        files.private_folder(home / "a" / "b" / "store")
    finally:
        os.umask(before)
    made = ("a", "a/b", "a/b/store")
    assert [(home / each).stat().st_mode & 0o777 for each in made] == [0o700] * 3
    assert home.stat().st_mode & 0o777 == 0o755, "what was there is not ours to change"
