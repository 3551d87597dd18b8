"""The real Secret Service: it keeps and forgets, is locked, is missing, and hangs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from counsellor_desk.domain.openings import Freshness, NotesAccess
from counsellor_desk.vault import (
    access,
    backup_opening,
    creating,
    erasure,
    notes,
    opening,
    rekeying,
    restoring,
)
from counsellor_desk.vault.folder_state import SomethingHere
from counsellor_desk.vault.ids import new_id
from counsellor_desk.vault.key_folder import KeyFolder
from counsellor_desk.vault.keychain import Keychain, answers
from counsellor_desk.vault.opening import MadeWithKeychain
from counsellor_desk.vault.phases import silently
from counsellor_desk.vault.remembered import Kept
from counsellor_desk.vault.store import Store
from counsellor_desk.vault.tries import Gate
from tests.real_parts import require
from tests.vault.crashes import NEW_PASSPHRASE, new_keys
from tests.vault.keychain_session import LOCKED
from tests.vault.samples import (
    CHEAPEST,
    NOON,
    PASSPHRASE,
    PROFILE,
    SteeredClock,
    accept,
    add_case,
    fill,
)
from tests.vault.sticks import back_up

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.keychain


@pytest.fixture
def keychain() -> Keychain:
    """The session's keychain, open."""
    found = Keychain()
    require(there=answers(found), what="Secret Service")
    return found


@pytest.fixture
def name(keychain: Keychain) -> Iterator[str]:
    """An item's name that is free, and is free again afterwards."""
    chosen = f"{new_id()} device-0"
    yield chosen
    keychain.delete(chosen)


def test_values_are_kept_replaced_and_forgotten(keychain: Keychain, name: str) -> None:
    assert keychain.get(name) is None
    for value in ("1.1.first", "1.2." + "A" * 190):
        keychain.set(name, value)
        assert Keychain().get(name) == value
    keychain.delete(name)
    assert keychain.get(name) is None
    keychain.delete(name)


def test_items_do_not_get_in_each_others_way(keychain: Keychain, name: str) -> None:
    kept = Kept(keychain, name.split(maxsplit=1)[0])
    secrets = {place: bytes([place]) * 32 for place in (0, 1)}
    for place, secret in secrets.items():
        kept.keep_share(place, place + 1, secret)
    assert {place: kept.share(place) for place in (0, 1)} == {
        0: (1, secrets[0]),
        1: (2, secrets[1]),
    }
    kept.forget_share(0)
    assert not kept.has_share(0)
    assert kept.share(1) == (2, secrets[1])
    kept.forget_share(1)


class Desk:
    """A vault whose secrets are in the session's keychain."""

    def __init__(self, folder: Path, keychain: Keychain) -> None:
        self.folder = folder
        self.keychain = keychain
        self.clock = SteeredClock()
        made = creating.create(
            folder, keychain, PASSPHRASE, profile=PROFILE, clock=self.clock, cost=CHEAPEST
        )
        self.recovery_key = made.recovery_key
        self.store: Store = made.store
        self.kept = made.store.held.kept

    def reopen(self) -> opening.Opened:
        self.store.close()
        found = opening.open_with_passphrase(
            self.folder,
            self.keychain,
            PASSPHRASE,
            clock=self.clock,
            gate=Gate(self.folder, self.clock),
        )
        self.store = found.store
        return found

    def forget(self) -> None:
        self.store.close()
        for place in (0, 1):
            self.kept.forget_device(place)
            self.kept.forget_share(place)
            self.kept.forget_anchor(place)


@pytest.fixture
def desk(keychain: Keychain, tmp_path: Path) -> Iterator[Desk]:
    """A vault in the session's keychain, forgotten afterwards."""
    made = Desk(tmp_path / "store", keychain)
    yield made
    made.forget()


def test_a_note_is_destroyed_in_the_real_keychain(desk: Desk) -> None:
    filled = fill(desk.store)
    before = {found[0] for place in (0, 1) if (found := desk.kept.share(place))}
    accept(desk.store, filled.session, filled.note)
    assert erasure.finish(desk.store, filled.note).erased_at is not None
    after = {found[0] for place in (0, 1) if (found := desk.kept.share(place))}
    assert (before, after) == ({1}, {2})
    opened = desk.reopen()
    assert (opened.freshness, opened.notes) == (Freshness.CURRENT, NotesAccess.OPEN)
    assert notes.read_text(opened.store.read(), filled.other) == filled.other_text


def test_a_backup_is_brought_back_with_the_real_keychain(desk: Desk, tmp_path: Path) -> None:
    """Notes open with the shares that are there; the anchor and the device secret are new."""
    filled = fill(desk.store)
    back_up(desk.store, tmp_path / "b.cdbackup")
    add_case(desk.store, "PH-2026-0009-9")
    desk.store.close()
    before = desk.kept.device(0)
    done = restoring.restore(
        desk.folder,
        desk.keychain,
        tmp_path / "b.cdbackup",
        backup_opening.by_recovery(desk.recovery_key),
        clock=desk.clock,
        report=silently,
        confirmed=True,
    )
    assert (done.notes_kept, done.notes_left) == (2, ())
    opened = opening.open_with_recovery(
        desk.folder, desk.keychain, desk.recovery_key, clock=desk.clock
    )
    assert opened.freshness is Freshness.CURRENT
    access.set_passphrase(opened.store, PASSPHRASE, at=NOON, cost=CHEAPEST)
    desk.store = opened.store
    found = desk.reopen()
    assert (found.freshness, found.notes) == (Freshness.CURRENT, NotesAccess.OPEN)
    assert notes.read_text(desk.store.read(), filled.note) == filled.text
    assert before not in {desk.kept.device(0), desk.kept.device(1)}


