"""Stores with a bit of everything in them, and ways to damage them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.ids import DocumentId
from counsellor_desk.domain.sealed_documents import DocumentKind, SealedDocument
from counsellor_desk.domain.summaries import Amendment
from counsellor_desk.vault import documents, holds, records, remains, summaries
from counsellor_desk.vault.ids import new_id
from counsellor_desk.vault.pages import Pages
from counsellor_desk.vault.remains import Remains
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.wreck import Wreck
from tests.vault import signed_forms
from tests.vault.samples import (
    NOON,
    Vault,
    add_case,
    add_note,
    add_session,
    hold_on,
    record_of,
    summary_of,
)

PAGE = 4096
TEXT = "What was written down, MARKER-5T0R. " * 12


def fill_well(store: Store, cases: int = 12) -> None:
    """Cases, sessions, summaries, notes, a hold, documents of several pages, forms on every way."""
    case = add_case(store, "PH-2026-9999")
    for number in range(cases):
        case = add_case(store, f"PH-2026-{number:04}", clients=1 + number % 2)
        session = add_session(store, case)
        signed_forms.add_all(store, case, number)
        if number % 4 == 0:
            add_note(store, session, TEXT)
            continue
        summary = summary_of(session, TEXT)
        with store.act(Act.SUMMARY_ACCEPTED, at=NOON, about=summary.id) as tx:
            summaries.add(tx, summary)
        with store.act(Act.SUMMARY_AMENDED, at=NOON, about=summary.id) as tx:
            amendment = Amendment(author="J. Mercer", written_at=NOON, text=f"Added {number}.")
            summaries.amend(tx, summary.id, amendment)
        record = record_of(case.id, TEXT)
        with store.act(Act.RECORD_ACCEPTED, at=NOON, about=record.id) as tx:
            records.add(tx, record)
            records.amend(tx, record.id, amendment)
        sealed = SealedDocument(
            id=DocumentId(new_id()),
            kind=DocumentKind.SUMMARY,
            case=case.id,
            about=summary.id,
            name="Essential summary",
            made_at=NOON,
            pages=1,
            sha256="0" * 64,
            record_code="",
        )
        with store.act(Act.DOCUMENT_SEALED, at=NOON, about=summary.id) as tx:
            documents.add(tx, sealed, bytes([number]) * 9000)
    held = hold_on(case=case.id)
    with store.act(Act.HOLD_SET, at=NOON, about=held.id) as tx:
        holds.save(tx, held)


def wreck_of(vault: Vault, store: Store) -> Wreck:
    """What opening hands on when the store of this vault is damaged; ``store`` is closed."""
    held = store.held
    return Wreck(vault.folder, held.keys, held.slots, held.kept, vault.clock, "passphrase")


def garbled(path: Path, *pages: int) -> None:
    """Put other bytes on these pages, from 1."""
    raw = bytearray(path.read_bytes())
    for number in pages:
        raw[(number - 1) * PAGE + 64 : number * PAGE - 64] = b"\x5a" * (PAGE - 128)
    path.write_bytes(raw)


def without_each(found: Pages) -> Iterator[tuple[int, Remains]]:
    """For each page, what is left where it is damaged and all others are sound."""
    for number in found.opened:
        others = {other: page for other, page in found.opened.items() if other != number}
        yield number, remains.on(Pages(found.count, others))
