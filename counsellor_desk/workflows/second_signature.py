"""A second person signs a sealed form, later and with their own certificate (forms.md 3, F4, F14).

Their file is read once, for this signature. What is kept is who signed, when, in which role, and
the certificate without its key.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from counsellor_desk.domain import certificate_faults as faults
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.consent import signs_later
from counsellor_desk.domain.ids import ConsentId, DocumentId
from counsellor_desk.domain.sealed_documents import (
    DocumentKind,
    LaterSignature,
    SealedDocument,
    SealIdentity,
)
from counsellor_desk.domain.signatures import (
    LONGEST_NAME,
    SignerNameMissing,
    SignerNameTooLong,
    SignerRole,
)
from counsellor_desk.domain.text import one_line
from counsellor_desk.errors import DeskError
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import consents, documents, seal_certificates
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.wording import N_
from counsellor_desk.workflows import certificate_files, form_definitions, seal
from counsellor_desk.workflows.desk import Desk

if TYPE_CHECKING:
    from counsellor_desk.documents import sealing
else:
    sealing = lazily("counsellor_desk.documents.sealing")


class NobodySignsLater(DeskError):
    """The form asks for no further signature, or it is there already."""

    happened = N_("No further signature is open on this document.")
    next_step = N_("Look at the document once more: it shows who has signed.")


def open_for(reader: Reader, document: SealedDocument) -> tuple[SignerRole, ...]:
    """Who may still sign after its seal."""
    if document.kind is not DocumentKind.FORM:
        return ()
    try:
        consent = consents.load(reader, ConsentId(document.about))
    except KeyError:  # lost with a damaged page
        return ()
    if consent.document != document.id:
        return ()
    gave = {signature.role for signature in seal_certificates.later(reader, document.id)}
    wanted = signs_later(form_definitions.of(reader, consent), consent)
    return tuple(role for role in SignerRole if role in wanted - gave)


def sign(
    desk: Desk, document: DocumentId, path: Path, password: str, *, role: SignerRole, name: str
) -> LaterSignature:
    """Put the signature after the seal, as an update that leaves every byte before it as it was.

    Raises:
        SignerNameMissing, SignerNameTooLong, CertificateFault: nothing was signed.
        NobodySignsLater, SealNotMade: nothing was signed.
        DiskFull, DiskFault: nothing was signed.
    """
    reader, now = desk.read(), desk.now()
    tidy, found = _name(name), documents.load(reader, document)
    if role not in open_for(reader, found):
        raise NobodySignsLater
    identity = certificate_files.read(path, password, at=now)
    if identity.certificate in seal.ours(reader):
        raise faults.OwnCertificateInstead
    pdf = _signed(desk, documents.pdf(reader, document), identity, f"{role.label}: {tidy}")
    signature = LaterSignature(role=role, name=tidy, signed_at=now)
    with desk.store.act(Act.DOCUMENT_SIGNED, at=now, about=document, role=role.value) as tx:
        documents.take_signed(tx, document, pdf, sha256(pdf).hexdigest())
        seal_certificates.add_later(tx, document, signature, identity)
    return signature


def _signed(desk: Desk, pdf: bytes, identity: SealIdentity, as_: str) -> bytes:
    reader = desk.read()
    known = (*seal.ours(reader), *seal_certificates.known(reader))
    return sealing.sign_again(pdf, identity, at=desk.now(), as_=as_, known=known)


def _name(typed: str) -> str:
    tidy = one_line(typed)
    if not tidy:
        raise SignerNameMissing
    if len(tidy) > LONGEST_NAME:
        raise SignerNameTooLong(limit=LONGEST_NAME)
    return tidy
