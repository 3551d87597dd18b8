"""Sealing with the certificate in use, keeping what was sealed, and checking any document."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

from counsellor_desk.documents.composed import Composed
from counsellor_desk.domain.ids import CaseId, DocumentId
from counsellor_desk.domain.sealed_documents import (
    DocumentKind,
    SealedDocument,
    SealIdentity,
    Verification,
)
from counsellor_desk.domain.text import told_apart
from counsellor_desk.errors import DeskError
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import documents, ids, seal_certificates, seal_identity
from counsellor_desk.vault.transactions import Reader, Transaction
from counsellor_desk.wording import N_
from counsellor_desk.workflows.desk import Desk

if TYPE_CHECKING:
    from counsellor_desk.documents import checking, sealing
else:
    checking = lazily("counsellor_desk.documents.checking")
    sealing = lazily("counsellor_desk.documents.sealing")


class CharactersMissing(DeskError):
    """A character that no shipped font can draw would stand as a box under a seal."""

    happened = N_("The document holds characters that cannot be printed: {characters}")
    safe = N_("Everything you wrote is kept, and nothing is sealed.")
    next_step = N_("Write those words in another way, look at the preview, and try again.")


class BroughtCertificateEnded(DeskError):
    """The counsellor's own certificate has had its time, or the clock is wrong."""

    happened = N_("Your own certificate does not seal on this day: its time is over, or not begun.")
    safe = N_("Everything that was written and signed is kept; no file was made.")
    next_step = N_(
        "In Settings, under “Certificate”, bring in a newer one or go back to this desk’s own. If "
        "today’s date is wrong, set this computer’s date."
    )


def keep(
    desk: Desk,
    tx: Transaction,
    composed: Composed,
    *,
    kind: DocumentKind,
    case: CaseId,
    about: str,
    more_signatures: bool = False,
) -> SealedDocument:
    """Seal a composed document (PAdES B-B) and keep it.

    Nothing may be changed afterwards, or, with ``more_signatures``, others may sign after the seal.

    Raises:
        CharactersMissing: something would stand as a box.
        CertificateNotValid, BroughtCertificateEnded, SealNotMade: as they say.
        DiskFull, DiskFault: nothing is kept.
    """
    ensure_whole(composed)
    now, identity = desk.now(), in_use(tx)
    pdf = _sealed(composed.pdf, identity, now, more_signatures=more_signatures)
    document = SealedDocument(
        id=DocumentId(ids.new_id()),
        kind=kind,
        case=case,
        about=about,
        name=composed.file_name,
        made_at=now,
        pages=composed.pages,
        sha256=sha256(pdf).hexdigest(),
        record_code=tx.code,
    )
    documents.add(tx, document, pdf)
    seal_certificates.remember(tx, identity, at=now)
    return document


def _sealed(pdf: bytes, identity: SealIdentity, at: datetime, *, more_signatures: bool) -> bytes:
    try:
        return sealing.seal(
            pdf,
            key=identity.private_key,
            certificate=identity.certificate,
            others=identity.others,
            at=at,
            more_signatures=more_signatures,
        )
    except sealing.CertificateNotValid as ended:
        if identity.brought:
            raise BroughtCertificateEnded from ended
        raise


def ensure_whole(composed: Composed) -> Composed:
    """The document, if every character of it can be printed.

    Raises:
        CharactersMissing: something would stand as a box.
    """
    if composed.missing:
        raise CharactersMissing(characters=told_apart(composed.missing))
    return composed


def check(
    desk: Desk, pdf: bytes, still_wanted: Callable[[], object] = lambda: None
) -> Verification:
    """Whether a document is as it was sealed, and whether by this store.

    ``still_wanted`` is asked again and again, and may raise to stop it.
    """
    reader = desk.read()
    known = seal_certificates.known(reader)
    return checking.verify(pdf, ours(reader), known, still_wanted)


def ours(reader: Reader) -> tuple[bytes, ...]:
    """Every certificate that documents of this store were sealed with, or will be next."""
    return (*seal_certificates.ours(reader), in_use(reader).certificate, own(reader).certificate)


def own(reader: Reader) -> SealIdentity:
    """What this store made for itself when it was set up."""
    identity = seal_identity.load(reader)
    if identity is None:
        raise KeyError("seal")
    return identity


def in_use(reader: Reader) -> SealIdentity:
    """What documents are sealed with now: what the counsellor brought, or the store's own."""
    return seal_certificates.brought(reader) or own(reader)
