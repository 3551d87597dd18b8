"""Whether a PDF is still what was sealed (security.md 3.10).

Anything may be handed in. What a signature covers and what later updates did is pyHanko's reading;
that the gap for the signature holds nothing else is checked here, so that no byte can differ
unnoticed.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, Final

from asn1crypto import cms, parser
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel

from counsellor_desk import logs
from counsellor_desk.documents.certificates import fingerprint, issuer_in_words, named
from counsellor_desk.domain.sealed_documents import Addition, FoundSeal, SealState, Verification
from counsellor_desk.domain.text import one_line, preview

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


_READS_BETWEEN: Final = 2048
"""So many reads of a few bytes take a moment; then whoever waits may say that it is enough."""
_ADDITIONS: Final[dict[object, Addition]] = {
    ModificationLevel.LTA_UPDATES: Addition.EVIDENCE,
    ModificationLevel.FORM_FILLING: Addition.FIELDS,
    ModificationLevel.ANNOTATIONS: Addition.NOTES,
}
_LONGEST: Final = 120


def _not_asked() -> None:
    pass


def verify(
    pdf: bytes,
    own_certificates: Iterable[bytes],
    known: Iterable[bytes] = (),
    still_wanted: Callable[[], object] = _not_asked,
) -> Verification:
    """Check a document, whatever it is; nothing is raised for what its bytes hold.

    ``own_certificates``: DER, those that this store has sealed with. ``known``: others that signed
    after it, or stand behind one of them. ``still_wanted`` is asked again and again, and may raise
    to stop it.
    """
    own = frozenset(own_certificates)
    try:
        return _verified(pdf, own, own | frozenset(known), still_wanted)
    except _CANNOT_BE_READ:
        return Verification(state=_without_a_seal(pdf, SealState.NOT_A_PDF))


class _Asking(BytesIO):
    """The document as it is read bit by bit; now and then it is asked whether to read on."""

    def __init__(self, pdf: bytes, still_wanted: Callable[[], object]) -> None:
        super().__init__(pdf)
        self._still_wanted, self._reads = still_wanted, 0

    def read(self, size: int | None = -1, /) -> bytes:
        self._reads += 1
        if self._reads % _READS_BETWEEN == 0:
            self._still_wanted()
        return super().read(size)


def _without_a_seal(pdf: bytes, otherwise: SealState) -> SealState:
    """Where traces of a seal are left that cannot be read, it has been damaged."""
    return SealState.CHANGED if any(mark in pdf for mark in _SEAL_MARKS) else otherwise


def _verified(
    pdf: bytes, own: frozenset[bytes], known: frozenset[bytes], still_wanted: Callable[[], object]
) -> Verification:
    if _LAST_WORD not in pdf[-_END:]:
        raise PdfError("no end")
    reader = PdfFileReader(_Asking(pdf, still_wanted), strict=False)
    if reader.encrypted:
        return Verification(state=SealState.PROTECTED)
    seals = list(reader.embedded_regular_signatures)
    if not seals:
        return Verification(state=_without_a_seal(pdf, SealState.NOT_SEALED))
    for seal in seals:
        untyped: Any = seal
        untyped.compute_integrity_info()
    found = tuple(_found(pdf, seal, own, known) for seal in seals)
    return Verification(
        state=_state(seals, found),
        sealed_at=found[0].at,
        certificate=found[0].certificate,
        own_certificate=found[0].own,
        seals=found,
        added=_added(seals[-1]),
    )


def _found(
    pdf: bytes, seal: EmbeddedPdfSignature, own: frozenset[bytes], known: frozenset[bytes]
) -> FoundSeal:
    certificate = seal.signer_cert.dump()
    plain = certificate not in known or _is_plain(seal, known)
    said: Any = seal.sig_object
    return FoundSeal(
        name=named(certificate),
        vouched_by=issuer_in_words(certificate),
        certificate=fingerprint(certificate),
        own=certificate in own,
        holds=_holds(seal) and _fills_its_gap(pdf, seal) and plain,
        at=seal.self_reported_timestamp,
        as_=preview(one_line(str(said.get("/Reason", ""))), _LONGEST),
    )


def _state(seals: list[EmbeddedPdfSignature], found: tuple[FoundSeal, ...]) -> SealState:
    if not all(each.holds for each in found):
        return SealState.CHANGED
    to_the_end = seals[-1].coverage is SignatureCoverageLevel.ENTIRE_FILE
    allowed = all(seal.summarise_integrity_info()["docmdp_ok"] for seal in seals)
    return SealState.UNCHANGED if to_the_end and allowed else SealState.ADDED_TO


def _added(last: EmbeddedPdfSignature) -> Addition:
    read: Any = last
    if read.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return Addition.NOTHING
    level = getattr(read.diff_result, "modification_level", None)
    return _ADDITIONS.get(level, Addition.ANYTHING)


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


def _is_plain(seal: EmbeddedPdfSignature, known: frozenset[bytes]) -> bool:
    """The few bytes of a signature that it does not itself cover are as we write them."""
    signed, signer = seal.signed_data, seal.signer_info
    whole = cms.ContentInfo({"content_type": "signed_data", "content": signed}).dump()
    algorithms = [algorithm.dump() for algorithm in signed["digest_algorithms"]]
    return (
        seal.pkcs7_content.startswith(whole)
        and {signed["version"].native, signer["version"].native} == {"v1"}
        and algorithms == [signer["digest_algorithm"].dump()]
        and signer["sid"].chosen["issuer"].dump() == seal.signer_cert.issuer.dump()
        and all(each.chosen.dump() in known for each in signed["certificates"])
    )
