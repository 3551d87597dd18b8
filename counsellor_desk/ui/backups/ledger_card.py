"""The ledger: every backup that was made, where it is, what it holds, and what opens it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.backups import Backup
from counsellor_desk.ui.backup_words import counted, size
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.card import Card, Rows
from counsellor_desk.ui.widgets.layouts import Flow, column, row
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import Words, secondary, strong
from counsellor_desk.wording import _, n_

MOST_SHOWN: Final = 5
"""Backups on the card before the older ones are asked for."""

Choose = Callable[[Backup], object]


def ledger_card(
    ledger: Sequence[Backup],
    now: datetime,
    sheet: int,
    *,
    rehearse: Choose,
    gone: Choose,
    whole: bool,
    show_whole: Callable[[], object],
) -> Card:
    """The newest first. ``sheet`` is the number of the recovery sheet in force."""
    card = Card(_("Backups that were made"))
    if not ledger:
        card.add(secondary(_("Each backup is listed here: when, where, and what it holds.")))
    shown = ledger if whole else ledger[:MOST_SHOWN]
    card.add(Rows(_Entry(each, now, sheet, rehearse, gone) for each in shown))
    if (more := len(ledger) - len(shown)) > 0:
        words = n_("Show {count} older", "Show {count} older", more)
        card.add(quiet(words, show_whole, icon_name="chevron-down"))
    return card


class _Entry(QWidget):
    """When and how it stands, the facts, and below them what can be done: paths are long."""

    def __init__(
        self, backup: Backup, now: datetime, sheet: int, rehearse: Choose, gone: Choose
    ) -> None:
        super().__init__()
        when = dates.near_moment(backup.made_at.astimezone(now.tzinfo), now)
        whole = column(gap=4, margins=(0, GRID + 4, 0, GRID))
        head = row(gap=2 * GRID)
        head.addWidget(Words([strong(when)]), 1)
        head.addWidget(_pill(backup), 0, Qt.AlignmentFlag.AlignTop)
        whole.addLayout(head)
        whole.addWidget(secondary("\n".join(_facts(backup, now, sheet))))
        acts, flow = QWidget(), Flow(gap=GRID)
        for button in _acts(backup, when, rehearse, gone):
            flow.addWidget(button)
        acts.setLayout(flow)
        acts.setVisible(backup.gone_at is None)
        whole.addWidget(acts)
        self.setLayout(whole)


def _facts(backup: Backup, now: datetime, sheet: int) -> Iterator[str]:
    yield backup.place
    yield f"{counted(backup.counts)} · {size(backup.size)}"
    if backup.sheet == sheet:
        yield _("Opens with your recovery sheet")
    else:
        yield _("Opens only with recovery sheet {number}, an older one").format(number=backup.sheet)
    if backup.rehearsed_at is not None:
        day = dates.near_day(backup.rehearsed_at.astimezone(now.tzinfo).date(), now.date())
        yield _("Rehearsed {day}").format(day=day)
    if backup.gone_at is not None:
        because = backup.gone_because or _("a newer one took its place")
        yield _("Gone: {because}").format(because=because)


def _pill(backup: Backup) -> Pill:
    if backup.gone_at is not None:
        return Pill(_("gone"), State.NEUTRAL)
    if backup.verified_at is None:
        return Pill(_("not verified"), State.AMBER)
    return Pill(_("verified"), State.GREEN)


def _acts(backup: Backup, when: str, rehearse: Choose, gone: Choose) -> Iterator[QWidget]:
    if backup.gone_at is not None:
        return
    for words, name, act in (
        (_("Rehearse"), _("Rehearse the backup of {when}"), rehearse),
        (_("It is gone…"), _("The backup of {when} is gone"), gone),
    ):
        button = quiet(words, partial(act, backup))
        button.setAccessibleName(name.format(when=when))
        yield button
