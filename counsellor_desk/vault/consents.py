"""Consents: answers, decision and signatures of one form with one client (policy 6)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain.consent import Consent
from counsellor_desk.domain.forms import Answers
from counsellor_desk.domain.ids import CaseId, ClientId, ConsentId, DocumentId, SummaryId
from counsellor_desk.domain.missing_forms import WithoutForm
from counsellor_desk.domain.outcomes import Extent, Outcome
from counsellor_desk.domain.signatures import Point, Signature, SignerRole
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.rows import (
    day_or_none,
    moment,
    moment_or_none,
    packed,
    read_day,
    read_moment,
)
from counsellor_desk.vault.transactions import Reader, Transaction

_SIGNATURES: Final = (
    "SELECT * FROM signatures WHERE consent_id IN (SELECT value FROM json_each(?))"
    " ORDER BY position"
)


def save(tx: Transaction, consent: Consent) -> None:
    """Keep the consent as it is now. What was signed is locked by the schema.

    Signatures come before what closes the form: a closed form takes none.
    """
    row = _row(consent)
    if tx.value("SELECT 1 FROM consents WHERE id = ?", consent.id) is None:
        tx.insert("consents", **{**row, "signed_at": None})
    _keep_signatures(tx, consent)
    changed = ", ".join(f'"{name}" = ?' for name in row)
    tx.run(f"UPDATE consents SET {changed} WHERE id = ?", *row.values(), consent.id)  # noqa: S608 - names of ours, values bound


def _row(consent: Consent) -> dict[str, object]:
    return {
        "id": consent.id,
        "form_id": consent.form_id,
        "form": consent.form,
        "version": consent.version,
        "case_id": consent.case,
        "client_id": consent.client,
        "begun_at": moment(consent.begun_at),
        "answers": packed(dict(consent.answers)),
        "step": consent.step,
        "offered_at": moment_or_none(consent.offered_at),
        "outcome": consent.outcome.value if consent.outcome else None,
        "records": packed(consent.records),
        "recipient": consent.recipient,
        "extent": consent.extent.value,
        "ends_on": day_or_none(consent.ends_on),
        "text_hash": consent.text_hash,
        "signed_at": moment_or_none(consent.signed_at),
        "document_id": consent.document,
        "sealed_at": moment_or_none(consent.sealed_at),
        "used_at": moment_or_none(consent.used_at),
        "withdrawn_at": moment_or_none(consent.withdrawn_at),
        "withdrawn_how": consent.withdrawn_how,
        "superseded_by": consent.superseded_by,
        "renews": consent.renews,
        "items": packed(consent.items),
        "review_on": day_or_none(consent.review_on),
        "on_paper_at": moment_or_none(consent.on_paper_at),
        "original_place": consent.original_place,
    }


def _keep_signatures(tx: Transaction, consent: Consent) -> None:
    if _signatures_of(tx, consent.id) == consent.signatures:
        return
    tx.run("DELETE FROM signatures WHERE consent_id = ?", consent.id)
    for position, signature in enumerate(consent.signatures):
        _add_signature(tx, consent.id, position, signature)


def _signatures_of(reader: Reader, consent: ConsentId) -> tuple[Signature, ...]:
    return tuple(map(_signature, reader.rows(_SIGNATURES, packed([consent]))))


def load(reader: Reader, consent: ConsentId) -> Consent:
    """The consent.

    Raises:
        KeyError: no such consent.
    """
    found = _loaded(reader, reader.rows("SELECT * FROM consents WHERE id = ?", consent))
    if not found:
        raise KeyError("consent")
    return found[0]


def of_case(reader: Reader, case: CaseId) -> tuple[Consent, ...]:
    """The case's consents, the newest first."""
    query = "SELECT * FROM consents WHERE case_id = ? ORDER BY begun_at DESC"
    return _loaded(reader, reader.rows(query, case))


_IN_FORCE: Final = (
    "FROM consents WHERE sealed_at IS NOT NULL AND withdrawn_at IS NULL AND superseded_by IS NULL"
    " AND outcome IN ('given', 'in_part', 'signed') AND (extent = 'standing' OR used_at IS NULL)"
    " AND (ends_on IS NULL OR ends_on >= ?1)"
)
"""A client said yes to it, and it holds. Records, which nobody says yes to, are ``recorded``."""


