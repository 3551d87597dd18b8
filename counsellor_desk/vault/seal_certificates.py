"""Every certificate that documents were ever sealed or signed with, and one that was brought.

A key that was brought is in the row of its certificate while it is in use, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from counsellor_desk.domain.ids import DocumentId
from counsellor_desk.domain.sealed_documents import LaterSignature, SealIdentity
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.vault.rows import moment
from counsellor_desk.vault.transactions import Reader, Transaction

_LENGTH = 4


def take_up(tx: Transaction, identity: SealIdentity, *, at: datetime) -> None:
    """Seal with a certificate that was brought from now on, and no more with one before it."""
    put_back(tx)
    known = tx.run(
        "UPDATE seal_certificates SET private_key = ?, taken_up_at = ? WHERE certificate = ?",
        identity.private_key,
        moment(at),
        identity.certificate,
    )
    if not known:
        _add(tx, identity, at=at, key=identity.private_key)


def put_back(tx: Transaction) -> bool:
    """Forget the key that was brought; its certificate stays known. Whether there was one."""
    return bool(
        tx.run("UPDATE seal_certificates SET private_key = NULL WHERE private_key IS NOT NULL")
    )


def brought(reader: Reader) -> SealIdentity | None:
    """What was brought to seal with, if it is in use."""
    row = reader.row("SELECT * FROM seal_certificates WHERE private_key IS NOT NULL")
    if row is None:
        return None
    others = tuple(_apart(row["behind"]))
    return SealIdentity(row["certificate"], row["private_key"], others, brought=True)


def remember(tx: Transaction, identity: SealIdentity, *, at: datetime) -> None:
    """A document was sealed with it: it is known from now on, whatever is sealed with later."""
    held = "SELECT 1 FROM seal_certificates WHERE certificate = ?"
    if tx.value(held, identity.certificate) is None:
        _add(tx, identity, at=at, key=None)


def ours(reader: Reader) -> tuple[bytes, ...]:
    """All that documents of this store were ever sealed with, the first one first."""
    rows = reader.rows("SELECT certificate FROM seal_certificates ORDER BY number")
    return tuple(row["certificate"] for row in rows)


def known(reader: Reader) -> tuple[bytes, ...]:
    """Those of people who signed after a seal, and all that stand behind any of them."""
    signers = reader.rows("SELECT certificate, behind FROM later_signatures")
    behind = reader.rows("SELECT behind FROM seal_certificates")
    return (
        *(row["certificate"] for row in signers),
        *(each for row in (*signers, *behind) for each in _apart(row["behind"])),
    )


def add_later(
    tx: Transaction, document: DocumentId, signature: LaterSignature, identity: SealIdentity
) -> None:
    """Somebody signed after the seal; of their certificate file nothing else is kept."""
    tx.insert(
        "later_signatures",
        document_id=document,
        role=signature.role.value,
        name=signature.name,
        signed_at=moment(signature.signed_at),
        certificate=identity.certificate,
        behind=_together(identity.others),
    )


def later(reader: Reader, document: DocumentId) -> tuple[LaterSignature, ...]:
    """Who signed a document after its seal, in that order."""
    rows = reader.rows(
        "SELECT * FROM later_signatures WHERE document_id = ? ORDER BY signed_at", document
    )
    return tuple(
        LaterSignature(
            role=SignerRole(row["role"]),
            name=row["name"],
            signed_at=datetime.fromisoformat(row["signed_at"]),
        )
        for row in rows
    )


def _add(tx: Transaction, identity: SealIdentity, *, at: datetime, key: bytes | None) -> None:
    tx.insert(
        "seal_certificates",
        taken_up_at=moment(at),
        brought=int(identity.brought),
        certificate=identity.certificate,
        behind=_together(identity.others),
        private_key=key,
    )


def _together(certificates: tuple[bytes, ...]) -> bytes:
    """Each after its length."""
    return b"".join(len(each).to_bytes(_LENGTH, "big") + each for each in certificates)


def _apart(together: bytes) -> Iterator[bytes]:
    while together:
        end = _LENGTH + int.from_bytes(together[:_LENGTH], "big")
        yield together[_LENGTH:end]
        together = together[end:]
