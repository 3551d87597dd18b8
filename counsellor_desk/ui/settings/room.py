"""The place of the settings in the rail."""

from __future__ import annotations

from counsellor_desk.ui.frame.rooms import Room
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.settings.keys import KeysSection
from counsellor_desk.ui.settings.locking import LockingSection
from counsellor_desk.ui.settings.section import Section
from counsellor_desk.ui.settings.settings_screen import SettingsScreen
from counsellor_desk.wording import _


def room(parts: Parts) -> Room:
    """Settings, at the foot of the rail."""
    return Room(
        key="settings",
        words=_("Settings"),
        icon="settings",
        make=lambda: SettingsScreen(parts),
        keys="Ctrl+,",
        at_foot=True,
    )


def open_keys(parts: Parts) -> None:
    """The section about keys and passphrase."""
    _open(parts, KeysSection)


def open_locking(parts: Parts) -> None:
    """The section about locking and the PIN."""
    _open(parts, LockingSection)


def _open(parts: Parts, section: type[Section]) -> None:
    if parts.window.go("settings"):
        screen = parts.window.rooms.standing
        if isinstance(screen, SettingsScreen):
            screen.show_section(section)
