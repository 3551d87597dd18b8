"""Screens in every look: each is checked for faults, and drawn where a folder is named.

``COUNSELLOR_DESK_PICTURES=FOLDER pytest tests/ui -k pictures`` checks all five looks and draws
them there, a thorough run checks them. Without either only the hardest is worn: dark at 200 % in
the smallest window. Putting on a look takes longer than everything else in these tests.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final, NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QDialog, QWidget

from counsellor_desk.ui.theme import Theme
from tests.conftest import THOROUGH
from tests.ui.accessibility import faults
from tests.ui.desk_window import DeskWindow


class Look(NamedTuple):
    """How the window is worn: theme, text size in per cent, size in pixels."""

    theme: str
    text_size: int
    size: tuple[int, int]


FOLDER: Final = "COUNSELLOR_DESK_PICTURES"
_EVERY: Final = {
    "light": Look("light", 100, (1280, 800)),
    "small": Look("light", 100, (1024, 640)),
    "dark": Look("dark", 100, (1280, 800)),
    "small-large": Look("dark", 200, (1024, 640)),
    "large": Look("light", 200, (1280, 800)),
}
"""In an order in which as little as possible is put on anew."""
LOOKS: Final = _EVERY if THOROUGH else {"small-large": _EVERY["small-large"]}


def in_every_look(desk_window: DeskWindow, theme: Theme, name: str) -> list[str]:
    """What is wrong with the screen, or the dialog above it, in any look; draws it in each.

    The window keeps the last look: a test for which this is not the end goes back.
    """
    found = []
    for look, (colours, size, (wide, high)) in LOOKS.items():
        theme.wear(theme=colours, text_size=size)
        desk_window.window.resize(wide, high)
        _lay_out(desk_window)
        found += [f"{look}: {fault}" for fault in faults(_above(desk_window))]
        if (stands := desk_window.window.size()) != QSize(wide, high):
            found.append(f"{look}: the window has to be {stands.width()} × {stands.height()}")
        draw_as_it_is(desk_window, f"{name}-{look}")
    return found


def in_every_look_and_back(desk_window: DeskWindow, theme: Theme, name: str) -> list[str]:
    """``in_every_look`` for a test that goes on afterwards: the window is as it was."""
    found = in_every_look(desk_window, theme, name)
    theme.wear(theme="light", text_size=100)
    desk_window.window.resize(1280, 800)
    desk_window.settle()
    return found


def dialog(desk_window: DeskWindow) -> QDialog | None:
    """The dialog that is open, if one is."""
    shown = (d for d in desk_window.window.findChildren(QDialog) if d.isVisible())
    return next(shown, None)


def _lay_out(desk_window: DeskWindow) -> None:
    """A row that gives way tells its card, the card its column, and so on: a pass for each."""
    for _nesting in range(12):
        desk_window.settle()


def _above(desk_window: DeskWindow) -> QWidget:
    return dialog(desk_window) or desk_window.screen


def draw_as_it_is(desk_window: DeskWindow, name: str) -> None:
    """Draw what stands, or the dialog above it, where a folder for pictures is named."""
    if folder := os.environ.get(FOLDER):
        place = Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        picture = desk_window.window.grab()
        if (above := dialog(desk_window)) is not None:
            picture = above.grab()
        picture.save(str(place / f"{name}.png"))
