"""The certificate that documents are sealed with: made here, kept in the vault."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from counsellor_desk.domain.sealed_documents import CertificateFacts
from counsellor_desk.domain.text import one_line, preview

NAME: Final = "Counsellor Desk seal"
LONGEST_NAME: Final = 64
"""Upper bound for an organisation's name in a certificate (RFC 5280, appendix A.1)."""
LONGEST_SHOWN: Final = 160
VALID: Final = timedelta(days=30 * 365)
"""Longer than any record is kept: young people's to their 26th birthday."""
_FIRST: Final = datetime(2026, 1, 1, tzinfo=UTC)
"""Before there was a program to make one."""


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """A key pair for sealing. ``key``: PKCS #8, ``certificate``: X.509, both DER."""

    key: bytes
    certificate: bytes


def make_certificate(*, organisation: str, at: datetime) -> Certificate:
    """A new P-256 key with a certificate that it signs itself, valid on ``at`` and long after.

    A clock may be wrong on the day when it is made: it is valid on the days, too, that come when
    the clock is put right. It names the organisation and the program, never a person.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, preview(organisation, LONGEST_NAME)),
            x509.NameAttribute(NameOID.COMMON_NAME, NAME),
        ]
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(min(at - timedelta(days=1), _FIRST))
        .not_valid_after(max(at, _FIRST) + VALID)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )
    return Certificate(
        key=key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
        certificate=builder.sign(key, SHA256()).public_bytes(Encoding.DER),
    )


def _usage() -> x509.KeyUsage:
    """Signing documents, and nothing else."""
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def named(certificate: bytes) -> str:
    """Whom a DER certificate names: the person or program, and the organisation."""
    return _in_words(x509.load_der_x509_certificate(certificate).subject)


def issuer_in_words(certificate: bytes) -> str:
    """Who vouches for a DER certificate; empty where it stands for itself."""
    read = x509.load_der_x509_certificate(certificate)
    return "" if read.issuer == read.subject else _in_words(read.issuer)


def facts(certificate: bytes, *, brought: bool) -> CertificateFacts:
    """What is told about a DER certificate."""
    return CertificateFacts(
        name=named(certificate),
        vouched_by=issuer_in_words(certificate),
        until=x509.load_der_x509_certificate(certificate).not_valid_after_utc,
        fingerprint=fingerprint(certificate),
        brought=brought,
    )


def _in_words(name: x509.Name) -> str:
    wanted = (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME, NameOID.EMAIL_ADDRESS)
    found = [str(each.value) for oid in wanted for each in name.get_attributes_for_oid(oid)]
    return preview(one_line(", ".join(found or [name.rfc4514_string()])), LONGEST_SHOWN)


def fingerprint(certificate: bytes) -> str:
    """SHA-256 of a DER certificate, in groups of four hexadecimal digits."""
    digits = hashlib.sha256(certificate).hexdigest().upper()
    return " ".join(digits[start : start + 4] for start in range(0, len(digits), 4))
