"""Where a guide pauses before anybody signs: something is open, or there is no decision yet."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from counsellor_desk.domain.forms import open_fields
from counsellor_desk.ui.forms.calm_leaves import HandBackLeaf, OpenLeaf, UndecidedLeaf
from counsellor_desk.ui.forms.guiding import Guiding
from counsellor_desk.ui.forms.hand_over import HandOver
from counsellor_desk.wording import _

_SOONER = "sooner_because"


class Pausing(QObject):
    """The pages that ask nothing. Whoever has the computer hands it back instead.

    ``back``: to the step before; ``step`` carries another to go to; ``withdraw``: the client wants
    nothing more of the form.
    """

    back = Signal()
    step = Signal(str)
    withdraw = Signal()

    def __init__(self, screen: Guiding, hand_over: HandOver) -> None:
        super().__init__(screen)
        self._screen, self._hand_over = screen, hand_over

    def say_what_is_open(self) -> None:
        """Each with the way there; of what only others can answer, that it is open."""
        guide, course = self._screen.guide, self._screen.course
        fields = open_fields(guide.form, guide.consent.answers)
        waiting = [(field, step) for field in fields if (step := course.step_of(field.key))]
        if waiting or not self._hand_over.is_over:
            leaf = OpenLeaf(course.place(course.signing), waiting)
            leaf.chosen.connect(self.step)
            self._put(leaf)
        else:
            self.hand_back(_("Your counsellor has something to complete before you sign."))

    def say_that_is_fine(self, sentence: str, *, thinking: bool = False) -> None:
        """No decision yet, or time to think: ``sentence`` says what holds meanwhile."""
        if self._hand_over.is_over:
            self.hand_back(sentence)
            return
        course = self._screen.course
        leaf = UndecidedLeaf(course.place(course.signing), sentence, thinking=thinking)
        leaf.withdraw.connect(self.withdraw)
        leaf.sooner.connect(self._decide_sooner)
        leaf.stop.connect(self._screen.parts.window.go_back)
        self._put(leaf)

    def hand_back(self, sentence: str) -> None:
        """The computer goes back to the counsellor; ``sentence`` says why now."""
        course = self._screen.course
        leaf = HandBackLeaf(course.place(course.signing), sentence)
        leaf.hand_back.connect(self._hand_over.ask_back)
        self._put(leaf)

    def _decide_sooner(self) -> None:
        if (step := self._screen.course.step_of(_SOONER)) is not None:
            self.step.emit(step.key)

    def _put(self, leaf: OpenLeaf | UndecidedLeaf | HandBackLeaf) -> None:
        leaf.back.connect(self.back)
        self._screen.put(leaf, self._screen.course.signing.key)
