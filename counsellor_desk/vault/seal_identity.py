"""The certificate and key that documents are sealed with. They never leave the store."""

from __future__ import annotations

import base64

from counsellor_desk.domain.sealed_documents import SealIdentity
from counsellor_desk.vault import settings
from counsellor_desk.vault.transactions import Reader, Transaction


def save(tx: Transaction, identity: SealIdentity) -> None:
    """Keep it, in place of the one before."""
    kept = [identity.certificate, identity.private_key]
    settings.put(tx, "seal", [base64.b64encode(part).decode("ascii") for part in kept])


def load(reader: Reader) -> SealIdentity | None:
    """The identity, if one was made."""
    kept = settings.get(reader, "seal")
    if not kept:
        return None
    certificate, key = map(base64.b64decode, kept)
    return SealIdentity(certificate, key)
