"""Opaque identifiers: 26 Crockford characters (130 random bits), drawn by ``vault.ids``.

They are types of their own so that a note's id is never handed to what asks for a case.
"""

from __future__ import annotations

from typing import Final, NewType, TypeAlias

CaseId = NewType("CaseId", str)
ClientId = NewType("ClientId", str)
SessionId = NewType("SessionId", str)
NoteId = NewType("NoteId", str)
SummaryId = NewType("SummaryId", str)
RecordId = NewType("RecordId", str)
DraftId = NewType("DraftId", str)
ConsentId = NewType("ConsentId", str)
HoldId = NewType("HoldId", str)
DocumentId = NewType("DocumentId", str)
ActionId = NewType("ActionId", str)
DisclosureId = NewType("DisclosureId", str)
BackupId = NewType("BackupId", str)

CoveredId: TypeAlias = SummaryId | RecordId
"""What a consent may cover: an essential summary, or an additional record."""

CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that it survives being read aloud."""
