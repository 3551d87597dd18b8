"""Recovery sheets that were replaced: whether somebody has said that they are shredded."""

from __future__ import annotations

from typing import Final

from counsellor_desk.domain.audit import Act
from counsellor_desk.vault.transactions import Reader

_REPLACING: Final = (Act.RECOVERY_KEY_REPLACED, Act.KEYS_CHANGED)


def has_one_to_shred(reader: Reader) -> bool:
    """Whether a sheet was replaced after the last time that one was said to be shredded."""
    replaced = max(_newest(reader, act) for act in _REPLACING)
    return replaced > _newest(reader, Act.OLD_SHEET_SHREDDED)


def _newest(reader: Reader, act: Act) -> int:
    return int(reader.value("SELECT coalesce(max(seq), 0) FROM audit WHERE act = ?", act.value))
