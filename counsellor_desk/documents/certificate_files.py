"""A certificate of somebody's own, out of a PKCS #12 file (``.p12``, ``.pfx``; RFC 7292).

It may come from anywhere: a company, an authority, another program. What cannot sign documents is
refused here, with the reason, and not by the first form that nobody can seal.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any, Final

from asn1crypto import core, pkcs12
from cryptography import x509
from cryptography.exceptions import InternalError, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.hazmat.primitives.serialization.pkcs12 import PKCS12KeyAndCertificates
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12 as opened
from cryptography.x509.oid import ExtendedKeyUsageOID as Uses

from counsellor_desk.domain import certificate_faults as faults
from counsellor_desk.domain import dates
from counsellor_desk.domain.sealed_documents import SealIdentity

SHORTEST_RSA: Final = 2048
LONGEST_RSA: Final = 8192
MOST_OTHERS: Final = 8
_MOST_ROUNDS: Final = 10_000_000
"""Of working a key out of a password: more would keep this computer busy for minutes."""
_NEW_LOCK: Final = "pbes2"
_KEYS: Final = frozenset({"key_bag", "pkcs8_shrouded_key_bag"})
_CURVES: Final = frozenset({"secp256r1", "secp384r1", "secp521r1"})
_SIGNING: Final = frozenset(
    {
        Uses.EMAIL_PROTECTION.dotted_string,
        Uses.CLIENT_AUTH.dotted_string,
        Uses.ANY_EXTENDED_KEY_USAGE.dotted_string,
        "1.3.6.1.5.5.7.3.36",  # signing documents (RFC 9336)
        "1.3.6.1.4.1.311.10.3.12",  # the same, Microsoft's
        "1.2.840.113583.1.1.5",  # the same, Adobe's
    }
)
"""Those extended uses with which people sign; a web server's or a time stamp's are none."""


def identity_in(content: bytes, password: str, at: datetime) -> SealIdentity:
    """The certificate in a file, with its key, if documents can be sealed with it at that moment.

    Raises:
        CertificateFault: one of its kinds, with what is wrong.
    """
    _ensure_form(content)
    found = _opened(content, password)
    certificate, key = _pair(found)
    _ensure_strong(key)
    _ensure_signing(certificate)
    _ensure_in_time(certificate, at)
    others = _above(certificate, [each.certificate for each in found.additional_certs])
    return SealIdentity(
        certificate.public_bytes(Encoding.DER),
        key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
        tuple(each.public_bytes(Encoding.DER) for each in others),
        brought=True,
    )


def _ensure_form(content: bytes) -> None:
    """Whether it is such a file at all, and no trap."""
    try:
        outer = pkcs12.Pfx.load(content)
        if outer["version"].native != "v3":
            raise faults.NotACertificateFile
        for rounds in _rounds(outer):
            if not 0 < rounds <= _MOST_ROUNDS:
                raise faults.ProtectionUnknown
        keys = sum(bag["bag_id"].native in _KEYS for bag in _bags(outer))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise faults.NotACertificateFile from fault
    if keys > 1:
        raise faults.SeveralKeys


def is_weakly_locked(content: bytes) -> bool:
    """Whether who finds such a file may use what is in it: no lock, or one of before AES.

    ``content``: of a file that ``identity_in`` read.
    """
    locks = [lock["algorithm"].native for lock in _locks(pkcs12.Pfx.load(content))]
    return not locks or any(name != _NEW_LOCK for name in locks)


def _rounds(outer: pkcs12.Pfx) -> Iterator[int]:
    """How often its password is worked over, wherever that can be read before it is opened."""
    if outer["mac_data"].native is not None:
        yield int(outer["mac_data"]["iterations"].native)
    for lock in _locks(outer):
        yield from _of(lock)


def _locks(outer: pkcs12.Pfx) -> Iterator[Any]:
    """How its parts are enciphered."""
    for info in outer.authenticated_safe:
        if info["content_type"].native == "encrypted_data":
            yield info["content"]["encrypted_content_info"]["content_encryption_algorithm"]
    for bag in _bags(outer):
        if bag["bag_id"].native == "pkcs8_shrouded_key_bag":
            yield bag["bag_value"]["encryption_algorithm"]


def _bags(outer: pkcs12.Pfx) -> Iterator[Any]:
    """What lies in it unlocked, or locked by itself, as keys do."""
    for info in outer.authenticated_safe:
        if info["content_type"].native == "data":
            yield from pkcs12.SafeContents.load(info["content"].native)


def _of(algorithm: Any) -> Iterator[int]:
    """Of an encryption whose name is known."""
    parameters, names = algorithm["parameters"], [algorithm["algorithm"].native]
    if names == [_NEW_LOCK]:
        names.append(parameters["encryption_scheme"]["algorithm"].native)
        parameters = parameters["key_derivation_func"]["parameters"]
    if any("." in name for name in names):  # nothing but its number
        raise faults.ProtectionUnknown
    if isinstance(parameters, core.Sequence):
        for name in ("iterations", "iteration_count"):
            if name in parameters.native:
                yield int(parameters[name].native)


def _opened(content: bytes, password: str) -> PKCS12KeyAndCertificates:
    """Of no password and an empty one, programs take now the one and now the other."""
    tried = [password.encode()] if password else [None, b""]
    fault: BaseException | None = None
    for each in tried:
        try:
            with warnings.catch_warnings():  # of older ways of writing it down, which it reads
                warnings.simplefilter("ignore")
                return opened(content, each)
        except UnsupportedAlgorithm as unknown:
            raise faults.ProtectionUnknown from unknown
        except ValueError as wrong:
            fault = wrong
        except (TypeError, InternalError) as broken:
            raise faults.NotACertificateFile from broken
    if "password" in str(fault):
        raise faults.PasswordWrong from fault
    raise faults.ProtectionUnknown from fault


def _pair(found: PKCS12KeyAndCertificates) -> tuple[x509.Certificate, Any]:
    if found.key is None:
        raise faults.KeyMissing
    if found.cert is None:
        raise faults.CertificateMissing
    certificate = found.cert.certificate
    try:
        fits = certificate.public_key() == found.key.public_key()
    except (ValueError, UnsupportedAlgorithm) as unknown:
        raise faults.KeyKindUnknown from unknown
    if not fits:
        raise faults.KeyMissing
    return certificate, found.key


def _above(
    certificate: x509.Certificate, others: Sequence[x509.Certificate]
) -> Iterator[x509.Certificate]:
    """Those that lead from it to whoever vouches for it; any other in its file is nobody's."""
    for _step in range(MOST_OTHERS):
        vouching = (each for each in others if each.subject == certificate.issuer)
        found = next(vouching, None)
        if found is None or found == certificate:
            return
        yield found
        certificate = found


