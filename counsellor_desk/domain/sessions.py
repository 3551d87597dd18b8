"""Sessions: when, how, and whether the client came (policy 4.8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from counsellor_desk.domain.ids import CaseId, SessionId
from counsellor_desk.domain.worded import Worded
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_


class Mode(Worded):
    """How a session was held."""

    IN_PERSON = "in_person", N_("In person")
    VIDEO = "video", N_("Video")
    TELEPHONE = "telephone", N_("Telephone")


class Attendance(Worded):
    """Whether it took place. A session that did not may have no summary."""

    ATTENDED = "attended", N_("Attended")
    CANCELLED = "cancelled", N_("Cancelled")
    DID_NOT_ATTEND = "did_not_attend", N_("Did not attend")


class SessionInFuture(InputError):
    """A note is written after the session began."""

    field = "session_starts"
    happened = N_("That session has not begun yet.")
    next_step = N_("Correct its date and time, or check this computer's clock.")


class SessionLengthNotPossible(InputError):
    """Between five minutes and a long day's workshop."""

    field = "minutes"
    happened = N_("A session lasts between 5 minutes and 8 hours.")
    next_step = N_("Correct its length.")


@dataclass(frozen=True, kw_only=True)
class Session:
    """One meeting of a case. ``number`` counts a case's sessions from 1; ``starts`` is aware."""

    id: SessionId
    case: CaseId
    number: int
    starts: datetime
    minutes: int = 50
    mode: Mode = Mode.IN_PERSON
    attendance: Attendance = Attendance.ATTENDED

    @property
    def ends(self) -> datetime:
        """When it ended: a note's age counts from here."""
        return self.starts + timedelta(minutes=self.minutes)


def ensure_possible(starts: datetime, minutes: int, now: datetime) -> None:
    """Let a session be recorded.

    Raises:
        SessionInFuture: it begins after ``now``.
        SessionLengthNotPossible: less than 5 or more than 480 minutes.
    """
    if starts > now:
        raise SessionInFuture
    if not 5 <= minutes <= 480:
        raise SessionLengthNotPossible


def checked(session: Session, now: datetime) -> Session:
    """The session itself.

    Raises:
        As ``ensure_possible``.
    """
    ensure_possible(session.starts, session.minutes, now)
    return session
