"""Choosing a passphrase: six words are offered, or one's own is typed, and then typed again."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.buttons import quiet, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.layouts import Flow, column
from counsellor_desk.ui.widgets.secret_lines import PassphraseField
from counsellor_desk.ui.widgets.words import Weight, Words
from counsellor_desk.ui.widgets.words import secondary as said_quietly
from counsellor_desk.wording import _


class NewPassphrase(QWidget):
    """``value()`` is the passphrase and its repetition. ``entered``: Enter in the second line."""

    entered = Signal()

    def __init__(
        self, offer: Callable[[], str], strength: Callable[[str], str], *, label: str = ""
    ) -> None:
        """``offer`` draws six words; ``strength`` says how hard one is to guess.

        ``label``: of the first line, where there is another passphrase beside it.
        """
        super().__init__()
        self._offer = offer
        self._offered = Words("", type_=Type.LARGE, weight=Weight.Medium)
        self._first = PassphraseField(strength)
        self._again = PassphraseField()
        self._first.entered.connect(self._again.setFocus)
        self._again.entered.connect(self.entered)
        layout = column(gap=2 * GRID)
        layout.addWidget(self._card())
        layout.addWidget(
            Field(
                "passphrase",
                label or _("Your passphrase"),
                self._first,
                help_=_("At least 12 characters or four words. Spaces count."),
            )
        )
        layout.addWidget(Field("passphrase_again", _("The same again"), self._again))
        self.setLayout(layout)
        self.draw_words()

    def value(self) -> tuple[str, str]:
        """What was typed first, and again."""
        return self._first.value(), self._again.value()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the line. A focus proxy would have Tab pass over the buttons before it."""
        super().focusInEvent(event)
        self._first.setFocus(event.reason())

    def forget(self) -> None:
        """Empty both lines."""
        self._first.put("")
        self._again.put("")

    def draw_words(self) -> None:
        """Offer six other words."""
        self._offered.say(self._offer())

    def _card(self) -> Card:
        card, buttons, line = Card(), QWidget(), Flow()
        card.add(said_quietly(_("Six words drawn at random, strong and easy to type:")))
        card.add(self._offered)
        line.addWidget(secondary(_("Use these"), self._use))
        line.addWidget(quiet(_("Draw others"), self.draw_words))
        buttons.setLayout(line)
        card.add(buttons)
        return card

    def _use(self) -> None:
        self._first.put(self._offered.text())
        self._again.put("")
        self._again.setFocus(Qt.FocusReason.OtherFocusReason)
