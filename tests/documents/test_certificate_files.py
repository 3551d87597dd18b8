"""Bringing in somebody's own certificate: every reason why not, and sealing with it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import cache
from typing import Any

import pytest
from asn1crypto import pkcs12 as der
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.serialization import (
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import ExtendedKeyUsageOID
from hypothesis import given, settings
from hypothesis import strategies as st

from counsellor_desk.documents.certificate_files import identity_in
from counsellor_desk.documents.certificates import issuer_in_words, named
from counsellor_desk.domain import certificate_faults as faults
from tests import brought_certificates as brought
from tests.brought_certificates import PASSWORD, certificate, ec_key, file, rsa_key, usage
from tests.documents import samples

AT = samples.AT
Made = Callable[[], bytes]
_RC2 = """
    MIIDKgIBAzCCAvAGCSqGSIb3DQEHAaCCAuEEggLdMIIC2TCCAc8GCSqGSIb3DQEHBqCCAcAwggG8AgEAMIIBtQYJKoZI
    hvcNAQcBMBwGCiqGSIb3DQEMAQYwDgQIN9UI36zBN+MCAggAgIIBiEEwOG5TPRhFS70YHqztCYZ8uL10f1KC8VoHZblo
    OeU8mNXdbQxsSZ7S+J6SVzv8/bPU8iD7+Mq/EmPnQ+9FhABGXJ/0q5/k+EHcMA0/s3yQCrfJjF1Wkv8Ogx0n+bPH0tdA
    XaEvoo0a1iuN0xOtAtKBCBBDNZjKDp5VZTTvYOg3jZhq4tYSeek7WGuJjWZOlzpEuy/qFYdurQWU/JJaoxvAYdYTgQOV
    Lu8HSy2xSs1ylBQkBMANEd4BUTjGM0LGLFonW9d7Rj938urdrghP7L+yROAhTe3I/XGCQy2pogsPiF5nbkAKuaMK3KJv
    MmcjLNE6Hopsq3u/bxQ9i+kW6JvcggpE1Z3PCaJscZ6uJqbUDbo9GDGbV6ZtB+ggWYqg9NYUb4z07RZjmORixryg3Y+L
    gHnIt6YD5olRy/uNWsLd+eXLconBDnA7zPpyaENngE8iq8VMhpr+vJYyFpSy7JRhEJqy6iDV69bZqvKAKNUD68sEQOKl
    UHV3skYH1ohUiTvl9pRgC3MkMIIBAgYJKoZIhvcNAQcBoIH0BIHxMIHuMIHrBgsqhkiG9w0BDAoBAqCBtDCBsTAcBgoq
    hkiG9w0BDAEDMA4ECMpr/k++K4H1AgIIAASBkNzVFfjjKKgyWCyFN08NzYrp+BilX2NiVhkLIRWwniGDF5V2cKR+T88V
    fhWircK7h1d5+4jNfZDEXGfXPNt/V+C+dXF2la3/nMdeuXo5HepxmfJhkHf99ZlX7qvAgNJSa1OhvVOsVh0jxXmuNx0t
    MfMu+c6vHoxCSVJOgXFH5xX08dmD5MOa7MhNAr0bBOfKVTElMCMGCSqGSIb3DQEJFTEWBBTML+QT1jlPsgCIwoAou11L
    W4IIUTAxMCEwCQYFKw4DAhoFAAQU6jhxmTj4Bp5zJ6a6zKIj8s9iJDEECPXGJii5POXwAgIIAA==
