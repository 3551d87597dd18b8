"""The door of "Check a document": the forms lead to it, the settings, and Ctrl+K."""

from __future__ import annotations

from counsellor_desk.ui.check.check_screen import CheckScreen
from counsellor_desk.ui.frame.actions import Action
from counsellor_desk.ui.parts import Parts
from counsellor_desk.wording import _


def check_document(parts: Parts) -> None:
    """The page, unless it stands already."""
    if not isinstance(parts.window.rooms.standing, CheckScreen):
        parts.window.show_screen(CheckScreen(parts))


def offer_check(parts: Parts) -> None:
    """Let it be gone to from the command box."""
    parts.window.acts.register(
        Action(
            key="check",
            words=_("Check a document"),
            run=parts.doors.check_document,
            group=_("Screens"),
            icon="shield-check",
        )
    )
