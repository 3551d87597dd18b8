"""What was done at this desk: every act in its order, and the codes that papers carry of it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.trail import Answer, Fit, Line
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.settings.section import Section
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.buttons import Button, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import Flow
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.ui.widgets.words import Tone, Words
from counsellor_desk.ui.widgets.words import secondary as said_quietly
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import trail
from counsellor_desk.workflows.preferences import Preferences
from counsellor_desk.workflows.trail import TrailPage


class HistorySection(Section):
    """Nothing is changed here."""

    heading: ClassVar[str] = N_("What was done here")

    def __init__(self, screen: Screen, parts: Parts) -> None:
        super().__init__(screen, parts)
        self._rows = Rows()
        self._newer: list[int | None] = []
        self._below: int | None = None
        self._older: int | None = None
        self._only = Tick(_("Only openings and what left this desk"))
        self._only.toggled.connect(lambda _on: self._begin())
        self._to_newer = secondary(_("Newer"), self._go_newer)
        self._to_older = secondary(_("Older"), self._go_older)
        self.body.addWidget(CodeCard(screen, parts))
        self.body.addWidget(self._list())

    def show_now(self, preferences: Preferences) -> None:
        del preferences
        self._begin()

    def _list(self) -> Card:
        card = Card(_("Every act, the newest first"))
        card.add(
            said_quietly(
                _(
                    "Each entry is tied to the one before it, so that none can be changed or taken "
                    "out unseen. They name no client, only numbers of cases."
                )
            )
        )
        card.add(self._only)
        card.add(self._rows)
        ways, flow = QWidget(), Flow(gap=GRID)
        flow.addWidget(self._to_newer)
        flow.addWidget(self._to_older)
        ways.setLayout(flow)
        card.add(ways)
        return card

    def _begin(self) -> None:
        self._newer = []
        self._load(None)

    def _go_older(self) -> None:
        self._newer.append(self._below)
        self._load(self._older)

    def _go_newer(self) -> None:
        self._load(self._newer.pop() if self._newer else None)

    def _load(self, below: int | None) -> None:
        self._below = below
        desk, only = self.parts.desk, self._only.isChecked()
        self.place.ask(lambda _progress: trail.page(desk, below=below, only_ways=only), self._show)

    def _show(self, page: TrailPage) -> None:
        self._older = page.older
        self._rows.show_rows([self._row(line) for line in page.lines])
        self._enable(self._to_older, on=page.older is not None, other=self._to_newer)
        self._enable(self._to_newer, on=bool(self._newer), other=self._to_older)

    def _enable(self, button: Button, *, on: bool, other: Button) -> None:
        """Focus does not stay on a button that leads nowhere any more."""
        if not on and button.hasFocus():
            other.setEnabled(True)
            other.setFocus(Qt.FocusReason.OtherFocusReason)
        button.setEnabled(on)

    def _row(self, line: Line) -> Row:
        pill = Pill(_("Look at this"), State.AMBER) if line.is_unusual else None
        return Row(line.words, below=line.below(self.parts.clock.now()), pill=pill)


class CodeCard(Card):
    """A code is typed from a paper; the answer stands below it."""

    def __init__(self, screen: Screen, parts: Parts) -> None:
        super().__init__(_("Check a record code"))
        self._screen, self._parts = screen, parts
        self._line = LineInput()
        self._line.returnPressed.connect(self._check)
        self._answer = Words("")
        self._answer.hide()
        help_ = _("It stands at the foot of what was printed or saved here.")
        self.add(Field("record_code", _("Record code"), self._line, help_=help_))
        button, flow = QWidget(), Flow(gap=GRID)
        flow.addWidget(secondary(_("Check it"), self._check))
        button.setLayout(flow)
        self.add(button)
        self.add(self._answer)

    def _check(self) -> None:
        typed, desk = self._line.value(), self._parts.desk
        self._answer.hide()
        self._screen.ask(lambda _progress: trail.check_code(desk, typed), self._show)

    def _show(self, answer: Answer) -> None:
        self._answer.deleteLater()
        self._answer = Words(
            _told(answer, self._parts), tone=Tone.GREEN if answer.fit is Fit.FITS else Tone.AMBER
        )
        self.add(self._answer)
        announce(self._answer, self._answer.text())


def _told(answer: Answer, parts: Parts) -> str:
    label = answer.fit.label.format(number=answer.number)
    if answer.line is None:
        more = _("The paper is of another store, or its code was read wrongly.")
        return label if answer.fit is Fit.LOST else f"{label} {more}"
    entry = f"{answer.line.words}, {answer.line.below(parts.clock.now())}."
    if answer.fit is Fit.FITS:
        return f"{label} {entry}"
    more = _(
        "The record here was changed since, or the paper is of another store. Here the entry says:"
    )
    return f"{label} {more} {entry}"
