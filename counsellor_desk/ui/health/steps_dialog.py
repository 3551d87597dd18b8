"""What is done about a finding outside this program: three short steps for this system."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import health_steps
from counsellor_desk.domain.health import Topic
from counsellor_desk.domain.surroundings import System
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.buttons import primary
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.layouts import row
from counsellor_desk.ui.widgets.words import Tone, Weight, Words
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _


class StepsDialog(Dialog):
    """Nothing is changed by it."""

    def __init__(self, parts: Parts, topic: Topic, system: System, told: str) -> None:
        super().__init__(parts.window, topic.label, icon_name="life-buoy")
        self.add(standing_back(told))
        for number, step in enumerate(health_steps.steps(topic, system), 1):
            self.add(_step(number, step))
        close = primary(_("Close"), self.accept)
        self.add_buttons(close)
        close.setFocus(Qt.FocusReason.OtherFocusReason)


def _step(number: int, words: str) -> QWidget:
    step, layout = QWidget(), row(gap=12)
    counted = Words(str(number), weight=Weight.DemiBold, tone=Tone.ACCENT)
    counted.setWordWrap(False)
    layout.addWidget(counted, 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(Words(words), 1)
    step.setLayout(layout)
    return step
