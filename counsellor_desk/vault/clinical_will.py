"""The clinical will: whom it is for and where things lie. It holds no key and no client."""

from __future__ import annotations

from dataclasses import asdict
from typing import Final

from counsellor_desk.domain.audit import Act, record_code
from counsellor_desk.domain.clinical_will import ClinicalWill
from counsellor_desk.domain.profile import Contact
from counsellor_desk.vault import settings
from counsellor_desk.vault.transactions import Reader, Transaction

_NAME: Final = "clinical_will"


def save(tx: Transaction, will: ClinicalWill) -> None:
    """Keep it, in place of the one before."""
    settings.put(tx, _NAME, asdict(will))


def load(reader: Reader) -> ClinicalWill:
    """What was written down; nothing at first."""
    kept = settings.get(reader, _NAME)
    if kept is None:
        return ClinicalWill()
    return ClinicalWill(**{**kept, "executor": Contact(**kept["executor"])})


def code(reader: Reader) -> str:
    """The record code of the act that wrote it down; nothing at first."""
    row = reader.row(
        "SELECT seq, link FROM audit WHERE act = ? ORDER BY seq DESC LIMIT 1",
        Act.CLINICAL_WILL_CHANGED.value,
    )
    return record_code(row["seq"], row["link"]) if row else ""
