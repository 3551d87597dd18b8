"""A sentence with its icon: things that are told one by one."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import row
from counsellor_desk.ui.widgets.words import Words


def told_line(icon_name: str, sentence: str, ink: Ink = Ink.ACCENT) -> QWidget:
    """The icon stands beside the first line."""
    line, layout = QWidget(), row(gap=12)
    layout.addWidget(IconLabel(icon_name, ink), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(Words(sentence), 1)
    line.setLayout(layout)
    return line
