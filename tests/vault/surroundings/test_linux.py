"""What Linux says of its disks, swap and logins, in trees as real systems have them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from counsellor_desk.domain.surroundings import Answer, Surroundings, System
from counsellor_desk.vault.surroundings import devices, looking
from counsellor_desk.vault.surroundings.asking import Said, ask
from counsellor_desk.vault.surroundings.linux import Linux
from tests.vault.surroundings.tree import Tree

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
STORE = Path("/home/ada/.local/share/counsellor-desk")
LUKS = "CRYPT-LUKS2-0123456789abcdef0123456789abcdef-luks-home"


@pytest.fixture
def tree(tmp_path: Path) -> Tree:
    """Nothing is there yet."""
    return Tree(tmp_path)


def _silent(_program: str, *_arguments: str) -> Said | None:
    return None


def _linux(tree: Tree, *, user: str = "ada") -> Linux:
    return Linux(tree.root, user, asked=_silent, sealed=lambda _folder: False)


def _disk(tree: Tree) -> Answer:
    return _linux(tree).disk(STORE)


def test_luks_below_lvm_as_installers_make_it(tree: Tree) -> None:
    tree.partition(tree.device("nvme0n1", "259:0"), "nvme0n1p3", "259:3")
    tree.device("dm-0", "253:0", uuid=LUKS, slaves="nvme0n1p3")
    tree.device("dm-1", "253:1", uuid="LVM-abcdefghijklmnop", slaves="dm-0")
    tree.mounted("/", "ext4", "/dev/mapper/vg-root", "253:1")
    assert _disk(tree) is YES


def test_lvm_over_a_plain_partition(tree: Tree) -> None:
    tree.partition(tree.device("sda", "8:0"), "sda2", "8:2")
    tree.device("dm-0", "253:0", uuid="LVM-abcdefghijklmnop", slaves="sda2")
    tree.mounted("/", "ext4", "/dev/mapper/vg-root", "253:0")
    assert _disk(tree) is NO


def test_only_the_disk_that_holds_the_store_counts(tree: Tree) -> None:
    tree.device("sda", "8:0")
    tree.device("dm-0", "253:0", uuid=LUKS, slaves="sda")
    tree.mounted("/", "ext4", "/dev/mapper/root", "253:0")
    tree.mounted("/home", "ext4", "/dev/sda", "8:0")
    assert _disk(tree) is NO
    tree.mounted("/home", "xfs", "/dev/mapper/home", "253:0")
    assert _disk(tree) is YES, "the last of several that stand in one place"


def test_a_mirror_is_encrypted_only_if_both_halves_are(tree: Tree) -> None:
    tree.device("sda", "8:0")
    tree.device("sdb", "8:16")
    tree.device("dm-0", "253:0", uuid=LUKS, slaves="sda")
    tree.device("md0", "9:0", slaves="dm-0 sdb")
    tree.mounted("/", "ext4", "/dev/md0", "9:0")
    assert _disk(tree) is NO


def test_a_partition_of_an_encrypted_device(tree: Tree) -> None:
    tree.device("sda", "8:0")
    tree.device("dm-0", "253:0", uuid=LUKS, slaves="sda")
    tree.partition(tree.device("md0", "9:0", slaves="dm-0"), "md0p1", "259:1")
    tree.mounted("/", "ext4", "/dev/md0p1", "259:1")
    assert _disk(tree) is YES


@pytest.mark.parametrize(
    "kind", ["LUKS1", "LUKS2", "PLAIN", "TCRYPT", "BITLK", "LOOPAES", "FVAULT2"]
)
def test_every_way_of_dm_crypt(tree: Tree, kind: str) -> None:
    tree.device("dm-0", "253:0", uuid=f"CRYPT-{kind}-home")
    tree.mounted("/", "ext4", "/dev/mapper/home", "253:0")
    assert _disk(tree) is YES


@pytest.mark.parametrize("uuid", ["CRYPT-VERITY-0123-root", "CRYPT-INTEGRITY-x", "mpath-3600508"])
def test_what_only_checks_does_not_encrypt(tree: Tree, uuid: str) -> None:
    tree.device("sda", "8:0")
    tree.device("dm-0", "253:0", uuid=uuid, slaves="sda")
    tree.mounted("/", "ext4", "/dev/mapper/root", "253:0")
    assert _disk(tree) is NO


def test_btrfs_names_its_device_and_may_have_several(tree: Tree) -> None:
    tree.device("sda", "8:0")
    tree.device("dm-0", "253:0", uuid=LUKS, slaves="sda")
    tree.mapper("luks-home", "dm-0")
    tree.mounted("/home", "btrfs", "/dev/mapper/luks-home")
    assert _disk(tree) is YES
    tree.device("sdb", "8:16")
    for name in ("dm-0", "sdb"):
        tree.write(f"sys/fs/btrfs/0fee-1/devices/{name}", "")
    assert _disk(tree) is NO


@pytest.mark.parametrize("kind", ["ecryptfs", "fuse.gocryptfs", "fuse.cryfs"])
def test_file_systems_that_encrypt(tree: Tree, kind: str) -> None:
    tree.mounted("/home/ada", kind, "/home/.ecryptfs/ada/.Private")
    assert _disk(tree) is YES


def test_a_folder_that_the_file_system_encrypts(tree: Tree) -> None:
    tree.device("sda", "8:0")
    tree.mounted("/", "ext4", "/dev/sda", "8:0")
    asked: list[Path] = []

    def sealed(at: Path) -> bool:
        asked.append(at)
        return True

    linux = Linux(tree.root, "ada", asked=_silent, sealed=sealed)
    assert linux.disk(STORE) is YES
    assert asked == [STORE]


def test_a_file_system_without_flags_is_asked_in_vain(tree: Tree) -> None:
    tree.device("sda", "8:0")
    tree.mounted("/", "ext4", "/dev/sda", "8:0")
    assert Linux(tree.root, "ada", asked=_silent).disk(Path("/nowhere at all")) is NO


@pytest.mark.parametrize(
    ("words", "answer"), [("off\n", NO), ("aes-256-gcm\n", YES), ("-\n", UNKNOWN), (None, UNKNOWN)]
)
def test_zfs_is_asked(tree: Tree, words: str | None, answer: Answer) -> None:
    def zfs(program: str, *arguments: str) -> Said | None:
        assert arguments[-1] == "rpool/home ada"
        return Said(0, words) if words is not None and program == "/sbin/zfs" else None

    tree.mounted("/home/ada", "zfs", r"rpool/home\040ada")
    assert Linux(tree.root, "ada", asked=zfs, sealed=lambda _at: False).disk(STORE) is answer


@pytest.mark.parametrize(
    ("kind", "source"), [("overlay", "overlay"), ("tmpfs", "tmpfs"), ("ext4", "/dev/root")]
)
def test_what_cannot_be_seen_is_not_known(tree: Tree, kind: str, source: str) -> None:
    tree.mounted("/", kind, source)
    assert _disk(tree) is UNKNOWN


def test_a_loop_device_is_not_known(tree: Tree) -> None:
    (tree.device("loop0", "7:0") / "loop").mkdir()
    tree.mounted("/", "ext4", "/dev/loop0", "7:0")
    assert _disk(tree) is UNKNOWN


def test_devices_that_lead_in_a_circle_end(tree: Tree) -> None:
    tree.device("dm-0", "253:0", uuid="LVM-x", slaves="dm-1")
    tree.device("dm-1", "253:1", uuid="LVM-y", slaves="dm-0")
    tree.mounted("/", "ext4", "/dev/dm-0", "253:0")
    assert _disk(tree) is UNKNOWN


def test_a_system_that_says_nothing_is_an_error_that_looking_takes(tree: Tree) -> None:
    with pytest.raises(OSError, match="mountinfo"):
        _disk(tree)
    found = looking.seen(System.LINUX, {"disk": lambda: _disk(tree)})
    assert found == Surroundings(system=System.LINUX)


def test_swap_none_zram_encrypted_and_not(tree: Tree) -> None:
    linux = _linux(tree)
    tree.swaps()
    assert linux.swap() is YES
    tree.swaps("/dev/zram0  partition  8388604  0  100")
    assert linux.swap() is YES
    tree.device("dm-3", "253:3", uuid="CRYPT-PLAIN-cryptswap")
    tree.swaps("/dev/zram0 partition 1 0 100", "/dev/dm-3 partition 1 0 -2")
    assert linux.swap() is YES
    tree.device("sda", "8:0")
    tree.swaps("/dev/dm-3 partition 1 0 -2", "/dev/sda partition 1 0 -3")
    assert linux.swap() is NO


def test_a_swap_file_is_as_its_disk(tree: Tree) -> None:
    tree.device("sda", "8:0")
    tree.mounted("/", "ext4", "/dev/sda", "8:0")
    tree.swaps("/swap\\040file  file  2097148  0  -2")
    assert _linux(tree).swap() is NO


@pytest.mark.parametrize("kind", ["nfs4", "cifs", "fuse.sshfs", "fuse.rclone", "davfs"])
def test_another_computers_disk(tree: Tree, kind: str) -> None:
    tree.device("sda", "8:0")
    tree.mounted("/", "ext4", "/dev/sda", "8:0")
    assert _linux(tree).network(STORE) is NO
    tree.mounted("/home/ada", kind, "server:/home/ada")
    assert _linux(tree).network(STORE) is YES


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("etc/gdm3/custom.conf", "[daemon]\nAutomaticLoginEnable = true\nAutomaticLogin=ada\n"),
        ("etc/gdm/custom.conf", "[daemon]\nAutomaticLogin=ada\nAutomaticLoginEnable=True\n"),
        ("etc/lightdm/lightdm.conf", "[Seat:*]\nautologin-user=ada\n"),
        ("etc/lightdm/lightdm.conf.d/50-me.conf", "[SeatDefaults]\nautologin-user = ada\n"),
        ("etc/sddm.conf", "[Autologin]\nUser=ada\nSession=plasma\n"),
    ],
)
def test_a_computer_that_lets_everybody_in(tree: Tree, name: str, text: str) -> None:
    tree.write(name, text)
    assert _linux(tree).login() is NO
    assert _linux(tree, user="ben").login() is UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "[daemon]\n#AutomaticLoginEnable=true\nAutomaticLogin=ada\n",
        "[daemon]\nAutomaticLoginEnable=false\nAutomaticLogin=ada\n",
        "[security]\nAutomaticLoginEnable=true\nAutomaticLogin=ada\n",
    ],
)
def test_what_is_switched_off_lets_nobody_in(tree: Tree, text: str) -> None:
    tree.write("etc/gdm3/custom.conf", text)
    assert _linux(tree).login() is UNKNOWN


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("ada P 2026-01-05 0 99999 7 -1\n", YES),
        ("ada PS 2026-01-05 0 99999 7 -1 (Password set)\n", YES),
        ("ada NP 2026-01-05 0 99999 7 -1\n", NO),
        ("ada L 2026-01-05 0 99999 7 -1\n", UNKNOWN),
        ("", UNKNOWN),
    ],
)
def test_the_password_by_passwd(tree: Tree, words: str, answer: Answer) -> None:
    def passwd(program: str, *arguments: str) -> Said:
        assert (program, arguments) == ("/usr/bin/passwd", ("-S", "ada"))
        return Said(0, words)

    assert Linux(tree.root, "ada", asked=passwd).login() is answer


def test_this_computer_answers_in_time(tmp_path: Path) -> None:
    """Whatever it is like, nothing is left open and nothing fails."""
    found = looking.look(tmp_path / "yet to be made" / "store")
    assert found.system is System.LINUX
    assert found.network is not YES
    assert found.kept_out is None
    said = ask("/usr/bin/passwd", "-S")
    assert said is None or said.code in {0, 1}


@pytest.fixture
def crypt_device(tmp_path: Path) -> Iterator[str]:
    """A real dm-crypt device over a loop device, where this kernel has a device mapper."""
    if "device-mapper" not in Path("/proc/misc").read_text(encoding="ascii"):
        pytest.skip("this kernel has no device mapper")
    image = tmp_path / "image"
    image.write_bytes(bytes(1 << 20))
    loop = _run("losetup", "--find", "--show", str(image)).strip()
    name, key = f"counsellor-desk-{tmp_path.name}", "00" * 32
    table = f"0 2048 crypt aes-xts-plain64 {key} 0 {loop} 0"
    try:
        _run("dmsetup", "create", "--uuid", f"CRYPT-PLAIN-{name}", name, "--table", table)
        yield f"/dev/mapper/{name}"
        _run("dmsetup", "remove", name)
    finally:
        _run("losetup", "--detach", loop)


def _run(*words: str) -> str:
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def test_a_real_encrypted_device(crypt_device: str) -> None:
    assert devices.by_source(Path("/"), crypt_device) is YES
