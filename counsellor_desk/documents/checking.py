"""Whether a PDF is still what was sealed (security.md 3.10).

Anything may be handed in. What a signature covers and what later updates did is pyHanko's reading;
that the gap for the signature holds nothing else is checked here, so that no byte can differ
unnoticed.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import Any, Final

from asn1crypto import cms, parser
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from counsellor_desk import logs
from counsellor_desk.documents.certificates import fingerprint
from counsellor_desk.domain.sealed_documents import SealState, Verification

logs.hush("pyhanko")

_CANNOT_BE_READ: Final = (
    PdfError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RuntimeError,
    AssertionError,
    EOFError,
    OSError,
    struct.error,
    zlib.error,
    InvalidSignature,
    UnsupportedAlgorithm,
)
"""What parsers raise on bytes that are no PDF, or one that somebody has damaged or forged."""
_LAST_WORD: Final = b"startxref"
_END: Final = 65_536
"""How far from its end a document says where its parts are: searching on would take minutes."""
_SEAL_MARKS: Final = (b"/ByteRange", b"/ETSI.CAdES.detached", b"/Contents <30")


def verify(pdf: bytes, own_certificates: Iterable[bytes]) -> Verification:
    """Check a document, whatever it is; nothing is raised for what its bytes hold.

    ``own_certificates``: DER, those that this store has sealed with.
    """
    try:
        return _verified(pdf, frozenset(own_certificates))
    except _CANNOT_BE_READ:
        return Verification(state=_without_a_seal(pdf, SealState.NOT_A_PDF))


def _without_a_seal(pdf: bytes, otherwise: SealState) -> SealState:
    """Where traces of a seal are left that cannot be read, it has been damaged."""
    return SealState.CHANGED if any(mark in pdf for mark in _SEAL_MARKS) else otherwise


def _verified(pdf: bytes, own: frozenset[bytes]) -> Verification:
    if _LAST_WORD not in pdf[-_END:]:
        raise PdfError("no end")
    reader = PdfFileReader(BytesIO(pdf), strict=False)
    if reader.encrypted:
        return Verification(state=SealState.PROTECTED)
    seals = list(reader.embedded_regular_signatures)
    if not seals:
        return Verification(state=_without_a_seal(pdf, SealState.NOT_SEALED))
    certificate = seals[0].signer_cert.dump()
    return Verification(
        state=_state(pdf, seals, own),
        sealed_at=seals[0].self_reported_timestamp,
        certificate=fingerprint(certificate),
        own_certificate=certificate in own,
    )


def _state(pdf: bytes, seals: list[EmbeddedPdfSignature], own: frozenset[bytes]) -> SealState:
    for seal in seals:
        untyped: Any = seal
        untyped.compute_integrity_info()
        ours = seal.signer_cert.dump() in own
        if not (_holds(seal) and _fills_its_gap(pdf, seal) and (_is_plain(seal) or not ours)):
            return SealState.CHANGED
    to_the_end = seals[-1].coverage is SignatureCoverageLevel.ENTIRE_FILE
    allowed = all(seal.summarise_integrity_info()["docmdp_ok"] for seal in seals)
    return SealState.UNCHANGED if to_the_end and allowed else SealState.ADDED_TO


def _holds(seal: EmbeddedPdfSignature) -> bool:
    """Whether the signed bytes and the signature over them are as they were."""
    intact, valid = validate_sig_integrity(
        seal.signer_info, seal.signer_cert, "data", seal.compute_digest()
    )
    return intact and valid


def _fills_its_gap(pdf: bytes, seal: EmbeddedPdfSignature) -> bool:
    """The bytes left out of the signature are its own hexadecimal digits, then zeros."""
    _start, length, resumes, _rest = map(int, seal.byte_range)
    signature = seal.pkcs7_content
    digits = signature.hex().encode()
    fills = pdf[length:resumes] in {b"<" + digits + b">", b"<" + digits.upper() + b">"}
    return fills and not any(signature[parser.peek(signature) :])


def _is_plain(seal: EmbeddedPdfSignature) -> bool:
    """The few bytes of a signature that it does not itself cover are as we write them."""
    signed, signer = seal.signed_data, seal.signer_info
    whole = cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()
    algorithms = [algorithm.dump() for algorithm in signed["digest_algorithms"]]
    return (
        seal.pkcs7_content.startswith(whole)
        and {signed["version"].native, signer["version"].native} == {"v1"}
        and algorithms == [signer["digest_algorithm"].dump()]
        and signer["sid"].chosen["issuer"].dump() == seal.signer_cert.issuer.dump()
    )
