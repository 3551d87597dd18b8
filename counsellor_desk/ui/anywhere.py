"""What can be begun from anywhere: a referral, a form. By key, from the command box and F1."""

from __future__ import annotations

from collections.abc import Callable

from counsellor_desk.ui.frame.actions import Action
from counsellor_desk.ui.parts import Parts
from counsellor_desk.wording import _


def register(parts: Parts, ask_for_case: Callable[[Parts], object]) -> None:
    """Make these known. ``ask_for_case`` begins a form where no screen says which case it is for.

    A form is for the case that stands on the screen, if one does.
    """

    def new_form() -> None:
        standing = parts.window.rooms.standing
        case = standing.case_in_hand if standing is not None else None
        if case is None:
            ask_for_case(parts)
        else:
            parts.doors.begin_form(case, None, None)

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
            run=new_form,
            group=group,
            keys="Ctrl+Shift+F",
            icon="clipboard-list",
        ),
    ):
        parts.window.acts.register(act)
