"""What can be done with a guide by key and from the command box."""

from __future__ import annotations

from collections.abc import Callable

from counsellor_desk.ui.forms.question_leaf import BACK_KEYS, NEXT_KEYS
from counsellor_desk.ui.frame.actions import Action
from counsellor_desk.wording import _

Run = Callable[[], object]


def acts(*, back: Run, on: Run, over: Run, withdraw: Run) -> tuple[Action, ...]:
    """To the question before and the next, into the client's hands, and out of them for good."""
    group = _("Forms")
    return (
        Action(
            key="form back",
            words=_("The question before"),
            run=back,
            group=group,
            keys=BACK_KEYS,
            icon="arrow-left",
        ),
        Action(
            key="form on",
            words=_("The next question"),
            run=on,
            group=group,
            keys=NEXT_KEYS,
        ),
        Action(
            key="form over",
            words=_("Hand over to the client"),
            run=over,
            group=group,
            icon="hand",
        ),
        Action(
            key="form withdraw",
            words=_("The client takes the form back"),
            run=withdraw,
            group=group,
            icon="undo-2",
        ),
    )
