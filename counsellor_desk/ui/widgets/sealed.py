"""How what is in hand is kept: when it was sealed last, or why it is not, and trying again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from counsellor_desk.ui.tokens import Type
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.ui.widgets.words import Tone, Words
from counsellor_desk.wording import _


class Sealed:
    """``words`` and the banner ``trouble``, to be put where the page has room for them."""

    def __init__(self, again: Callable[[], object]) -> None:
        self.words = Words("", type_=Type.SMALL, tone=Tone.SECONDARY)
        self.words.setWordWrap(False)
        self.trouble = Banner("", State.AMBER, secondary(_("Try now"), again))
        self.trouble.hide()

    @property
    def in_trouble(self) -> bool:
        """Whether it says that something could not be sealed."""
        return not self.trouble.isHidden()

    def say_saved(self, at: datetime) -> None:
        """Say when it was sealed last."""
        self.words.say(_("Saved {time}").format(time=f"{at:%H:%M}"))
        self.trouble.hide()

    def say_waiting(self) -> None:
        """Say that it is not sealed, and that nothing is wrong."""
        self.words.say(_("Saving…"))

    def say_trouble(self, sentence: str) -> None:
        """Say calmly why it could not be sealed; it stays until it is."""
        self.words.say(_("Not saved yet"))
        self.trouble.say(sentence)
        self.trouble.show()
