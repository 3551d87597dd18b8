"""Receipts: what can be seen of a destroyed note (policy 4.9)."""

from __future__ import annotations

from dataclasses import dataclass

from counsellor_desk.domain.disclosures import Disclosure
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.receipts import Tombstone
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.domain.sessions import Session
from counsellor_desk.vault import cases, disclosures, sessions, tombstones
from counsellor_desk.workflows import papers
from counsellor_desk.workflows.desk import Desk


@dataclass(frozen=True, kw_only=True)
class ReceiptPage:
    """A receipt as it is read. ``papers``: what was sealed of it, the newest first.

    ``copies``: sealed copies of the note that left while it was held.
    """

    tombstone: Tombstone
    session: Session
    case_number: str
    papers: tuple[SealedDocument, ...]
    copies: tuple[Disclosure, ...]


def page(desk: Desk, note: NoteId) -> ReceiptPage:
    """The receipt of a note that is deleted; its key may still have to be erased.

    Raises:
        KeyError: that note was never deleted.
    """
    reader = desk.read()
    found = tombstones.load(reader, note)
    return ReceiptPage(
        tombstone=found,
        session=sessions.load(reader, found.session),
        case_number=cases.load(reader, found.case).number,
        papers=papers.about(desk, found.case, note),
        copies=disclosures.of_note(reader, note),
    )
