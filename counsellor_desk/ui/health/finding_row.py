"""A finding as a row: icon and word for its state, what was seen, and the one way on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.health import Finding, Topic, Way
from counsellor_desk.domain.health import State as Condition
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import Button, secondary
from counsellor_desk.ui.widgets.card import Row
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import row
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import N_, _

_ICONS: Final = {
    Condition.GOOD: ("circle-check", Ink.GREEN, State.GREEN),
    Condition.LOOK: ("triangle-alert", Ink.AMBER, State.AMBER),
    Condition.UNKNOWN: ("circle-question-mark", Ink.SECONDARY, State.NEUTRAL),
}
_WORDS: Final = {
    Way.STEPS: N_("Show how"),
    Way.BACKUPS: N_("Backups"),
    Way.KEYS: N_("Keys"),
    Way.CHECK: N_("Check it now"),
    Way.LOCKING: N_("Locking"),
}


class FindingRow(QWidget):
    """``go`` is called when its button is pressed."""

    def __init__(self, finding: Finding, go: Callable[[Finding], object]) -> None:
        super().__init__()
        name, ink, state = _ICONS[finding.state]
        layout = row(gap=12)
        layout.addWidget(IconLabel(name, ink, 22), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(
            Row(
                [strong(finding.topic.label)],
                below=finding.told,
                pill=Pill(finding.state.label, state),
                ends=_buttons(finding, go),
            ),
            1,
        )
        layout.setContentsMargins(GRID // 2, 0, 0, 0)
        self.setLayout(layout)


def way_named(way: Way, topic: Topic) -> str:
    """What a screen reader says of the button: ``Show how: Disk encryption``."""
    return _("{act}: {about}").format(act=_(_WORDS[way]), about=topic.label)


def _buttons(finding: Finding, go: Callable[[Finding], object]) -> list[Button]:
    if finding.way is Way.NOTHING:
        return []
    button = secondary(_(_WORDS[finding.way]), lambda: go(finding))
    button.setAccessibleName(way_named(finding.way, finding.topic))
    return [button]
