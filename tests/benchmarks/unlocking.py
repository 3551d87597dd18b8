"""B2: from the passphrase to a usable Today screen, beyond the derivation of the key."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication

from counsellor_desk.ui.appearance import Appearance
from counsellor_desk.ui.background import Background
from counsellor_desk.ui.open_desk import OpenDesk
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.today.screen import TodayScreen
from counsellor_desk.vault import keys
from counsellor_desk.vault.keys import Cost
from counsellor_desk.workflows import unlock
from counsellor_desk.workflows.place import Place
from counsellor_desk.workflows.unlock import Unlocked
from tests.benchmarks.figures import Figure, Verdict, growth, seconds, side_by_side
from tests.benchmarks.stores import Stored, of_cases
from tests.vault.by_format import hkdf
from tests.vault.samples import PASSPHRASE, SteeredClock

SIZES = (100, 10_000)
MOST_SECONDS, MOST_GROWTH = 0.150, 1.2


def measure(home: Path, repetitions: int, sizes: tuple[int, ...] = SIZES) -> Iterator[Figure]:
    """A figure for each size."""
    application = QApplication.instance() or QApplication(["benchmarks"])
    assert isinstance(application, QApplication)
    theme = Theme(application)
    for size in sizes:
        stored = of_cases(size, home / f"{size} cases")
        window = _Window(stored, Appearance(theme, home / "settings"))
        peer = _Peer(stored)
        found = side_by_side({"product": window.unlocked, "peer": peer.opened}, repetitions)
        yield Figure(
            "B2",
            "unlock to a usable Today screen, beyond the key derivation",
            f"{size:,} cases",
            found["product"],
            found["peer"],
            "opening the same file and one indexed query",
        )


def judge(figures: list[Figure]) -> Iterator[Verdict]:
    """Both goals of the row."""
    smallest, largest = figures[0], figures[-1]
    more = largest.product.median - largest.peer.median
    goal = f"at most {MOST_SECONDS * 1000:.0f} ms more than the peer at {largest.size}"
    yield Verdict("B2", goal, f"{more * 1000:.0f} ms more", more <= MOST_SECONDS)
    grows = growth(smallest.product, largest.product)
    goal = f"at most {MOST_GROWTH} × from {smallest.size} to {largest.size}"
    yield Verdict("B2", goal, f"{grows:.2f} ×", grows <= MOST_GROWTH)


class _Window:
    """The program's own window, from the moment at which the passphrase was given."""

    def __init__(self, stored: Stored, appearance: Appearance) -> None:
        self._stored, self._appearance = stored, appearance

    def unlocked(self) -> float:
        """Seconds until the cards of Today stand painted, less those of the derivation."""
        clock = SteeredClock()
        background = Background(_raise)
        opened: list[OpenDesk] = []

        def show(unlocked: Unlocked) -> None:
            desk = OpenDesk(unlocked, clock, background, self._appearance)
            opened.append(desk)
            desk.begin()

        def until_it_stands() -> None:
            place = Place(self._stored.folder)
            gate = unlock.gate(place, clock)
            background.ask(
                lambda _progress: unlock.unlock(place, PASSPHRASE, clock=clock, tries=gate),
                show,
                asker=background,
            )
            _wait(opened)

        with _derivation_timed() as derivations:
            whole = seconds(until_it_stands)
        _close(opened[0], background)
        return whole - sum(derivations)


@contextmanager
def _derivation_timed() -> Iterator[list[float]]:
    """How long the passphrase was stretched, where it is."""
    found: list[float] = []
    stretched = keys.stretched

    def timed(passphrase: str, salt: bytes, cost: Cost) -> bytes:
        begun = time.perf_counter()
        key = stretched(passphrase, salt, cost)
        found.append(time.perf_counter() - begun)
        return key

    vars(keys)["stretched"] = timed
    try:
        yield found
    finally:
        vars(keys)["stretched"] = stretched


def _wait(opened: list[OpenDesk]) -> None:
    while not opened or not _stands(opened[0]):
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    opened[0].window.repaint()


def _stands(desk: OpenDesk) -> bool:
    screen = desk.window.rooms.standing
    return isinstance(screen, TodayScreen) and screen._page.aside.count() > 0


def _close(desk: OpenDesk, background: Background) -> None:
    ended: list[bool] = []
    desk.ended.connect(ended.append)
    desk.end(locked=False)
    while not ended:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    background.shutdown()
    desk.window.deleteLater()
    desk.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _raise(_asker: object, error: BaseException) -> None:
    raise error


class _Peer:
    """SQLCipher alone, with the key at hand."""

    def __init__(self, stored: Stored) -> None:
        store = stored.open().store
        self._key = hkdf(store.held.keys.vault_key, "database", stored.vault)
        self._case = str(store.read().value("SELECT id FROM cases ORDER BY number LIMIT 1"))
        self._path = stored.folder / "store.db"
        store.close()

    def opened(self) -> float:
        """Seconds to open, ask once and close."""
        return seconds(self._open)

    def _open(self) -> None:
        connection = sqlcipher.connect(str(self._path))
        connection.set_key(f"x'{self._key.hex()}'")
        connection.execute("SELECT * FROM cases WHERE id = ?", (self._case,)).fetchone()
        connection.close()
