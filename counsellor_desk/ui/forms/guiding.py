"""The frame of a guide: steps at the side, one page at a time, and what belongs to all of them."""

from __future__ import annotations

from typing import Final, Protocol, cast

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from counsellor_desk.ui.forms.course import Course
from counsellor_desk.ui.forms.foot import Foot
from counsellor_desk.ui.forms.leaf import EDGE, Roll
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.tokens import GRID, scaled
from counsellor_desk.ui.widgets.layouts import column, emptied, row
from counsellor_desk.ui.widgets.steps import StepList
from counsellor_desk.ui.widgets.words import secondary
from counsellor_desk.ui.work_screen import WorkScreen
from counsellor_desk.workflows.consent import Guide

_SIDE: Final = 232  # px at 100 %
_BESIDE: Final = 720  # px at 100 %: below that, the steps give way to the page


class Page(Protocol):
    """What a page of a guide can do."""

    def take_focus(self) -> None:
        """Put the focus where work begins."""


class Guiding(WorkScreen):
    """Shows pages. ``guide`` is the form as the store has it; ``course``, the steps gone through.

    ``step_chosen``: somebody pressed a step at the side.
    """

    step_chosen = Signal(str)

    def __init__(self, parts: Parts, guide: Guide) -> None:
        super().__init__(parts)
        self.guide = guide
        self.case_in_hand = guide.consent.case
        self.course = Course(guide.form, guide.consent.answers)
        self.foot = Foot()
        self._here = ""
        self._steps: StepList | None = None
        self._listed: QVBoxLayout = column()
        self._whose = secondary(f"{guide.case_number} · {guide.client}")
        self._side = _side(self._whose, self._listed)
        self._leaf, self._alone = QStackedWidget(), QStackedWidget()
        self._lay_out()
        self.follow(self.course)

    def take(self, guide: Guide) -> None:
        """The form as the store has it now; its answers say which steps there are."""
        self.guide = guide
        self.foot.setHidden(guide.consent.sealed_at is not None)
        course = Course(guide.form, guide.consent.answers, reader=self.course.reader)
        if course.keys == self.course.keys:
            self._mark()
        else:
            self.follow(course)

    def follow(self, course: Course) -> None:
        """Go through these steps from now on. Others than the counsellor know whose form it is."""
        self.course = course
        self._whose.setVisible(course.reader is None)
        self._steps = StepList([(step.key, step.short) for step in course.steps])
        self._steps.chosen.connect(self.step_chosen)
        emptied(self._listed)
        self._listed.addWidget(self._steps)
        self._mark()

    def put(self, leaf: QWidget, here: str) -> None:
        """Show this page, of that step, instead of the one that stood."""
        self._here = here
        _empty(self._alone, but=1)
        _put_into(self._leaf, leaf)
        self._mark()

    def put_alone(self, page: QWidget) -> None:
        """Show this page and nothing of the guide, over the whole display; ``put`` ends it."""
        _empty(self._alone, but=1)
        self._alone.addWidget(page)
        self._alone.setCurrentWidget(page)
        cast(Page, page).take_focus()

    @property
    def leaf(self) -> QWidget | None:
        """The page that stands."""
        return self._leaf.currentWidget()

    @property
    def is_alone(self) -> bool:
        """Whether a page stands over everything."""
        return self._alone.currentIndex() > 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        self._side.setFixedWidth(scaled(_SIDE))
        self._side.setVisible(self.width() >= scaled(_BESIDE))

    def _mark(self) -> None:
        if self._steps is not None and self._here:
            self._steps.stand_at(self._here, done=self.course.done(self.guide))

    def _lay_out(self) -> None:
        desk, inside = QWidget(), column(gap=2 * GRID)
        beside: QHBoxLayout = row(gap=6 * GRID - EDGE)
        beside.addWidget(self._side)
        beside.addWidget(self._leaf, 1)
        inside.addLayout(beside, 1)
        inside.addWidget(self.foot)
        desk.setLayout(inside)
        self._alone.addWidget(desk)
        layout = column(margins=(3 * GRID - EDGE, 3 * GRID, 2 * GRID, GRID))
        layout.addWidget(self._alone)
        self.setLayout(layout)


def _side(whose: QWidget, listed: QVBoxLayout) -> Roll:
    inner, inside = QWidget(), column(gap=GRID, margins=(EDGE, 0, 0, 0))
    inside.addWidget(whose)
    inside.addLayout(listed, 1)
    inner.setLayout(inside)
    return Roll(inner)


def _put_into(stack: QStackedWidget, page: QWidget) -> None:
    _empty(stack)
    stack.addWidget(page)
    stack.setCurrentWidget(page)
    cast(Page, page).take_focus()


def _empty(stack: QStackedWidget, *, but: int = 0) -> None:
    while (page := stack.widget(but)) is not None:
        stack.removeWidget(page)
        page.hide()
        page.deleteLater()
