"""The power goes after every write: what was not flushed is lost, torn or there; all of it opens.

The keychain's daemon does not flush its folder (security.md 3.4), so its file may also be found as
it was one or two writes ago, or as it was at the last full sync.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from tests.faults.deeds import DEEDS
from tests.faults.disk import Disk, Files
from tests.faults.part import Part
from tests.faults.promises import Deed, ensure
from tests.faults.recording import Call, recorded
from tests.faults.rows import Row
from tests.faults.session import inside
from tests.faults.trial import Broken, apart
from tests.faults.world import World

KEYRING = Path("data/keyrings/login.keyring")
_BACK = 2


def sweep(world: World, part: Part) -> Iterator[Row]:
    """One row: every state that a cut may leave, each opened once."""
    yield from _swept(world, part, Row("power cut", part.deed, "every write"), frozenset())


def without_sync(world: World, part: Part) -> Iterator[Row]:
    """The control: without its full syncs a destruction loses notes, and this sweep sees it."""
    yield from _swept(world, part, Row("power cut", part.deed, "no sync"), frozenset({"sync"}))


def _swept(world: World, part: Part, row: Row, without: frozenset[str]) -> Iterator[Row]:
    deed = DEEDS[part.deed]
    with row.timed():
        world.put_back()
        cuts = Cuts(deed, world, Path.home(), without=without)
        for cut in part.of(cuts.all()):
            row.point(cut.where, lambda cut=cut: _opened(world, deed, cuts, cut), struck=True)  # type: ignore[misc]  # bound at once
    yield row


@dataclass(frozen=True)
class Cut:
    """A state of the store's folder and of the keychain's file. ``ended``: the deed was over."""

    where: str
    files: Files = field(repr=False)
    keyring: bytes = field(repr=False)
    ended: bool


class Cuts:
    """All that a power cut may leave of one run of a deed.

    ``without``: kinds of call that are left out of the record, to see what they are good for.
    """

    def __init__(
        self, deed: Deed, world: World, home: Path, *, without: frozenset[str] = frozenset()
    ) -> None:
        self.folders, self._keyring = deed.folders(world), home / KEYRING
        self._home = home
        self._read: dict[str, dict[str, str]] = {}
        calls = recorded(deed.begin(world), world.trace, self._see)
        self._calls = [call for call in calls if call.kind not in without]

    def _see(self) -> None:
        self._store = Disk(self.folders, _files(*self.folders))
        self._keychain = Disk([self._keyring.parent], _files(self._keyring.parent))

    def all(self) -> Iterator[Cut]:
        """Each state once, and those after the end once more: what was said has to be true."""
        seen: set[int] = set()
        for number, call in enumerate(self._calls, 1):
            if self._concerns(call):
                for cut in self._left(f"call {number} ({call.kind})", ended=False):
                    digest = _digest(cut)
                    if digest not in seen:
                        seen.add(digest)
                        yield cut
        ensure("a record of every write", holds=self._store.now() == _files(*self.folders))
        yield from self._left("the end", ended=True)

    def values(self, keyring: bytes) -> dict[str, str]:
        """What a daemon reads back from such a file."""
        digest = sha256(keyring).hexdigest()
        if digest not in self._read:
            self._read[digest] = _read_back(self._home / "read back" / digest, keyring)
        return dict(self._read[digest])

    def _concerns(self, call: Call) -> bool:
        concerned = self._store.call(call)
        return self._keychain.call(call) or concerned

    def _left(self, where: str, *, ended: bool) -> Iterator[Cut]:
        versions = self._keychain.versions(self._keyring)
        back = dict.fromkeys([*versions[: _BACK + 1], versions[-1]])
        for files in self._store.states():
            for age, keyring in enumerate(back):
                yield Cut(f"after {where}, keychain {age} back", files, keyring or b"", ended)


def _digest(cut: Cut) -> int:
    """Of all bytes; Python keeps the one of content that stays the same."""
    return hash((cut.keyring, frozenset(cut.files.items())))


def _opened(world: World, deed: Deed, cuts: Cuts, cut: Cut) -> None:
    home = world.home / "cut"
    shutil.rmtree(home, ignore_errors=True)
    left = world.at(home, cuts.values(cut.keyring))
    for folder in deed.folders(left):
        folder.mkdir(mode=0o700, parents=True)
    for path, content in cut.files.items():
        there = home / path.relative_to(world.home)
        there.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        there.write_bytes(content)
    done = apart(lambda: deed.look(left))
    ensure("what was said to be done", holds=done or not cut.ended)


def _files(*folders: Path) -> Files:
    paths = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return {path: path.read_bytes() for path in paths}


def _read_back(home: Path, keyring: bytes) -> dict[str, str]:
    path = home / KEYRING
    path.parent.mkdir(mode=0o700, parents=True)
    path.write_bytes(keyring)
    with inside(home, "tests.faults.read_keyring", stdout=subprocess.PIPE) as process:
        answer, _none = process.communicate()
    if process.returncode:
        raise Broken("the keychain's file cannot be read back")
    found: dict[str, str] = json.loads(answer)
    return found
