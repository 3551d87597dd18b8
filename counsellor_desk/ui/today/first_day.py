"""Today before there is any case: where everything begins, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import primary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.empty_state import EmptyState
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import Columns, column, row
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.ui.widgets.words import title
from counsellor_desk.wording import N_, _

_WAY: Final = (
    (
        "folder",
        N_("A case and its number"),
        N_("The referral opens a case. Its number stands everywhere; names on one card only."),
    ),
    (
        "notebook-pen",
        N_("A note, reduced"),
        N_("After a session you write a note. It is drafted into an essential summary beside it."),
    ),
    (
        "shield-check",
        N_("Destroyed, with a receipt"),
        N_("Once you accept the summary the note is destroyed. A receipt says so, without a word."),
    ),
)


def first_day(new_referral: Callable[[], object]) -> QWidget:
    """The button that begins it, and the way of a note in three steps."""
    whole, layout, begin = QWidget(), column(gap=2 * GRID), Card()
    begin.add(
        EmptyState(
            "inbox",
            _("Everything begins with a referral"),
            _("It takes a minute. What waits for you will stand here every day."),
            primary(_("Take a referral"), new_referral, icon_name="plus"),
        )
    )
    steps = Columns((1, 1, 1), least=240)
    for at, (icon_name, heading, sentence) in enumerate(_WAY):
        steps.add(_step(icon_name, _(heading), _(sentence)), at)
    steps.fill_up()
    layout.addWidget(begin)
    layout.addWidget(steps)
    whole.setLayout(layout)
    return whole


def _step(icon_name: str, heading: str, sentence: str) -> QWidget:
    step, layout, said = QWidget(), row(gap=12, margins=(GRID, GRID, GRID, GRID)), column(gap=4)
    layout.addWidget(IconLabel(icon_name, Ink.ACCENT, 24), 0, Qt.AlignmentFlag.AlignTop)
    said.addWidget(title(heading))
    said.addWidget(standing_back(sentence))
    layout.addLayout(said, 1)
    step.setLayout(layout)
    return step
