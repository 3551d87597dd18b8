"""What to look at again before a record is locked: names and wording, each with its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.records import Remark
from counsellor_desk.domain.text import preview
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import Button, quiet
from counsellor_desk.ui.widgets.card import Card, Rows
from counsellor_desk.ui.widgets.layouts import Flow, column
from counsellor_desk.ui.widgets.words import Tone, Words, strong
from counsellor_desk.wording import _, n_

MOST_SHOWN: Final = 12
_WORDS: Final = 60


class LookCard(Card):
    """``go_to`` carries a heading and words; ``write_instead`` also what to write for them."""

    go_to = Signal(object, str)
    write_instead = Signal(object, str, str)

    def __init__(self) -> None:
        super().__init__(_("To look at"))
        self._shown: Sequence[Remark] = ()
        self._stops: list[QWidget] = []
        self._none = Words(_("Nothing needs a second look."), tone=Tone.SECONDARY)
        self._rows = Rows()
        self._more = Words("", tone=Tone.SECONDARY)
        for widget in (self._none, self._rows, self._more):
            self.add(widget)
        self._more.hide()

    @property
    def count(self) -> int:
        """How much there is to look at."""
        return len(self._shown)

    def stops(self) -> list[QWidget]:
        """Where Tab stops."""
        return self._stops

    def show_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show these instead of those before."""
        if remarks == self._shown:
            return
        self._shown = remarks
        self._stops.clear()
        self._rows.show_rows([self._row(remark) for remark in remarks[:MOST_SHOWN]])
        more = len(remarks) - MOST_SHOWN
        self._more.say(n_("and {count} more", "and {count} more", more))
        self._more.setVisible(more > 0)
        self._none.setVisible(not remarks)

    def _row(self, remark: Remark) -> QWidget:
        shown, layout = QWidget(), column(gap=2, margins=(0, GRID, 0, GRID))
        quoted = _("“{words}”").format(words=preview(remark.words, _WORDS))
        layout.addWidget(Words([strong(quoted)]))
        layout.addWidget(Words(_says(remark), tone=Tone.SECONDARY))
        acts = Flow(gap=GRID)
        for button in self._buttons(remark):
            acts.addWidget(button)
            self._stops.append(button)
        layout.addLayout(acts)
        shown.setLayout(layout)
        return shown

    def _buttons(self, remark: Remark) -> Iterator[Button]:
        if remark.heading is None:
            return
        go = quiet(_("Go to it"), partial(self.go_to.emit, remark.heading, remark.words))
        go.setAccessibleName(_("Go to “{words}”").format(words=preview(remark.words, _WORDS)))
        yield go
        for words in remark.instead:
            yield quiet(
                _("Write “{words}”").format(words=words),
                partial(self.write_instead.emit, remark.heading, remark.words, words),
            )


def _says(remark: Remark) -> str:
    said = [remark.reason]
    if remark.suggestion:
        said.append(_("Plainer: {suggestion}.").format(suggestion=remark.suggestion.rstrip(".")))
    if remark.heading is None:
        said.append(_("It stands in an action, or in who was involved."))
    return " ".join(said)
