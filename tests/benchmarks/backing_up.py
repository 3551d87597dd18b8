"""B12: a backup, verified by opening it again, beside ``sqlcipher_export`` and a file copy."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from counsellor_desk.vault import backup
from counsellor_desk.vault.phases import silently
from counsellor_desk.workflows.desk import Desk
from tests.benchmarks.figures import (
    Figure,
    Timed,
    Verdict,
    growth,
    seconds,
    side_by_side,
)
from tests.benchmarks.stores import of_cases
from tests.vault.by_format import hkdf
from tests.vault.samples import NOON

SIZES = (1_000, 10_000)
MOST_RATIO, MOST_GROWTH = 2.0, 1.2


def measure(home: Path, repetitions: int, sizes: tuple[int, ...] = SIZES) -> Iterator[Figure]:
    """A figure for each size."""
    stick = home / "stick"
    stick.mkdir(exist_ok=True)
    for size in sizes:
        stored = of_cases(size, home / f"{size} to back up")
        desk = stored.desk()
        key = hkdf(desk.store.held.keys.vault_key, "database", stored.vault)
        shutil.copyfile(stored.folder / "store.db", home / "same.db")
        found = side_by_side(
            {"product": _backed_up(desk, stick), "peer": _exported(home, stick, key)}, repetitions
        )
        desk.store.close()
        yield Figure(
            "B12",
            "make and verify a backup",
            f"{size:,} cases",
            found["product"],
            found["peer"],
            "`sqlcipher_export` and a copy of the file",
        )


def judge(figures: list[Figure]) -> Iterator[Verdict]:
    """The ratio at each size, and that it grows with the store and no faster."""
    for each in figures:
        goal = f"at most {MOST_RATIO:.0f} ×"
        yield Verdict("B12", goal, f"{each.ratio:.1f} × at {each.size}", each.ratio <= MOST_RATIO)
    grows = growth(figures[0].product, figures[-1].product)
    linear = _number(figures[-1]) / _number(figures[0])
    goal = f"linear: at most {MOST_GROWTH * linear:.0f} × from {figures[0].size}"
    yield Verdict("B12", goal, f"{grows:.1f} ×", grows <= MOST_GROWTH * linear)


def _number(figure: Figure) -> int:
    return int(figure.size.split()[0].replace(",", ""))


def _backed_up(desk: Desk, stick: Path) -> Timed:
    path = stick / "desk.cdbackup"

    def back_up() -> None:
        backup.make(desk.store, path, at=NOON, report=silently, replacing=True)

    return lambda: seconds(back_up)


def _exported(home: Path, stick: Path, key: bytes) -> Timed:
    """Encrypted again with another key, copied, and seen onto the disk."""
    exported, copied = home / "exported.db", stick / "exported.db"

    def export() -> None:
        raw = sqlcipher.connect(str(home / "same.db"))
        raw.set_key(f"x'{key.hex()}'")
        raw.execute("ATTACH ? AS other KEY ?", (str(exported), f"x'{secrets.token_hex(32)}'"))
        raw.execute("SELECT sqlcipher_export('other')")
        raw.execute("DETACH other")
        raw.close()
        shutil.copyfile(exported, copied)
        with copied.open("r+b") as file:
            os.fsync(file.fileno())

    def once() -> float:
        taken = seconds(export)
        exported.unlink()
        return taken

    return once
