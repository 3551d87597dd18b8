"""What was added to a locked summary, each with its day, and the place to add something (4.8)."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.summaries import Amendment
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.buttons import primary, quiet
from counsellor_desk.ui.widgets.card import Card, Rows
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LongInput
from counsellor_desk.ui.widgets.layouts import Flow, column
from counsellor_desk.ui.widgets.page import into_sight
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _

ADD_KEYS = "Ctrl+Return"


class AmendmentsCard(Card):
    """Hidden while nothing was added and nothing is being written.

    ``touched``: something was typed; ``add``: it is to be added; ``discarded``: it is given up.
    """

    touched = Signal()
    add_wanted = Signal()
    discarded = Signal()

    def __init__(self) -> None:
        super().__init__(_("Added later"))
        self._amendments = Rows()
        self._text = LongInput(lines=5)
        self._editor = self._laid_out()
        self.add(self._amendments)
        self.add(self._editor)
        self._editor.hide()
        self._text.changed.connect(self._touch)
        self.hide()

    @property
    def writing(self) -> bool:
        """Whether something is being written."""
        return not self._editor.isHidden()

    def text(self) -> str:
        """What stands in the editor."""
        return self._text.value()

    def show_amendments(self, amendments: Sequence[Amendment]) -> None:
        """Show what was added, the earliest first."""
        self._amendments.show_rows(map(_row, amendments))
        self._amendments.setVisible(bool(amendments))
        self.setVisible(bool(amendments) or self.writing)

    def begin(self, text: str = "") -> None:
        """Open the editor, with what was written before."""
        if not self.writing:
            self._text.put(text)
            self._editor.show()
            self.show()
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: into_sight(self._editor, GRID))  # once it has a place

    def close_editor(self) -> None:
        """It is added, or given up."""
        self._editor.hide()
        self._text.forget()

    def _touch(self) -> None:
        if self.writing:
            self.touched.emit()

    def _laid_out(self) -> QWidget:
        editor, layout, buttons = QWidget(), column(gap=GRID), Flow(gap=12, align_right=True)
        layout.addWidget(
            Field(
                "amendment",
                _("What has to be added or put right"),
                self._text,
                help_=_(
                    "It is put below with your name and the day. What stands above "
                    "stays as it is, and neither can be changed afterwards."
                ),
            )
        )
        buttons.addWidget(quiet(_("Discard it"), self.discarded.emit))
        buttons.addWidget(primary(_("Add it"), self.add_wanted.emit, shortcut=ADD_KEYS))
        layout.addLayout(buttons)
        editor.setLayout(layout)
        return editor


def _row(amendment: Amendment) -> QWidget:
    shown, layout = QWidget(), column(gap=0, margins=(0, GRID, 0, GRID))
    when = _("{moment}, by {author}").format(
        moment=dates.local_moment(amendment.written_at), author=amendment.author
    )
    layout.addWidget(standing_back(when, type_=Type.SMALL))
    layout.addWidget(Words(amendment.text))
    shown.setLayout(layout)
    return shown
