"""Forms that lie on paper, with what can be done with each; pages can be dropped on the list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.ui.forms.paper_in import PaperIn, dropped
from counsellor_desk.ui.paper_out import PaperOut
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import icon_button, quiet, secondary
from counsellor_desk.ui.widgets.card import Card, Row
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import secondary as beside
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows.paper_printing import PaperLine

LONG_OUT: Final = 14
"""Days after which a paper is asked about in amber."""


class PaperCard(Card):
    """The list. Rows are put in by whoever shows it: ``row_of`` makes one."""

    def __init__(self, screen: Screen, parts: Parts, lines: Sequence[PaperLine]) -> None:
        self._screen, self._parts = screen, parts
        self._out = PaperOut(screen, parts)
        bring = quiet(_("Bring back…"), PaperIn(screen, parts).choose, icon_name="camera")
        super().__init__(_("On paper, awaiting return"), aside=bring if lines else None)
        if not lines:
            bring.deleteLater()
            self.add(beside(_("No form is out on paper.")))
            return
        self.add(
            beside(_("Scan or photograph what came back, and choose the files or drop them here."))
        )
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        if paths := dropped(event):
            event.acceptProposedAction()
            PaperIn(self._screen, self._parts).take(paths)

    def row_of(self, line: PaperLine) -> Row:
        """A form, since when it is out, and what can be done."""
        return Row(
            [strong(line.title)],
            below=" · ".join(_facts(line)),
            pill=_pill(line, self._parts.clock.now().date()),
            ends=[*self._ends(line)],
        )

    def _ends(self, line: PaperLine) -> Iterator[QWidget]:
        go_on = bool(line.pages)
        back = secondary(_("Go on") if go_on else _("It is back"), partial(self._back, line))
        back.setAccessibleName(_told(_("Go on") if go_on else _("It is back"), line))
        yield back
        yield icon_button("printer", _told(_("Print again"), line), partial(self._out.again, line))
        yield icon_button(
            "x", _told(_("Not coming back"), line), partial(self._out.call_back, line)
        )

    def _back(self, line: PaperLine) -> None:
        """A client's form opens where it stands; a blank one needs its pages first."""
        if line.consent is not None:
            self._parts.doors.open_form(line.consent)
        else:
            PaperIn(self._screen, self._parts, wanted=line.form_id).choose()


def _told(act: str, line: PaperLine) -> str:
    if line.is_blank:
        return _("{act}: {form}, blank, {id}").format(act=act, form=line.title, id=line.form_id)
    return _("{act}: {form}, {case}, {client}").format(
        act=act, form=line.title, case=line.case_number, client=line.client
    )


def _facts(line: PaperLine) -> Iterator[str]:
    if line.is_blank:
        yield _("blank, nobody’s yet")
    else:
        yield line.case_number
        yield line.client
    yield line.form_id
    if line.large:
        yield _("large print")
    yield _("printed {day}").format(day=dates.day(line.printed_at.date()))


def _pill(line: PaperLine, today: date) -> Pill:
    if line.pages:
        words = n_("{count} page is here", "{count} pages are here", line.pages)
        return Pill(words, State.AMBER)
    days = max(0, (today - line.printed_at.date()).days)
    words = n_("out since {count} day", "out since {count} days", days) if days else _("out today")
    return Pill(words, State.AMBER if days >= LONG_OUT else State.NEUTRAL)
