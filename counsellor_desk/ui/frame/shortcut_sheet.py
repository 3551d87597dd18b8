"""The sheet of F1: every shortcut there is, drawn from the actions themselves."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from counsellor_desk.ui.frame.actions import Actions, shown_keys
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.buttons import primary
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.pill import KeyCap
from counsellor_desk.ui.widgets.words import Tone, Weight, Words
from counsellor_desk.wording import N_, _

_EVERYWHERE = (
    (N_("Go to the next control"), "Tab"),
    (N_("Go to the control before"), "Shift+Tab"),
    (N_("Press a button, open a row"), "Return"),
    (N_("Tick, choose"), "Space"),
    (N_("Close a list or a dialog"), "Esc"),
)


class ShortcutSheet(Dialog):
    """A dialog that lists the shortcuts by group."""

    def __init__(self, parent: QWidget, actions: Actions) -> None:
        super().__init__(parent, _("Keyboard shortcuts"), icon_name="keyboard")
        with_keys = sorted((a for a in actions if a.keys), key=lambda action: action.group)
        for group, members in groupby(with_keys, key=lambda action: action.group):
            self.add(_section(group, [(a.words, a.shown_keys) for a in members]))
        rest = [(_(words), shown_keys(keys)) for words, keys in _EVERYWHERE]
        self.add(_section(_("Everywhere"), rest))
        close = primary(_("Close"), self.accept)
        self.add_buttons(close)
        close.setFocus()


def _section(heading: str, lines: list[tuple[str, str]]) -> QWidget:
    section = QWidget()
    grid = QGridLayout(section)
    grid.setContentsMargins(0, GRID, 0, 0)
    grid.setHorizontalSpacing(2 * GRID)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    head = Words(heading, type_=Type.SMALL, tone=Tone.SECONDARY, weight=Weight.DemiBold)
    grid.addWidget(head, 0, 0, 1, 2)
    for number, (words, keys) in enumerate(lines, 1):
        grid.addWidget(Words(words), number, 0)
        grid.addWidget(KeyCap(keys), number, 1, Qt.AlignmentFlag.AlignRight)
    return section
