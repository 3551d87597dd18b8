"""How long a summary or record is, beside what is usually needed (policy 4.8: the essential)."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from counsellor_desk.ui.tokens import GRID, Type, scaled, tokens
from counsellor_desk.ui.widgets.layouts import row
from counsellor_desk.ui.widgets.words import Tone, Words
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows.reduce import SOFT_CEILING

_WIDE: Final = 72


class Meter(QWidget):
    """Words, and a slim bar that turns amber beyond the soft ceiling."""

    def __init__(self) -> None:
        super().__init__()
        self._bar = _Bar()
        self._words = Words("", type_=Type.SMALL, tone=Tone.SECONDARY)
        self._words.setWordWrap(False)
        layout = row(gap=GRID)
        layout.addWidget(self._words)
        layout.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        told = _("Most records need at most {ceiling} words. Nothing is refused for its length.")
        self.setToolTip(told.format(ceiling=SOFT_CEILING))

    def show_bar(self, *, shown: bool) -> None:
        """Where there is little room, the words do without the bar."""
        self._bar.setVisible(shown)

    def show_words(self, count: int) -> None:
        """So many words would be kept."""
        said = n_("{count} word", "{count} words", count)
        over = count > SOFT_CEILING
        self._words.say(_("{words}, rather long").format(words=said) if over else said)
        self._bar.show_share(count / SOFT_CEILING)


class _Bar(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._share = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_share(self, share: float) -> None:
        self._share = share
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(scaled(_WIDE), 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        worn, whole = tokens(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(worn.hairline))
        painter.drawRoundedRect(whole, 3, 3)
        whole.setWidth(whole.width() * min(1.0, self._share))
        painter.setBrush(QColor(worn.amber if self._share > 1 else worn.accent))
        if self._share:
            painter.drawRoundedRect(whole, 3, 3)
        painter.end()
