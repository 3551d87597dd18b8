"""What is left of a destroyed note: a tombstone in the store, a receipt for a person (4.9)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from counsellor_desk.domain.ids import CaseId, NoteId, SessionId, SummaryId
from counsellor_desk.domain.notes import LengthBand
from counsellor_desk.domain.paper_notes import PaperDestroyed
from counsellor_desk.domain.worded import Worded
from counsellor_desk.wording import N_, _


class DestructionReason(Worded):
    """Why a note was destroyed."""

    REDUCED = "reduced", N_("Reduced to an essential summary")
    NOTHING_ESSENTIAL = "nothing_essential", N_("Nothing essential to keep")
    UNREADABLE = "unreadable", N_("It could not be opened any more")


class Step(Worded):
    """How far a destruction is (security.md 3.4)."""

    CHECKED = "checked", N_("Nothing stands in the way")
    NOTE_DELETED = "note_deleted", N_("The note is deleted")
    ON_DISK = "on_disk", N_("The disk has taken it in")
    KEY_ERASED = "key_erased", N_("Its key is erased, in both places")
    RECORDED = "recorded", N_("Written into the record of acts")


@dataclass(frozen=True, kw_only=True)
class Tombstone:
    """Evidence of a destruction, without content and without a hash of content.

    A short text can be guessed against its hash, so there is none. ``erased_at`` is empty until
    the key of ``epoch`` is gone: only then is the note destroyed. ``paper``: what a person says of
    a note that was on paper.
    """

    note: NoteId
    case: CaseId
    session: SessionId
    session_on: date
    created_at: datetime
    approved_at: datetime
    erased_at: datetime | None
    epoch: int
    length: LengthBand
    reason: DestructionReason
    summary: SummaryId | None
    author: str
    record_code: str
    paper: PaperDestroyed | None = None


_PICTURED: Final = frozenset({LengthBand.PAGES, LengthBand.TEXT_AND_PAGES})


def beyond(tombstone: Tombstone) -> Iterator[str]:
    """What a destruction does not reach, by how the note was kept."""
    if tombstone.paper is not None:
        yield _("The program cannot see paper: copies or photographs of it are not covered.")
    elif tombstone.length in _PICTURED:
        yield _(
            "The sheets of paper themselves, and the files that the pages came from (on a "
            "telephone, a scanner, a stick, in a cloud or on this computer), are not covered. "
            "Whoever made them destroys them."
        )
