"""A backup's manifest: what it is and holds, as one strictly read JSON object (FORMAT.md 10).

Pure. It stands in plain and is not authenticated: what it says counts only when the store in the
same file, opened with its key, says the same.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from datetime import datetime
from typing import Any, Final

from counsellor_desk.domain.backups import Counts
from counsellor_desk.domain.ids import BackupId
from counsellor_desk.vault.backup_layout import KEYSLOTS, STORE
from counsellor_desk.vault.ids import is_id
from counsellor_desk.vault.rows import packed

MOST_BYTES: Final = 65_536
_FORMAT: Final = "counsellor-desk backup"
_VERSION: Final = 1
_MOST: Final = 2**53
_YEARS: Final = range(1900, 9999)
"""Moments in them can be told in any other zone, too."""
_HEX: Final = frozenset("0123456789abcdef")
_NAMES: Final = {"format", "version", "id", "vault", "schema", "made_at", "sheet", "counts"}
_COUNTED: Final = tuple(field.name for field in fields(Counts))


class NotAManifest(ValueError):
    """Damaged, foreign or hostile."""


class NewerManifest(ValueError):
    """Of a version that does not exist yet."""


@dataclass(frozen=True)
class Content:
    """A member's size and its SHA-256 in hexadecimal."""

    size: int
    sha256: str


@dataclass(frozen=True, kw_only=True)
class Manifest:
    """``sheet``: revision of the recovery slot, which is the number of the sheet that opens it."""

    id: BackupId
    vault: str
    schema: int
    made_at: datetime
    sheet: int
    counts: Counts
    keyslots: Content
    store: Content


def written(manifest: Manifest) -> bytes:
    """Canonical JSON."""
    members = {KEYSLOTS: asdict(manifest.keyslots), STORE: asdict(manifest.store)}
    whole = {
        "format": _FORMAT,
        "version": _VERSION,
        "id": manifest.id,
        "vault": manifest.vault,
        "schema": manifest.schema,
        "made_at": manifest.made_at.isoformat(timespec="microseconds"),
        "sheet": manifest.sheet,
        "counts": asdict(manifest.counts),
        "members": members,
    }
    return packed(whole).encode("ascii")


def read(raw: bytes) -> Manifest:
    """The manifest, every member checked.

    Raises:
        NotAManifest: not what ``written`` makes.
        NewerManifest: of a later version.
    """
    if len(raw) > MOST_BYTES:
        raise NotAManifest
    try:
        whole = json.loads(raw)
        manifest = _manifest(whole)
        ours = written(manifest) == raw
    except NewerManifest:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as fault:
        raise NotAManifest from fault
    if not ours:
        raise NotAManifest
    return manifest


def _manifest(whole: dict[str, Any]) -> Manifest:
    if whole["format"] != _FORMAT:
        raise NotAManifest
    if _number(whole["version"]) > _VERSION:
        raise NewerManifest
    _ensure_members(whole, _NAMES | {"members"})
    members = _ensure_members(whole["members"], {KEYSLOTS, STORE})
    made_at = datetime.fromisoformat(whole["made_at"])
    if (
        made_at.tzinfo is None
        or made_at.year not in _YEARS
        or not is_id(whole["id"])
        or not is_id(whole["vault"])
    ):
        raise NotAManifest
    return Manifest(
        id=BackupId(whole["id"]),
        vault=whole["vault"],
        schema=_number(whole["schema"]),
        made_at=made_at,
        sheet=_number(whole["sheet"]),
        counts=_counts(_ensure_members(whole["counts"], set(_COUNTED))),
        keyslots=_content(members[KEYSLOTS]),
        store=_content(members[STORE]),
    )


def _counts(found: dict[str, Any]) -> Counts:
    return Counts(**{name: _number(found[name], least=0) for name in _COUNTED})


def _content(found: Any) -> Content:
    members = _ensure_members(found, {"size", "sha256"})
    digest = members["sha256"]
    if len(digest) != 64 or not set(digest) <= _HEX:
        raise NotAManifest
    return Content(_number(members["size"]), digest)


def _ensure_members(found: Any, names: set[str]) -> dict[str, Any]:
    if not isinstance(found, dict) or set(found) != names:
        raise NotAManifest
    return found


def _number(found: Any, least: int = 1) -> int:
    if type(found) is not int or not least <= found < _MOST:
        raise NotAManifest
    return found
