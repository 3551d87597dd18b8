"""What is missing, and how this account may bring it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
import system_packages
from system_packages import Part, bring, libraries_known, line_to_type, missing
from telling import SetupFault

from tests.installer.scripts import write_script


def test_a_part_is_known_by_what_it_brings() -> None:
    here = [Part("dash", "sh"), Part("libc-bin", "/etc/pass?d")]
    away = [Part("nothing", "no-such-program"), Part("nowhere", "/no/such/*.file")]
    assert missing([*here, *away]) == ["nothing", "nowhere"]


@pytest.fixture
def ordinary_account(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Not root, and on PATH only what a test puts there; apt-get writes down what it is told."""
    programs = tmp_path / "bin"
    programs.mkdir()
    write_script(programs / "apt-get", f'echo "$DEBIAN_FRONTEND" "$@" >> {tmp_path}/told')
    for name in ("sh", "env", "true"):
        (programs / name).symlink_to(shutil.which(name) or name)
    monkeypatch.setenv("PATH", str(programs))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    return programs


def test_without_rights_it_prints_the_one_line(ordinary_account: Path) -> None:
    with pytest.raises(SetupFault) as fault:
        bring(["libegl1", "strace"], "the suite")
    assert line_to_type(["libegl1", "strace"], with_sudo=False) in fault.value.next_step
    assert line_to_type(["libegl1", "strace"], with_sudo=False) == (
        'su -c "apt-get update && apt-get install -y --no-install-recommends libegl1 strace"'
    )
    assert not (ordinary_account.parent / "told").exists()


def test_where_sudo_refuses_the_line_has_sudo(ordinary_account: Path) -> None:
    write_script(ordinary_account / "sudo", "exit 1")
    with pytest.raises(SetupFault) as fault:
        bring(["strace"], "the suite")
    assert "sudo apt-get install -y --no-install-recommends strace" in fault.value.next_step


def test_with_sudo_it_installs(ordinary_account: Path) -> None:
    write_script(ordinary_account / "sudo", 'test "$1" = -n && shift', 'exec "$@"')
    bring(["strace", "git"], "the suite")
    update, install = (ordinary_account.parent / "told").read_text(encoding="ascii").splitlines()
    assert update == "noninteractive update"
    assert install.startswith("noninteractive install -y --no-install-recommends")
    assert install.endswith("strace git")


def test_what_apt_said_is_shown_when_it_fails(ordinary_account: Path) -> None:
    write_script(ordinary_account / "sudo", 'test "$1" = -n && shift', 'exec "$@"')
    write_script(
        ordinary_account / "apt-get", "echo E: Unable to locate package strace", "exit 100"
    )
    with pytest.raises(SetupFault) as fault:
        bring(["strace"], "the suite")
    assert fault.value.details == "E: Unable to locate package strace"


def test_where_there_is_no_apt_the_packages_are_named(ordinary_account: Path) -> None:
    (ordinary_account / "apt-get").unlink()
    with pytest.raises(SetupFault) as fault:
        bring(["strace", "git"], "the suite")
    assert "strace git" in fault.value.next_step


def test_nothing_missing_asks_for_nothing(ordinary_account: Path) -> None:
    bring([], "the suite")
    assert system_packages.program("apt-get") == str(ordinary_account / "apt-get")


def test_the_linkers_cache_says_which_libraries_are_here() -> None:
    known = libraries_known()
    assert "libc.so.6" in known
    assert "libnobody.so.1" not in known