"""
_ED = ed25519.Ed25519PrivateKey.generate()
_K1 = ec.generate_private_key(ec.SECP256K1())
_DER = brought.DER


def _uses(*uses: x509.ObjectIdentifier) -> Made:
    return lambda: file(
        ec_key(), certificate(ec_key(), extensions=[x509.ExtendedKeyUsage(list(uses))])
    )


def old_lock() -> bytes:
    """3DES and SHA-1, as Windows and Java wrote them for long."""
    lock = (
        PrivateFormat.PKCS12.encryption_builder()
        .kdf_rounds(2000)
        .key_cert_algorithm(pkcs12.PBES.PBESv1SHA1And3KeyTripleDESCBC)
        .hmac_hash(SHA1())  # noqa: S303 - what old programs wrote
        .build(PASSWORD.encode())
    )
    return file(rsa_key(), certificate(rsa_key()), encryption=lock)


def no_lock() -> bytes:
    """Neither locked nor with a password."""
    return file(ec_key(), certificate(ec_key()), password="")


def rc2() -> bytes:
    """What OpenSSL wrote by itself before its version 3: the certificate under RC2 of 40 bits."""
    return base64.b64decode(_RC2)


def _two_keys() -> bytes:
    parts = [
        der.Pfx.load(file(ec_key(n), certificate(ec_key(n)), password="")).authenticated_safe
        for n in (1, 2)
    ]
    whole = der.AuthenticatedSafe([info for part in parts for info in part])
    safe = {"content_type": "data", "content": whole.dump()}
    return bytes(der.Pfx({"version": "v3", "auth_safe": safe}).dump())


def _with_oid(old: bytes, new: bytes) -> bytes:
    """The file says another algorithm than it was made with."""
    content = file(ec_key(), certificate(ec_key()))
    assert content.count(old)
    return content.replace(old, new)


def _unknown_lock() -> bytes:
    aes256, nothing = bytes.fromhex("60864801650304012a"), bytes.fromhex("60864801650304017f")
    return _with_oid(aes256, nothing)


def _endless() -> bytes:
    content: Any = der.Pfx.load(file(ec_key(), certificate(ec_key())))
    content["mac_data"]["iterations"] = 2**31 - 1
    return bytes(content.dump(force=True))


@cache
def _alone() -> bytes:
    return file(None, certificate(ec_key()))


def test_a_good_one_comes_with_its_key_and_those_who_vouch_for_it() -> None:
    found = identity_in(brought.good(), PASSWORD, AT)
    assert named(found.certificate) == "J. Mercer"
    assert issuer_in_words(found.certificate) == "Trust for Counsellors Ltd"
    assert [named(other) for other in found.others] == [
        "Trust for Counsellors Ltd",
        "Roots of Trust Ltd",
    ]
    assert found.private_key.hex() not in repr(found)


@pytest.mark.parametrize(
    "make",
    [
        old_lock,
        rc2,
        no_lock,
        lambda: file(ec_key(), certificate(ec_key(), extensions=[usage(signs=True)])),
        _uses(ExtendedKeyUsageOID.EMAIL_PROTECTION, ExtendedKeyUsageOID.SERVER_AUTH),
    ],
    ids=["3DES", "RC2", "no password", "signing", "e-mail"],
)
def test_others_that_are_as_good(make: Made) -> None:
    content = make()
    password = (
        ""
        if make not in {old_lock, rc2} and b"\x2a\x86\x48\x86\xf7\x0d\x01\x05\x0d" not in content
        else PASSWORD
    )
    assert identity_in(content, password, AT).certificate


REASONS_WHY_NOT: list[tuple[Made, str, type[faults.CertificateFault]]] = [
    (_two_keys, "", faults.SeveralKeys),
    (brought.good, "not it", faults.PasswordWrong),
    (brought.good, "", faults.PasswordWrong),
    (lambda: b"", PASSWORD, faults.NotACertificateFile),
    (lambda: b"PK\x03\x04 and so on", PASSWORD, faults.NotACertificateFile),
    (lambda: brought.good()[:900], PASSWORD, faults.NotACertificateFile),
    (lambda: certificate(ec_key()).public_bytes(_DER), PASSWORD, faults.NotACertificateFile),
    (_unknown_lock, PASSWORD, faults.ProtectionUnknown),
    (_endless, PASSWORD, faults.ProtectionUnknown),
    (_alone, PASSWORD, faults.KeyMissing),
    (lambda: file(ec_key(), None), PASSWORD, faults.CertificateMissing),
    (
        lambda: file(rsa_key(1024), certificate(rsa_key(1024))),
        PASSWORD,
        faults.KeyTooShort,
    ),
    (
        lambda: file(_ED, certificate(_ED, by=(certificate(ec_key()), ec_key()))),
        PASSWORD,
        faults.KeyKindUnknown,
    ),
    (lambda: file(_K1, certificate(_K1)), PASSWORD, faults.KeyKindUnknown),
    (
        lambda: file(ec_key(), certificate(ec_key(), extensions=[usage(signs=False)])),
        PASSWORD,
        faults.NotForSigning,
    ),
    (_uses(ExtendedKeyUsageOID.SERVER_AUTH), PASSWORD, faults.NotForSigning),
    (
        lambda: file(ec_key(), certificate(ec_key(), ends=AT - timedelta(days=1))),
        PASSWORD,
        faults.Expired,
    ),
    (
        lambda: file(ec_key(), certificate(ec_key(), begins=AT + timedelta(days=1))),
        PASSWORD,
        faults.NotYetValid,
    ),
]


@pytest.mark.parametrize(
    ("make", "password", "fault"),
    REASONS_WHY_NOT,
    ids=[
        "two keys",
        "wrong password",
        "no password",
        "empty",
        "zip",
        "cut off",
        "certificate only",
        "unknown lock",
        "endless",
        "no key",
        "no certificate",
        "short",
        "another key",
        "odd curve",
        "enciphers",
        "web server",
        "expired",
        "not yet",
    ],
)
def test_each_reason_why_not_is_told(
    make: Made, password: str, fault: type[faults.CertificateFault]
) -> None:
    with pytest.raises(fault) as refusal:
        identity_in(make(), password, AT)
    assert all(refusal.value.sentences())


@pytest.mark.parametrize(
    "curve", [ec.SECP256R1(), ec.SECP384R1(), ec.SECP521R1()], ids=["P-256", "P-384", "P-521"]
)
def test_every_usual_curve_is_taken(curve: ec.EllipticCurve) -> None:
    key = ec.generate_private_key(curve)
    assert identity_in(file(key, certificate(key)), PASSWORD, AT).certificate


def test_a_certificate_that_vouches_for_nothing_here_is_left_out() -> None:
    stranger = certificate(ec_key(5), "Somebody Else")
    found = identity_in(file(ec_key(), certificate(ec_key()), others=[stranger]), PASSWORD, AT)
    assert found.others == ()


@settings(max_examples=40)
@given(st.data())
def test_no_damage_makes_reading_one_stumble(data: st.DataObject) -> None:
    content = bytearray(brought.of_manager())
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
    with suppress(faults.CertificateFault):
        assert identity_in(bytes(content), PASSWORD, AT).private_key


@settings(max_examples=40)
@given(st.binary(max_size=300))
def test_no_bytes_are_taken_for_one(junk: bytes) -> None:
    with pytest.raises(faults.CertificateFault):
        identity_in(junk, PASSWORD, AT)
