"""The one door to SQLCipher: opens with a raw key, settles every PRAGMA and says faults in words.

``sqlcipher3`` publishes no types; this module gives them at its edge.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Protocol

from sqlcipher3 import dbapi2 as sqlcipher

from counsellor_desk.errors import DeskError
from counsellor_desk.vault import files
from counsellor_desk.vault.files import DiskFault, DiskFull, FolderNotWritable
from counsellor_desk.vault.lock import AlreadyOpen
from counsellor_desk.vault.wreck import StoreUnsound
from counsellor_desk.wording import N_

PAGE_BYTES: Final = 4096
_SECONDS_TO_WAIT: Final = 0.2
_PAGES_AT_ONCE: Final = 500
_STEPS_BETWEEN_REPORTS: Final = 100_000

_SETTLED: Final = (
    ("cipher_log_level", "NONE", "NONE"),
    ("cipher_memory_security", "ON", "1"),
    ("journal_mode", "TRUNCATE", "truncate"),
    ("locking_mode", "EXCLUSIVE", "exclusive"),
    ("synchronous", "EXTRA", "3"),
    ("fullfsync", "ON", "1"),
    ("secure_delete", "ON", "1"),
    ("foreign_keys", "ON", "1"),
    ("recursive_triggers", "ON", "1"),
    ("trusted_schema", "OFF", "0"),
    ("cell_size_check", "ON", "1"),
    ("temp_store", "MEMORY", "2"),
    ("mmap_size", "0", "0"),
    ("auto_vacuum", "NONE", "0"),
)
"""Name, what it is set to, what reading it back has to say (security.md 3.3 gives the reasons).

