"""Moving to another computer, as four steps. Notes that still wait come first: they do not move."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.backups import Moving
from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui.backups.making import Making
from counsellor_desk.ui.backups.notes_first import notes_card
from counsellor_desk.ui.backups.now_card import NowCard
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.layouts import column, emptied, row
from counsellor_desk.ui.widgets.page import Column, Page
from counsellor_desk.ui.widgets.told_line import told_line
from counsellor_desk.ui.widgets.words import Words, strong
from counsellor_desk.wording import _
from counsellor_desk.workflows import backups
from counsellor_desk.workflows.backups import Overview
from counsellor_desk.workflows.desk import Desk


class MovingScreen(Screen):
    """Where a hold forbids moving, it says why, and offers no backup to move with."""

    kinds: ClassVar = frozenset({Changed.NOTES, Changed.HOLDS, Changed.BACKUPS})

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts = parts
        self._first = column(gap=0)
        self._now = NowCard(parts.clock, heading=_("2. Make a backup"))
        self._making = Making(self, parts, self._now)
        self._steps = QWidget()
        self._lay_out()

    def arrive(self) -> None:
        self.ask(lambda _progress: _read(self._parts.desk), self._arrived)

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self.ask(lambda _progress: _read(self._parts.desk), self._show)

    def leave(self) -> bool:
        return self._making.may_leave()

    def give_way(self) -> None:
        self._making.cancel()

    def _arrived(self, read: tuple[Moving, Overview]) -> None:
        self._show(read)
        first = next((b for b in self.findChildren(QWidget) if b.property("first")), None)
        (first or self._now.make).setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, read: tuple[Moving, Overview]) -> None:
        moving, found = read
        self._now.show_state(found.due, found.last)
        self._steps.setVisible(not moving.refusals)
        with focus_kept(self):
            emptied(self._first)
            self._first.addWidget(
                self._refused(moving)
                if moving.refusals
                else notes_card(self, self._parts, moving.waiting)
            )

    def _lay_out(self) -> None:
        page = Page(
            _("Move to another computer"),
            _("Four steps. All your records move; session notes stay where they were written."),
            back=self._parts.window.go_back,
        )
        held, steps = Column(), column(gap=2 * GRID)
        first = QWidget()
        first.setLayout(self._first)
        for widget in (self._now, _there(), _here()):
            steps.addWidget(widget)
        self._steps.setLayout(steps)
        self._steps.hide()
        held.add(first)
        held.add(self._steps)
        page.add(held)
        page.body.addStretch(1)
        layout = column()
        layout.addWidget(page)
        self.setLayout(layout)

    def _refused(self, moving: Moving) -> Card:
        card = Card(_("This desk cannot be moved now"))
        card.body.setSpacing(GRID + 4)
        for refusal in moving.refusals:
            happened, safe, next_step = refusal.sentences()
            card.add(told_line("hand", happened, Ink.RED))
            for sentence in filter(None, (safe, next_step)):
                card.add(Words(sentence))
        look = secondary(_("Go to the notes on hold"), lambda: self._parts.window.go("reduce"))
        look.setProperty("first", True)
        card.add(look)
        return card


def _read(desk: Desk) -> tuple[Moving, Overview]:
    return backups.moving(desk), backups.overview(desk)


def _there() -> Card:
    card = Card(_("3. On the other computer"))
    for number, sentence in enumerate(_acts_there(), 1):
        card.add(_line_of(str(number), sentence))
    return card


def _acts_there() -> Iterator[str]:
    yield _("Install Counsellor Desk and open it.")
    yield _("On its first page choose “I have a backup”, and the file on the stick.")
    yield _("Type the seven groups of your recovery sheet.")
    yield _("Choose a passphrase for that computer. Your records are there.")


def _here() -> Card:
    card = Card(_("4. This computer afterwards"))
    card.body.setSpacing(GRID + 4)
    for sentence in (
        _("Nothing changes here by itself: this desk stays as it is and opens as before."),
        _(
            "Work on one of the two only. What you write here from then on does not reach the "
            "other one."
        ),
        _("Look at the other desk first. Then have this computer erased before you give it away."),
    ):
        card.add(Words(sentence))
    return card


def _line_of(number: str, sentence: str) -> QWidget:
    line, layout = QWidget(), row(gap=12)
    layout.addWidget(Words([strong(number)]), 0, Qt.AlignmentFlag.AlignTop)
    layout.addWidget(Words(sentence), 1)
    line.setLayout(layout)
    return line
