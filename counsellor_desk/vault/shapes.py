"""What the values of a row look like, by the names of its columns: ids, days, moments.

Tells tables apart whose rows have the same number of columns of the same types.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime

from counsellor_desk.domain.case_numbers import comparable
from counsellor_desk.vault.boxes import KEY_BYTES
from counsellor_desk.vault.ids import is_id
from counsellor_desk.vault.trees import Value


def fit(row: Mapping[str, Value]) -> bool:
    """Whether each value looks like what a column of its name holds."""
    if "comparable" in row and row["comparable"] != comparable(str(row["number"])):
        return False
    key = row.get("key")
    if isinstance(key, bytes) and len(key) != KEY_BYTES:
        return False
    return all(_fits(name, value) for name, value in row.items() if isinstance(value, str))


def _fits(name: str, value: str) -> bool:
    if name == "id" or name.endswith("_id"):
        return is_id(value)
    try:
        if name.endswith("_on"):
            date.fromisoformat(value)
        elif name.endswith("_at"):
            datetime.fromisoformat(value)
        elif name == "value":
            json.loads(value)
    except ValueError:
        return False
    return True
