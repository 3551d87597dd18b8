"""The notes of a case that are not destroyed yet, and what is to be done with each."""

from __future__ import annotations

from collections.abc import Iterator

from counsellor_desk.domain import dates
from counsellor_desk.domain.notes import NoteLine, NoteState
from counsellor_desk.ui.ages import told_age
from counsellor_desk.ui.cases.acts import Acts
from counsellor_desk.ui.note_sizes import told_size
from counsellor_desk.ui.widgets.buttons import Button, primary, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import _
from counsellor_desk.workflows.cases import CasePage


def waiting_card(page: CasePage, acts: Acts) -> Card:
    """Notes of this case that are not destroyed yet."""
    card = Card(_("Notes waiting"))
    first = next((n for n in page.notes if can_reduce(n)), None)
    card.add(Rows(_note_row(page, note, acts, first=note is first) for note in page.notes))
    return card


def can_reduce(note: NoteLine) -> bool:
    """A held note can be reduced too: only its destruction waits."""
    return note.state in {NoteState.WAITING, NoteState.ON_HOLD} and note.note.summary is None


def _note_row(page: CasePage, note: NoteLine, acts: Acts, *, first: bool) -> Row:
    when = dates.near_moment(note.session_starts, page.now)
    return Row(
        [strong(_("Session {number}").format(number=note.session_number))],
        below=_("{when}, {words}").format(when=when, words=told_size(note.note)),
        pill=_note_pill(page, note),
        ends=list(_note_buttons(note, acts, first=first)),
    )


def _note_pill(page: CasePage, note: NoteLine) -> Pill:
    if note.state is not NoteState.WAITING:
        return Pill(note.state.label, State.RED if note.held else State.NEUTRAL)
    if note.note.summary is not None and not note.note.on_paper:
        return Pill(_("Reduced"), State.GREEN)
    return Pill(*told_age(note.session_ended, page.now, page.limits))


def _note_buttons(note: NoteLine, acts: Acts, *, first: bool) -> Iterator[Button]:
    which, number = note.note.id, note.session_number
    if can_reduce(note):
        write = secondary(_("Write on"), lambda: acts.doors.open_note(which))
        write.setAccessibleName(_("Write on in the note of session {number}").format(number=number))
        make = primary if first else secondary
        reduce = make(_("Reduce"), lambda: acts.doors.reduce(which))
        reduce.setAccessibleName(_("Reduce the note of session {number}").format(number=number))
        yield from (reduce,) if note.note.on_paper else (write, reduce)
    elif note.note.paper_is_left and not note.held:
        end = secondary(_("The paper is destroyed…"), lambda: acts.end_paper(note))
        end.setAccessibleName(
            _("Say how the paper of session {number} was destroyed").format(number=number)
        )
        yield end
    elif note.state is NoteState.WAITING:
        finish = secondary(_("Finish destroying…"), lambda: acts.finish(note))
        finish.setAccessibleName(
            _("Finish destroying the note of session {number}").format(number=number)
        )
        yield finish