def _ensure_strong(key: object) -> None:
    if isinstance(key, rsa.RSAPrivateKey):
        if key.key_size < SHORTEST_RSA:
            raise faults.KeyTooShort(bits=key.key_size, least=SHORTEST_RSA)
        if key.key_size > LONGEST_RSA:
            raise faults.KeyKindUnknown
    elif not (isinstance(key, ec.EllipticCurvePrivateKey) and key.curve.name in _CURVES):
        raise faults.KeyKindUnknown


def _ensure_signing(certificate: x509.Certificate) -> None:
    """What its makers allow: where they say nothing, everything."""
    try:
        extensions = certificate.extensions
    except ValueError as unread:
        raise faults.NotACertificateFile from unread
    for extension in extensions:
        match extension.value:
            case x509.KeyUsage() as usage:
                allowed = usage.digital_signature or usage.content_commitment
            case x509.ExtendedKeyUsage() as uses:
                allowed = any(use.dotted_string in _SIGNING for use in uses)
            case _:
                continue
        if not allowed:
            raise faults.NotForSigning


def _ensure_in_time(certificate: x509.Certificate, at: datetime) -> None:
    begins, ends = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    if at < begins:
        raise faults.NotYetValid(day=dates.day(begins.date()))
    if at > ends:
        raise faults.Expired(day=dates.day(ends.date()))
