"""The audit trail: every entry is linked to the one before by a keyed code (FORMAT.md 8)."""

from __future__ import annotations

import hmac
import json
import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Final

from counsellor_desk.domain.audit import Act, AuditEntry, Fact, canonical
from counsellor_desk.vault.connection import Connection, Row
from counsellor_desk.vault.gaps import Gaps, declared
from counsellor_desk.vault.remembered import Anchor
from counsellor_desk.vault.transactions import Reader

BEGINNING: Final = Anchor(0, bytes(32))
_TAIL: Final = 50
_KNOWN: Final = frozenset(act.value for act in Act)
_quoted: Final = json.encoder.encode_basestring
_NEUTRAL: Final = re.compile(r"[A-Za-z0-9_.:+-]{0,80}")


class Trail:
    """The chain of one open store."""

    def __init__(self, connection: Connection, key: bytes) -> None:
        self._connection = connection
        self._key = key
        self._older: list[tuple[int, bytes]] | None = None

    def head(self) -> Anchor:
        """Number and link of the newest entry; number 0 before the first."""
        newest = "SELECT seq, link FROM audit ORDER BY seq DESC LIMIT 1"
        row = self._connection.row(newest)
        return Anchor(row["seq"], row["link"]) if row else BEGINNING

    def link_at(self, seq: int) -> bytes | None:
        """The link of that entry, if there is one."""
        found = self._connection.value("SELECT link FROM audit WHERE seq = ?", seq)
        return bytes(found) if found is not None else None

    def newest_moment(self) -> datetime | None:
        """When the newest entry was written."""
        found = self._connection.value("SELECT at FROM audit ORDER BY seq DESC LIMIT 1")
        return datetime.fromisoformat(found) if found else None

    def append(
        self,
        *,
        act: Act,
        at: datetime,
        monotonic: float,
        slot: str,
        about: str,
        facts: Mapping[str, Fact],
        above: int = 0,
    ) -> AuditEntry:
        """Write the next entry, inside the caller's transaction.

        ``above``: its number is to be higher than that, since entries up to there were lost.

        Raises:
            ValueError: a fact might be a person's words.
        """
        _ensure_neutral(about, facts)
        before = self.head()
        entry = AuditEntry(
            seq=max(before.seq, above) + 1,
            at=at,
            monotonic=monotonic,
            slot=slot,
            act=act,
            about=about,
            facts=dict(facts),
            link=b"",
        )
        link = self._link(before.link, entry)
        self._connection.run(
            "INSERT INTO audit (seq, at, monotonic, slot, act, about, facts, link)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            entry.seq,
            at.isoformat(timespec="microseconds"),
            f"{monotonic:.6f}",
            slot,
            act.value,
            about,
            _facts_text(facts),
            link,
        )
        return replace(entry, link=link)

    def was_lost(self, seq: int) -> bool:
        """Whether that entry is one that a damaged store lost, as its saving wrote down."""
        return self._gaps().holds(seq)

    def first_broken(self, *, whole: bool) -> int | None:
        """Number of the first entry whose link does not fit, among all or the newest fifty.

        Entries that a damaged store lost, as was written down when it was saved, may be missing.
        """
        query = "SELECT seq FROM audit ORDER BY seq DESC LIMIT 1 OFFSET ?"
        start = 0 if whole else self._connection.value(query, _TAIL) or 0
        return self.broken_among(start, -1)

    def broken_among(self, after: int, most: int) -> int | None:
        """The first that does not fit among so many entries after that number; -1: all of them."""
        query = "SELECT * FROM audit WHERE seq > ? ORDER BY seq LIMIT ?"
        before = self.link_at(after) or BEGINNING.link
        gaps, last = self._gaps(), after
        for row in self._connection.rows(query, after, most):
            gone, expected = range(last + 1, row["seq"]), last + 1
            passes = gaps.takes_on_trust(row["seq"]) or (gone and gaps.let_pass(gone, row))
            if not (passes or self._fits(before, row)) or (gone and not gaps.tell_of(gone)):
                return expected
            before, last = bytes(row["link"]), row["seq"]
        return gaps.changed(self._connection.rows(query, 0, -1)) if not after else None

    def without_key(self) -> int:
        """Up to which number no entry fits, from the first on: their key is gone. 0: none."""
        before, last, query = BEGINNING.link, 0, "SELECT * FROM audit WHERE seq > 0 ORDER BY seq"
        for row in self._connection.rows(query):
            if self._fits(before, row) or row["seq"] == self.head().seq:
                break
            before, last = bytes(row["link"]), row["seq"]
        return last

    def _gaps(self) -> Gaps:
        query = "SELECT facts FROM audit WHERE act = ? ORDER BY seq"
        return declared(self._connection.rows(query, Act.STORE_SALVAGED.value))

    def _fits(self, before: bytes, row: Row) -> bool:
        """Read as it stands: what is not canonical fits nothing, and nothing has to be parsed."""
        link = hmac.digest(self._key_of(row["seq"]), before + _as_written(row), "sha256")
        return row["act"] in _KNOWN and hmac.compare_digest(link, bytes(row["link"]))

    def _link(self, before: bytes, entry: AuditEntry) -> bytes:
        row = canonical(
            seq=entry.seq,
            at=entry.at,
            monotonic=entry.monotonic,
            slot=entry.slot,
            act=entry.act,
            about=entry.about,
            facts=entry.facts,
        )
        return hmac.new(self._key_of(entry.seq), before + row, sha256).digest()

    def _key_of(self, seq: int) -> bytes:
        """The key of the range that the entry is in: all keys were changed at each range's end."""
        if self._older is None:
            rows = self._connection.rows("SELECT until, key FROM trail_keys ORDER BY until")
            self._older = [(int(row["until"]), bytes(row["key"])) for row in rows]
        return next((key for until, key in self._older if seq <= until), self._key)


