"""What can still be read of a damaged store, and what not: counts and case numbers, no content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from counsellor_desk.domain.worded import Worded
from counsellor_desk.wording import N_


class Kind(Worded):
    """Kinds of record, as a counsellor counts them."""

    CASES = "cases", N_("Cases")
    REFERRALS = "referrals", N_("Referrals")
    CARDS = "identity_cards", N_("Identity cards")
    SESSIONS = "sessions", N_("Sessions")
    SUMMARIES = "summaries", N_("Essential summaries")
    RECORDS = "records", N_("Additional records")
    AMENDMENTS = "amendments", N_("Amendments")
    ACTIONS = "actions", N_("Agreed actions")
    NOTES = "notes", N_("Session notes that wait, sealed")
    PAGES = "note_pages", N_("Pages of handwritten notes, sealed")
    FORMS = "consents", N_("Forms")
    SCANS = "scanned_pages", N_("Scanned pages of forms, not sealed yet")
    SIGNATURES = "signatures", N_("Signatures")
    DOCUMENTS = "document_bytes", N_("Sealed documents")
    WORDINGS = "form_versions", N_("Forms in your organisation’s own words")
    DISCLOSURES = "disclosures", N_("Lines of the ledger of disclosures")
    HOLDS = "holds", N_("Holds")
    TOMBSTONES = "destructions", N_("Receipts of destroyed notes")
    AUDIT = "audit", N_("Entries of what was done")
    OTHER = "other", N_("Other entries")


_BY_TABLE: Final = {kind.value: kind for kind in Kind} | {
    "record_drafts": Kind.RECORDS,
    "record_actions": Kind.ACTIONS,
    "record_amendments": Kind.AMENDMENTS,
    "later_signatures": Kind.SIGNATURES,
    "later_lines": Kind.AMENDMENTS,
    "form_edits": Kind.WORDINGS,
}
_NO_RECORD: Final = frozenset(
    {
        *("vault", "note_keys", "documents", "clients", "used_numbers"),
        *("papers_destroyed", "told_facts"),
    }
)
"""What goes with something that is counted already."""


def kind_of(table: str) -> Kind | None:
    """What a row of that table counts as; None: nothing by itself."""
    return None if table in _NO_RECORD else _BY_TABLE.get(table, Kind.OTHER)


@dataclass(frozen=True, kw_only=True)
class Part:
    """How many of a kind can be read; ``lost``: how many cannot, as far as is known.

    ``lost_in``: numbers of the cases that those belong to, where that is still known.
    """

    kind: Kind
    read: int
    lost: int
    lost_in: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Survey:
    """All of a damaged store. ``unplaced``: rows of which nobody can say any more what they are."""

    pages: int
    damaged_pages: int
    parts: tuple[Part, ...]
    unplaced: int = 0

    @property
    def nothing_lost(self) -> bool:
        """Whether every row could be read, as far as anybody can tell."""
        return not self.unplaced and not any(part.lost for part in self.parts)

    @property
    def nothing_read(self) -> bool:
        """Whether no row at all could be read."""
        return not any(part.read for part in self.parts)


def counted(
    read: Mapping[str, int], lost: Mapping[str, int], lost_in: Mapping[str, tuple[str, ...]]
) -> tuple[Part, ...]:
    """Rows by table as parts by kind, in the order of ``Kind``; kinds with nothing are left out."""
    parts = []
    for kind in Kind:
        tables = [t for t in {**read, **lost} if kind_of(t) is kind]
        there = sum(read.get(t, 0) for t in tables)
        gone = sum(lost.get(t, 0) for t in tables)
        if there or gone:
            where = sorted({number for t in tables for number in lost_in.get(t, ())})
            parts.append(Part(kind=kind, read=there, lost=gone, lost_in=tuple(where)))
    return tuple(parts)
