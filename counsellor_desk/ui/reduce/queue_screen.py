"""The notes that are not destroyed yet, the oldest first: one is opened, the next one follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from PySide6.QtCore import Qt

from counsellor_desk.domain import dates
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.notes import AgeLimits, NoteLine, NoteState
from counsellor_desk.ui import finishing, held_copies, paper_ends
from counsellor_desk.ui.ages import told_age
from counsellor_desk.ui.beside_new_note import other_ways
from counsellor_desk.ui.note_sizes import told_size
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.reduce.waiting import to_reduce
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.buttons import Button, Look, primary, quiet, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.empty_state import EmptyState
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.layouts import column, emptied
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import Run, strong
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import reduce
from counsellor_desk.workflows.desk import Desk

_PRIMARY: Final = Look.PRIMARY.value
PORTION: Final = 50
"""Notes that are shown at first, and then at each press."""


@dataclass(frozen=True, kw_only=True)
class Queue:
    """All notes that are not destroyed, with what their ages mean."""

    lines: Sequence[NoteLine]
    limits: AgeLimits
    now: datetime


class QueueScreen(Screen):
    """The room's first screen."""

    kinds: ClassVar = frozenset({Changed.NOTES, Changed.HOLDS, Changed.SESSIONS, Changed.PROFILE})

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts = parts
        self._shown = PORTION
        self._page = Page(_("Reduce"))
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    def arrive(self) -> None:
        self.ask(lambda _progress: _queue(self._parts.desk), self._arrived)

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self.ask(lambda _progress: _queue(self._parts.desk), self._show)

    def _arrived(self, queue: Queue) -> None:
        self._show(queue)
        buttons = self.findChildren(Button)
        first = (
            b for b in buttons if b.property("look") == Look.PRIMARY.value and not b.isHidden()
        )
        if (button := next(first, None)) is not None:
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, queue: Queue) -> None:
        self._page.say_below(_below(queue))
        with focus_kept(self):
            emptied(self._page.aside)
            emptied(self._page.body)
            for button in self._new_ones():
                self._page.aside.addWidget(button)
            self._page.add(self._notes(queue) if queue.lines else self._nothing())
        self._page.body.addStretch(1)

    def _new_ones(self) -> tuple[Button, ...]:
        new = secondary(_("New session note"), lambda: self._parts.doors.new_note(None))
        return new, other_ways(self._parts, None)

    def _notes(self, queue: Queue) -> Card:
        card, first = Card(), next(iter(to_reduce(queue.lines)), None)
        shown = queue.lines[: self._shown]
        card.add(Rows(self._row(line, queue, first=line is first) for line in shown))
        if (more := len(queue.lines) - len(shown)) > 0:
            words = n_("Show {count} more note", "Show {count} more notes", more)
            card.add(quiet(words, lambda: self._show_more(queue), icon_name="chevron-down"))
        return card

    def _show_more(self, queue: Queue) -> None:
        self._shown += PORTION
        self._show(queue)

    def _nothing(self) -> Card:
        card = Card()
        card.add(
            EmptyState(
                "scissors",
                _("No note is waiting"),
                _(
                    "A session note waits here until you have reduced it: what is essential is "
                    "kept as a summary, the note itself is destroyed, and a receipt says so."
                ),
                primary(
                    _("Write a session note"),
                    lambda: self._parts.doors.new_note(None),
                    icon_name="notebook-pen",
                ),
            )
        )
        return card

    def _row(self, line: NoteLine, queue: Queue, *, first: bool) -> Row:
        session = _("session {number}, {when}").format(
            number=line.session_number, when=dates.near_moment(line.session_starts, queue.now)
        )
        return Row(
            [strong(line.case_number), Run(f"  {session}")],
            below=" · ".join((told_size(line.note), *_fate(line))),
            pill=_pill(line, queue),
            ends=list(self._buttons(line, first=first)),
        )

    def _buttons(self, line: NoteLine, *, first: bool) -> Iterator[Button]:
        doors, which = self._parts.doors, line.note
        if line.may_be_copied:
            yield _named(
                quiet(_("Sealed copy…"), lambda: held_copies.offer(self, self._parts, [line])),
                _("Make a sealed copy of the note of {case}, session {number}"),
                line,
            )
        if line.state is NoteState.DESTROYING:
            button = secondary(_("Finish now"), lambda: finishing.finish(self, self._parts, [line]))
            told = _("Finish destroying the note of {case}, session {number}, now")
        elif which.summary is None:
            make = primary if first else secondary
            button = make(_("Reduce"), lambda: doors.reduce(which.id))
            told = _("Reduce the note of {case}, session {number}")
        elif which.paper_is_left and not line.held:
            button = secondary(
                _("The paper is destroyed…"), lambda: paper_ends.ask(self, self._parts, line)
            )
            told = _("Say how the paper of {case}, session {number}, was destroyed")
        elif line.held:
            summary = which.summary
            button = secondary(_("Open the summary"), lambda: doors.open_summary(summary))
            told = _("Open the summary of {case}, session {number}")
        else:
            button = secondary(
                _("Finish destroying…"), lambda: finishing.offer(self, self._parts, [line])
            )
            told = _("Finish destroying the note of {case}, session {number}")
        yield _named(button, told, line)


def _named(button: Button, told: str, line: NoteLine) -> Button:
    button.setAccessibleName(told.format(case=line.case_number, number=line.session_number))
    return button


def _queue(desk: Desk) -> Queue:
    return Queue(lines=reduce.queue(desk), limits=reduce.limits(desk), now=desk.now())


def _below(queue: Queue) -> str:
    waiting = len(to_reduce(queue.lines))
    if not waiting:
        return _("Every note is reduced.") if queue.lines else ""
    return n_(
        "{count} note waits to be reduced to what is essential.",
        "{count} notes wait to be reduced to what is essential, the oldest first.",
        waiting,
    )


def _fate(line: NoteLine) -> Iterator[str]:
    if line.state is NoteState.DESTROYING:
        yield _("finished by itself, after an interruption too")
    elif line.note.paper_is_left:
        yield _("summary accepted, paper still to be destroyed")
    elif line.note.summary is not None and line.held:
        yield _("reduced; destroyed when the hold is lifted")
    elif line.note.summary is not None:
        yield _("reduced while it was on hold")
    elif line.held:
        yield _("can be reduced; the note itself stays")


def _pill(line: NoteLine, queue: Queue) -> Pill:
    if line.state is not NoteState.WAITING:
        return Pill(line.state.label, State.RED if line.held else State.NEUTRAL)
    if line.note.summary is not None and not line.note.on_paper:
        return Pill(_("Reduced"), State.GREEN)
    return Pill(*told_age(line.session_ended, queue.now, queue.limits))
