"""How a form is gone through now: written or read together, in which size, in whose hands."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, Signal

from counsellor_desk.domain.forms import Reader
from counsellor_desk.ui.forms.foot import Foot
from counsellor_desk.ui.forms.hand_over import HandOver
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen

READING: Final = 150
LARGE: Final = 200
"""Per cent: the least text size while somebody reads along, and in large text."""


class Manner(QObject):
    """``turned``: the page is to be shown anew, since it is read another way.

    Large text is the client's to choose, whoever has the computer, and stays while the guide does.
    """

    turned = Signal()

    def __init__(
        self, screen: Screen, parts: Parts, foot: Foot, readers: Callable[[], tuple[Reader, ...]]
    ) -> None:
        """``readers``: who can be given the computer now."""
        super().__init__(screen)
        self._parts, self._foot, self._readers = parts, foot, readers
        self._together = self._large = False
        self.hand_over = HandOver(screen, parts, readers)
        self.hand_over.changed.connect(self.turned)
        foot.together.connect(self._turn_together)
        foot.large.connect(self.turn_large)
        foot.hand_over.connect(self.hand_over.begin)
        foot.hand_back.connect(self.hand_over.ask_back)

    @property
    def reading(self) -> bool:
        """Whether what is filled in is read, not written."""
        return self._together or self.hand_over.is_over

    def wear(self) -> None:
        """Have text as large as it is read now, and offer at the foot what fits."""
        least = LARGE if self._large else READING if self.reading else 0
        self._parts.appearance.enlarge(least)
        self._foot.show_for(
            handed_over=self.hand_over.is_over,
            together=self._together,
            large=self._large,
            readers=bool(self._readers()),
        )

    def put_off(self) -> None:
        """The guide is left: the window is as it was chosen."""
        self._parts.appearance.enlarge(0)
        self._parts.window.show_alone(alone=False)

    def turn_large(self) -> None:
        """Large text, or the usual one again; what stands on the page stays."""
        self._large = not self._large
        self.wear()

    def _turn_together(self) -> None:
        self._together = not self._together
        self.turned.emit()
