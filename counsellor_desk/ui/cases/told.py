"""A fact with its label above it, as the cards of a case tell it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.layouts import column, row
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.ui.widgets.words import secondary as standing_back


def told(label: str, words: str, *, air: int = GRID) -> QWidget:
    """The fact; ``air`` pixels stand above and below it."""
    fact, layout = QWidget(), column(gap=0, margins=(0, air, 0, air))
    layout.addWidget(standing_back(label, type_=Type.SMALL))
    layout.addWidget(Words(words))
    fact.setLayout(layout)
    return fact


def at_left(*buttons: Button) -> QWidget:
    """Buttons of their own width at the left of a card."""
    line, layout = QWidget(), row(gap=GRID)
    for button in buttons:
        layout.addWidget(button)
    layout.addStretch(1)
    line.setLayout(layout)
    return line
