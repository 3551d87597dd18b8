"""Sealing with the store's own certificate, keeping what was sealed, and checking any document."""

from __future__ import annotations

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
from counsellor_desk.vault import documents, ids, seal_identity
from counsellor_desk.vault.transactions import Transaction
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


def keep(
    desk: Desk, tx: Transaction, composed: Composed, *, kind: DocumentKind, case: CaseId, about: str
) -> SealedDocument:
    """Seal a composed document (PAdES B-B, nothing may be changed afterwards) and keep it.

    Raises:
        CharactersMissing: something would stand as a box.
        DiskFull, DiskFault: nothing is kept.
    """
    ensure_whole(composed)
    now, identity = desk.now(), _identity(desk)
    pdf = sealing.seal(
        composed.pdf, key=identity.private_key, certificate=identity.certificate, at=now
    )
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
    return document


def ensure_whole(composed: Composed) -> Composed:
    """The document, if every character of it can be printed.

    Raises:
        CharactersMissing: something would stand as a box.
    """
    if composed.missing:
        raise CharactersMissing(characters=told_apart(composed.missing))
    return composed


def check(desk: Desk, pdf: bytes) -> Verification:
    """Whether a document is as it was sealed, and whether by this store."""
    return checking.verify(pdf, [_identity(desk).certificate])


def _identity(desk: Desk) -> SealIdentity:
    identity = seal_identity.load(desk.read())
    if identity is None:
        raise KeyError("seal")
    return identity
