"""What can be done with a guide by key and from the command box."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from counsellor_desk.ui.forms.foot import LARGE_KEYS
from counsellor_desk.ui.forms.question_leaf import BACK_KEYS, NEXT_KEYS
from counsellor_desk.ui.frame.actions import Action
from counsellor_desk.wording import _

Run = Callable[[], object]


def acts(*, back: Run, on: Run, large: Run, over: Run | None, withdraw: Run) -> Iterator[Action]:
    """To the question before and the next, in large text, into other hands, and taken back.

    ``over`` is none where there is no page for anybody else.
    """
    group = _("Forms")
    yield Action(
        key="form back",
        words=_("The question before"),
        run=back,
        group=group,
        keys=BACK_KEYS,
        icon="arrow-left",
    )
    yield Action(key="form on", words=_("The next question"), run=on, group=group, keys=NEXT_KEYS)
    yield Action(
        key="form large",
        words=_("Large text for the client, or the usual size again"),
        run=large,
        group=group,
        keys=LARGE_KEYS,
        icon="larger",
    )
    if over is not None:
        yield Action(
            key="form over",
            words=_("Hand over to the client"),
            run=over,
            group=group,
            icon="hand",
        )
    yield Action(
        key="form withdraw",
        words=_("The client takes the form back"),
        run=withdraw,
        group=group,
        icon="undo-2",
    )
