"""Something that is read aloud, such as a limit of confidentiality, and whether it is clear."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.forms import YES
from counsellor_desk.ui.tokens import Type
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.ticks import OptionList
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _

AGAIN: Final = "again"


class ReadAloud(QWidget):
    """The sentence in large type, and below it two answers of one size. ``explain``: once more."""

    changed = Signal()
    explain = Signal()

    def __init__(self, sentence: str) -> None:
        super().__init__()
        card, layout = Card(), column()
        answers = [(YES, _("That is clear")), (AGAIN, _("Please explain again"))]
        self._answers = OptionList(answers, beside=True)
        card.add(Words(sentence, type_=Type.LEAD))
        card.add(self._answers)
        layout.addWidget(card)
        self.setLayout(layout)
        self.setFocusProxy(self._answers)
        self._answers.changed.connect(self._answered)

    def value(self) -> str:
        """``"yes"``, that it is to be explained again, or nothing."""
        return self._answers.value()

    def put(self, key: str) -> None:
        """Choose this answer; nothing chooses none."""
        self._answers.put(key)

    def _answered(self) -> None:
        self.changed.emit()
        if self.value() == AGAIN:
            self.explain.emit()
