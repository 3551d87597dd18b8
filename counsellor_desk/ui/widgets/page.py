"""The scaffold of a screen: headline, a quieter line, a body that scrolls, actions at the foot."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QVBoxLayout, QWidget

from counsellor_desk.ui.tokens import GRID, measure
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.ui.widgets.layouts import Flow, column, emptied, hairline, row
from counsellor_desk.ui.widgets.words import Run, Tone, Words, headline
from counsellor_desk.wording import _

_EDGE = 3 * GRID


class Column(QWidget):
    """A column of text that never gets wider than about 75 characters, however wide the page.

    ``middle`` sets it in the middle of the page instead of at its left.
    """

    def __init__(self, *, gap: int = 2 * GRID, middle: bool = False) -> None:
        super().__init__()
        self.body: QVBoxLayout = column(gap=gap)
        self._held = QWidget()
        self._held.setLayout(self.body)
        self._held.setMaximumWidth(measure())
        layout = row(gap=0)
        if middle:
            layout.addStretch(1)
        layout.addWidget(self._held, 1000)
        layout.addStretch(1)
        self.setLayout(layout)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the end."""
        self.body.addWidget(widget, stretch)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._held.setMaximumWidth(measure())


class _Content(QWidget):
    def minimumSizeHint(self) -> QSize:
        """Nothing: the height for the width that there is decides, not that of a sliver."""
        return QSize(0, 0)


class _Squeezed(_Content):
    def heightForWidth(self, width: int) -> int:
        """Whatever height there is does, down to the least of what stands in it."""
        layout = self.layout()
        return layout.totalMinimumHeightForWidth(width) if layout is not None else 0


class Scrolled(QScrollArea):
    """What does not fit is scrolled to, downwards only.

    ``squeezed``: it gets as small as it can before that, for parts that scroll themselves.
    """

    def __init__(self, content: QWidget, *, squeezed: bool = False) -> None:
        super().__init__()
        self.setProperty("look", "page")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = _Squeezed() if squeezed else _Content()
        inside.setProperty("look", "column")
        layout = column()
        layout.addWidget(content)
        inside.setLayout(layout)
        self.setWidget(inside)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, 12 * GRID)


def into_sight(widget: QWidget, air: int) -> None:
    """Scroll everything that ``widget`` lies in, so that it shows with ``air`` pixels around."""
    above = widget.parentWidget()
    while above is not None:
        if isinstance(above, Scrolled):
            above.ensureWidgetVisible(widget, 0, air)
        above = above.parentWidget()


class Page(QWidget):
    """A screen's scaffold.

    ``scrolls`` False gives the body the whole height, for screens whose parts scroll themselves; it
    scrolls only where the window is too low for the least of them.
    ``back``: a button before the headline that leads to the screen below; Esc does the same.
    """

    def __init__(
        self,
        heading: str,
        below: str | Sequence[Run] = "",
        *,
        scrolls: bool = True,
        back: Callable[[], object] | None = None,
    ) -> None:
        super().__init__()
        self._back = Button(
            _("Go back"), back, look=Look.ICON, icon_name="arrow-left", told_keys="Esc"
        )
        if back is None:
            self._back.hide()
        self.heading = headline(heading)
        self.below = Words(below, tone=Tone.SECONDARY)
        if not below:
            self.below.hide()
        self.aside = Flow(align_right=True)
        self.body: QVBoxLayout = column(gap=2 * GRID)
        self.notes = Flow()
        self.acts = Flow(gap=12, align_right=True)
        self._foot = QWidget()
        self._outer = column(gap=0)
        self.setLayout(self._outer)
        self._lay_out_body(scrolls=scrolls)
        self._lay_out_foot(scrolls=scrolls)

    def say_below(self, below: str | Sequence[Run]) -> None:
        """Change the line under the headline."""
        self.below.say(below)
        self.below.setVisible(bool(below))

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the end of the body."""
        self.body.addWidget(widget, stretch)

    def add_actions(self, *buttons: QWidget) -> None:
        """Put buttons at the foot, the primary one last; the foot stays when the body scrolls."""
        for button in buttons:
            self.acts.addWidget(button)
        self._foot.setVisible(True)

    def show_foot(self, *, shown: bool) -> None:
        """Show what stands at the foot, or nothing of it."""
        self._foot.setVisible(shown)

    def show_notes(self, *widgets: QWidget) -> None:
        """Put pills or words at the left of the foot, instead of what stood there."""
        emptied(self.notes)
        for widget in widgets:
            self.notes.addWidget(widget)
        self._foot.setVisible(True)

    def fold(self, *, folded: bool) -> None:
        """Where the window is low, on a page that scrolls: no headline, and as little air as does.

        What stands below the headline is then all that says what the screen is about.
        """
        self.heading.setVisible(not folded)
        air = GRID if folded else 2 * GRID
        self._inner.setContentsMargins(_EDGE, air if folded else _EDGE - 2, _EDGE, air)
        self._inner.setSpacing(air)
        self._around_foot.setContentsMargins(_EDGE, air, _EDGE, air)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._give_way()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._give_way()

    def _give_way(self) -> None:
        """Where what stands aside would take half of the width, it goes below the headline."""
        enough = self.aside.sizeHint().width() * 2 <= self.width()
        directions = QBoxLayout.Direction
        self._top.setDirection(directions.LeftToRight if enough else directions.TopToBottom)
        self.aside.set_side(right=enough)

    def _lay_out_body(self, *, scrolls: bool) -> None:
        inner = QWidget()
        layout = self._inner = column(gap=2 * GRID, margins=(_EDGE, _EDGE - 2, _EDGE, 2 * GRID))
        headed, said = row(gap=GRID), column(gap=4)
        headed.addWidget(self._back, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self.heading)
        said.addWidget(self.below)
        headed.addLayout(said, 1)
        self._top = row(gap=2 * GRID)
        self._top.addLayout(headed, 1)
        self._top.addLayout(self.aside)
        layout.addLayout(self._top)
        layout.addLayout(self.body, 1)
        inner.setLayout(layout)
        self._outer.addWidget(Scrolled(inner, squeezed=not scrolls), 1)

    def _lay_out_foot(self, *, scrolls: bool) -> None:
        foot = row(gap=2 * GRID, margins=(_EDGE, 2 * GRID if scrolls else 0, _EDGE, 2 * GRID))
        self._around_foot = foot
        foot.addLayout(self.notes, 1)
        foot.addLayout(self.acts)
        whole = column(gap=0)
        if scrolls:
            whole.addWidget(hairline())
        whole.addLayout(foot)
        self._foot.setLayout(whole)
        self._foot.hide()
        self._outer.addWidget(self._foot)
