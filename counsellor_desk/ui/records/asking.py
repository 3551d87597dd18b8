"""What is asked before a record is locked, given up, or left with something unsaved."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.wording import _, n_


def accepting(
    near: QWidget, looks: int, left_out: Sequence[str], then: Callable[[], object]
) -> Confirmation:
    """Asks whether to lock it.

    ``looks``: how much is still marked to be looked at. ``left_out``: the parts that do not go in.
    """
    sentences = [
        _(
            "It becomes part of the case with your name and the time, and cannot be changed any "
            "more. What has to be put right later is added below it, with its day."
        )
    ]
    if looks:
        sentences.insert(
            0,
            n_(
                "{count} thing is still marked to be looked at.",
                "{count} things are still marked to be looked at.",
                looks,
            ),
        )
    if left_out:
        sentences.insert(
            0,
            _("Not asked for these purposes, and deleted now: {parts}.").format(
                parts="; ".join(left_out)
            ),
        )
    return Confirmation(
        near,
        _("Accept and lock this record?"),
        sentences,
        do=_("Accept and lock"),
        dont=_("Go on writing"),
        then=then,
    )


def discarding(near: QWidget, then: Callable[[], object]) -> Confirmation:
    """Asks whether to give it up."""
    return Confirmation(
        near,
        _("Discard this record?"),
        [_("What you wrote is deleted. Nothing of it was part of the case.")],
        do=_("Discard it"),
        dont=_("Go on writing"),
        then=then,
        cannot_be_undone=True,
    )


def leaving_unsaved(near: QWidget, then: Callable[[], object]) -> Confirmation:
    """Asks whether to leave although the last words could not be saved."""
    return Confirmation(
        near,
        _("Leave without saving?"),
        [_("What you typed since it was last saved will be gone.")],
        do=_("Leave without saving"),
        dont=_("Stay with the record"),
        then=then,
        cannot_be_undone=True,
    )
