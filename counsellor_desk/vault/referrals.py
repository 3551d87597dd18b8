"""Referrals: one a case (policy 4.6)."""

from __future__ import annotations

from datetime import date

from counsellor_desk.domain.ids import CaseId
from counsellor_desk.domain.referrals import ContactBy, Referral, Source
from counsellor_desk.vault.transactions import Reader, Transaction


def save(tx: Transaction, referral: Referral) -> None:
    """Keep the referral of its case, in place of what was known before."""
    tx.put(
        "referrals",
        "case_id",
        case_id=referral.case,
        received_on=referral.received_on.isoformat(),
        source=referral.source.value,
        referred_by=referral.referred_by,
        concern=referral.concern,
        asked_for=referral.asked_for,
        contact_by=referral.contact_by.value,
        may_leave_message=referral.may_leave_message,
        safe_contact=referral.safe_contact,
        under_18=referral.under_18,
    )


def load(reader: Reader, case: CaseId) -> Referral | None:
    """The referral that opened the case, if one is kept."""
    row = reader.row("SELECT * FROM referrals WHERE case_id = ?", case)
    if row is None:
        return None
    return Referral(
        case=case,
        received_on=date.fromisoformat(row["received_on"]),
        source=Source(row["source"]),
        referred_by=row["referred_by"],
        concern=row["concern"],
        asked_for=row["asked_for"],
        contact_by=ContactBy(row["contact_by"]),
        may_leave_message=bool(row["may_leave_message"]),
        safe_contact=row["safe_contact"],
        under_18=bool(row["under_18"]),
    )
