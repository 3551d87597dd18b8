"""The doors into the guides about keys."""

from __future__ import annotations

from counsellor_desk.domain.key_access import Why
from counsellor_desk.ui.keys.change_guide import ChangeGuide
from counsellor_desk.ui.keys.new_sheet import NewSheetGuide
from counsellor_desk.ui.keys.will_screen import WillScreen
from counsellor_desk.ui.parts import Parts
from counsellor_desk.workflows import keys


def new_sheet(parts: Parts) -> None:
    """A new recovery sheet."""
    parts.window.show_screen(NewSheetGuide(parts))


def change_keys(parts: Parts, why: Why) -> None:
    """All keys changed at once."""
    parts.background.ask(
        lambda _progress: keys.access_of(parts.desk),
        lambda access: parts.window.show_screen(ChangeGuide(parts, why, access)),
        asker=parts.window,
    )


def clinical_will(parts: Parts) -> None:
    """How others open the records."""
    parts.window.show_screen(WillScreen(parts))
