"""Sealing and checking, held against poppler's pdfsig and against every kind of damage."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import load_der_private_key
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter

from counsellor_desk.documents import consent_form, sealing
from counsellor_desk.documents.certificate_files import identity_in
from counsellor_desk.documents.certificates import Certificate, fingerprint, make_certificate
from counsellor_desk.documents.checking import verify
from counsellor_desk.documents.composed import Composed
from counsellor_desk.domain.sealed_documents import Addition, SealIdentity, SealState, Verification
from tests import brought_certificates as brought
from tests.documents import samples
from tests.documents.reading import pdfsig
from tests.documents.tampering import flipped, updated

AT = samples.AT
many = settings(max_examples=25)


@cache
def _own() -> Certificate:
    return make_certificate(organisation="Harbour Street Counselling", at=AT)


@cache
def _other() -> Certificate:
    return make_certificate(organisation="Mill Lane Surgery", at=AT)


@cache
def composed() -> Composed:
    """A form that is signed and not sealed."""
    signed = samples.signed(samples.consent())
    return consent_form.compose(samples.form(), signed, context=samples.CONTEXT)


def _plain() -> bytes:
    return composed().pdf


@cache
def _sealed() -> bytes:
    return _seal(_plain(), _own())


@cache
def of_another_desk() -> bytes:
    """Sealed as well, with somebody else's certificate."""
    return _seal(_plain(), _other())


def _seal(pdf: bytes, by: Certificate, *, more: bool = False) -> bytes:
    return sealing.seal(pdf, key=by.key, certificate=by.certificate, at=AT, more_signatures=more)


def _state(pdf: bytes) -> SealState:
    return verify(pdf, [_own().certificate]).state


def _pdfsig(pdf: bytes, tmp_path: Path) -> str:
    path = tmp_path / "sealed.pdf"
    path.write_bytes(pdf)
    return pdfsig(path)


