"""Sharing records that a consent in force covers: the pack, seen by the client, then out (6.1)."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from counsellor_desk.documents.composed import Composed
from counsellor_desk.domain import consent as consent_rules
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.consent import Consent
from counsellor_desk.domain.decisions import decision
from counsellor_desk.domain.disclosures import (
    Disclosure,
    Ground,
    NotAllowedToLeave,
    NotSeenByClient,
)
from counsellor_desk.domain.forms import FormDefinition, words
from counsellor_desk.domain.ids import ConsentId, CoveredId, DocumentId, RecordId, SummaryId
from counsellor_desk.domain.permissions import may_disclose
from counsellor_desk.domain.sealed_documents import DocumentKind, SealedDocument
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import consents, records, sessions, summaries
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.workflows import exit_door, form_definitions, papers, seal
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.exit_door import Leaving

if TYPE_CHECKING:
    from counsellor_desk.documents import disclosure_pack
    from counsellor_desk.documents.disclosure_pack import SharedRecord
else:
    disclosure_pack = lazily("counsellor_desk.documents.disclosure_pack")


def make_pack(desk: Desk, consent: ConsentId) -> SealedDocument:
    """Put the records that the consent covers into one sealed document; nothing leaves yet.

    Raises:
        NotAllowedToLeave: the consent is not in force; with the reason.
        CharactersMissing, DiskFull, DiskFault: nothing was made.
    """
    found = _in_force(desk, consent)
    with desk.store.act(
        Act.DOCUMENT_SEALED, at=desk.now(), about=consent, records=len(found.records)
    ) as tx:
        composed = _composed(desk, found, tx.code)
        return seal.keep(desk, tx, composed, kind=DocumentKind.PACK, case=found.case, about=consent)


def save_pack(
    desk: Desk, consent: ConsentId, document: DocumentId, path: Path, *, seen: bool
) -> Disclosure:
    """Let the pack leave as a file. A single-use consent is used up.

    Raises:
        NotAllowedToLeave, NotSeenByClient: the door stays shut.
        DiskFull, DiskFault, FolderNotWritable: nothing has left.
    """
    found = _ready_to_leave(desk, consent, seen=seen)
    return exit_door.save(desk, document, path, _leaving(found), _using_up(found, desk.now()))


def print_pack(desk: Desk, consent: ConsentId, document: DocumentId, *, seen: bool) -> bytes:
    """Let the pack leave by the printer. A single-use consent is used up.

    Raises:
        NotAllowedToLeave, NotSeenByClient: the door stays shut.
        DiskFull, DiskFault: nothing has left.
    """
    found = _ready_to_leave(desk, consent, seen=seen)
    return exit_door.take_to_print(desk, document, _leaving(found), _using_up(found, desk.now()))


def _in_force(desk: Desk, consent: ConsentId) -> Consent:
    reader = desk.read()
    found = consents.load(reader, consent)
    permission = may_disclose(
        [found],
        by=form_definitions.purposes(reader),
        client=found.client,
        records=found.records,
        recipient=found.recipient,
        today=desk.now().date(),
    )
    if not permission.granted:
        raise NotAllowedToLeave(why=permission.why_not)
    return found


def _ready_to_leave(desk: Desk, consent: ConsentId, *, seen: bool) -> Consent:
    found = _in_force(desk, consent)
    form = form_definitions.of(desk.read(), found)
    if decision(form, found.answers).see_first and not seen:
        raise NotSeenByClient
    return found


def _leaving(consent: Consent) -> Leaving:
    return Leaving(
        to=consent.recipient,
        purpose=words(consent.answers, "why"),
        ground=Ground.CONSENT,
        consent=consent.id,
    )


def _using_up(consent: Consent, at: datetime) -> exit_door.Also:
    used = consent_rules.used(consent, at)
    return lambda tx: consents.save(tx, used)


def _composed(desk: Desk, consent: Consent, code: str) -> Composed:
    reader = desk.read()
    pack = disclosure_pack.Pack(
        reference=code,
        recipient=consent.recipient,
        purpose=words(consent.answers, "why"),
        form_id=consent.form_id,
        given_on=(consent.signed_at or desk.now()).date(),
        onward=_onward(form_definitions.of(reader, consent), consent),
        records=tuple(_shared(reader, record) for record in consent.records),
    )
    return disclosure_pack.compose(pack, letterhead=papers.letterhead(desk, consent.case, code))


def _shared(reader: Reader, which: CoveredId) -> SharedRecord:
    """The summary or the additional record of that id, as the pack holds it."""
    if records.is_one(reader, which):
        return disclosure_pack.of_record(records.load(reader, RecordId(which)))
    summary = summaries.load(reader, SummaryId(which))
    return disclosure_pack.of_summary(summary, sessions.load(reader, summary.session))


def _onward(form: FormDefinition, consent: Consent) -> str:
    chosen = words(consent.answers, "onward")
    label = next(o.label for o in form.field("onward").options if o.key == chosen)
    named = form.field("onward_to").asked(consent.answers)
    to = words(consent.answers, "onward_to") if named else ""
    return f"{label}: {to}" if to else label
