"""What documents are sealed with: the desk's own certificate, or one that the counsellor brings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from counsellor_desk.documents.composed import Letterhead
from counsellor_desk.domain import certificate_faults as faults
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.sealed_documents import CertificateFacts, SealIdentity
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import seal_certificates
from counsellor_desk.workflows import certificate_files as files
from counsellor_desk.workflows import seal
from counsellor_desk.workflows.desk import Desk

if TYPE_CHECKING:
    from counsellor_desk.documents import (
        certificate_files,
        certificate_sheet,
        certificates,
        sealing,
    )
else:
    certificate_files = lazily("counsellor_desk.documents.certificate_files")
    certificate_sheet = lazily("counsellor_desk.documents.certificate_sheet")
    certificates = lazily("counsellor_desk.documents.certificates")
    sealing = lazily("counsellor_desk.documents.sealing")


@dataclass(frozen=True, kw_only=True)
class Certificates:
    """``in_use``: what is sealed with now. ``own``: the desk's. ``earlier``: no longer in use.

    ``ended``: the one in use does not seal at this moment.
    """

    in_use: CertificateFacts
    own: CertificateFacts
    earlier: tuple[CertificateFacts, ...]
    ended: bool


@dataclass(frozen=True, kw_only=True)
class Brought:
    """``weakly_locked``: whoever finds the file that it came in may seal with it, too."""

    facts: CertificateFacts
    weakly_locked: bool


def look(desk: Desk) -> Certificates:
    """All certificates that documents of this desk were sealed with."""
    reader = desk.read()
    now, used, own = desk.now(), seal.in_use(reader), seal.own(reader)
    current = {used.certificate, own.certificate}
    shown = certificates.facts(used.certificate, brought=used.brought)
    return Certificates(
        in_use=shown,
        own=certificates.facts(own.certificate, brought=False),
        earlier=tuple(
            certificates.facts(each, brought=True)
            for each in seal_certificates.ours(reader)
            if each not in current
        ),
        ended=shown.until < now,
    )


def bring(desk: Desk, path: Path, password: str) -> Brought:
    """Seal with the certificate in that file from now on, once a page was sealed with it for a try.

    Raises:
        CertificateFault: one of its kinds, and the one before stays in use.
        DiskFull, DiskFault: the one before stays in use.
    """
    now = desk.now()
    content = files.content(path)
    identity = certificate_files.identity_in(content, password, now)
    _ensure_seals(desk, identity)
    with desk.store.act(Act.CERTIFICATE_BROUGHT, at=now, about=desk.store.vault) as tx:
        seal_certificates.remember(tx, seal.in_use(tx), at=now)
        seal_certificates.take_up(tx, identity, at=now)
    return Brought(
        facts=certificates.facts(identity.certificate, brought=True),
        weakly_locked=certificate_files.is_weakly_locked(content),
    )


def put_back(desk: Desk) -> None:
    """Seal with the desk's own certificate again; the key that was brought is forgotten.

    Raises:
        DiskFull, DiskFault: nothing was changed.
    """
    with desk.store.act(Act.CERTIFICATE_PUT_BACK, at=desk.now(), about=desk.store.vault) as tx:
        seal_certificates.put_back(tx)


def sheet(desk: Desk) -> bytes:
    """A page for the service manager with the fingerprints, for the printer.

    Raises:
        CharactersMissing, DiskFull, DiskFault: nothing was made.
    """
    with desk.store.act(Act.CERTIFICATE_SHEET_PRINTED, at=desk.now(), about=desk.store.vault) as tx:
        return _sheet(desk, tx.code)


def _sheet(desk: Desk, code: str) -> bytes:
    found, profile = look(desk), desk.profile()
    head = Letterhead(
        organisation=profile.organisation, case_number="", at=desk.now(), record_code=code
    )
    others = [found.own, *found.earlier] if found.in_use.brought else found.earlier
    composed = certificate_sheet.compose(
        found.in_use, tuple(others), counsellor=profile.name, letterhead=head
    )
    return seal.ensure_whole(composed).pdf


def _ensure_seals(desk: Desk, identity: SealIdentity) -> None:
    page = _sheet(desk, "")
    try:
        sealing.seal(
            page,
            key=identity.private_key,
            certificate=identity.certificate,
            others=identity.others,
            at=desk.now(),
        )
    except sealing.SealNotMade as fault:
        raise faults.CertificateSealsNothing from fault
