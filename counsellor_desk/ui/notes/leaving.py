"""Going away from a note that cannot be saved: only after being told what that costs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.wording import _


def leaving_unsaved(
    near: QWidget, saved_at: datetime | None, then: Callable[[], object]
) -> Confirmation:
    """Asks whether to leave; ``saved_at``: how much of the note is in the store."""
    kept = _("Nothing of this note is saved yet. All of it will be gone.")
    if saved_at is not None:
        kept = _("The note is saved as it was at {time}. What you typed since will be gone.")
        kept = kept.format(time=f"{saved_at.astimezone():%H:%M}")
    return Confirmation(
        near,
        _("Leave without saving?"),
        (kept,),
        do=_("Leave without saving"),
        dont=_("Stay with the note"),
        then=then,
        cannot_be_undone=True,
    )
