"""The doors between rooms: how a screen opens another one without knowing it.

Screen folders do not import each other; whoever puts the window together fills these once. Each
door shows its screen above the one that stands, so that going back leads to where one came from.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from counsellor_desk.domain.ids import (
    CaseId,
    ClientId,
    ConsentId,
    DocumentId,
    DraftId,
    NoteId,
    RecordId,
    SummaryId,
)
from counsellor_desk.domain.key_access import Why


@dataclass(frozen=True, kw_only=True)
class Doors:
    """Where one can go from anywhere.

    ``new_note`` and ``new_record`` without a case ask for it first; ``write_record`` goes on with a
    record in hand. ``begin_form`` without a client asks whose form it is, where the case has
    several. ``open_receipt`` takes the note that was destroyed.
    """

    new_referral: Callable[[], object]
    open_case: Callable[[CaseId], object]
    new_note: Callable[[CaseId | None], object]
    note_on_paper: Callable[[CaseId | None], object]
    note_from_pictures: Callable[[CaseId | None], object]
    open_note: Callable[[NoteId], object]
    reduce: Callable[[NoteId], object]
    open_summary: Callable[[SummaryId], object]
    new_record: Callable[[CaseId | None], object]
    write_record: Callable[[DraftId], object]
    open_record: Callable[[RecordId], object]
    open_receipt: Callable[[NoteId], object]
    begin_form: Callable[[CaseId, ClientId | None, str | None], object]
    open_forms: Callable[[str], object]
    open_form: Callable[[ConsentId], object]
    open_document: Callable[[DocumentId], object]
    open_backups: Callable[[], object]
    open_keys: Callable[[], object]
    open_locking: Callable[[], object]
    open_wording: Callable[[str], object]
    open_health: Callable[[], object]
    new_sheet: Callable[[], object]
    change_keys: Callable[[Why], object]
    clinical_will: Callable[[], object]
    check_document: Callable[[], object]