With ``recursive_triggers``, what locks a row against DELETE also locks it against being replaced.
"""


class StoreDamaged(StoreUnsound):
    """Its pages do not fit together, or their codes do not fit the key."""

    happened = N_("The store file is damaged.")
    safe = N_("It was not changed. Any copy or backup of it is as good as before.")
    next_step = N_(
        "Nothing more should be written here. Restore a backup, or save what can still be read."
    )


class Row(Protocol):
    """A row, by column name."""

    def __getitem__(self, column: str) -> Any: ...


class Connection:
    """An open store.db, used from the thread that opened it."""

    def __init__(self, raw: Any) -> None:
        self._raw = raw

    @property
    def in_transaction(self) -> bool:
        """Whether something begun is neither committed nor rolled back."""
        return bool(self._raw.in_transaction)

    def run(self, sql: str, *values: object) -> int:
        """Execute a statement; how many rows it changed.

        Raises:
            DiskFull, DiskFault, FolderNotWritable, StoreDamaged, AlreadyOpen: as they say.
        """
        with _in_plain_words():
            return int(self._raw.execute(sql, values).rowcount)

    def rows(self, sql: str, *values: object) -> list[Row]:
        """All rows of a query.

        Raises:
            DiskFull, DiskFault, FolderNotWritable, StoreDamaged, AlreadyOpen: as they say.
        """
        with _in_plain_words():
            return list(self._raw.execute(sql, values))

    def row(self, sql: str, *values: object) -> Row | None:
        """The first row of a query, if there is one.

        Raises:
            DiskFull, DiskFault, FolderNotWritable, StoreDamaged, AlreadyOpen: as they say.
        """
        found = self.rows(sql, *values)
        return found[0] if found else None

    def value(self, sql: str, *values: object) -> Any:
        """The only column of the first row; None where there is no row.

        Raises:
            DiskFull, DiskFault, FolderNotWritable, StoreDamaged, AlreadyOpen: as they say.
        """
        with _in_plain_words():
            found = self._raw.execute(sql, values).fetchone()
        return found[0] if found else None

    @contextmanager
    def beside(self, path: Path, key: bytes) -> Iterator[None]:
        """Another store.db as ``beside.TABLE``, written to without waiting for its disk.

        What it holds when this ends is whole, and on the disk when the caller sees to that. Its
        key reaches SQLCipher through a function, since statements are what traces and faults show.

        Raises:
            DiskFull, DiskFault, FolderNotWritable, StoreDamaged: as they say.
        """
        self._raw.create_function("key_beside", 0, lambda: f"x'{key.hex()}'")
        try:
            self.run("ATTACH ? AS beside KEY key_beside()", f"{path.resolve().as_uri()}?mode=rw")
        finally:
            self._raw.create_function("key_beside", 0, None)
        try:
            self.run("PRAGMA beside.journal_mode = OFF")
            self.run("PRAGMA beside.synchronous = OFF")
            self.run("PRAGMA foreign_keys = OFF")
            yield
        finally:
            self.run("PRAGMA foreign_keys = ON")
            self.run("DETACH beside")

    @contextmanager
    def reporting(self, report: Callable[[], object]) -> Iterator[None]:
        """Have ``report`` called now and then while a statement runs. What it raises ends that."""
        watch = _Watch(report)
        self._raw.set_progress_handler(watch.look, _STEPS_BETWEEN_REPORTS)
        try:
            yield
        finally:
            self._raw.set_progress_handler(None, 0)
            if watch.raised is not None:  # and not what came of ending the statement by it
                raise watch.raised

    def copy_to(self, other: Connection, progress: Callable[[int, int], None]) -> None:
        """Copy every page into an empty store, which encrypts them with its own key.

        ``progress`` is told the pages done and of how many; what it raises ends the copying.

        Raises:
            DiskFull, DiskFault, StoreDamaged: as they say.
        """

        def report(_status: int, left: int, of: int) -> None:
            progress(of - left, of)

        with _in_plain_words():
            self._raw.backup(other._raw, pages=_PAGES_AT_ONCE, progress=report)

    def close(self) -> None:
        """Let go of the file."""
        self._raw.close()


class _Watch:
    """Carries what a report raised past SQLite, which swallows it."""

    def __init__(self, report: Callable[[], object]) -> None:
        self._report = report
        self.raised: BaseException | None = None

    def look(self) -> bool:
        """Whether the statement is to end."""
        with self:
            self._report()
        return self.raised is not None

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _trace: TracebackType | None,
    ) -> bool:
        self.raised = self.raised or error
        return True


def create(path: Path, key: bytes, salt: bytes = b"") -> Connection:
    """A new, empty store.db. ``salt``: its first 16 bytes; random ones unless given.

    Raises:
        FileExistsError: never create where something is.
        DiskFull, DiskFault, FolderNotWritable: as they say.
    """
    if path.exists():
        raise FileExistsError(path.name)
    files.write_atomically(path, b"")
    return _opened(path, key + salt)


def in_memory() -> Connection:
    """An empty database that is never on a disk, and gone when it is closed."""
    raw = sqlcipher.connect(":memory:", isolation_level=None)
    raw.row_factory = sqlcipher.Row
    return Connection(raw)


def open_existing(path: Path, key: bytes) -> Connection:
    """An existing store.db; SQLite itself would make an empty one where none is.

    Raises:
        StoreDamaged, AlreadyOpen, DiskFault, FolderNotWritable: as they say.
    """
    return _opened(path, key)


def _opened(path: Path, key: bytes) -> Connection:
    uri = f"{path.resolve().as_uri()}?mode=rw"
    with _in_plain_words():
        raw = sqlcipher.connect(uri, uri=True, isolation_level=None, timeout=_SECONDS_TO_WAIT)
    with ExitStack() as undo:
        undo.callback(raw.close)
        raw.row_factory = sqlcipher.Row
        raw.set_key(f"x'{key.hex()}'")
        connection = Connection(raw)
        _settle(connection)
        undo.pop_all()
    return connection


def _settle(connection: Connection) -> None:
    for name, wanted, _read_back in _SETTLED:
        connection.rows(f"PRAGMA {name} = {wanted}")
    for name, _wanted, read_back in _SETTLED:
        found = str(connection.value(f"PRAGMA {name}"))
        if found != read_back:
            raise RuntimeError(f"PRAGMA {name}")
    connection.value("SELECT count(*) FROM sqlite_schema")


_FAULTS: Final[dict[int, type[DeskError]]] = {
    sqlcipher.SQLITE_FULL: DiskFull,
    sqlcipher.SQLITE_IOERR: DiskFault,
    sqlcipher.SQLITE_CORRUPT: StoreDamaged,
    sqlcipher.SQLITE_NOTADB: StoreDamaged,
    sqlcipher.SQLITE_BUSY: AlreadyOpen,
    sqlcipher.SQLITE_LOCKED: AlreadyOpen,
    sqlcipher.SQLITE_READONLY: FolderNotWritable,
    sqlcipher.SQLITE_CANTOPEN: FolderNotWritable,
}
_SENTENCES: Final[dict[str, type[DeskError]]] = {
    "database or disk is full": DiskFull,
    "disk I/O error": DiskFault,
    "database disk image is malformed": StoreDamaged,
    "file is not a database": StoreDamaged,
    "attempt to write a readonly database": FolderNotWritable,
}
"""What ``backup`` says, which gives no code (sqlite3_errstr)."""


@contextmanager
def _in_plain_words() -> Iterator[None]:
    """Turn SQLite's result codes into what a person can act on; the rest are faults of ours."""
    try:
        yield
    except sqlcipher.DatabaseError as fault:
        code = getattr(fault, "sqlite_errorcode", None)
        known = _SENTENCES.get(str(fault)) if code is None else _FAULTS.get(code & 0xFF)
        if known is None:
            raise
        raise known from fault
