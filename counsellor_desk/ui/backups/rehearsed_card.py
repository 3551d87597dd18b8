"""What a rehearsal found: what would come back, beside what the desk holds now."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.backups import Rehearsed
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import emptied, row
from counsellor_desk.ui.widgets.words import Weight, Words, secondary, title
from counsellor_desk.wording import _


class RehearsedCard(Card):
    """Hidden until there is a result."""

    def __init__(self) -> None:
        super().__init__()
        self.body.setSpacing(GRID + 4)
        self.hide()

    def show_result(self, found: Rehearsed) -> None:
        """Say whether it would work, and compare."""
        emptied(self.body)
        told = _("It works: these two would bring your records back")
        icon, ink = "circle-check", Ink.GREEN
        if found.other_desk:
            told = _("They fit together, but they are of another desk than this one")
            icon, ink = "triangle-alert", Ink.AMBER
        head, line = QWidget(), row(gap=12)
        line.addWidget(IconLabel(icon, ink, 28), 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(title(told), 1)
        head.setLayout(line)
        self.add(head)
        self.add(_compared(found))
        for sentence in _meaning(found):
            self.add(Words(sentence))
        self.show()
        announce(self, told)


def _compared(found: Rehearsed) -> QWidget:
    table = QWidget()
    grid = QGridLayout(table)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(3 * GRID)
    grid.setVerticalSpacing(GRID)
    grid.setColumnStretch(0, 1)
    for at, heading in enumerate((_("In the backup"), _("Here now")), 1):
        grid.addWidget(secondary(heading, type_=Type.SMALL), 0, at)
    for line, (label, there, here) in enumerate(_lines(found), 1):
        grid.addWidget(Words(label), line, 0)
        grid.addWidget(_number(label, there), line, 1)
        grid.addWidget(_number(label, here), line, 2)
    return table


def _number(label: str, count: int) -> Words:
    number = Words(str(count), weight=Weight.DemiBold)
    number.setAccessibleName(f"{label}: {count}")
    return number


def _lines(found: Rehearsed) -> Iterator[tuple[str, int, int]]:
    yield _("Cases"), found.counts.cases, found.now.cases
    yield _("Summaries"), found.counts.summaries, found.now.summaries
    yield _("Sealed documents"), found.counts.documents, found.now.documents


def _meaning(found: Rehearsed) -> Iterator[str]:
    made = dates.local_moment(found.made_at)
    if found.other_desk:
        yield _("It was made on {moment}. It would not bring these records back.").format(
            moment=made
        )
        return
    yield _("It would bring the desk back as it was on {moment}.").format(moment=made)
    if found.counts != found.now:
        yield _("What came later is only here. A new backup holds it too.")
    yield _("Session notes would not come back: they are in no backup.")
