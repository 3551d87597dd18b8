"""Which form a new one takes the place of, and ending that one when the new one is sealed."""

from __future__ import annotations

from counsellor_desk.domain import renewals
from counsellor_desk.domain.consent import Consent
from counsellor_desk.vault import consents
from counsellor_desk.vault.transactions import Reader, Transaction


def renewed(reader: Reader, consent: Consent) -> Consent | None:
    """The form that it was begun from."""
    return consents.load(reader, consent.renews) if consent.renews else None


def end_what_it_renews(tx: Transaction, sealed: Consent) -> None:
    """In the act of sealing: what stands where the renewed form stood is replaced.

    That is the renewed form itself, or, where it was renewed twice, the form that replaced it.
    """
    older = renewed(tx, sealed)
    while older is not None and older.superseded_by is not None:
        older = consents.load(tx, older.superseded_by)
    if older is not None and sealed.sealed_at is not None:
        consents.save(tx, renewals.superseded(older, sealed, sealed.sealed_at.date()))
