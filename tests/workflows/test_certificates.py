"""Sealing with a certificate of one's own, a second signature, and checking files."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from counsellor_desk.domain import certificate_faults as faults
from counsellor_desk.domain import consent as consent_rules
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.ids import DocumentId
from counsellor_desk.domain.outcomes import Family
from counsellor_desk.domain.sealed_documents import DocumentKind, SealedDocument, SealState
from counsellor_desk.domain.signatures import SignerNameMissing, SignerRole
from counsellor_desk.vault import documents, seal_certificates
from counsellor_desk.workflows import document_checks, own_certificate, seal, second_signature
from counsellor_desk.workflows.desk import Desk
from tests import brought_certificates as brought
from tests.brought_certificates import PASSWORD
from tests.desks import TestDesk, add_case
from tests.documents import samples
from tests.documents.reading import pdfsig, text_of
from tests.documents.test_certificate_files import REASONS_WHY_NOT, no_lock, old_lock
from tests.documents.test_sealing import composed

MANAGER = SignerRole.SERVICE_MANAGER


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.p12"
    path.write_bytes(brought.good())
    return path


@pytest.fixture
def managers(tmp_path: Path) -> Path:
    path = tmp_path / "manager.pfx"
    path.write_bytes(brought.of_manager())
    return path


def kept(desk: Desk, *, more: bool = False) -> SealedDocument:
    """A document of a new case, sealed."""
    case = add_case(desk)
    with desk.store.act(Act.DOCUMENT_SEALED, at=desk.now(), about="x") as tx:
        return seal.keep(
            desk,
            tx,
            composed(),
            kind=DocumentKind.FORM,
            case=case.id,
            about="x",
            more_signatures=more,
        )


def _pdf(desk: Desk, document: SealedDocument) -> bytes:
    return documents.pdf(desk.read(), document.id)


def test_what_was_sealed_before_stays_ours_whatever_is_sealed_with(desk: Desk, mine: Path) -> None:
    before = kept(desk)
    brought_in = own_certificate.bring(desk, mine, PASSWORD)
    assert not brought_in.weakly_locked
    told = brought_in.facts
    assert (told.name, told.brought) == ("J. Mercer", True)
    with_mine = kept(desk)
    own_certificate.put_back(desk)
    after = kept(desk)
    found = [seal.check(desk, _pdf(desk, each)) for each in (before, with_mine, after)]
    assert all(each.own_certificate and each.state is SealState.UNCHANGED for each in found)
    assert found[1].certificate == told.fingerprint != found[0].certificate == found[2].certificate
    listed = own_certificate.look(desk)
    assert not listed.in_use.brought
    assert [each.fingerprint for each in listed.earlier] == [told.fingerprint]
    keys = desk.read().rows("SELECT private_key FROM seal_certificates")
    assert [row["private_key"] for row in keys] == [None, None]


def test_it_is_still_in_use_after_opening_again(test_desk: TestDesk, mine: Path) -> None:
    own_certificate.bring(test_desk.open(), mine, PASSWORD)
    test_desk.close()
    mine.unlink()
    assert own_certificate.look(test_desk.open()).in_use.name == "J. Mercer"


def test_its_end_stops_sealing_and_says_the_way_out(test_desk: TestDesk, mine: Path) -> None:
    desk = test_desk.open()
    own_certificate.bring(desk, mine, PASSWORD)
    test_desk.clock.moment = brought.UNTIL + timedelta(days=1)
    with pytest.raises(seal.BroughtCertificateEnded) as refusal:
        kept(desk)
    assert all(refusal.value.sentences())
    assert own_certificate.look(desk).ended
    own_certificate.put_back(desk)
    assert kept(desk).pages


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (None, faults.CertificateFileNotReadable),
        (b"0" * 1_000_001, faults.CertificateFileTooLarge),
        (b"not one", faults.NotACertificateFile),
    ],
    ids=["gone", "huge", "garbage"],
)
def test_a_file_that_is_none_changes_nothing(
    desk: Desk, tmp_path: Path, content: bytes | None, fault: type[faults.CertificateFault]
) -> None:
    path = tmp_path / "some.p12"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(fault) as refusal:
        own_certificate.bring(desk, path, PASSWORD)
    assert all(refusal.value.sentences())
    assert not own_certificate.look(desk).in_use.brought


def test_no_file_that_is_refused_leaves_a_trace(test_desk: TestDesk, tmp_path: Path) -> None:
    """Whatever is wrong with it: the same certificate seals, and nothing was written."""
    desk, path = test_desk.open(), tmp_path / "some.p12"
    test_desk.clock.moment = samples.AT
    before = desk.read().value("SELECT total_changes()")
    for make, password, _fault in REASONS_WHY_NOT:
        path.write_bytes(make())
        with pytest.raises(faults.CertificateFault) as refusal:
            own_certificate.bring(desk, path, password)
        assert all(refusal.value.sentences())
    assert desk.read().value("SELECT total_changes()") == before
    assert not own_certificate.look(desk).in_use.brought


def test_an_old_lock_is_read_and_told(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "old.p12"
    for content, password in ((old_lock(), PASSWORD), (no_lock(), "")):
        path.write_bytes(content)
        assert own_certificate.bring(desk, path, password).weakly_locked


def test_the_sheet_tells_every_fingerprint(desk: Desk, mine: Path) -> None:
    kept(desk)
    own_certificate.bring(desk, mine, PASSWORD)
    text = " ".join(text_of(own_certificate.sheet(desk)).split())
    found = own_certificate.look(desk)
    for each in (found.in_use, found.own):
        assert each.fingerprint in text
    assert "J. Mercer" in text


@pytest.fixture
def asks_manager(monkeypatch: pytest.MonkeyPatch) -> None:
    """A form whose service manager signs later."""
    monkeypatch.setattr(second_signature, "open_for", _open_for)


def _open_for(reader: object, document: SealedDocument) -> tuple[SignerRole, ...]:
    gave = {s.role for s in seal_certificates.later(reader, document.id)}  # type: ignore[arg-type]  # a reader
    return () if MANAGER in gave else (MANAGER,)


@pytest.mark.usefixtures("asks_manager")
def test_a_second_person_signs_later(desk: Desk, managers: Path, tmp_path: Path) -> None:
    document = kept(desk, more=True)
    first = _pdf(desk, document)
    second_signature.sign(desk, document.id, managers, PASSWORD, role=MANAGER, name=" Owen  Price ")
    both = _pdf(desk, document)
    assert both.startswith(first)
    copy = tmp_path / "both.pdf"
    copy.write_bytes(both)
    assert pdfsig(copy).count("Signature is Valid.") == 2
    found = seal.check(desk, both)
    assert (found.state, found.own_certificate) == (SealState.UNCHANGED, True)
    assert found.seals[1].as_ == "Service manager: Owen Price"
    (signed,) = seal_certificates.later(desk.read(), document.id)
    assert (signed.role, signed.name) == (MANAGER, "Owen Price")
    with pytest.raises(second_signature.NobodySignsLater):
        second_signature.sign(desk, document.id, managers, PASSWORD, role=MANAGER, name="O")


@pytest.mark.usefixtures("asks_manager")
def test_a_second_signature_is_refused_kindly(desk: Desk, mine: Path, managers: Path) -> None:
    document = kept(desk, more=True)
    first = _pdf(desk, document)
    with pytest.raises(SignerNameMissing):
        second_signature.sign(desk, document.id, managers, PASSWORD, role=MANAGER, name="  ")
    with pytest.raises(faults.PasswordWrong):
        second_signature.sign(desk, document.id, managers, "no", role=MANAGER, name="O")
    own_certificate.bring(desk, mine, PASSWORD)
    with pytest.raises(faults.OwnCertificateInstead):
        second_signature.sign(desk, document.id, mine, PASSWORD, role=MANAGER, name="O")
    assert _pdf(desk, document) == first


def test_only_a_form_that_asks_for_it_is_signed_later(desk: Desk, managers: Path) -> None:
    document = kept(desk)
    assert second_signature.open_for(desk.read(), document) == ()
    with pytest.raises(second_signature.NobodySignsLater):
        second_signature.sign(desk, document.id, managers, PASSWORD, role=MANAGER, name="O")


def test_who_may_follow_holds_nothing_up() -> None:
    form = samples.form()
    asked = replace(form, family=Family.RECORD, signers=(*form.signers, MANAGER))
    unsigned = samples.consent()
    assert MANAGER not in consent_rules.signs_first(asked, unsigned)
    assert consent_rules.signs_later(asked, unsigned) == {MANAGER}
    assert not consent_rules.signs_later(form, unsigned)


def _silent(_done: int, _of: int) -> None:
    pass


def test_any_file_is_checked_and_nothing_of_it_kept(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "given back.pdf"
    path.write_bytes(_pdf(desk, kept(desk)))
    before = desk.read().value("SELECT total_changes()")
    checked = document_checks.check(desk, path, _silent)
    assert (checked.found.state, checked.found.own_certificate) == (SealState.UNCHANGED, True)
    assert desk.read().value("SELECT total_changes()") == before


def test_a_file_that_cannot_be_checked_says_so(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in (tmp_path / "gone.pdf", tmp_path):
        with pytest.raises(document_checks.CheckedFileNotReadable) as refusal:
            document_checks.check(desk, path, _silent)
        assert all(refusal.value.sentences())
    monkeypatch.setattr(document_checks, "MOST_BYTES", 10)
    (tmp_path / "large.pdf").write_bytes(b"0" * 11)
    with pytest.raises(document_checks.CheckedFileTooLarge):
        document_checks.check(desk, tmp_path / "large.pdf", _silent)


def test_no_document_is_nothing(desk: Desk) -> None:
    assert seal_certificates.later(desk.read(), DocumentId("none")) == ()
