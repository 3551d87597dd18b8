"""Sealed PDF documents and their bytes."""

from __future__ import annotations

from datetime import datetime

from counsellor_desk.domain.ids import CaseId, DocumentId
from counsellor_desk.domain.sealed_documents import DocumentKind, SealedDocument
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.rows import moment
from counsellor_desk.vault.transactions import Reader, Transaction


def add(tx: Transaction, document: SealedDocument, pdf: bytes) -> None:
    """Keep a sealed document."""
    tx.insert(
        "documents",
        id=document.id,
        kind=document.kind.value,
        case_id=document.case,
        about=document.about,
        name=document.name,
        made_at=moment(document.made_at),
        pages=document.pages,
        sha256=document.sha256,
        record_code=document.record_code,
    )
    tx.insert("document_bytes", document_id=document.id, pdf=pdf)


def take_signed(tx: Transaction, document: DocumentId, pdf: bytes, sha256: str) -> None:
    """Keep the document with somebody's signature after its seal, in place of the one before."""
    tx.run("UPDATE document_bytes SET pdf = ? WHERE document_id = ?", pdf, document)
    tx.run("UPDATE documents SET sha256 = ? WHERE id = ?", sha256, document)


def load(reader: Reader, document: DocumentId) -> SealedDocument:
    """What is known of the document.

    Raises:
        KeyError: no such document.
    """
    row = reader.row("SELECT * FROM documents WHERE id = ?", document)
    if row is None:
        raise KeyError("document")
    return _document(row)


def pdf(reader: Reader, document: DocumentId) -> bytes:
    """Its bytes.

    Raises:
        KeyError: no such document.
    """
    found = reader.value("SELECT pdf FROM document_bytes WHERE document_id = ?", document)
    if found is None:
        raise KeyError("document")
    return bytes(found)


def of_case(reader: Reader, case: CaseId) -> tuple[SealedDocument, ...]:
    """The case's documents, the newest first."""
    rows = reader.rows("SELECT * FROM documents WHERE case_id = ? ORDER BY made_at DESC", case)
    return tuple(map(_document, rows))


def _document(row: Row) -> SealedDocument:
    return SealedDocument(
        id=DocumentId(row["id"]),
        kind=DocumentKind(row["kind"]),
        case=CaseId(row["case_id"]),
        about=row["about"],
        name=row["name"],
        made_at=datetime.fromisoformat(row["made_at"]),
        pages=row["pages"],
        sha256=row["sha256"],
        record_code=row["record_code"],
    )
