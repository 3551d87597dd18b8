"""The doors into the guides about keys, and what can be begun about them from anywhere."""

from __future__ import annotations

from counsellor_desk.domain.key_access import Why
from counsellor_desk.ui.frame.actions import Action
from counsellor_desk.ui.keys.change_guide import ChangeGuide
from counsellor_desk.ui.keys.new_sheet import NewSheetGuide
from counsellor_desk.ui.keys.will_screen import WillScreen
from counsellor_desk.ui.parts import Parts
from counsellor_desk.wording import _
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


def offer_keys(parts: Parts) -> None:
    """Let the keys be found from the command box: whoever is frightened should not have to look."""
    doors = parts.doors
    for action in (
        Action(
            key="keys",
            words=_("Keys and passphrase"),
            run=doors.open_keys,
            group=_("Screens"),
            icon="key-round",
        ),
        Action(
            key="someone may know it",
            words=_("Someone may know my passphrase"),
            run=lambda: doors.change_keys(Why.SOMEONE_MAY_KNOW),
            group=_("Begin something new"),
            icon="key-round",
        ),
    ):
        parts.window.acts.register(action)
