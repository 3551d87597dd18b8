"""macOS and Windows, by what their own programs would say; and folders that services copy."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path, PurePosixPath, PureWindowsPath
from threading import Event

import pytest

from counsellor_desk.domain.surroundings import Answer
from counsellor_desk.vault.surroundings import synced
from counsellor_desk.vault.surroundings.asking import Said, ask
from counsellor_desk.vault.surroundings.macos import MacOS
from counsellor_desk.vault.surroundings.patience import found_out
from counsellor_desk.vault.surroundings.windows import Windows, drive_kind

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
MOUNTED = """/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//ada@nas._smb._tcp.local/desk (old) on /Users/ada/desk (old) (smbfs, nodev, nosuid)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
"""


class Programs:
    """What each program would say."""

    def __init__(self, said: Mapping[str, Said]) -> None:
        self._said = said
        self.asked: list[tuple[str, ...]] = []

    def __call__(self, program: str, *arguments: str) -> Said | None:
        self.asked.append((program, *arguments))
        return self._said.get(program.rpartition("/")[2].rpartition("\\")[2])


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        (Said(0, "FileVault is On.\n"), YES),
        (Said(0, "FileVault is On.\nDecryption in progress: Percent completed = 3\n"), YES),
        (Said(0, "FileVault is Off.\n"), NO),
        (Said(1, "FileVault is On.\n"), UNKNOWN),
        (None, UNKNOWN),
    ],
)
def test_filevault(said: Said | None, answer: Answer) -> None:
    mac = MacOS("ada", asked=Programs({"fdesetup": said} if said else {}))
    assert mac.disk(Path("/Users/ada/Library")) is answer
    assert mac.disk(Path("/Volumes/STICK/desk")) is UNKNOWN
    assert mac.swap() is YES


def test_a_mac_tells_network_disks_login_and_time_machine() -> None:
    programs = Programs(
        {
            "mount": Said(0, MOUNTED),
            "defaults": Said(0, "ada\n"),
            "tmutil": Said(0, "[Excluded]    /Users/ada/device.key\n"),
        }
    )
    mac = MacOS("ada", asked=programs)
    assert mac.network(Path("/Users/ada/desk (old)/store")) is YES
    assert mac.network(Path("/Users/ada/Library")) is NO
    assert (mac.login(), MacOS("ben", asked=programs).login()) == (NO, UNKNOWN)
    assert mac.kept_out(Path("/Users/ada/device.key")) is YES
    included = Programs({"tmutil": Said(0, "[Included]    /Users/ada/device.key\n")})
    assert MacOS("ada", asked=included).kept_out(Path("/x")) is NO
    silent = MacOS("ada", asked=Programs({}))
    assert {silent.network(Path("/x")), silent.login(), silent.kept_out(Path("/x"))} == {UNKNOWN}


def test_windows_says_yes_only_where_bitlocker_does() -> None:
    store = PureWindowsPath(r"D:\Ada\CounsellorDesk")
    protected = Programs({"manage-bde.exe": Said(0, "")})
    assert Windows(asked=protected).disk(store) is YES
    assert protected.asked[0][1:] == ("-status", "D:", "-protectionaserrorlevel")
    for code in (1, -1, 0xFFFFFFFF):
        refused = Windows(asked=Programs({"manage-bde.exe": Said(code, "ERROR")}))
        assert (refused.disk(store), refused.swap()) == (UNKNOWN, UNKNOWN)
    assert Windows(asked=protected).disk(PureWindowsPath(r"\\server\share\x")) is UNKNOWN
    assert Windows(asked=protected).login() is UNKNOWN


def test_windows_knows_network_drives() -> None:
    def kind(root: str) -> int:
        return {"H:\\": 4, "C:\\": 3}.get(root, 0)

    windows = Windows(asked=Programs({}), kind=kind)
    assert windows.network(PureWindowsPath(r"\\server\share\desk")) is YES
    assert windows.network(PureWindowsPath(r"H:\desk")) is YES
    assert windows.network(PureWindowsPath(r"C:\Users\Ada")) is NO
    assert windows.network(PureWindowsPath(r"Q:\desk")) is UNKNOWN
    assert drive_kind("C:\\") == 0, "this is no Windows"


@pytest.mark.parametrize(
    ("folder", "name"),
    [
        (PureWindowsPath(r"C:\Users\Ada\OneDrive - Harbour\desk"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\Ada\iCloudDrive\desk"), "iCloud Drive"),
        (PurePosixPath("/home/ada/Dropbox (Personal)/desk"), "Dropbox"),
        (PurePosixPath("/home/ada/Nextcloud/desk"), "Nextcloud"),
        (PurePosixPath("/Users/ada/Library/Mobile Documents/x"), "iCloud Drive"),
        (PurePosixPath("/Users/ada/Library/CloudStorage/GoogleDrive-ada@x/y"), "Google Drive"),
        (PurePosixPath("/home/ada/.local/share/counsellor-desk"), ""),
        (PurePosixPath("/home/ada/dropbox-notes/inbox"), ""),
        (PurePosixPath("/home/ada/boxes"), ""),
    ],
)
def test_services_by_the_names_of_their_folders(
    folder: PurePosixPath | PureWindowsPath, name: str
) -> None:
    assert synced.by_name(folder) == name


@pytest.mark.parametrize(
    ("mark", "name"),
    [
        (".stfolder/", "Syncthing"),
        (".dropbox.cache/", "Dropbox"),
        (".sync_0a1b.db", "Nextcloud"),
        (".sync/ID", "Resilio Sync"),
    ],
)
def test_services_by_the_marks_that_they_leave(tmp_path: Path, mark: str, name: str) -> None:
    store = tmp_path / "Shared" / "desk" / "not made yet"
    store.parent.mkdir(parents=True)
    assert synced.service(store, {}) == ""
    left = tmp_path / "Shared" / mark
    if mark.endswith("/"):
        left.mkdir()
    else:
        left.parent.mkdir(exist_ok=True)
        left.write_text("x")
    assert synced.service(store, {}) == name


def test_onedrive_says_where_it_is(tmp_path: Path) -> None:
    environment = {"OneDriveCommercial": str(tmp_path / "Arbeit"), "OneDrive": ""}
    assert synced.service(tmp_path / "Arbeit" / "desk", environment) == "OneDrive"
    assert synced.service(tmp_path / "elsewhere", environment) == ""


def test_what_never_answers_holds_nobody_up() -> None:
    never = Event()

    def refused() -> str:
        raise PermissionError

    asked = {"slow": lambda: str(never.wait()), "quick": lambda: "here", "refused": refused}
    assert found_out(asked, 0.2) == {"quick": "here"}
    never.set()


def test_a_program_is_asked_by_its_full_path_and_gets_nothing_of_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COUNSELLOR", "secret")
    show = "import os, sys; print(sorted(os.environ)); sys.exit(3 if sys.stdin.read() else 0)"
    said = ask(sys.executable, "-c", show)
    assert said is not None
    assert said.code == 0
    assert "COUNSELLOR" not in said.words
    assert ask("no such program") is None
    assert ask("/etc/hostname-that-is-none") is None
