"""Saving what can be read of a damaged store: into a fresh one, checked before it takes its place.

The fresh store has the keys and the first 16 bytes of the old one, so that the key slots are right
for both, and one rename is the moment at which the one follows the other. The damaged file stays
beside it under a name of its own. Broken off at any point, everything is as before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from counsellor_desk.domain import damage
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.damage import Survey
from counsellor_desk.logs import Happening, say
from counsellor_desk.vault import (
    connection,
    files,
    gaps,
    journals,
    profile,
    refill,
    remains,
    schema,
)
from counsellor_desk.vault.anchors import Anchors
from counsellor_desk.vault.audit import Trail
from counsellor_desk.vault.connection import Connection, StoreDamaged
from counsellor_desk.vault.device import NAME as DEVICE_KEY
from counsellor_desk.vault.device import DeviceKey
from counsellor_desk.vault.epochs import Shares
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.vault.folder_state import STORE
from counsellor_desk.vault.lock import InstanceLock
from counsellor_desk.vault.pages import PageCodes, Report
from counsellor_desk.vault.refill import Refilled, VaultRow
from counsellor_desk.vault.remains import Remains
from counsellor_desk.vault.remembered import PLACES, NotRemembered
from counsellor_desk.vault.transactions import Reader, Transaction, transaction
from counsellor_desk.vault.wreck import StoreUnsound, Wreck
from counsellor_desk.wording import N_

_NEWEST_EPOCH: Final = 1 << 60
_NO_EPOCH: Final = 1


class NothingToSave(StoreUnsound):
    """Not one page opens with the store's key."""

    happened = N_("Nothing of this store can be read any more.")
    safe = N_("Nothing was changed, and the damaged file was kept.")
    next_step = N_("Restore a backup.")


@dataclass(frozen=True)
class Salvaged:
    """``kept_as``: the name of the damaged file now. ``profile_lost``: who works here is lost."""

    survey: Survey
    kept_as: str
    profile_lost: bool


class Reading:
    """What can be read of a wreck, in memory only; nothing is ever written. Close it."""

    def __init__(self, database: Connection, survey: Survey) -> None:
        self._database = database
        self.survey = survey
        self.reader = Reader(database, None)

    def close(self) -> None:
        """Forget it."""
        self._database.close()


def read(wreck: Wreck, report: Report) -> Reading:
    """Read what can be read, from a file that is only looked at. ``report`` may raise to stop.

    Raises:
        AlreadyOpen: another program has it open.
        NothingToSave, MadeByNewer, DiskFault: as they say.
    """
    lock = InstanceLock(wreck.folder)
    try:
        left = _remains(wreck, report)
    finally:
        lock.release()
    with ExitStack() as undo:
        database = connection.in_memory()
        undo.callback(database.close)
        schema.bring_up(database)
        row = VaultRow(wreck.keys.vault, _NO_EPOCH)
        with transaction(database):
            done = refill.refill(database, left, row, at=wreck.clock.now(), report=_silent)
        undo.pop_all()
    return Reading(database, _survey(left, done))


def salvage(wreck: Wreck, see_to: Callable[[Transaction], None], report: Report) -> Salvaged:
    """Put a fresh store with all that can be read in the place of the damaged one.

    Args:
        wreck: closed.
        see_to: sees to what this store needs besides; called before the last check.
        report: hears how far it is; may raise to stop: then nothing was changed.

    Raises:
        AlreadyOpen: another program has it open.
        NothingToSave, MadeByNewer, DiskFull, DiskFault, FolderNotWritable: nothing was changed.
    """
    store, fresh = wreck.folder / STORE, wreck.folder / f"{STORE}.new"
    with ExitStack() as undo:
        lock = InstanceLock(wreck.folder)
        undo.callback(lock.release)
        left = _remains(wreck, report)
        _clear(fresh)
        undo.callback(_clear, fresh)
        point(Point.SALVAGE_BEGUN)
        done, profile_lost = _filled(wreck, left, fresh, see_to, report)
        files.settle(fresh)
        point(Point.SALVAGE_VERIFIED)
        kept_as = _kept(store, wreck.clock.now())
        point(Point.SALVAGE_KEPT)
        files.put_in_place_of(fresh, store)
        point(Point.SALVAGE_PLACED)
        _anchor(wreck, store)
    survey = _survey(left, done)
    say(Happening.STORE_SALVAGED, pages=survey.pages, damaged=survey.damaged_pages)
    return Salvaged(survey, kept_as, profile_lost)


def _remains(wreck: Wreck, report: Report) -> Remains:
    codes = PageCodes(wreck.keys.database(), wreck.slots.store_salt)
    left = remains.read(wreck.folder / STORE, codes, report)
    if left.damaged == left.pages:
        raise NothingToSave
    return left


def _clear(fresh: Path) -> None:
    for path in (fresh, journals.path_of(fresh)):
        if path.is_dir() and not path.is_symlink():
            files.put_aside(path)
        files.remove(path)


