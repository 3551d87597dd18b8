"""Sharing records on the ground of a consent: the pack, the door, and the ledger (policy 6.1)."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from counsellor_desk.domain.consent import ConsentState
from counsellor_desk.domain.disclosures import (
    Channel,
    Disclosure,
    Ground,
    NotAllowedToLeave,
    NotSeenByClient,
)
from counsellor_desk.domain.ids import ConsentId, DocumentId
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.domain.sealed_documents import DocumentKind
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import files
from counsellor_desk.workflows import consent, disclosure, exit_door
from counsellor_desk.workflows.desk import Desk
from tests import filled_forms
from tests.desks import TestDesk
from tests.documents.reading import metadata, squeezed, text_of


def _ledger(desk: Desk, which: ConsentId) -> tuple[Disclosure, ...]:
    return consent.page(desk, which).gone_out


def test_the_pack_holds_what_was_agreed_and_no_name(desk: Desk, tmp_path: Path) -> None:
    guide, _document = filled_forms.sealed(desk, Outcome.IN_PART)
    pack = disclosure.make_pack(desk, guide.consent.id)
    pdf = exit_door.look(desk, pack.id)
    text = text_of(pdf)
    assert pack.kind is DocumentKind.PACK
    assert guide.consent.form_id in text
    assert squeezed(filled_forms.RECIPIENT) in squeezed(text)
    assert "Kayleigh" not in text + metadata(pdf) + pack.name
    agreed, left_out = guide.records[0], guide.records[1]
    shown = [f"{on.day.day} March" in text for on in (agreed, left_out)]
    (tmp_path / "pack.pdf").write_bytes(pdf)
    run = ["pdfsig", str(tmp_path / "pack.pdf")]
    told = subprocess.run(run, capture_output=True, text=True, check=False).stdout
    assert "Signature is Valid." in told
    assert guide.consent.records == (agreed.id,)
    assert shown[0]


def test_names_typed_for_an_answer_that_was_changed_do_not_leave(desk: Desk) -> None:
    guide, _document = filled_forms.sealed(desk, onward="no", onward_to="Sister Agnes")
    pack = disclosure.make_pack(desk, guide.consent.id)
    text = text_of(exit_door.look(desk, pack.id))
    assert "No. Nobody else may have it" in text
    assert "Agnes" not in text


def test_it_leaves_once_seen_and_a_single_use_consent_ends(desk: Desk, tmp_path: Path) -> None:
    guide, _document = filled_forms.sealed(desk)
    which, path = guide.consent.id, tmp_path / "pack.pdf"
    pack = disclosure.make_pack(desk, which)
    with pytest.raises(NotSeenByClient):
        disclosure.save_pack(desk, which, pack.id, path, seen=False)
    assert (_ledger(desk, which), path.exists()) == ((), False)
    line = disclosure.save_pack(desk, which, pack.id, path, seen=True)
    assert path.read_bytes() == exit_door.look(desk, pack.id)
    assert _ledger(desk, which) == (line,)
    assert (line.ground, line.channel, line.to) == (
        Ground.CONSENT,
        Channel.FILE,
        filled_forms.RECIPIENT,
    )
    assert consent.guide(desk, which).state is ConsentState.EXPIRED
    with pytest.raises(NotAllowedToLeave):
        disclosure.print_pack(desk, which, pack.id, seen=True)


def test_a_standing_consent_stays_after_its_use(desk: Desk) -> None:
    guide, _document = filled_forms.sealed(desk, extent="standing", see_first="no")
    which = guide.consent.id
    pack = disclosure.make_pack(desk, which)
    for _time in range(2):
        assert disclosure.print_pack(desk, which, pack.id, seen=False).startswith(b"%PDF")
    assert [line.channel for line in _ledger(desk, which)] == [Channel.PRINT, Channel.PRINT]
    assert consent.guide(desk, which).state is ConsentState.IN_FORCE


def test_a_file_that_cannot_be_written_leaves_no_line_and_uses_nothing_up(
    desk: Desk, tmp_path: Path
) -> None:
    guide, _document = filled_forms.sealed(desk)
    which = guide.consent.id
    pack = disclosure.make_pack(desk, which)
    with pytest.raises((DeskError, OSError)):
        disclosure.save_pack(desk, which, pack.id, tmp_path / "no" / "pack.pdf", seen=True)
    assert _ledger(desk, which) == ()
    assert consent.guide(desk, which).state is ConsentState.IN_FORCE
    files.private_folder(tmp_path / "no")
    disclosure.save_pack(desk, which, pack.id, tmp_path / "no" / "pack.pdf", seen=True)


def _withdrawn(test_desk: TestDesk, desk: Desk, which: ConsentId) -> None:
    del test_desk
    consent.withdraw(desk, which, "in person")


def _run_out(test_desk: TestDesk, desk: Desk, which: ConsentId) -> None:
    del desk, which
    test_desk.clock.moment += timedelta(days=61)


@pytest.mark.parametrize("ends", [_withdrawn, _run_out])
def test_consent_that_is_over_opens_nothing(
    test_desk: TestDesk, ends: Callable[[TestDesk, Desk, ConsentId], None], tmp_path: Path
) -> None:
    desk = test_desk.open()
    guide, _document = filled_forms.sealed(desk)
    which = guide.consent.id
    pack = disclosure.make_pack(desk, which)
    ends(test_desk, desk, which)
    _opens_nothing(desk, which, pack.id, tmp_path)


@pytest.mark.parametrize("outcome", [None, Outcome.REFUSED])
def test_what_was_never_given_opens_nothing(
    desk: Desk, outcome: Outcome | None, tmp_path: Path
) -> None:
    made, _document = filled_forms.sealed(desk)
    pack = disclosure.make_pack(desk, made.consent.id)
    if outcome is None:
        which = filled_forms.decided(desk).consent.id
    else:
        which = filled_forms.sealed(desk, outcome)[0].consent.id
    _opens_nothing(desk, which, pack.id, tmp_path)


def _opens_nothing(desk: Desk, which: ConsentId, pack: DocumentId, folder: Path) -> None:
    path = folder / "pack.pdf"
    with pytest.raises(NotAllowedToLeave):
        disclosure.make_pack(desk, which)
    with pytest.raises(NotAllowedToLeave):
        disclosure.save_pack(desk, which, pack, path, seen=True)
    with pytest.raises(NotAllowedToLeave):
        disclosure.print_pack(desk, which, pack, seen=True)
    assert _ledger(desk, which) == ()
    assert not path.exists()


def test_withdrawal_lists_what_went_out_before(desk: Desk) -> None:
    guide, _document = filled_forms.sealed(desk, extent="standing")
    which = guide.consent.id
    pack = disclosure.make_pack(desk, which)
    disclosure.print_pack(desk, which, pack.id, seen=True)
    (gone,) = consent.withdraw(desk, which, "by letter").gone_out
    assert (gone.to, gone.document) == (filled_forms.RECIPIENT, pack.id)
