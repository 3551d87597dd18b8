"""Where no keychain answers: what that means, and the two ways on. Nothing is done silently."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt

from counsellor_desk.ui.start.guide_page import GuidePage
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.words import Words, strong
from counsellor_desk.wording import _


class KeyFilesPage(GuidePage):
    """Key files in a folder, or a keychain first."""

    def __init__(
        self,
        parts: StartParts,
        *,
        above: str,
        back: Callable[[], object],
        go_on: Callable[[], object],
    ) -> None:
        super().__init__(
            parts,
            _("This computer has no keychain that answers"),
            _(
                "A keychain keeps half of your key, locked with your login password. Without one, "
                "that half lies in ordinary files that only your user account may read."
            ),
            above=above,
        )
        self.add(_files(str(parts.threshold.keys or parts.threshold.usual_keys)))
        self.add(_keychain())
        self._go_on = primary(_("Go on with key files"), go_on)
        self.add_actions(
            secondary(_("Back"), back),
            secondary(_("Close, and install one first"), lambda: self.window().close()),
            self._go_on,
        )

    def arrive(self) -> None:
        self._go_on.setFocus(Qt.FocusReason.OtherFocusReason)


def _files(folder: str) -> Card:
    card = Card(_("With key files"))
    card.add(Words([strong(folder)]))
    card.add(
        Words(
            _(
                "Whoever copies this folder and the store has both halves, and only your "
                "passphrase stands before your records. And a copy of both, made before a note was "
                "destroyed, could bring that note back to somebody who knows the passphrase."
            )
        )
    )
    card.add(
        Words(_("Keep this folder out of backups and off shared disks, and encrypt the disk."))
    )
    return card


def _keychain() -> Card:
    card = Card(_("With a keychain"))
    card.add(
        Words(
            _(
                "On Linux, install “gnome-keyring” or KDE’s “kwalletmanager” with your system’s "
                "software centre, log out and in again, and open Counsellor Desk once more. "
                "Windows and macOS have one built in: log in to your desktop as yourself."
            )
        )
    )
    return card
