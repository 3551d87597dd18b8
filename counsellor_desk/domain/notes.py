"""Session notes: what is known *about* a raw note. Its text lives sealed in the vault only.

A note waits, is on hold, is being destroyed, is gone (policy 4.9).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from counsellor_desk.domain.ids import CaseId, NoteId, SessionId, SummaryId
from counsellor_desk.domain.worded import Worded
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_


class NoteState(Worded):
    """The four states of a note. On hold is told by the holds, never stored beside them."""

    WAITING = "waiting", N_("Waiting to be reduced")
    ON_HOLD = "on_hold", N_("On hold")
    DESTROYING = "destroying", N_("Being destroyed")
    GONE = "gone", N_("Destroyed")


class LengthBand(Worded):
    """All that a receipt says about a note's length: exact counts help guessing."""

    SHORT = "short", N_("under 100 words")
    MEDIUM = "medium", N_("100 to 500 words")
    LONG = "long", N_("over 500 words")
    PAGES = "pages", N_("photographed or scanned pages")
    TEXT_AND_PAGES = "text_and_pages", N_("text, and photographed or scanned pages")
    ON_PAPER = "on_paper", N_("on paper")


class Age(Enum):
    """How urgently a waiting note wants reducing."""

    FRESH = "fresh"
    AMBER = "amber"
    RED = "red"


class NoteTooLarge(InputError):
    """More than a session's worth of text."""

    field = "note"
    happened = N_("That is {size} MB of text: more than the {limit} MB that one note can hold.")
    next_step = N_("Split it by session. What was in the note before is unchanged.")


MAX_BYTES = 2_000_000
"""UTF-8 bytes of one note: about 350,000 words, far above any session."""


@dataclass(frozen=True, kw_only=True)
class SessionNote:
    """A raw note's particulars. ``state`` is never ON_HOLD here: see ``state_with``.

    ``pages``: photographed or scanned ones that are sealed with it. ``on_paper``: it lies in a
    drawer, and here is only that it is there.
    """

    id: NoteId
    case: CaseId
    session: SessionId
    created_at: datetime
    revised_at: datetime
    words: int
    state: NoteState = NoteState.WAITING
    summary: SummaryId | None = None
    pages: int = 0
    on_paper: bool = False

    @property
    def is_unread(self) -> bool:
        """Whether something of it cannot be read by the program."""
        return self.on_paper or self.pages > 0

    @property
    def paper_is_left(self) -> bool:
        """Whether its summary is accepted, and the paper is still to be destroyed."""
        waits = self.state is NoteState.WAITING
        return self.on_paper and waits and self.summary is not None


@dataclass(frozen=True, kw_only=True)
class NoteLine:
    """A note as a list shows it. ``held``: some hold reaches it.

    ``may_be_copied``: one of these is for an order or an access request (``held_copies``).
    """

    note: SessionNote
    case_number: str
    session_number: int
    session_starts: datetime
    session_ended: datetime
    held: bool
    may_be_copied: bool = False

    @property
    def state(self) -> NoteState:
        """The state a person sees."""
        return state_with(self.note, held=self.held)


@dataclass(frozen=True, kw_only=True)
class AgeLimits:
    """Hours from the session's end (settings; the policy only says 'quickly')."""

    amber_hours: int = 24
    red_hours: int = 72


def state_with(note: SessionNote, *, held: bool) -> NoteState:
    """The state a person sees: a waiting note is on hold while any hold reaches it."""
    if note.state is NoteState.WAITING and held:
        return NoteState.ON_HOLD
    return note.state


def age(session_ended: datetime, now: datetime, limits: AgeLimits) -> Age:
    """Fresh, amber or red, from the session's end."""
    elapsed = now - session_ended
    if elapsed >= timedelta(hours=limits.red_hours):
        return Age.RED
    return Age.AMBER if elapsed >= timedelta(hours=limits.amber_hours) else Age.FRESH


def length_band(words: int) -> LengthBand:
    """The band that a receipt may show."""
    if words < 100:
        return LengthBand.SHORT
    return LengthBand.MEDIUM if words <= 500 else LengthBand.LONG


def length_of(note: SessionNote) -> LengthBand:
    """What a receipt may show of the length of that note."""
    if note.on_paper:
        return LengthBand.ON_PAPER
    if note.pages:
        return LengthBand.TEXT_AND_PAGES if note.words else LengthBand.PAGES
    return length_band(note.words)


def ensure_fits(text: str) -> None:
    """Refuse text over ``MAX_BYTES``.

    Raises:
        NoteTooLarge: with sizes in megabytes.
    """
    size = len(text.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise NoteTooLarge(size=f"{size / 1e6:.1f}", limit=f"{MAX_BYTES / 1e6:.0f}")
