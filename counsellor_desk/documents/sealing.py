"""Sealing a PDF: PAdES B-B (ETSI EN 319 142-1) with the store's own certificate, offline.

There is no time stamp from outside: the time is the one handed in, and nothing here asks anybody
anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
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
from counsellor_desk.domain.sealed_documents import SealIdentity, SealState
from counsellor_desk.errors import DeskError
from counsellor_desk.wording import N_

BYTES_RESERVED: Final = 8192
"""Room for the signature: without it pyHanko estimates, and at times too little (issue 515)."""
_DIGITS: Final = 2  # a byte is written as so many


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
    pdf: bytes,
    *,
    key: bytes,
    certificate: bytes,
    at: datetime,
    others: Iterable[bytes] = (),
    more_signatures: bool = False,
) -> bytes:
    """The PDF with a seal that covers it whole, checked before it is handed out.

    The first seal certifies the document: no change is allowed after it, or, with
    ``more_signatures``, further seals only. ``key``: PKCS #8, ``certificate``: X.509, both DER;
    ``others`` lead from it to whoever vouches for it.

    Raises:
        CertificateNotValid: ``at`` lies outside its time.
        SealNotMade: it cannot be sealed, or the sealed document does not verify.
    """
    identity = SealIdentity(certificate, key, tuple(others))
    allowed = MDPPerm.FILL_FORMS if more_signatures else MDPPerm.NO_CHANGES
    return _checked(pdf, identity, at, [certificate, *identity.others], {"permissions": allowed})


def sign_again(
    pdf: bytes,
    identity: SealIdentity,
    *,
    at: datetime,
    as_: str,
    known: Iterable[bytes],
) -> bytes:
    """A sealed PDF with somebody's signature after its seal; what was there stays, byte by byte.

    ``as_``: in which role they sign, and their name. ``known``: certificates of the seal and of
    those who signed already.

    Raises:
        CertificateNotValid: ``at`` lies outside its time.
        SealNotMade: nobody may sign after its seal, or the result does not verify.
    """
    kept = [*known, identity.certificate, *identity.others]
    return _checked(pdf, identity, at, kept, {"reason": as_})


def _checked(
    pdf: bytes, identity: SealIdentity, at: datetime, known: list[bytes], how: Mapping[str, Any]
) -> bytes:
    try:
        sealed = _signed(pdf, identity, at, how)
    except (PdfError, ValueError, TypeError) as fault:
        raise SealNotMade from fault
    if verify(sealed, known).state is not SealState.UNCHANGED:
        raise SealNotMade
    return sealed


def _signer(identity: SealIdentity, at: datetime) -> SimpleSigner:
    own = x509.Certificate.load(identity.certificate)
    if not own.not_valid_before <= at <= own.not_valid_after:
        raise CertificateNotValid
    store: Any = SimpleCertificateStore
    behind = store()
    behind.register_multiple(map(x509.Certificate.load, identity.others))
    return SimpleSigner(own, PrivateKeyInfo.load(identity.private_key), behind)


def _signed(pdf: bytes, identity: SealIdentity, at: datetime, how: Mapping[str, Any]) -> bytes:
    signer = _signer(identity, at)
    writer = _Quiet(BytesIO(pdf))
    earlier = len(writer.prev.embedded_regular_signatures)
    metadata = PdfSignatureMetadata(
        field_name=f"Seal{earlier + 1}",
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=not earlier,
        docmdp_permissions=how.get("permissions", MDPPerm.FILL_FORMS),
        reason=how.get("reason"),
    )
    room = BYTES_RESERVED + _DIGITS * sum(map(len, (identity.certificate, *identity.others)))
    sealed = BytesIO()
    _PunctualSigner(metadata, signer, at).sign_pdf(writer, bytes_reserved=room, output=sealed)
    return sealed.getvalue()


class _Quiet(IncrementalPdfFileWriter):
    """Leaves what the document says about itself as it was composed.

    The library would add its own name, and the computer's clock beside the moment handed in.
    """

    def _update_meta(self) -> None:
        pass


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
