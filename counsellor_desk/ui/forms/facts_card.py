"""What law and practice say at a step, and helplines: each with its source, place and day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.facts import Fact
from counsellor_desk.domain.profile import Jurisdiction
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.card import Card, Rows
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import column, row
from counsellor_desk.ui.widgets.words import Tone, Words
from counsellor_desk.wording import _, n_

AT_ONCE: Final = 4
"""So many are shown as they are; more are folded up, so that the question stays in sight."""


class FactsCard(Card):
    """Shown whole where they are few; what is more than a year old says so in any case."""

    def __init__(self, known: Sequence[Fact], today: date) -> None:
        subjects = {fact.subject for fact in known}
        super().__init__(known[0].subject if len(subjects) == 1 else _("Good to know"))
        self._count = len(known)
        self._rows = Rows(_FactRow(fact, today) for fact in known)
        old = sum(fact.is_old(today) for fact in known)
        if old:
            self.add(_warning(_old(old)))
        self._more = quiet("", self._turn, icon_name="book-open")
        self._more.setHidden(self._count <= AT_ONCE)
        self.add(self._more)
        self.add(self._rows)
        self._show(whole=self._count <= AT_ONCE)

    def _turn(self) -> None:
        self._show(whole=self._rows.isHidden())

    def _show(self, *, whole: bool) -> None:
        self._rows.setVisible(whole)
        show = n_("Show {count} fact", "Show {count} facts with their sources", self._count)
        self._more.setText(_("Hide them") if whole else show)


class _FactRow(QWidget):
    def __init__(self, fact: Fact, today: date) -> None:
        super().__init__()
        layout = column(gap=2, margins=(0, GRID, 0, GRID))
        layout.addWidget(Words(fact.text))
        layout.addWidget(Words(_where(fact), type_=Type.SMALL, tone=Tone.SECONDARY))
        if fact.is_old(today) or not fact.verified:
            layout.addWidget(_warning(fact.standing(today), type_=Type.SMALL))
        self.setLayout(layout)


def _where(fact: Fact) -> str:
    """``England and Wales · legislation.gov.uk · Checked on 23 November 2026``."""
    places = [each.label for each in Jurisdiction if each in fact.jurisdictions]
    return _("{places} · Source: {source} · Checked on {day}").format(
        places=", ".join(places) or _("All of the United Kingdom"),
        source=fact.source,
        day=dates.day(fact.checked_on),
    )


def _old(count: int) -> str:
    return n_(
        "{count} of these was checked more than a year ago. Please check it again.",
        "{count} of these were checked more than a year ago. Please check them again.",
        count,
    )


def _warning(sentence: str, type_: Type = Type.BODY) -> QWidget:
    line, layout = QWidget(), row(gap=GRID)
    layout.addWidget(IconLabel("triangle-alert", Ink.AMBER, 16))
    layout.addWidget(Words(sentence, type_=type_, tone=Tone.AMBER), 1)
    line.setLayout(layout)
    return line
