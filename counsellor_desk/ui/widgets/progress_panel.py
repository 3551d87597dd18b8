"""Long work on screen: what is being done, how far it is, how long it may take, and Cancel."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from counsellor_desk.clock import Clock
from counsellor_desk.ui.tokens import GRID, tokens
from counsellor_desk.ui.widgets.buttons import Button
from counsellor_desk.ui.widgets.layouts import column, row
from counsellor_desk.ui.widgets.words import Tone, Words
from counsellor_desk.wording import _, n_


class Bar(QProgressBar):
    """A slim bar. Without a known end (``of`` 0) it is shown empty, with words beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(GRID)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        worn = tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect())
        radius = whole.height() / 2
        painter.setBrush(QColor(worn.hairline))
        painter.drawRoundedRect(whole, radius, radius)
        share = self.value() / self.maximum() if self.maximum() else 0.0
        if share:
            whole.setWidth(max(whole.height(), whole.width() * share))
            painter.setBrush(QColor(worn.accent))
            painter.drawRoundedRect(whole, radius, radius)
        painter.end()


class ProgressPanel(QWidget):
    """Give ``report`` as the ``progress`` of ``Background.ask`` and what it returns as Cancel."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self._began = 0.0
        self._cancel: Callable[[], None] = lambda: None
        self._words = Words("")
        self._estimate = Words("", tone=Tone.SECONDARY)
        self._bar = Bar()
        self._button = Button(_("Cancel"), self._pressed)
        layout, line = column(gap=GRID), row(gap=2 * GRID)
        layout.addWidget(self._words)
        line.addWidget(self._bar, 1, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(self._button)
        layout.addLayout(line)
        layout.addWidget(self._estimate)
        self.setLayout(layout)
        self.hide()

    def begin(self, sentence: str, cancel: Callable[[], None]) -> None:
        """Show that ``sentence`` is being done; ``cancel`` is called when the person says so."""
        self._began = self._clock.monotonic()
        self._cancel = cancel
        self._words.say(sentence)
        self._bar.setAccessibleName(sentence)
        self._bar.setRange(0, 0)
        self._estimate.say("")
        self._button.setEnabled(True)
        self.show()

    def report(self, done: int, of: int) -> None:
        """How far it is, in whatever the work counts."""
        self._bar.setRange(0, of)
        self._bar.setValue(done)
        self._estimate.say(_remaining(self._clock.monotonic() - self._began, done, of))

    def finish(self) -> None:
        """Take the panel away."""
        self._cancel = lambda: None
        self.hide()

    def _pressed(self) -> None:
        self._button.setEnabled(False)
        self._estimate.say(_("Stopping…"))
        self._cancel()


def _remaining(seconds: float, done: int, of: int) -> str:
    if not done or not of or done >= of:
        return ""
    left = seconds / done * (of - done)
    if left < 60:
        return _("Less than a minute left")
    return n_("About {count} minute left", "About {count} minutes left", round(left / 60))
