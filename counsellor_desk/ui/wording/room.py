"""The way into a form's wording; it has no place in the rail."""

from __future__ import annotations

from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.wording.wording_screen import WordingScreen


def open_wording(parts: Parts, form: str) -> None:
    """The sentences of that form, to be changed."""
    parts.window.show_screen(WordingScreen(parts, form))
