"""The door of the health page. It has no place in the rail: Today leads to it, and Ctrl+K."""

from __future__ import annotations

from counsellor_desk.ui.frame.actions import Action
from counsellor_desk.ui.health.health_screen import HealthScreen
from counsellor_desk.ui.parts import Parts
from counsellor_desk.wording import _


def open_health(parts: Parts) -> None:
    """The page, unless it stands already."""
    if not isinstance(parts.window.rooms.standing, HealthScreen):
        parts.window.show_screen(HealthScreen(parts))


def offer_health(parts: Parts) -> None:
    """Let it be gone to from the command box."""
    parts.window.acts.register(
        Action(
            key="health",
            words=_("Is my desk in good health?"),
            run=parts.doors.open_health,
            group=_("Screens"),
            icon="life-buoy",
        )
    )
