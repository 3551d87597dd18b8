"""The pages of the guide that ask nothing: what is open, that there is no hurry, and thank you."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal

from counsellor_desk.domain.forms import Field, FieldKind, Step
from counsellor_desk.ui.forms.leaf import Leaf, paragraphs
from counsellor_desk.ui.widgets.buttons import primary, quiet, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.wording import _


class OpenLeaf(Leaf):
    """What has to be answered before anybody signs, each with the way there."""

    back = Signal()
    chosen = Signal(str)

    def __init__(self, place: str, waiting: Sequence[tuple[Field, Step]]) -> None:
        super().__init__(
            place,
            _("Nearly there"),
            _("These are still open. Everything else is kept as you gave it."),
        )
        card = Card(_("Still open"))
        self._ways = [
            quiet(_("Go there"), self._to(step.key), tip=step.question) for _field, step in waiting
        ]
        card.add(
            Rows(
                Row(_asked(field), below=step.question, ends=[way])
                for (field, step), way in zip(waiting, self._ways, strict=True)
            )
        )
        self.add(card)
        self.add_buttons(secondary(_("Back"), self.back.emit))

    def take_focus(self) -> None:
        """Begin with the first that is open."""
        if self._ways:
            self._ways[0].setFocus()

    def _to(self, step: str) -> Callable[[], None]:
        return lambda: self.chosen.emit(step)


class UndecidedLeaf(Leaf):
    """Not decided yet, or still time to think: nothing is signed, and nothing is lost.

    ``sentence`` says what holds meanwhile; ``sooner``: why the client decides before that time.
    """

    back = Signal()
    stop = Signal()
    withdraw = Signal()
    sooner = Signal()

    def __init__(self, place: str, sentence: str, *, thinking: bool = False) -> None:
        """``thinking``: there is a decision, and still time to think about it."""
        super().__init__(place, _("That is fine"), sentence)
        for words in paragraphs(
            [_("The form is kept as it is and can be gone on with at any time.")]
        ):
            self.add(words)
        self._stop = primary(_("Stop here"), self.stop.emit, shortcut="Ctrl+Return")
        take_back = quiet(_("The client takes the form back"), self.withdraw.emit)
        sooner = secondary(_("The client decides sooner"), self.sooner.emit)
        sooner.setHidden(not thinking)
        self.add_buttons(secondary(_("Back"), self.back.emit), self._stop, sooner, take_back)

    def take_focus(self) -> None:
        """Begin at the way out."""
        self._stop.setFocus()


class HandBackLeaf(Leaf):
    """The client is done; the computer goes back to the counsellor."""

    back = Signal()
    hand_back = Signal()

    def __init__(self, place: str, sentence: str) -> None:
        super().__init__(place, _("Please hand the computer back"), sentence)
        self._hand = primary(_("I am the counsellor"), self.hand_back.emit, icon_name="lock")
        self.add_buttons(secondary(_("Back"), self.back.emit), self._hand)

    def take_focus(self) -> None:
        """Begin at the counsellor's way on."""
        self._hand.setFocus()


def _asked(field: Field) -> str:
    says = field.kind in {FieldKind.UNDERSTOOD, FieldKind.CHECK}
    return field.label if says else field.printed
