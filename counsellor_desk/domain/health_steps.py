"""What is done about a finding outside this program, on each system, in three short steps."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from counsellor_desk.domain.health import Topic
from counsellor_desk.domain.surroundings import System
from counsellor_desk.wording import N_, _

Steps = tuple[str, str, str]
_PAPER: Final = N_(
    "Write the disk’s own recovery key on paper, and keep it apart from this computer."
)
_DISK: Final[Mapping[System, Steps]] = {
    System.LINUX: (
        N_("Make a verified backup first: Linux encrypts a disk when it is installed."),
        N_(
            "Install the system anew, and choose “Encrypt” (LUKS) where it asks about the disk. "
            "Somebody who looks after computers does it in an hour."
        ),
        N_("Set up Counsellor Desk, and bring the backup back with your recovery sheet."),
    ),
    System.WINDOWS: (
        N_(
            "Open Settings, “Privacy & security”, “Device encryption”. Where that is not there, "
            "look for “Manage BitLocker” in the Start menu."
        ),
        N_("Turn it on. It takes a while, and you can go on working meanwhile."),
        _PAPER,
    ),
    System.MACOS: (
        N_("Open System Settings, “Privacy & Security”, “FileVault”."),
        N_("Turn it on. It takes a while, and you can go on working meanwhile."),
        _PAPER,
    ),
}
_SWAP: Final[Mapping[System, Steps]] = {
    **_DISK,
    System.LINUX: (
        N_("An encrypted disk settles this too. Otherwise ask whoever looks after this computer:"),
        N_("to encrypt swap with a fresh key at each start (“swap” and a random key in crypttab),"),
        N_("or to turn swap off (“swapoff -a”, and its line in /etc/fstab taken out)."),
    ),
}
_FOLDER: Final[Steps] = (
    N_("Make a verified backup, then close Counsellor Desk."),
    N_("Move the whole folder to this computer’s own disk, into a folder that nothing copies."),
    N_("Open Counsellor Desk, choose that folder, and delete the copies that the service kept."),
)
_LOGIN: Final[Mapping[System, Steps]] = {
    System.LINUX: (
        N_("Open your desktop’s settings, and there “Users”."),
        N_("Turn automatic login off, and see that your account has a password."),
        N_("Log out and in again."),
    ),
    System.WINDOWS: (
        N_("Open Settings, “Accounts”, “Sign-in options”."),
        N_("See that a password or a PIN is set."),
        N_("Have Windows ask for it again when the computer wakes up."),
    ),
    System.MACOS: (
        N_("Open System Settings, “Users & Groups”."),
        N_("Set “Automatically log in as” to “Off”."),
        N_("Under “Lock Screen”, have the password asked for at once."),
    ),
}
_SECRETS: Final[Steps] = (
    N_("Keep the folder with the keys out of backups and off shared disks, and encrypt the disk."),
    N_("See that a keychain is there: on Linux “gnome-keyring” or KDE’s “kwalletmanager”."),
    N_("To put the keys there, make a backup, and bring it back into another, empty folder."),
)
_TIME_MACHINE: Final[Steps] = (
    N_("Open System Settings, “General”, “Time Machine”, “Options”."),
    N_("Add the file “device.key” in the folder of your store to what is left out."),
    N_("Look again here."),
)
_STEPS: Final[Mapping[Topic, Mapping[System, Steps]]] = {
    Topic.DISK: _DISK,
    Topic.SWAP: _SWAP,
    Topic.LOGIN: _LOGIN,
    Topic.FOLDER: dict.fromkeys(System, _FOLDER),
    Topic.SECRETS: dict.fromkeys(System, _SECRETS),
    Topic.TIME_MACHINE: {System.MACOS: _TIME_MACHINE},
}


def steps(topic: Topic, system: System) -> Steps:
    """Three sentences, in the installed language.

    Raises:
        KeyError: nothing is to be done about that outside this program.
    """
    first, second, third = _STEPS[topic][system]
    return _(first), _(second), _(third)