def count_in_force(reader: Reader, today: date) -> int:
    """How many consents are in force on that day, those that end soon among them."""
    return int(reader.value(f"SELECT count(*) {_IN_FORCE}", today.isoformat()))


def in_force(reader: Reader, today: date) -> tuple[Consent, ...]:
    """Consents and agreements in force on ``today``, the one that ends first first."""
    query = f"SELECT * {_IN_FORCE} ORDER BY ends_on IS NULL, ends_on, sealed_at"
    return _loaded(reader, reader.rows(query, today.isoformat()))


def refused(reader: Reader, limit: int) -> tuple[Consent, ...]:
    """Refusals on record, the newest first."""
    query = (
        "SELECT * FROM consents WHERE sealed_at IS NOT NULL AND outcome IN ('refused', 'declined')"
        " AND withdrawn_at IS NULL ORDER BY sealed_at DESC LIMIT ?"
    )
    return _loaded(reader, reader.rows(query, limit))


def ended(reader: Reader, today: date, limit: int) -> tuple[Consent, ...]:
    """What was in force and was withdrawn, replaced or used up, or ran out, the newest first."""
    query = (
        "SELECT * FROM consents WHERE sealed_at IS NOT NULL"
        " AND outcome NOT IN ('refused', 'declined') AND"
        " (withdrawn_at IS NOT NULL OR superseded_by IS NOT NULL OR ends_on < ?1"
        " OR extent = 'once' AND used_at IS NOT NULL)"
        " ORDER BY coalesce(withdrawn_at, used_at, sealed_at) DESC LIMIT ?2"
    )
    return _loaded(reader, reader.rows(query, today.isoformat(), limit))


def ending(reader: Reader, today: date, until: date) -> tuple[Consent, ...]:
    """Consents in force on ``today`` that end on or before ``until``, the earliest first."""
    query = f"SELECT * {_IN_FORCE} AND ends_on <= ?2 ORDER BY ends_on"
    return _loaded(reader, reader.rows(query, today.isoformat(), until.isoformat()))


def recorded(reader: Reader, limit: int) -> tuple[Consent, ...]:
    """Records made, the newest first: those that were not withdrawn or replaced."""
    query = (
        "SELECT * FROM consents WHERE sealed_at IS NOT NULL AND outcome = 'recorded'"
        " AND withdrawn_at IS NULL AND superseded_by IS NULL ORDER BY sealed_at DESC LIMIT ?"
    )
    return _loaded(reader, reader.rows(query, limit))


def to_review(reader: Reader, today: date, until: date) -> tuple[Consent, ...]:
    """What is in force on ``today`` and to be looked at again by ``until``, the earliest first."""
    query = f"SELECT * {_IN_FORCE} AND review_on <= ?2 ORDER BY review_on"
    return _loaded(reader, reader.rows(query, today.isoformat(), until.isoformat()))


def standing(reader: Reader, forms: Iterable[str]) -> tuple[Consent, ...]:
    """Sealed ones of these forms that nobody withdrew or replaced, ended or not, oldest first."""
    query = (
        "SELECT * FROM consents WHERE form IN (SELECT value FROM json_each(?))"
        " AND sealed_at IS NOT NULL AND withdrawn_at IS NULL AND superseded_by IS NULL"
        " AND outcome NOT IN ('refused', 'declined') ORDER BY sealed_at"
    )
    return _loaded(reader, reader.rows(query, packed(sorted(forms))))


def of_client(reader: Reader, client: ClientId) -> tuple[Consent, ...]:
    """One client's forms, the newest first."""
    query = "SELECT * FROM consents WHERE client_id = ? ORDER BY begun_at DESC"
    return _loaded(reader, reader.rows(query, client))


def find(reader: Reader, *, form_id: str, number: str, limit: int) -> tuple[Consent, ...]:
    """Forms whose ID or case number holds that, without its dashes; the newest first."""
    query = (
        "SELECT consents.* FROM consents JOIN cases ON cases.id = consents.case_id"
        " JOIN used_numbers USING (number) WHERE instr(replace(form_id, '-', ''), ?1) > 0"
        " OR instr(comparable, ?2) > 0 ORDER BY begun_at DESC LIMIT ?3"
    )
    return _loaded(reader, reader.rows(query, form_id, number, limit))


