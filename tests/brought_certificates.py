"""Certificates as people are given them: PKCS #12 files of every kind, made here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    pkcs12,
)
from cryptography.x509.oid import NameOID

PASSWORD = "a word of its own"
FROM = datetime(2025, 1, 1, tzinfo=UTC)
UNTIL = datetime(2028, 1, 1, tzinfo=UTC)
DER = Encoding.DER


@cache
def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    """Made once for all tests: it takes a while."""
    return rsa.generate_private_key(65537, bits)


@cache
def ec_key(which: int = 0) -> ec.EllipticCurvePrivateKey:
    """Another one for each number."""
    del which
    return ec.generate_private_key(ec.SECP256R1())


def usage(*, signs: bool) -> x509.KeyUsage:
    """For signing, or for enciphering only."""
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=not signs,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )


def certificate(
    key: Any,
    name: str = "Owen Price",
    *,
    extensions: Sequence[x509.ExtensionType] = (),
    begins: datetime = FROM,
    ends: datetime = UNTIL,
    by: tuple[x509.Certificate, Any] | None = None,
) -> x509.Certificate:
    """A certificate that stands for itself, or that somebody vouches for."""
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(by[0].subject if by else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(ends)
    )
    for extension in extensions:
        builder = builder.add_extension(extension, critical=True)
    return builder.sign(by[1] if by else key, SHA256())


def file(
    key: Any = None,
    cert: x509.Certificate | None = None,
    *,
    password: str = PASSWORD,
    others: Sequence[x509.Certificate] = (),
    encryption: Any = None,
) -> bytes:
    """The file, with the usual locking."""
    lock = encryption or (
        BestAvailableEncryption(password.encode()) if password else NoEncryption()
    )
    return pkcs12.serialize_key_and_certificates(b"mine", key, cert, list(others), lock)


@cache
def good() -> bytes:
    """One that everything is right with, of an RSA key and two who vouch for it."""
    root_key, middle_key = ec_key(1), ec_key(2)
    root = certificate(root_key, "Roots of Trust Ltd")
    middle = certificate(middle_key, "Trust for Counsellors Ltd", by=(root, root_key))
    own = certificate(
        rsa_key(), extensions=[usage(signs=True)], by=(middle, middle_key), name="J. Mercer"
    )
    return file(rsa_key(), own, others=[middle, root])


@cache
def of_manager(name: str = "Owen Price") -> bytes:
    """Of somebody else."""
    key = ec_key(hash(name))
    return file(key, certificate(key, name, extensions=[usage(signs=True)]))


def soon_over() -> bytes:
    """One that ends before long."""
    return file(ec_key(), certificate(ec_key(), ends=UNTIL - timedelta(days=600)))
