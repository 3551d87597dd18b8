"""Everything a deed and the keychain's daemon write, in order, as strace saw it.

Both processes are traced by one strace, so that their calls stand in one order.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.faults.session import keychain_process, revive_keychain
from tests.faults.trial import Begin, DidNotGoThrough, traced

CALLS: Final = (
    *("pwrite64", "write", "fsync", "fdatasync", "sync", "unlink", "unlinkat", "openat"),
    *("ftruncate", "link", "lseek", "rename"),
)
_LINE: Final = re.compile(r"^(\d+) +(.*)$")
_BEGUN: Final = re.compile(r"^(.*) <unfinished \.\.\.>$")
_RESUMED: Final = re.compile(r"^<\.\.\. \w+ resumed>(.*)$")
_WHOLE: Final = re.compile(r"^(\w+)\((.*)\)\s+= (-?\d+)(?:<([^>]*)>)?")
_TEXT: Final = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_FILE: Final = re.compile(r"^\d+<((?:\\x[0-9a-f]{2})*)>")


@dataclass(frozen=True)
class Call:
    """A call that succeeded. ``paths``: one, or two for a rename.

    ``at``: an offset or a length; -1 where a write goes on from where the file stands.
    """

    kind: str
    paths: tuple[Path, ...] = ()
    content: bytes = b""
    at: int = -1


def recorded(begin: Begin, trace: Path, look: Callable[[], None]) -> list[Call]:
    """The calls of a deed that goes through by itself; ``look`` sees what was before them.

    Raises:
        DidNotGoThrough: it does not.
    """
    options = ["-y", "-xx", "-s", "33554432", "-e", f"trace={','.join(CALLS)}"]
    revive_keychain()
    daemon = keychain_process()
    if daemon is None:
        raise DidNotGoThrough("the keychain's daemon has ended")
    ended = traced(begin, trace, options, daemon, look=look)
    if ended.code != 0:
        raise DidNotGoThrough(f"a deed that nothing is done to ends with {ended.code}")
    return list(parsed(ended.trace))


def parsed(trace: str) -> Iterator[Call]:
    """The calls in a trace, in the order in which they ended."""
    begun: dict[str, str] = {}
    for line in trace.splitlines():
        found = _LINE.match(line)
        if found is None:
            continue
        process, words = found.groups()
        if unfinished := _BEGUN.match(words):
            begun[process] = unfinished[1]
        elif resumed := _RESUMED.match(words):
            yield from _call(begun.pop(process, "") + resumed[1])
        else:
            yield from _call(words)


def _call(words: str) -> Iterator[Call]:
    found = _WHOLE.match(words)
    if found is None or int(found[3]) < 0:
        return
    kind, arguments = found[1], found[2]
    texts, file = [_bytes(text) for text in _TEXT.findall(arguments)], _FILE.match(arguments)
    on = (_path(_bytes(file[1])),) if file else tuple(map(_path, texts))
    if kind == "openat":
        on = (_path(_bytes(found[4] or "")),)
        yield Call("create" if "O_CREAT" in arguments else "open", on)
        if "O_TRUNC" in arguments:
            yield Call("truncate", on, at=0)
        return
    if kind in {"write", "pwrite64"}:
        content = texts[0][: int(found[3])]
        yield Call("write", on, content, _last_number(arguments) if kind == "pwrite64" else -1)
    elif kind == "ftruncate":
        yield Call("truncate", on, at=_last_number(arguments))
    elif kind == "unlinkat":
        yield Call("unlink", (on[0] / _path(texts[0]),))
    elif kind == "lseek":
        yield Call("seek", on, at=int(found[3]))
    else:
        yield Call("fsync" if kind == "fdatasync" else kind, on)


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


def _path(raw: bytes) -> Path:
    return Path(raw.decode("utf-8", "surrogateescape"))


def _last_number(arguments: str) -> int:
    return int(arguments.rpartition(", ")[2])
