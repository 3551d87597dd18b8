"""Notes on paper: they wait and age as others do; a person destroys them (policy 4.9)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from counsellor_desk.domain.text import one_line
from counsellor_desk.domain.worded import Worded
from counsellor_desk.errors import DeskError, InputError
from counsellor_desk.wording import N_


class PaperMethod(Worded):
    """How paper is destroyed so that nobody reads it again."""

    SHREDDED = "shredded", N_("Shredded")
    BURNED = "burned", N_("Burned")
    PULPED = "pulped", N_("Soaked and pulped")
    COLLECTED = "collected", N_("Given to a confidential waste service")


class PaperDateNotPossible(InputError):
    """Between the session and today."""

    field = "paper_destroyed_on"
    happened = N_("The paper cannot have been destroyed on that day.")
    safe = N_("Nothing is recorded yet.")
    next_step = N_("Choose a day from the session’s own day until today.")


class PaperDestroyerMissing(InputError):
    """Somebody vouches for it."""

    field = "paper_destroyed_by"
    happened = N_("Who destroyed the paper is missing.")
    safe = N_("Nothing is recorded yet.")
    next_step = N_("Write a name or a role, such as your own name.")


class PaperStillThere(DeskError):
    """The code that destroys was not told what became of the paper."""

    happened = N_("This note is on paper, and it is not recorded yet that the paper is destroyed.")
    safe = N_("The note, and any summary you accepted, are kept.")
    next_step = N_("Destroy the paper, then say under Reduce how and when you did.")


class NotOnPaper(DeskError):
    """Asked about a note that is in the store itself."""

    happened = N_("This note is not on paper: it is destroyed here, when its summary is accepted.")
    safe = N_("The note is as it was.")
    next_step = N_("Reduce it.")


class PaperIsNotHere(DeskError):
    """A sealed copy of something that only lies in a drawer."""

    happened = N_("This note is on paper, so there is nothing in the desk to make a copy of.")
    safe = N_("The note is as it was, and nothing has left this computer.")
    next_step = N_("Keep the paper itself safe while it is on hold, or photograph it for a note.")


@dataclass(frozen=True, kw_only=True)
class PaperDestroyed:
    """What a person says of the paper. The program cannot see it."""

    method: PaperMethod
    on: date
    by: str


def checked(paper: PaperDestroyed, *, session_on: date, today: date) -> PaperDestroyed:
    """The same with the name tidied.

    Raises:
        PaperDateNotPossible: before the session, or in the future.
        PaperDestroyerMissing: nobody is named.
    """
    by = one_line(paper.by)
    if not session_on <= paper.on <= today:
        raise PaperDateNotPossible
    if not by:
        raise PaperDestroyerMissing
    return replace(paper, by=by)