def without(reader: Reader, form: str, today: date) -> tuple[WithoutForm, ...]:
    """Clients of open cases who came at least once and have nothing sealed of that form.

    Who said no was asked, and is not among them. Who came most often comes first.
    """
    query = (
        "SELECT clients.id, clients.case_id, cases.number,"
        " (SELECT count(*) FROM sessions WHERE sessions.case_id = cases.id"
        " AND attendance = 'attended') AS held"
        " FROM cases JOIN clients ON clients.case_id = cases.id"
        " WHERE cases.status = 'open' AND held > 0 AND NOT EXISTS (SELECT 1 FROM consents"
        " WHERE consents.client_id = clients.id AND form = ?1 AND sealed_at IS NOT NULL"
        " AND withdrawn_at IS NULL AND superseded_by IS NULL"
        " AND (ends_on IS NULL OR ends_on >= ?2))"
        " ORDER BY held DESC, cases.opened_on, cases.number, clients.position"
    )
    return tuple(
        WithoutForm(
            case=CaseId(row["case_id"]),
            client=ClientId(row["id"]),
            case_number=row["number"],
            sessions=row["held"],
        )
        for row in reader.rows(query, form, today.isoformat())
    )


def unfinished(reader: Reader) -> tuple[Consent, ...]:
    """Forms begun and not sealed nor withdrawn, the newest first."""
    query = (
        "SELECT * FROM consents WHERE sealed_at IS NULL AND withdrawn_at IS NULL"
        " ORDER BY begun_at DESC"
    )
    return _loaded(reader, reader.rows(query))


def _add_signature(tx: Transaction, consent: ConsentId, position: int, ink: Signature) -> None:
    strokes = [[[point.x, point.y, point.pressure] for point in line] for line in ink.strokes]
    tx.insert(
        "signatures",
        consent_id=consent,
        position=position,
        role=ink.role.value,
        name=ink.name,
        signed_at=moment(ink.signed_at),
        strokes=packed(strokes),
        over=ink.over,
    )


def _loaded(reader: Reader, rows: Sequence[Row]) -> tuple[Consent, ...]:
    """Consents out of their rows: one more query for the signatures of all."""
    signatures: defaultdict[str, list[Signature]] = defaultdict(list)
    for row in reader.rows(_SIGNATURES, packed([row["id"] for row in rows])):
        signatures[row["consent_id"]].append(_signature(row))
    return tuple(_consent(row, tuple(signatures[row["id"]])) for row in rows)


def _consent(row: Row, signatures: tuple[Signature, ...]) -> Consent:
    return Consent(
        id=ConsentId(row["id"]),
        form_id=row["form_id"],
        form=row["form"],
        version=row["version"],
        case=CaseId(row["case_id"]),
        client=ClientId(row["client_id"]),
        begun_at=datetime.fromisoformat(row["begun_at"]),
        answers=_answers(row["answers"]),
        step=row["step"],
        offered_at=read_moment(row["offered_at"]),
        outcome=Outcome(row["outcome"]) if row["outcome"] else None,
        records=tuple(map(SummaryId, json.loads(row["records"]))),
        recipient=row["recipient"],
        extent=Extent(row["extent"]),
        ends_on=read_day(row["ends_on"]),
        text_hash=row["text_hash"],
        signatures=signatures,
        signed_at=read_moment(row["signed_at"]),
        document=DocumentId(row["document_id"]) if row["document_id"] else None,
        sealed_at=read_moment(row["sealed_at"]),
        used_at=read_moment(row["used_at"]),
        withdrawn_at=read_moment(row["withdrawn_at"]),
        withdrawn_how=row["withdrawn_how"],
        superseded_by=ConsentId(row["superseded_by"]) if row["superseded_by"] else None,
        renews=ConsentId(row["renews"]) if row["renews"] else None,
        items=tuple(json.loads(row["items"])),
        review_on=read_day(row["review_on"]),
        on_paper_at=read_moment(row["on_paper_at"]),
        original_place=row["original_place"],
    )


def _answers(text: str) -> Answers:
    kept = json.loads(text)
    return MappingProxyType({k: tuple(v) if isinstance(v, list) else v for k, v in kept.items()})


def _signature(row: Row) -> Signature:
    return Signature(
        role=SignerRole(row["role"]),
        name=row["name"],
        signed_at=datetime.fromisoformat(row["signed_at"]),
        strokes=tuple(tuple(Point(*p) for p in line) for line in json.loads(row["strokes"])),
        over=row["over"],
    )