def _protected() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(BytesIO(_plain())))
    writer.encrypt("six words that nobody ever guesses", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def test_poppler_finds_the_seal_valid_and_the_document_whole(tmp_path: Path) -> None:
    told = _pdfsig(_sealed(), tmp_path)
    for part in (
        "Signature is Valid.",
        "Total document signed",
        "ETSI.CAdES.detached",
        "SHA-256",
        "Counsellor Desk seal",
        "May 24 2026",
    ):
        assert part in told
    assert "Not total document signed" not in told


def test_a_sealed_document_is_unchanged_and_ours() -> None:
    found = verify(_sealed(), [_other().certificate, _own().certificate])
    assert found.state is SealState.UNCHANGED
    assert found.own_certificate
    assert found.sealed_at == AT
    assert found.certificate == fingerprint(_own().certificate)


def test_sealing_keeps_what_was_composed() -> None:
    assert _sealed().startswith(_plain())
    pages = [len(PdfReader(BytesIO(pdf)).pages) for pdf in (_plain(), _sealed())]
    assert pages[0] == pages[1] > 0


def test_somebody_elses_seal_holds_but_is_not_ours() -> None:
    found = verify(_seal(_plain(), _other()), [_own().certificate])
    assert (found.state, found.own_certificate) == (SealState.UNCHANGED, False)
    assert found.certificate == fingerprint(_other().certificate)


def test_a_flipped_byte_shows(tmp_path: Path) -> None:
    damaged = flipped(_sealed(), len(_plain()) // 2)
    assert "Digest Mismatch" in _pdfsig(damaged, tmp_path)
    assert _state(damaged) is SealState.CHANGED


@many
@given(st.data())
def test_no_bit_can_differ_unnoticed(data: st.DataObject) -> None:
    damaged = bytearray(_sealed())
    place = data.draw(st.integers(0, len(damaged) - 1))
    damaged[place] ^= 1 << data.draw(st.integers(0, 7))
    assert _state(bytes(damaged)) is SealState.CHANGED


@many
@given(st.data())
def test_no_bit_of_the_seal_itself_can_differ_unnoticed(data: st.DataObject) -> None:
    damaged = bytearray(_sealed())
    begin = damaged.index(b"/Contents <3082") + len(b"/Contents <")
    place = data.draw(st.integers(begin, begin + 2200))
    damaged[place] ^= 1 << data.draw(st.integers(0, 3))
    assert _state(bytes(damaged)) is SealState.CHANGED


def test_an_update_that_poppler_lets_pass_shows(tmp_path: Path) -> None:
    later = updated(_sealed())
    told = _pdfsig(later, tmp_path)
    assert "Signature is Valid." in told
    assert "Not total document signed" in told
    assert _state(later) is SealState.ADDED_TO


@pytest.mark.parametrize("more", [b"x", b"\n", b"trailing words\n"])
def test_bytes_added_behind_show(more: bytes) -> None:
    assert _state(_sealed() + more) is SealState.ADDED_TO


@cache
def _brought() -> SealIdentity:
    return identity_in(brought.good(), brought.PASSWORD, AT)


@cache
def _managers() -> SealIdentity:
    return identity_in(brought.of_manager(), brought.PASSWORD, AT)


@cache
def _signed_twice() -> bytes:
    by = _brought()
    first = sealing.seal(
        _plain(),
        key=by.private_key,
        certificate=by.certificate,
        others=by.others,
        at=AT,
        more_signatures=True,
    )
    known = [by.certificate, *by.others]
    return sealing.sign_again(
        first, _managers(), at=AT, as_="Service manager: Owen Price", known=known
    )


def _known_to_us(pdf: bytes) -> Verification:
    by = _brought()
    return verify(pdf, [by.certificate], [*by.others, _managers().certificate])


def test_a_second_signature_follows_a_seal_with_a_brought_certificate(tmp_path: Path) -> None:
    pdf = _signed_twice()
    assert pdf.startswith(_plain())
    told = _pdfsig(pdf, tmp_path)
    assert told.count("Signature is Valid.") == 2
    assert told.count("ETSI.CAdES.detached") == 2
    found = _known_to_us(pdf)
    assert (found.state, found.own_certificate) == (SealState.UNCHANGED, True)
    assert [(s.name, s.own, s.holds, s.as_) for s in found.seals] == [
        ("J. Mercer", True, True, ""),
        ("Owen Price", False, True, "Service manager: Owen Price"),
    ]
    assert found.seals[0].vouched_by == "Trust for Counsellors Ltd"
    assert (found.seals[1].vouched_by, found.added) == ("", Addition.NOTHING)
    later = _known_to_us(updated(pdf))
    assert (later.state, later.added) == (SealState.ADDED_TO, Addition.ANYTHING)


@settings(max_examples=40)
@given(st.data())
def test_no_bit_of_two_signatures_can_differ_unnoticed(data: st.DataObject) -> None:
    damaged = bytearray(_signed_twice())
    first = damaged.index(b"/Contents <3082")
    second = damaged.index(b"/Contents <3082", first + 1)
    begin = data.draw(st.sampled_from([0, first, second]))
    end = len(damaged) - 1 if not begin else begin + 6000
    place = data.draw(st.integers(begin, min(end, len(damaged) - 1)))
    damaged[place] ^= 1 << data.draw(st.integers(0, 7))
    assert _known_to_us(bytes(damaged)).state is SealState.CHANGED


def test_ink_cannot_be_lifted_off_the_page() -> None:
    """It is drawn among everything else: no picture, no form and no mark upon the page holds it."""
    for page in PdfReader(BytesIO(_signed_twice())).pages:
        assert not page.images
        resources: Any = page["/Resources"]
        assert "/XObject" not in resources
        annotations: Any = page.get("/Annots", ())
        for annotation in annotations:
            widget = annotation.get_object()
            assert (widget["/Subtype"], widget["/FT"]) == ("/Widget", "/Sig")
            assert [float(edge) for edge in widget["/Rect"]] == [0, 0, 0, 0]
    points = 2 * sum(map(len, samples.ink()))  # two people signed
    assert _curves(_signed_twice()) >= points > _curves(_unsigned()) == 0


def _unsigned() -> bytes:
    return consent_form.compose(samples.form(), samples.consent(), context=samples.CONTEXT).pdf


def _curves(pdf: bytes) -> int:
    """How many curves the pages themselves are drawn with."""
    contents = [page.get_contents() for page in PdfReader(BytesIO(pdf)).pages]
    return sum(len(re.findall(rb"\sc\b", each.get_data())) for each in contents if each is not None)


def test_nobody_signs_after_a_seal_for_good() -> None:
    with pytest.raises(sealing.SealNotMade):
        sealing.sign_again(
            _sealed(), _managers(), at=AT, as_="Service manager", known=[_own().certificate]
        )


def test_checking_can_be_stopped_anywhere() -> None:
    class Enough(Exception):
        pass

    def stop() -> None:
        raise Enough

    with pytest.raises(Enough):
        verify(_signed_twice(), [], still_wanted=stop)


def test_a_stripped_or_forged_seal_shows() -> None:
    """The content replaced and sealed again by somebody else is never taken for ours."""
    writer = PdfWriter(clone_from=PdfReader(BytesIO(_sealed())))
    out = BytesIO()
    writer.write(out)
    assert _state(out.getvalue()) is not SealState.UNCHANGED
    forged = verify(_seal(_plain(), _other()), [_own().certificate])
    assert not forged.own_certificate


@pytest.mark.parametrize(
    ("make", "state"),
    [
        (lambda: b"", SealState.NOT_A_PDF),
        (lambda: b"PK\x03\x04 a zip named .pdf", SealState.NOT_A_PDF),
        (lambda: b"%PDF-1.7\n" + b"0" * 20_000_000, SealState.NOT_A_PDF),
        (_plain, SealState.NOT_SEALED),
        (lambda: _plain()[:2000], SealState.NOT_A_PDF),
        (lambda: _sealed()[:-1200], SealState.CHANGED),
        (_protected, SealState.PROTECTED),
    ],
    ids=["empty", "zip", "huge", "plain", "half plain", "half sealed", "protected"],
)
def test_anything_else_is_told_for_what_it_is(make: Callable[[], bytes], state: SealState) -> None:
    found = verify(make(), [])
    assert (found.state, found.own_certificate) == (state, False)
    assert found.state.label


@many
@given(st.one_of(st.binary(max_size=400), st.binary(max_size=200).map(b"%PDF-1.7\n".__add__)))
def test_no_bytes_make_checking_stumble(junk: bytes) -> None:
    assert verify(junk, []).state is not SealState.UNCHANGED


@many
@given(st.data())
def test_cut_and_patched_documents_make_it_not_stumble_either(data: st.DataObject) -> None:
    pdf = _sealed()
    begin = data.draw(st.integers(0, len(pdf)))
    end = data.draw(st.integers(begin, len(pdf)))
    patch = data.draw(st.binary(max_size=30))
    patched = pdf[:begin] + patch + pdf[end:]
    if patched != pdf:
        assert _state(patched) is not SealState.UNCHANGED


@pytest.mark.parametrize("years", [-1, 31])
def test_a_certificate_out_of_its_time_seals_nothing(years: int) -> None:
    own = _own()
    at = AT + timedelta(days=365 * years)
    with pytest.raises(sealing.CertificateNotValid) as refusal:
        sealing.seal(_plain(), key=own.key, certificate=own.certificate, at=at)
    assert all(refusal.value.sentences())


@pytest.mark.parametrize(
    "clock", [datetime(1970, 1, 1, tzinfo=UTC), datetime(2099, 6, 1, tzinfo=UTC)]
)
def test_a_certificate_made_under_a_wrong_clock_seals_when_it_is_put_right(clock: datetime) -> None:
    own = make_certificate(organisation="Harbour Counselling", at=clock)
    for at in (clock, AT):
        pdf = sealing.seal(_plain(), key=own.key, certificate=own.certificate, at=at)
        assert verify(pdf, [own.certificate]).state is SealState.UNCHANGED


@pytest.mark.parametrize(
    ("pdf", "key", "certificate"),
    [
        (b"no pdf", _own().key, _own().certificate),
        (_plain(), b"no key", _own().certificate),
        (_plain(), _own().key, b"no certificate"),
        (_plain(), _other().key, _own().certificate),
    ],
    ids=["pdf", "key", "certificate", "pair"],
)
def test_what_cannot_be_sealed_says_so(pdf: bytes, key: bytes, certificate: bytes) -> None:
    with pytest.raises(sealing.SealNotMade) as refusal:
        sealing.seal(pdf, key=key, certificate=certificate, at=AT)
    assert all(refusal.value.sentences())


def test_a_certificate_is_p_256_names_no_person_and_lasts() -> None:
    made = make_certificate(organisation="O" * 200, at=datetime(2026, 1, 1, tzinfo=UTC))
    certificate = x509.load_der_x509_certificate(made.certificate)
    key = load_der_private_key(made.key, None)
    assert isinstance(key, ec.EllipticCurvePrivateKey)
    assert key.curve.name == "secp256r1"
    assert certificate.public_key() == key.public_key()
    certificate.verify_directly_issued_by(certificate)
    named = {attribute.value for attribute in certificate.subject}
    assert named == {"O" * 63 + "…", "Counsellor Desk seal"}
    assert certificate.not_valid_after_utc.year == 2055
    assert (
        make_certificate(organisation="O", at=AT).key
        != make_certificate(organisation="O", at=AT).key
    )


WATCHED = """
import sys
seen = []
sys.addaudithook(lambda event, args: seen.append((event, args)) if "socket" in event else None)
import socket
from tests.documents import test_sealing as here
here._state(here._sealed())
inet = [args for event, args in seen if event == "socket.__new__" and args[1] != socket.AF_UNIX]
asked = [event for event, _args in seen if event in ("socket.connect", "socket.getaddrinfo")]
assert not inet, inet
assert not asked, asked
"""


def test_sealing_and_checking_open_no_network_socket() -> None:
    subprocess.run(
        [sys.executable, "-c", WATCHED],
        cwd=Path(__file__).resolve().parent.parent.parent,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=True,
    )
