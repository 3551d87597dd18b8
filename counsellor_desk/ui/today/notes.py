"""The cards about session notes: those that wait, those set free by a lifted hold, their ages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Final

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.notes import Age, NoteLine
from counsellor_desk.ui import finishing, paper_ends
from counsellor_desk.ui.ages import AGE_STATES, told_age
from counsellor_desk.ui.note_sizes import told_size
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.bar_chart import BarChart, BarOf
from counsellor_desk.ui.widgets.buttons import Button, Look, quiet, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.pill import Pill
from counsellor_desk.ui.widgets.words import Words, strong
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows.today import Today, WaitingNote

MOST_SHOWN: Final = 6
"""Notes on the card; the others are in the room where notes are reduced."""
CHART_FROM: Final = 3
"""Fewer notes are compared faster without a picture."""


def waiting_card(screen: Screen, parts: Parts, today: Today) -> Card:
    """Notes to be reduced, the oldest first; only the oldest has the primary button."""
    card = Card(_("Notes waiting"))
    rows: list[QWidget] = [
        _waiting_row(parts, note, today, Look.SECONDARY if number else Look.PRIMARY)
        for number, note in enumerate(today.waiting[:MOST_SHOWN])
    ]
    rows += [_destroying_row(screen, parts, note) for note in today.destroying]
    if not rows:
        card.add(Words(_("Every note is reduced. New ones wait here until you have reduced them.")))
    card.add(Rows(rows))
    if (more := len(today.waiting) - MOST_SHOWN) > 0:
        words = n_("{count} more note is waiting", "{count} more notes are waiting", more)
        card.add(quiet(words, lambda: parts.window.go("reduce"), icon_name="chevron-right"))
    return card


def reduced_cards(screen: Screen, parts: Parts, today: Today) -> Iterator[Card]:
    """Notes whose summary is accepted, and of which something is still to be done."""
    if today.papers:
        yield papers_card(screen, parts, today)
    if today.freed:
        yield freed_card(screen, parts, today)


def papers_card(screen: Screen, parts: Parts, today: Today) -> Card:
    """Notes whose summary is accepted, and whose paper somebody still has to destroy."""
    card = Card(_("Paper still to be destroyed"))
    card.add(Words(_("Their summaries are accepted. Destroy the paper, then say so here.")))
    card.add(Rows(_paper_row(screen, parts, note, today) for note in today.papers))
    return card


def has_ages(today: Today) -> bool:
    """Whether a picture of the ages says more than the rows do."""
    ages = {note.age for note in today.waiting}
    return len(today.waiting) >= CHART_FROM and len(ages) > 1


def ages_card(today: Today) -> Card:
    """How many of all waiting notes are how old, as bars."""
    card = Card(_("Ages of notes"))
    counts = Counter(note.age for note in today.waiting)
    bars = [
        BarOf(band, counts[age], n_("{count} note", "{count} notes", counts[age]), AGE_STATES[age])
        for age, band in _bands(today).items()
        if counts[age]
    ]
    chart = BarChart(_("Ages of notes"))
    chart.show_bars(bars)
    card.add(chart)
    return card


def freed_card(screen: Screen, parts: Parts, today: Today) -> Card:
    """Notes reduced while they were on hold, which nothing holds any more."""
    card = Card(_("No longer on hold"))
    card.add(Words(_("Reduced while they were on hold, and nothing holds them any more.")))
    card.add(Rows(_freed_row(screen, parts, line, today.now) for line in today.freed))
    return card


def _waiting_row(parts: Parts, note: WaitingNote, today: Today, look: Look) -> Row:
    line = note.line
    button = Button(_("Reduce"), lambda: parts.doors.reduce(line.note.id), look=look)
    button.setAccessibleName(_("Reduce the note of {case}").format(case=line.case_number))
    return Row(
        [strong(line.case_number)],
        below=" · ".join((_session(line, today.now), told_size(line.note))),
        pill=Pill(*told_age(line.session_ended, today.now, today.limits)),
        ends=[button],
    )


def _paper_row(screen: Screen, parts: Parts, note: WaitingNote, today: Today) -> Row:
    line = note.line
    button = secondary(_("The paper is destroyed…"), lambda: paper_ends.ask(screen, parts, line))
    button.setAccessibleName(
        _("Say how the paper of {case} was destroyed").format(case=line.case_number)
    )
    return Row(
        [strong(line.case_number)],
        below=_session(line, today.now),
        pill=Pill(*told_age(line.session_ended, today.now, today.limits)),
        ends=[button],
    )


def _destroying_row(screen: Screen, parts: Parts, line: NoteLine) -> Row:
    button = secondary(_("Finish now"), lambda: finishing.finish(screen, parts, [line]))
    button.setAccessibleName(
        _("Finish destroying the note of {case}, now").format(case=line.case_number)
    )
    return Row(
        [strong(line.case_number)],
        below=_("This is finished by itself, after an interruption too."),
        pill=Pill(line.state.label),
        ends=[button],
    )


def _freed_row(screen: Screen, parts: Parts, line: NoteLine, now: datetime) -> Row:
    button = secondary(_("Finish destroying…"), lambda: finishing.offer(screen, parts, [line]))
    button.setAccessibleName(
        _("Finish destroying the note of {case}").format(case=line.case_number)
    )
    return Row([strong(line.case_number)], below=_session(line, now), ends=[button])


def _session(line: NoteLine, now: datetime) -> str:
    return _("session of {when}").format(when=dates.near_moment(line.session_starts, now))


def _bands(today: Today) -> Mapping[Age, str]:
    amber, red = today.limits.amber_hours, today.limits.red_hours
    return {
        Age.RED: _("over {hours} hours").format(hours=red),
        Age.AMBER: _("{least} to {most} hours").format(least=amber, most=red),
        Age.FRESH: _("under {hours} hours").format(hours=amber),
    }
