"""What lies beside store.db, looked at before SQLite does (security.md 5, rows 16 and 17).

SQLite mends a store after a crash with the journal that it finds beside it, and asks nobody whose
that is. So its pages have to open with this store's key, and to be of an act that a crash cut off;
else it is put aside under another name, as is whatever is no plain file. Nothing is deleted.

SQLCipher draws the counter in a store's first page at random, so no number tells an old journal
from that of an act that was cut off. But once none of its pages says what the journal would put
back, the act was written whole. In doubt, what would come of mending is made and looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from counsellor_desk.logs import Happening, say
from counsellor_desk.vault import files
from counsellor_desk.vault.connection import PAGE_BYTES, Connection, StoreDamaged, open_existing
from counsellor_desk.vault.files import DiskFull
from counsellor_desk.vault.pages import PageCodes
from counsellor_desk.vault.slots import STORE_SALT_BYTES

_MARK: Final = bytes.fromhex("d9d505f920a163d7")
_HEADER_BYTES: Final = 28
_RECORD_BYTES: Final = 4 + PAGE_BYTES + 4
_ALL_THAT_FOLLOW: Final = 0xFFFFFFFF
_SUM_STEP: Final = 200
_PAGE_COUNT: Final = slice(28, 32)
_NEVER_WRITTEN_TWICE: Final = 256
"""Pages of an act that SQLite holds in memory until it is committed, and writes once."""
_SECTORS: Final = range(512, 65537)
_LONGEST: Final = 256 * 1_048_576
"""Bytes of a journal that are read even where the store itself was cut to next to nothing."""


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


def opened(store: Path, key: bytes) -> Connection:
    """The store, once nothing but a journal of its own lies beside it.

    Raises:
        StoreDamaged: the key does not open its first page; nothing was touched then.
        DiskFull, DiskFault, FolderNotWritable: as they say.
    """
    with store.open("rb") as file:
        first = file.read(PAGE_BYTES)
    codes = PageCodes(key, first[:STORE_SALT_BYTES])
    if len(first) < PAGE_BYTES or codes.opened(1, first) is None:
        raise StoreDamaged
    put_strangers_aside(store, codes, sound_beside(store, key))
    return open_existing(store, key)


def put_strangers_aside(store: Path, codes: PageCodes, is_sound: Callable[[bytes], bool]) -> None:
    """Leave beside ``store`` only a journal that is its own and of its last act.

    Args:
        store: store.db, open nowhere.
        codes: of its key.
        is_sound: whether such bytes are a store that fits together.

    Raises:
        DiskFull, DiskFault, FolderNotWritable: as they say.
    """
    for ending in ("-wal", "-shm"):  # never written by us, and SQLite would read them
        _put_aside(store.with_name(store.name + ending))
    journal = path_of(store)
    plain = journal.is_file() and not journal.is_symlink()
    if not plain or not _is_own(store, journal, codes, is_sound):
        _put_aside(journal)


def sound_beside(store: Path, key: bytes) -> Callable[[bytes], bool]:
    """Whether bytes are a sound store: they lie beside ``store`` for as long as they are read.

    Where the disk has no room for them, they are taken for one: SQLite mends with the journal then.
    """
    copy = store.with_name(f"{store.name}-mended.new")

    def is_sound(content: bytes) -> bool:
        with ExitStack() as undo:
            undo.callback(files.drop, path_of(copy))
            undo.callback(files.drop, copy)
            try:
                files.write_atomically(copy, content)
                with closing(open_existing(copy, key)) as database:
                    pages_fit = database.value("PRAGMA integrity_check(1)") == "ok"
                    return pages_fit and not database.rows("PRAGMA cipher_integrity_check")
            except StoreDamaged:
                return False
            except DiskFull:
                return True

    return is_sound


def _put_aside(path: Path) -> None:
    if files.put_aside(path):
        say(Happening.PUT_ASIDE)


def _is_own(
    store: Path, journal: Path, codes: PageCodes, is_sound: Callable[[bytes], bool]
) -> bool:
    if not may_mend(store):
        return True  # SQLite takes no notice of it, and empties it
    if journal.stat().st_size > max(_LONGEST, 4 * store.stat().st_size):
        return False  # no act of this store had so many pages
    raw = journal.read_bytes()
    records = list(_records(raw))
    if any(codes.opened(record.page, record.raw) is None for record in records):
        return False
    before, now = {record.page: record.raw for record in records}, store.read_bytes()
    pages_before = int.from_bytes(raw[16:20], "big")
    if not records:
        return pages_before * PAGE_BYTES == len(now)
    if len(records) <= _NEVER_WRITTEN_TWICE and _is_whole(now, before, codes):
        return False  # all of its act was written, and nothing needs it any more
    mended = _mended(now[: pages_before * PAGE_BYTES], before)
    return is_sound(mended) or not is_sound(now)


def _page(store: bytes, number: int) -> bytes:
    return store[(number - 1) * PAGE_BYTES : number * PAGE_BYTES]


def _is_whole(store: bytes, before: dict[int, bytes], codes: PageCodes) -> bool:
    """Whether every page of an act was written: each says something else than it did before."""
    first = codes.opened(1, _page(store, 1))
    count = int.from_bytes(first[_PAGE_COUNT], "big") if first else 0
    if count * PAGE_BYTES != len(store):
        return False
    now = {number: codes.opened(number, _page(store, number)) for number in range(1, count + 1)}
    unchanged = [n for n, raw in before.items() if now.get(n) == codes.opened(n, raw)]
    return not unchanged and None not in now.values()


def _mended(store: bytes, before: dict[int, bytes]) -> bytes:
    """With the pages put back as SQLite would."""
    mended = bytearray(store)
    for number, page in before.items():
        mended[(number - 1) * PAGE_BYTES : number * PAGE_BYTES] = page
    return bytes(mended)


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
