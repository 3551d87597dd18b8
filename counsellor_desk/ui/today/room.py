"""The place of Today in the rail."""

from __future__ import annotations

from counsellor_desk.ui.frame.rooms import Room
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.today.screen import TodayScreen
from counsellor_desk.wording import _


def room(parts: Parts) -> Room:
    """Today, where every day begins."""
    return Room(
        key="today",
        words=_("Today"),
        icon="sun",
        make=lambda: TodayScreen(parts),
        keys="Ctrl+1",
    )
