"""What can be begun from anywhere: a referral, a form. By key, from the command box and F1."""

from __future__ import annotations

from collections.abc import Callable

from counsellor_desk.ui.frame.actions import Action
from counsellor_desk.ui.parts import Parts
from counsellor_desk.wording import _


def register(parts: Parts, begin_form: Callable[[Parts], object]) -> None:
    """Make these known. ``begin_form`` begins one for the case in front, or asks for a case."""
    group = _("Begin something new")
    for act in (
        Action(
            key="new referral",
            words=_("New referral"),
            run=parts.doors.new_referral,
            group=group,
            keys="Ctrl+Shift+N",
            icon="plus",
        ),
        Action(
            key="new form",
            words=_("New form"),
            run=lambda: begin_form(parts),
            group=group,
            keys="Ctrl+Shift+F",
            icon="clipboard-list",
        ),
    ):
        parts.window.acts.register(act)
