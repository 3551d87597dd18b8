"""Sealing a PDF: PAdES B-B (ETSI EN 319 142-1) with the store's own certificate, offline.

There is no time stamp from outside: the time is the one handed in, and nothing here asks anybody
anything.
"""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any, Final

from asn1crypto import x509
from asn1crypto.keys import PrivateKeyInfo
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko_certvalidator.registry import SimpleCertificateStore

from counsellor_desk.documents.checking import verify
from counsellor_desk.domain.sealed_documents import SealState
from counsellor_desk.errors import DeskError
from counsellor_desk.wording import N_

BYTES_RESERVED: Final = 8192
"""Room for the signature: without it pyHanko estimates, and at times too little (issue 515)."""


class SealNotMade(DeskError):
    """What was sealed does not verify, or could not be sealed at all."""

    happened = N_("The document could not be sealed.")
    safe = N_("Everything that was written and signed is kept; no file was made.")
    next_step = N_("Try once more. If it happens again, restart the program and seal it then.")


class CertificateNotValid(DeskError):
    """The moment of sealing lies outside the certificate's time."""

    happened = N_("The seal’s certificate is not valid on this day.")
    safe = N_("Everything that was written and signed is kept; no file was made.")
    next_step = N_("Set this computer’s date right, then seal it again.")


def seal(
    pdf: bytes, *, key: bytes, certificate: bytes, at: datetime, more_signatures: bool = False
) -> bytes:
    """The PDF with a seal that covers it whole, checked before it is handed out.

    The first seal certifies the document: no change is allowed after it, or, with
    ``more_signatures``, further seals only. ``key``: PKCS #8, ``certificate``: X.509, both DER.

    Raises:
        CertificateNotValid: ``at`` lies outside its time.
        SealNotMade: it cannot be sealed, or the sealed document does not verify.
    """
    try:
        signer = _signer(key, certificate, at)
        sealed = _signed(pdf, signer, at, more_signatures=more_signatures)
    except (PdfError, ValueError) as fault:
        raise SealNotMade from fault
    if verify(sealed, [certificate]).state is not SealState.UNCHANGED:
        raise SealNotMade
    return sealed


def _signer(key: bytes, certificate: bytes, at: datetime) -> SimpleSigner:
    own = x509.Certificate.load(certificate)
    if not own.not_valid_before <= at <= own.not_valid_after:
        raise CertificateNotValid
    no_others: Any = SimpleCertificateStore
    return SimpleSigner(own, PrivateKeyInfo.load(key), no_others())


def _signed(pdf: bytes, signer: SimpleSigner, at: datetime, *, more_signatures: bool) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    earlier = len(writer.prev.embedded_regular_signatures)
    metadata = PdfSignatureMetadata(
        field_name=f"Seal{earlier + 1}",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=not earlier,
        docmdp_permissions=MDPPerm.FILL_FORMS if more_signatures else MDPPerm.NO_CHANGES,
    )
    sealed = BytesIO()
    _PunctualSigner(metadata, signer, at).sign_pdf(
        writer, bytes_reserved=BYTES_RESERVED, output=sealed
    )
    return sealed.getvalue()


class _PunctualSigner(PdfSigner):
    """Signs at the moment handed in, not at the computer's."""

    def __init__(self, metadata: PdfSignatureMetadata, signer: SimpleSigner, at: datetime) -> None:
        super().__init__(metadata, signer)
        self.at = at

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002 - the library's signature
    ) -> PdfSigningSession:
        """Begin as the library does, at our moment."""
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self.at
        return session
