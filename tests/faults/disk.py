"""A disk that keeps what was flushed and may lose, or tear, everything else (security.md 4.5).

Deliberately harsher than any file system: a name is safe only once its folder was flushed, content
only once its file was, and what was not flushed may be lost in any of these ways on its own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Final

from tests.faults.recording import Call

SECTOR: Final = 512
_WRITES_TO_LOSE: Final = 4
Files = dict[Path, bytes]
"""What lies on a disk, by path."""


@dataclass
class _Content:
    """Of one file: what is on the disk, and what was written to it since."""

    safe: bytes = b""
    since: list[Call] = field(default_factory=list)
    position: int = 0

    def all_of_it(self) -> bytes:
        return _with(self.safe, self.since)

    def torn(self) -> bytes:
        """All but the last write, of which the first half of its sectors came through."""
        if not self.since:
            return self.safe
        *before, last = self.since
        half = len(last.content) // 2 // SECTOR * SECTOR
        part = replace(last, content=last.content[:half])
        return _with(self.safe, [*before, part] if last.kind == "write" else before)

    def but_one(self) -> Iterator[bytes]:
        """All of it but one of the newest writes: a disk may write in any order."""
        for number in range(len(self.since) - 1)[-_WRITES_TO_LOSE:]:
            yield _with(self.safe, self.since[:number] + self.since[number + 1 :])


def _with(safe: bytes, calls: list[Call]) -> bytes:
    content = bytearray(safe)
    for call in calls:
        if call.kind == "truncate":
            content[call.at :] = bytes(max(0, call.at - len(content)))
        else:
            content.extend(bytes(max(0, call.at - len(content))))
            content[call.at : call.at + len(call.content)] = call.content
    return bytes(content)


class Disk:
    """The files in some folders, changed call by call; the folders themselves are always there."""

    def __init__(self, folders: Sequence[Path], files: Files) -> None:
        self._folders = folders
        self._safe = {path: _Content(content) for path, content in files.items()}
        self._names = dict(self._safe)
        self._renamed: list[dict[Path, _Content]] = []

    def call(self, call: Call) -> bool:
        """Carry it out; whether it had anything to do with this folder."""
        if call.kind == "sync":
            self._flush_all()
            return True
        if not call.paths or not any(map(call.paths[0].is_relative_to, self._folders)):
            return False
        return self._on(call, call.paths[0])

    def versions(self, path: Path) -> list[bytes | None]:
        """What a file may be found to hold, the newest first; None: there is no such file."""
        names = [self._safe, *self._renamed][::-1]
        found = [each[path].all_of_it() if path in each else None for each in names]
        return list(dict.fromkeys(found))

    def now(self) -> Files:
        """As a process sees it that runs on."""
        return {path: content.all_of_it() for path, content in self._names.items()}

    def states(self) -> Iterator[Files]:
        """What a power cut may leave: none, all, torn, all but one; names without content."""
        everything = self.now()
        yield {path: content.safe for path, content in self._safe.items()}
        yield everything
        yield {path: content.torn() for path, content in self._names.items()}
        yield {path: content.safe for path, content in self._names.items()}
        yield {path: content.all_of_it() for path, content in self._safe.items()}
        for path, content in self._names.items():
            for left in content.but_one():
                yield {**everything, path: left}

    def _on(self, call: Call, path: Path) -> bool:
        change = self._changes.get(call.kind)
        if change is None or (call.kind not in {"create", "fsync"} and path not in self._names):
            return False
        change(call, path)
        return call.kind not in {"open", "seek"}

    @cached_property
    def _changes(self) -> dict[str, Callable[[Call, Path], None]]:
        return {
            "create": self._created,
            "open": lambda _call, path: self._moved(path, 0),
            "seek": lambda call, path: self._moved(path, call.at),
            "write": self._written,
            "truncate": lambda call, path: self._names[path].since.append(call),
            "fsync": lambda _call, path: self._flush(path),
            "rename": lambda call, path: self._named(call.paths[1], path, path),
            "link": lambda call, path: self._named(call.paths[1], path, None),
            "unlink": lambda _call, path: self._named(None, None, path),
        }

    def _created(self, _call: Call, path: Path) -> None:
        if path not in self._names:
            self._names = {**self._names, path: _Content()}
            self._renamed.append(self._names)
        self._moved(path, 0)

    def _moved(self, path: Path, position: int) -> None:
        self._names[path].position = position

    def _written(self, call: Call, path: Path) -> None:
        content = self._names[path]
        at = call.at
        if at < 0:  # write(2) goes on from where the file stands
            at, content.position = content.position, content.position + len(call.content)
        content.since.append(replace(call, at=at))

    def _named(self, new: Path | None, of: Path | None, gone: Path | None) -> None:
        """One change of names: all of it or nothing, as a rename is."""
        names = {path: content for path, content in self._names.items() if path != gone}
        if new is not None and of is not None:
            names[new] = self._names[of]
        self._names = names
        self._renamed.append(names)

    def _flush(self, path: Path) -> None:
        if path in self._names:
            content = self._names[path]
            content.safe, content.since = content.all_of_it(), []
            return
        elsewhere = {name: found for name, found in self._safe.items() if name.parent != path}
        here = {name: found for name, found in self._names.items() if name.parent == path}
        self._safe, self._renamed = {**elsewhere, **here}, []

    def _flush_all(self) -> None:
        self._safe, self._renamed = self._names, []
        for content in self._names.values():
            content.safe, content.since = content.all_of_it(), []
