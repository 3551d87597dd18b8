"""Holds: what must not be destroyed now (policy 4.9, 11.1; DPA 2018 s.173).

A hold reaches the whole store, a case or a note. It blocks every route to destruction, in the
code that destroys; a summary may still be accepted, and the destruction then waits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from counsellor_desk.domain.ids import CaseId, HoldId, NoteId
from counsellor_desk.domain.text import one_line
from counsellor_desk.domain.worded import Worded
from counsellor_desk.errors import DeskError, InputError
from counsellor_desk.wording import N_


class Basis(Worded):
    """Why something is held."""

    ACCESS_REQUEST = "access_request", N_("The client has asked to see the records")
    COURT = "court", N_("Court order or witness summons")
    POLICE = "police", N_("Police request")
    COMPLAINT = "complaint", N_("Complaint")
    SAFEGUARDING = "safeguarding", N_("Safeguarding")
    COUNSELLOR = "counsellor", N_("Set by me")


class HoldReasonMissing(InputError):
    """Somebody will ask why."""

    field = "hold_reason"
    happened = N_("The reason for the hold is missing.")
    next_step = N_("One line is enough: what is waited for.")


class HoldReviewNotPossible(InputError):
    """A hold is looked at again."""

    field = "hold_review"
    happened = N_("The review date has to lie in the future, at most a year ahead.")
    next_step = N_("Choose the day on which you will look at this hold again.")


class OnHold(DeskError):
    """The code that destroys met a hold."""

    happened = N_("This note is on hold, so it was not destroyed.")
    safe = N_("The note, and any summary you accepted, are kept.")
    next_step = N_("When the hold is lifted you will be asked whether to finish destroying it.")


class HeldAsItIs(DeskError):
    """Somebody may be asked for the note as it was when the hold was set."""

    happened = N_("This note is on hold, so nothing in it is changed or taken out.")
    safe = N_("The note is kept as it was when the hold was set.")
    next_step = N_("Write what is to be added in a second note of the session.")


class KeptForAnOrder(DeskError):
    """Keys that are changed, or a store that is moved, might lose a note that somebody asks for."""

    happened = N_(
        "A session note is on hold ({basis}), so the store may be neither moved nor given new keys."
    )
    next_step = N_(
        "Lift the hold first, or give the service manager a sealed copy of the note and wait."
    )


class HeldNotesNotHere(DeskError):
    """Making new keys for notes would put a held note out of reach for good."""

    happened = N_("A note on hold was written with keys that this computer does not have now.")
    safe = N_("That note and all records are kept, and nothing was changed.")
    next_step = N_(
        "Go on at the computer where it was written, or bring back its keys. Once the hold is "
        "lifted, session notes can be begun anew here."
    )


@dataclass(frozen=True, kw_only=True)
class Hold:
    """``case`` and ``note`` empty: the whole store. A lifted hold stays on record."""

    id: HoldId
    case: CaseId | None
    note: NoteId | None
    basis: Basis
    reason: str
    set_by: str
    set_at: datetime
    review_on: date
    lifted_by: str = ""
    lifted_at: datetime | None = None
    lifted_because: str = ""

    @property
    def active(self) -> bool:
        """It has not been lifted."""
        return self.lifted_at is None

    def reaches(self, case: CaseId, note: NoteId) -> bool:
        """Whether it stops the destruction of that note."""
        if not self.active:
            return False
        if self.note is not None:
            return self.note == note
        return self.case is None or self.case == case


def checked(hold: Hold) -> Hold:
    """The hold with its reason tidied.

    Raises:
        HoldReasonMissing, HoldReviewNotPossible: as they say.
    """
    reason = one_line(hold.reason)
    if not reason:
        raise HoldReasonMissing
    if not 0 < (hold.review_on - hold.set_at.date()).days <= 366:
        raise HoldReviewNotPossible
    return replace(hold, reason=reason)


def reaching(holds: Iterable[Hold], case: CaseId, note: NoteId) -> tuple[Hold, ...]:
    """The holds that stop the destruction of that note."""
    return tuple(hold for hold in holds if hold.reaches(case, note))


def ensure_free(holds: Iterable[Hold], case: CaseId, note: NoteId) -> None:
    """Let a destruction go on.

    Raises:
        OnHold: at least one hold reaches the note.
    """
    if reaching(holds, case, note):
        raise OnHold


def lifted(hold: Hold, *, by: str, at: datetime, because: str) -> Hold:
    """The hold, lifted.

    Raises:
        HoldReasonMissing: no reason given.
    """
    reason = one_line(because)
    if not reason:
        raise HoldReasonMissing
    return replace(hold, lifted_by=by, lifted_at=at, lifted_because=reason)
