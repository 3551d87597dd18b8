"""What one wants to know before a client comes: the last summary, and what is still to be done."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain
from typing import Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.summaries import ActionPoint, EssentialSummary, Section
from counsellor_desk.domain.text import preview
from counsellor_desk.ui.cases.acts import Acts
from counsellor_desk.ui.cases.summary_text import ActionRow
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.card import Card, Rows
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows.cases import CasePage

_READ_FIRST: Final = (Section.RISK, Section.OBSERVED, Section.NEXT)
_LINES: Final = 2
_LENGTH: Final = 140
_MOST_ACTIONS: Final = 6
"""Open actions on the page; all of them stand in their records."""


def last_time_card(page: CasePage, acts: Acts) -> Card:
    """The newest summary in a few lines."""
    newest = page.summaries[0]
    read = quiet(_("Read it"), lambda: acts.doors.open_summary(newest.id), icon_name="file-text")
    read.setAccessibleName(_("Read the last summary"))
    card = Card(_("Last summary"), aside=read)
    card.add(standing_back(_session(page, newest)))
    for line in _first_lines(newest):
        card.add(Words(line))
    return card


def open_actions(page: CasePage) -> list[ActionPoint]:
    """What was agreed in this case and is not done: what is due first, then the newest."""
    found = chain(
        (action for summary in page.summaries for action in summary.actions),
        (action for record in page.records for action in record.actions),
    )
    waiting = [action for action in found if action.done_on is None]
    return sorted(waiting, key=lambda action: action.due_on or date.max)


def actions_card(page: CasePage, acts: Acts) -> Card:
    """Open actions, each to be ticked off here."""
    card = Card(_("Agreed actions"))
    found = open_actions(page)
    shown = found[:_MOST_ACTIONS]
    card.add(Rows(ActionRow(action, page.today, acts.tick_off) for action in shown))
    if (more := len(found) - len(shown)) > 0:
        words = n_(
            "{count} more stands in the records.", "{count} more stand in the records.", more
        )
        card.add(standing_back(words))
    return card


def _session(page: CasePage, summary: EssentialSummary) -> str:
    numbers = {session.id: session.number for session in page.sessions}
    return _("Session {number} of {day}").format(
        number=numbers[summary.session], day=dates.day(summary.session_on)
    )


def _first_lines(summary: EssentialSummary) -> Iterator[str]:
    """Risk is never left out for want of room."""
    for section in _READ_FIRST:
        lines = summary.sections.get(section, ())
        yield from lines if section is Section.RISK else _short(lines)


def _short(lines: tuple[str, ...]) -> Iterator[str]:
    yield from (preview(line, _LENGTH) for line in lines[:_LINES])
