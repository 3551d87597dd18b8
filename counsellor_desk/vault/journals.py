"""What lies beside store.db, looked at before SQLite does (security.md 5, rows 16 and 17).

SQLite mends a store after a crash with the journal that it finds beside it, and asks nobody whose
that is. So its pages have to open with this store's key, and to be of the last moment before now;
else it is put aside under another name, as is whatever is no plain file. Nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counsellor_desk.logs import Happening, say
from counsellor_desk.vault import files
from counsellor_desk.vault.connection import PAGE_BYTES
from counsellor_desk.vault.pages import PageCodes

_MARK: Final = bytes.fromhex("d9d505f920a163d7")
_HEADER_BYTES: Final = 28
_RECORD_BYTES: Final = 4 + PAGE_BYTES + 4
_ALL_THAT_FOLLOW: Final = 0xFFFFFFFF
_SUM_STEP: Final = 200
_CHANGE_COUNTER: Final = slice(24, 28)
_SECTORS: Final = range(512, 65537)


@dataclass(frozen=True)
class _Record:
    page: int
    raw: bytes


def path_of(store: Path) -> Path:
    """The journal of that store."""
    return store.with_name(f"{store.name}-journal")


def may_mend(store: Path) -> bool:
    """Whether there is a journal that SQLite would mend the store with."""
    path = path_of(store)
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(_MARK)) == _MARK


def put_strangers_aside(store: Path, codes: PageCodes) -> None:
    """Leave beside ``store`` only a journal that is its own and of its last act.

    Raises:
        DiskFault, FolderNotWritable: as they say.
    """
    for ending in ("-wal", "-shm"):  # never written by us, and SQLite would read them
        _put_aside(store.with_name(store.name + ending))
    journal = path_of(store)
    if not journal.is_file() or journal.is_symlink() or not _is_own(store, journal, codes):
        _put_aside(journal)


def _put_aside(path: Path) -> None:
    if files.put_aside(path):
        say(Happening.PUT_ASIDE)


def _is_own(store: Path, journal: Path, codes: PageCodes) -> bool:
    raw = journal.read_bytes()
    if not raw.startswith(_MARK):
        return True  # SQLite takes no notice of it, and empties it
    records = list(_records(raw))
    opened = {record.page: codes.opened(record.page, record.raw) for record in records}
    if None in opened.values():
        return False
    with store.open("rb") as file:
        now = codes.opened(1, file.read(PAGE_BYTES))
    before = opened.get(1)
    if before is not None and now is not None:
        return _counter(now) - _counter(before) in {0, 1}
    pages_before = int.from_bytes(raw[16:20], "big")
    return bool(records) or pages_before * PAGE_BYTES == store.stat().st_size


def _counter(page: bytes) -> int:
    """How many acts the store had seen; SQLite counts in its first page."""
    return int.from_bytes(page[_CHANGE_COUNTER], "big")


def _records(raw: bytes) -> Iterator[_Record]:
    """The pages that SQLite would put back: up to the first whose sum is wrong."""
    at = 0
    while raw[at : at + len(_MARK)] == _MARK:
        count, nonce, _pages, sector, size = (
            int.from_bytes(raw[at + n : at + n + 4], "big") for n in range(8, _HEADER_BYTES, 4)
        )
        if size != PAGE_BYTES or sector not in _SECTORS:
            return
        at += sector
        if count == _ALL_THAT_FOLLOW:
            count = (len(raw) - at) // _RECORD_BYTES
        for _record in range(count):
            page = raw[at + 4 : at + 4 + PAGE_BYTES]
            said = int.from_bytes(raw[at + 4 + PAGE_BYTES : at + _RECORD_BYTES], "big")
            if len(page) != PAGE_BYTES or _sum(page, nonce) != said:
                return
            yield _Record(int.from_bytes(raw[at : at + 4], "big"), page)
            at += _RECORD_BYTES
        at = -(-at // sector) * sector


def _sum(page: bytes, nonce: int) -> int:
    return (nonce + sum(page[PAGE_BYTES - _SUM_STEP : 0 : -_SUM_STEP])) & 0xFFFFFFFF
