"""What is kept in the repository: no secret, no host that parts come from, no one's own folders."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent

# Written in halves, so that this file does not find itself.
HOSTS: Final = tuple(
    ".".join(halves)
    for halves in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb.debian", "org"),
        ("security.debian", "org"),
        ("archive.ubuntu", "com"),
        ("crates", "io"),
        ("golang", "org"),
        ("docker", "io"),
    )
)
SECRETS: Final = re.compile(
    r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY"
    r"|\bAKIA[0-9A-Z]{16}\b"
    r"|\bgh[pousr]_[A-Za-z0-9]{36}\b"
    r"|\bpypi-AgE[A-Za-z0-9_-]{20}"
    r"|://[^/\s:@{}]+:[^/\s:@{}]+@"
)
SOMEONES_FOLDER: Final = re.compile(
    r"(?<![\w.$}])/(?:root|work|opt|(?:home|Users)/(?!ada/)\w+)/|\b[A-Z]:\\Users\\(?!Ada\b)\w"
)
"""Ada is nobody: she has the computers of the tests."""


@cache
def _kept() -> tuple[Path, ...]:
    """The files that git keeps, whoever owns the folder."""
    listing = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    return tuple(ROOT / name for name in listing.stdout.decode().split("\0") if name)


def _texts() -> Iterator[tuple[str, str]]:
    for file in _kept():
        content = file.read_bytes() if file.is_file() else b"\0"
        if b"\0" not in content:
            yield file.relative_to(ROOT).as_posix(), content.decode("utf-8", "replace")


@pytest.fixture(autouse=True)
def _needs_git() -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("an unpacked archive does not say what the repository keeps")


def test_no_host_that_parts_come_from() -> None:
    assert not [(name, host) for name, text in _texts() for host in HOSTS if host in text]


def test_no_secret() -> None:
    assert not [(name, found[0]) for name, text in _texts() for found in SECRETS.finditer(text)]


def test_no_folder_of_one_machine() -> None:
    found = [(name, f[0]) for name, text in _texts() for f in SOMEONES_FOLDER.finditer(text)]
    assert not found


def test_nothing_that_is_made_is_kept() -> None:
    made = re.compile(r"(^|/)(__pycache__|\.venv|build|dist|tour-out)/|\.(pyc|so|whl)$|^uv\.lock$")
    assert not [name for name, _text in _texts() if made.search(name)]
