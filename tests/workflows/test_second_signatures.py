"""Each shipped form that somebody signs after its seal, to the end; certificates that ended."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from counsellor_desk.domain import certificate_faults as faults
from counsellor_desk.domain.forms import FormDefinition
from counsellor_desk.domain.ids import DocumentId
from counsellor_desk.domain.outcomes import Family
from counsellor_desk.domain.sealed_documents import Addition
from counsellor_desk.domain.signatures import MAY_FOLLOW, SignerRole
from counsellor_desk.vault import documents
from counsellor_desk.workflows import (
    consent,
    document_checks,
    exit_door,
    own_certificate,
    seal,
    second_signature,
)
from counsellor_desk.workflows.desk import Desk
from tests import brought_certificates as brought
from tests.answered_forms import EVERY_FORM
from tests.brought_certificates import PASSWORD
from tests.desks import TestDesk, add_case
from tests.documents.reading import pdfsig, text_of
from tests.documents.tampering import flipped, updated
from tests.walked_forms import sealed
from tests.workflows.test_certificates import MANAGER


def _followed(form: FormDefinition) -> frozenset[SignerRole]:
    """Who may sign that form after its seal."""
    roles = {*form.signers, *(each.role for each in form.signers_if)}
    return frozenset(roles & MAY_FOLLOW) if form.family is Family.RECORD else frozenset()


SIGNED_LATER = [
    pytest.param(form.id, role, id=f"{form.id}-{role.value}")
    for form in EVERY_FORM
    for role in sorted(_followed(form), key=str)
]


def _words(desk: Desk, path: Path) -> tuple[str, ...]:
    found = document_checks.check(desk, path, lambda _done, _of: None).found
    return found.state.label, found.added.label, *(each.as_ for each in found.seals)


def _managers(folder: Path) -> Path:
    path = folder / "manager.pfx"
    path.write_bytes(brought.of_manager())
    return path


def test_there_is_such_a_form() -> None:
    assert SIGNED_LATER


@pytest.mark.parametrize(("form", "role"), SIGNED_LATER)
def test_it_is_signed_by_the_second_person_and_checked(
    desk: Desk, tmp_path: Path, form: str, role: SignerRole
) -> None:
    guide = sealed(desk, add_case(desk), form)
    which = guide.consent.document
    assert which is not None
    first = exit_door.look(desk, which)
    assert "Still to sign, after the form is sealed" in " ".join(text_of(first).split())
    assert second_signature.open_for(desk.read(), documents.load(desk.read(), which)) == (role,)
    second_signature.sign(desk, which, _managers(tmp_path), PASSWORD, role=role, name="Owen Price")
    both = exit_door.look(desk, which)
    assert both.startswith(first)
    assert text_of(both) == text_of(first)
    path = tmp_path / "both.pdf"
    path.write_bytes(both)
    told = pdfsig(path)
    assert told.count("Signature is Valid.") == 2
    assert [told.count(f"- {each}otal document signed") for each in ("Not t", "T")] == [1, 1]
    who = ("", f"{role.label}: Owen Price")
    assert _words(desk, path) == (
        "Unchanged since it was sealed",
        Addition.NOTHING.label,
        *who,
    )
    path.write_bytes(flipped(both, len(first) // 2))
    assert pdfsig(path).count("Digest Mismatch") == 2
    assert _words(desk, path)[0] == "Changed since it was sealed"
    path.write_bytes(updated(both))
    assert _words(desk, path) == (
        "Something was added after it was sealed",
        Addition.ANYTHING.label,
        *who,
    )
    assert second_signature.open_for(desk.read(), documents.load(desk.read(), which)) == ()


def test_an_organisation_that_signs_here_signs_in_ink_before_the_seal(desk: Desk) -> None:
    guide = sealed(desk, add_case(desk), "F4", organisation_paper="here")
    assert guide.consent.document is not None
    roles = {each.role for each in guide.consent.signatures}
    assert SignerRole.ORGANISATION in roles
    document = documents.load(desk.read(), guide.consent.document)
    assert second_signature.open_for(desk.read(), document) == ()
    said = " ".join(text_of(exit_door.look(desk, document.id)).split())
    assert "For the organisation" in said
    assert "Still to sign" not in said


@pytest.mark.parametrize("days", [1, -2000], ids=["over", "not yet"])
def test_a_second_certificate_out_of_its_time_signs_nothing(
    test_desk: TestDesk, tmp_path: Path, days: int
) -> None:
    desk = test_desk.open()
    which = _sealed_f14(desk)
    before = exit_door.look(desk, which)
    test_desk.clock.moment = brought.UNTIL + timedelta(days=days)
    with pytest.raises(faults.CertificateFault) as refusal:
        second_signature.sign(
            desk, which, _managers(tmp_path), PASSWORD, role=MANAGER, name="Owen Price"
        )
    assert all(refusal.value.sentences())
    assert exit_door.look(desk, which) == before


def _sealed_f14(desk: Desk) -> DocumentId:
    document = sealed(desk, add_case(desk), "F14").consent.document
    assert document is not None
    return document


def test_a_form_is_kept_with_its_signatures_when_the_certificate_has_ended(
    test_desk: TestDesk, tmp_path: Path
) -> None:
    desk = test_desk.open()
    path = tmp_path / "mine.p12"
    path.write_bytes(brought.good())
    own_certificate.bring(desk, path, PASSWORD)
    test_desk.clock.moment = brought.UNTIL + timedelta(days=1)
    with pytest.raises(seal.BroughtCertificateEnded) as refusal:
        sealed(desk, add_case(desk), "F13")
    assert all(refusal.value.sentences())
    (kept,) = consent.unfinished(desk)
    assert len(kept.consent.signatures) == 2
    own_certificate.put_back(desk)
    assert consent.seal_form(desk, kept.consent.id).pages