def test_the_keys_of_a_store_are_changed_in_the_real_keychain(desk: Desk) -> None:
    filled = fill(desk.store)
    before = desk.kept.device(0)
    assert rekeying.change(desk.store, new_keys(), at=NOON, progress=lambda _done, _of: None)
    assert notes.read_text(desk.store.read(), filled.note) == filled.text
    desk.store.close()
    assert before is not None
    assert (desk.kept.has_device(0), desk.kept.has_device(1)) == (False, True)
    found = opening.open_with_passphrase(
        desk.folder,
        desk.keychain,
        NEW_PASSPHRASE,
        clock=desk.clock,
        gate=Gate(desk.folder, desk.clock),
    )
    desk.store = found.store
    assert (found.freshness, found.notes) == (Freshness.CURRENT, NotesAccess.OPEN)
    assert notes.read_text(found.store.read(), filled.other) == filled.other_text


def test_its_vault_is_never_opened_with_a_key_folder(desk: Desk, tmp_path: Path) -> None:
    desk.store.close()
    with pytest.raises(MadeWithKeychain):
        opening.open_with_passphrase(
            desk.folder,
            KeyFolder(tmp_path / "keys"),
            PASSPHRASE,
            clock=desk.clock,
            gate=Gate(desk.folder, desk.clock),
        )


def test_nothing_of_a_vault_that_was_not_made_stays_in_it(
    keychain: Keychain, tmp_path: Path
) -> None:
    """The folder is refused before anything is drawn."""
    (tmp_path / "store.db").write_text("something")
    with pytest.raises(SomethingHere):
        creating.create(
            tmp_path, keychain, PASSPHRASE, profile=PROFILE, clock=SteeredClock(), cost=CHEAPEST
        )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["home", "store.db"]


HANGING = """
gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 <<< "pw"
daemon=$("$0" - <<'PYTHON'
from jeepney import message_bus
from jeepney.io.blocking import Proxy, open_dbus_connection
with open_dbus_connection("SESSION") as bus:
    print(Proxy(message_bus, bus).GetConnectionUnixProcessID("org.freedesktop.secrets")[0])
PYTHON
)
kill -STOP "$daemon"
"$0" -m tests.vault.keychain_session get set delete
kill -KILL "$daemon"
"""
UNLOCKED = """
gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 <<< "pw"
exec "$0" -m tests.vault.keychain_session set get delete
"""


def _session(home: Path, script: str) -> list[str]:
    """What a session of its own says, with a bus and a keychain in the state of the script."""
    require(
        there=all(map(shutil.which, ("dbus-run-session", "gnome-keyring-daemon"))),
        what="gnome-keyring",
    )
    return _said(home, ["dbus-run-session", "--", "bash", "-c", script, sys.executable])


def _said(home: Path, command: list[str]) -> list[str]:
    (home / "run").mkdir(mode=0o700)
    env = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_RUNTIME_DIR": str(home / "run"),
        "LANG": "C.UTF-8",
    }
    run = subprocess.run(
        command, cwd=ROOT, env=env, capture_output=True, text=True, check=True, timeout=60
    )
    return run.stdout.splitlines()


def test_an_open_keychain_answers(tmp_path: Path) -> None:
    """The control for the sessions below."""
    assert _session(tmp_path, UNLOCKED) == ["answered"] * 3 + ["answers=True"]


def test_a_locked_keychain_is_named(tmp_path: Path) -> None:
    questions = 'exec "$0" -m tests.vault.keychain_session get set delete'
    said = _session(tmp_path, LOCKED + questions)
    assert said == ["KeychainLocked"] * 3 + ["answers=False"]


def test_a_locked_keychain_leaves_no_connection_open(tmp_path: Path) -> None:
    questions = 'exec "$0" -m tests.vault.keychain_session sockets get set delete sockets'
    before, _answered, *said, after, _answered, _answers = _session(tmp_path, LOCKED + questions)
    assert said == ["KeychainLocked"] * 3
    assert after == before


def test_a_keychain_that_hangs_is_left_behind(tmp_path: Path) -> None:
    """As it does when it wants to ask something and there is nobody to ask."""
    said = _session(tmp_path, HANGING)
    assert said == ["KeychainSlow"] * 3 + ["answers=False"]


def test_no_keychain_at_all_is_named(tmp_path: Path) -> None:
    questions = [sys.executable, "-m", "tests.vault.keychain_session", "get", "set", "delete"]
    assert _said(tmp_path, questions) == ["KeychainMissing"] * 3 + ["answers=False"]


def test_no_compiler_is_started_to_find_a_keychain(tmp_path: Path) -> None:
    """The library's own search runs ldconfig, gcc and ld on Linux."""
    require(there=shutil.which("strace") is not None, what="strace")
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-e", "trace=execve", "-o", str(trace), sys.executable]
    _said(tmp_path, [*command, "-m", "tests.vault.keychain_session", "get"])
    started = [line for line in trace.read_text().splitlines() if "execve(" in line]
    assert len(started) == 1
