"""An organisation's own versions of forms, each whole and never changed, and changes in hand."""

from __future__ import annotations

import json
from datetime import datetime

from counsellor_desk.domain import form_files
from counsellor_desk.domain.form_versions import FormEdits, FormVersion
from counsellor_desk.vault.connection import Row
from counsellor_desk.vault.rows import moment, packed
from counsellor_desk.vault.transactions import Reader, Transaction


def add(tx: Transaction, version: FormVersion) -> None:
    """Keep one more version, above all others of its form."""
    tx.insert(
        "form_versions",
        form=version.form,
        version=version.version,
        shipped_version=version.shipped_version,
        changes=packed(form_files.as_table(version.changes)),
        definition=json.dumps(version.table, ensure_ascii=False, separators=(",", ":")),
        reason=version.reason,
        made_at=moment(version.made_at),
        made_by=version.made_by,
    )


def of_form(reader: Reader, form: str) -> tuple[FormVersion, ...]:
    """All versions of the organisation's own, the newest first."""
    query = "SELECT * FROM form_versions WHERE form = ? ORDER BY version DESC"
    return tuple(map(_version, reader.rows(query, form)))


def definition(reader: Reader, form: str, version: int) -> str:
    """That version as JSON, or nothing."""
    query = "SELECT definition FROM form_versions WHERE form = ? AND version = ?"
    return str(reader.value(query, form, version) or "")


def newest_of(reader: Reader, form: str) -> str:
    """The newest version of that form as JSON, or nothing."""
    query = "SELECT definition FROM form_versions WHERE form = ? ORDER BY version DESC LIMIT 1"
    return str(reader.value(query, form) or "")


def newest(reader: Reader) -> dict[str, str]:
    """The newest version of each form that has one, as JSON."""
    query = (
        "SELECT form, definition FROM form_versions AS each WHERE version ="
        " (SELECT max(version) FROM form_versions WHERE form = each.form)"
    )
    return {row["form"]: row["definition"] for row in reader.rows(query)}


def made_from(reader: Reader) -> dict[str, int]:
    """Of each form that has a version: the shipped one that the newest was made from."""
    query = "SELECT form, shipped_version FROM form_versions ORDER BY version"
    return {row["form"]: row["shipped_version"] for row in reader.rows(query)}


def keep_edits(tx: Transaction, edits: FormEdits) -> None:
    """Keep what is being edited, in the place of what was."""
    tx.put(
        "form_edits",
        "form",
        form=edits.form,
        shipped_version=edits.shipped_version,
        changes=packed(form_files.as_table(edits.changes)),
        edited_at=moment(edits.edited_at),
    )


def edits(reader: Reader, form: str) -> FormEdits | None:
    """What is being edited of a form, if anything is."""
    row = reader.row("SELECT * FROM form_edits WHERE form = ?", form)
    return None if row is None else _edits(row)


def edited(reader: Reader) -> frozenset[str]:
    """Forms of which something is being edited."""
    return frozenset(row["form"] for row in reader.rows("SELECT form FROM form_edits"))


def drop_edits(tx: Transaction, form: str) -> None:
    """Nothing is being edited of it any more."""
    tx.run("DELETE FROM form_edits WHERE form = ?", form)


def _version(row: Row) -> FormVersion:
    return FormVersion(
        form=row["form"],
        version=row["version"],
        shipped_version=row["shipped_version"],
        changes=form_files.from_table(json.loads(row["changes"])),
        reason=row["reason"],
        made_at=datetime.fromisoformat(row["made_at"]),
        made_by=row["made_by"],
        table=json.loads(row["definition"]),
    )


def _edits(row: Row) -> FormEdits:
    return FormEdits(
        form=row["form"],
        shipped_version=row["shipped_version"],
        changes=form_files.from_table(json.loads(row["changes"])),
        edited_at=datetime.fromisoformat(row["edited_at"]),
    )