def _filled(
    wreck: Wreck,
    left: Remains,
    fresh: Path,
    see_to: Callable[[Transaction], None],
    report: Report,
) -> tuple[Refilled, bool]:
    key, at = wreck.keys.database(), wreck.clock.now()
    with closing(connection.create(fresh, key, wreck.slots.store_salt)) as database:
        schema.bring_up(database)
        database.run("PRAGMA foreign_keys = OFF")  # rows come table by table, not parents first
        with transaction(database):
            row = VaultRow(wreck.keys.vault, _epoch(wreck))
            done = refill.refill(database, left, row, at=at, report=report)
            tx = Transaction(database, None)
            see_to(tx)
            profile_lost = not profile.load(tx).name
            _tell(wreck, database, left, at)
        point(Point.SALVAGE_FILLED)
        _ensure_sound(database)
    return done, profile_lost


def _tell(wreck: Wreck, database: Connection, left: Remains, at: datetime) -> None:
    """The entry that says what is missing; numbers that were given are not given again."""
    trail = Trail(database, wreck.keys.audit())
    end = max(trail.head().seq, *_numbers_given(wreck, left))
    listed = database.rows("SELECT * FROM audit ORDER BY seq")
    unproven = trail.without_key()
    trail.append(
        act=Act.STORE_SALVAGED,
        at=at,
        monotonic=wreck.clock.monotonic(),
        slot=wreck.slot,
        about=wreck.keys.vault,
        facts={
            "pages": left.pages,
            "damaged": left.damaged,
            "lost": sum(map(len, left.lost.values())),
            **dict(gaps.facts(listed, end)),
            **dict([gaps.unproven(listed, unproven)] if unproven else ()),
        },
        above=end,
    )


def _numbers_given(wreck: Wreck, left: Remains) -> Iterator[int]:
    """Of audit entries: on papers, in the keychain, in what the indexes still tell."""
    yield 0
    with suppress(NotRemembered):
        yield from (a.seq for a in map(wreck.kept.anchor, PLACES) if a is not None)
    for row in left.lost.get("audit", ()):
        yield int(str(row["rowid"]))
    for rows in left.rows.values():
        for row in rows:
            number = str(row.get("record_code", "")).partition("-")[0]
            if number.isdecimal():
                yield int(number)


def _epoch(wreck: Wreck) -> int:
    """Of the newest keys of notes that this computer has."""
    shares = Shares(wreck.kept, DeviceKey(wreck.folder / DEVICE_KEY, wreck.keys.vault))
    with suppress(NotRemembered):
        if (newest := shares.key(wreck.keys, _NEWEST_EPOCH)) is not None:
            return newest.number
    return _NO_EPOCH


def _ensure_sound(database: Connection) -> None:
    """Both checks of pages, and every row that leads to another."""
    database.run("PRAGMA foreign_keys = ON")
    fits = (
        database.value("PRAGMA integrity_check(1)") == "ok"
        and not database.rows("PRAGMA cipher_integrity_check")
        and not database.rows("PRAGMA foreign_key_check")
    )
    if not fits:
        raise StoreDamaged


def _kept(store: Path, at: datetime) -> str:
    """The damaged file under its second name, with its journal if there was one."""
    name = store.with_name(f"{store.stem}.damaged-{at:%Y%m%d-%H%M%S}{store.suffix}")
    while name.exists():
        name = name.with_stem(f"{name.stem}+")
    files.keep_as(store, name)
    journal = journals.path_of(store)
    if journal.is_file() and journal.stat().st_size:
        files.move(journal, journals.path_of(name))
    return name.name


def _anchor(wreck: Wreck, store: Path) -> None:
    """This is the store to compare with from now on."""
    with closing(connection.open_existing(store, wreck.keys.database())) as database:
        trail = Trail(database, wreck.keys.audit())
        anchors = Anchors(wreck.kept)
        anchors.compare(trail)
        anchors.replace(trail.head())


def _survey(left: Remains, done: Refilled) -> Survey:
    lost = {table: len(rows) for table, rows in left.lost.items()}
    lost["audit"] = _missing_entries(left)
    for table, count in done.left_out.items():
        lost[table] = lost.get(table, 0) + count
    return Survey(
        pages=left.pages,
        damaged_pages=left.damaged,
        parts=damage.counted(done.put, lost, dict(_lost_in(left))),
        unplaced=left.unplaced,
    )


def _missing_entries(left: Remains) -> int:
    numbers = {int(str(row["seq"])) for row in left.of("audit")}
    told = {int(str(row["rowid"])) for row in left.lost.get("audit", ())}
    return max(numbers | told, default=0) - len(numbers)


def _lost_in(left: Remains) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Numbers of the cases that lost rows belong to."""
    known = [*left.of("cases"), *left.lost.get("cases", ())]
    numbers = {row.get("id"): str(row["number"]) for row in known if "number" in row}
    for table, rows in left.lost.items():
        cases = {row.get("id") if table == "cases" else row.get("case_id") for row in rows}
        yield table, tuple(numbers[case] for case in cases if case in numbers)


def _silent(_done: int, _of: int) -> None:
    pass
