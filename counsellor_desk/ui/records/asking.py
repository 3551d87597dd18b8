"""What is asked before a record is locked, given up, or left with something unsaved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.wording import _, n_


@dataclass(frozen=True, kw_only=True)
class Doubts:
    """What is worth a thought before a record is locked.

    ``looks``: how much is still marked to be looked at. ``left_out``: the parts that do not go in.
    ``ended``: the form that it rests on, where that is not in force. ``unprintable``: characters
    that no document can show.
    """

    looks: int
    left_out: Sequence[str]
    ended: str
    unprintable: str

    def sentences(self) -> Iterator[str]:
        """The gravest first."""
        if self.left_out:
            told = _("Not asked for these purposes, and deleted now: {parts}.")
            yield told.format(parts="; ".join(self.left_out))
        if self.ended:
            yield _("The form that it rests on is not in force: {form}.").format(form=self.ended)
        if self.unprintable:
            yield _(
                "With these characters in it, it cannot be sealed as a PDF: {characters}. Go on "
                "writing to put those words in another way."
            ).format(characters=self.unprintable)
        if self.looks:
            yield n_(
                "{count} thing is still marked to be looked at.",
                "{count} things are still marked to be looked at.",
                self.looks,
            )


def accepting(near: QWidget, doubts: Doubts, then: Callable[[], object]) -> Confirmation:
    """Asks whether to lock it."""
    locked = _(
        "It becomes part of the case with your name and the time, and cannot be changed any "
        "more. What has to be put right later is added below it, with its day."
    )
    return Confirmation(
        near,
        _("Accept and lock this record?"),
        [*doubts.sentences(), locked],
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