def entries(
    reader: Reader,
    *,
    about: str | None = None,
    before: int | None = None,
    limit: int = 100,
    acts: Collection[Act] | None = None,
) -> tuple[AuditEntry, ...]:
    """Entries, newest first; only those about one thing, below a number, of some acts, if given."""
    rows = reader.rows(
        "SELECT * FROM audit WHERE (?1 IS NULL OR about = ?1) AND (?2 IS NULL OR seq < ?2)"
        " AND (?4 IS NULL OR act IN (SELECT value FROM json_each(?4)))"
        " ORDER BY seq DESC LIMIT ?3",
        about,
        before,
        limit,
        None if acts is None else json.dumps(sorted(act.value for act in acts)),
    )
    return tuple(_entry(row) for row in rows)


def _entry(row: Row) -> AuditEntry:
    return AuditEntry(
        seq=row["seq"],
        at=datetime.fromisoformat(row["at"]),
        monotonic=float(row["monotonic"]),
        slot=row["slot"],
        act=Act(row["act"]),
        about=row["about"],
        facts=json.loads(row["facts"]),
        link=bytes(row["link"]),
    )


def _as_written(row: Row) -> bytes:
    """The canonical JSON of an entry, out of its columns (``domain.audit.canonical``)."""
    about, act, at, slot = (_quoted(str(row[name])) for name in ("about", "act", "at", "slot"))
    return (
        f'{{"about":{about},"act":{act},"at":{at},"facts":{row["facts"]},'
        f'"monotonic":"{row["monotonic"]}","seq":{row["seq"]},"slot":{slot}}}'
    ).encode("utf-8", "surrogatepass")


def _facts_text(facts: Mapping[str, Fact]) -> str:
    return json.dumps(dict(facts), sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _ensure_neutral(about: str, facts: Mapping[str, Fact]) -> None:
    """Ids, counts and choices only: what a person says has spaces."""
    for name, fact in (("about", about), *facts.items()):
        words = isinstance(fact, str) and not _NEUTRAL.fullmatch(fact)
        if words or not isinstance(fact, str | int | bool | None):
            raise ValueError(name)
