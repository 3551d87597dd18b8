"""The notes that are still here before a move: they do not go along, so each has its way out."""

from __future__ import annotations

from collections.abc import Sequence

from counsellor_desk.domain import dates
from counsellor_desk.domain.notes import NoteLine, NoteState
from counsellor_desk.ui import finishing, paper_ends
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import Button, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.told_line import told_line
from counsellor_desk.ui.widgets.words import Words, strong
from counsellor_desk.wording import _


def notes_card(screen: Screen, parts: Parts, notes: Sequence[NoteLine]) -> Card:
    """Those that can be reduced have the button for it; the first of all is marked ``first``."""
    card = Card(_("1. Reduce the notes that wait"))
    if not notes:
        card.add(told_line("circle-check", _("No note is waiting."), Ink.GREEN))
        return card
    card.add(
        Words(
            _(
                "A note can be read on this computer only. Reduce these first: their summaries "
                "move with everything else."
            )
        )
    )
    card.add(Rows(_row(screen, parts, line, first=not at) for at, line in enumerate(notes)))
    return card


def _row(screen: Screen, parts: Parts, line: NoteLine, *, first: bool) -> Row:
    when = dates.near_moment(line.session_starts, parts.clock.now())
    button = _way_out(screen, parts, line)
    if button is not None:
        button.setProperty("first", first)
    return Row(
        [strong(line.case_number)],
        below=_("session of {when}").format(when=when),
        pill=None if button else Pill(line.state.label, State.NEUTRAL),
        ends=[button] if button else [],
    )


def _way_out(screen: Screen, parts: Parts, line: NoteLine) -> Button | None:
    """None where it goes by itself, or where only a hold keeps what was reduced."""
    if line.state is NoteState.DESTROYING:
        return None
    if line.note.summary is None:
        button = secondary(_("Reduce"), lambda: parts.doors.reduce(line.note.id))
        button.setAccessibleName(_("Reduce the note of {case}").format(case=line.case_number))
        return button
    if line.state is NoteState.ON_HOLD:
        return None
    if line.note.on_paper:
        button = secondary(
            _("The paper is destroyed…"), lambda: paper_ends.ask(screen, parts, line)
        )
        button.setAccessibleName(
            _("Say how the paper of {case} was destroyed").format(case=line.case_number)
        )
        return button
    button = secondary(_("Finish destroying…"), lambda: finishing.offer(screen, parts, [line]))
    button.setAccessibleName(
        _("Finish destroying the note of {case}").format(case=line.case_number)
    )
    return button
