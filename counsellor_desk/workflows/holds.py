"""Holds: setting one, lifting one, and what then waits to be destroyed (policy 4.9)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from counsellor_desk.domain import holds as hold_rules
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.holds import Basis, Hold
from counsellor_desk.domain.ids import CaseId, HoldId, NoteId
from counsellor_desk.domain.notes import NoteLine, NoteState
from counsellor_desk.vault import cases, holds, ids, notes
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.workflows.desk import Desk


@dataclass(frozen=True, kw_only=True)
class NewHold:
    """``case`` and ``note`` empty: the whole store."""

    basis: Basis
    reason: str
    review_on: date
    case: CaseId | None = None
    note: NoteId | None = None


@dataclass(frozen=True, kw_only=True)
class HoldLine:
    """A hold in force as a list shows it.

    ``case`` empty: it reaches the whole store, or a note that stayed on another computer when the
    records were brought back here. ``session``: number of the session whose note alone it reaches.
    """

    hold: Hold
    case: CaseId | None = None
    case_number: str = ""
    session: int | None = None


def set_hold(desk: Desk, new: NewHold) -> Hold:
    """Stop every destruction that the hold reaches.

    Raises:
        HoldReasonMissing, HoldReviewNotPossible: as they say.
    """
    now = desk.now()
    hold = hold_rules.checked(
        Hold(
            id=HoldId(ids.new_id()),
            case=new.case,
            note=new.note,
            basis=new.basis,
            reason=new.reason,
            set_by=desk.profile().name,
            set_at=now,
            review_on=new.review_on,
        )
    )
    with desk.store.act(Act.HOLD_SET, at=now, about=hold.id, basis=hold.basis.value) as tx:
        holds.save(tx, hold)
    return hold


def lift(desk: Desk, hold: HoldId, because: str) -> tuple[NoteLine, ...]:
    """Lift a hold. The notes that were reduced meanwhile and that nothing holds any more.

    Raises:
        HoldReasonMissing: no reason given.
    """
    now = desk.now()
    before = holds.load(desk.read(), hold)
    lifted = hold_rules.lifted(before, by=desk.profile().name, at=now, because=because)
    with desk.store.act(Act.HOLD_LIFTED, at=now, about=hold) as tx:
        holds.save(tx, lifted)
    return freed(desk)


def freed(desk: Desk) -> tuple[NoteLine, ...]:
    """Notes with an accepted summary whose destruction waits for a word, and nothing holds them.

    Of a note on paper nobody is asked this, but what became of the paper.
    """
    return tuple(
        line
        for line in notes.lines(desk.read())
        if line.state is NoteState.WAITING
        and line.note.summary is not None
        and not line.note.on_paper
    )


def active(desk: Desk) -> tuple[Hold, ...]:
    """All holds in force."""
    return holds.active(desk.read())


def lines(desk: Desk) -> tuple[HoldLine, ...]:
    """All holds in force with what they reach, the oldest first."""
    reader = desk.read()
    held = {line.note.id: line for line in notes.lines(reader)}
    return tuple(_line(reader, hold, held) for hold in holds.active(reader))


def _line(reader: Reader, hold: Hold, held: Mapping[NoteId, NoteLine]) -> HoldLine:
    if hold.note is not None and (note := held.get(hold.note)):
        return HoldLine(
            hold=hold,
            case=note.note.case,
            case_number=note.case_number,
            session=note.session_number,
        )
    if hold.case is None:
        return HoldLine(hold=hold)
    return HoldLine(hold=hold, case=hold.case, case_number=cases.load(reader, hold.case).number)
