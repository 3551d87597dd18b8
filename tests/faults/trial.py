"""Trials in processes of their own: one that strace kills or fails, and one that looks afterwards.

The child is forked from a process that has imported everything and holds nothing open. strace is
attached when the child is ready, so that its n-th call is the n-th call of the deed.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from tests.faults.session import revive_keychain

CALLS = (
    *("pwrite64", "write", "fsync", "fdatasync", "sync", "unlink", "unlinkat", "rename"),
    *("renameat", "renameat2", "openat", "ftruncate", "mkdir", "chmod", "sendmsg", "sendto"),
)
"""Every kind of call by which a deed changes anything outside of its own memory."""
WENT_WRONG = 1
_CALL = re.compile(r"^\d+ +(\w+)\(", re.MULTILINE)

Begin = Callable[[], Callable[[], None]]
"""Gets everything ready and returns what is to be tried."""


class Broken(Exception):
    """A promise that was not kept, with what was found."""


class DidNotGoThrough(Exception):
    """A deed that nothing was done to ended in a fault."""


@dataclass(frozen=True)
class Ended:
    """How a child ended: ``code`` is None where it was killed."""

    killed: bool
    code: int | None
    trace: str


def _leave(code: int) -> NoReturn:
    os._exit(code)


def traced(
    begin: Begin,
    trace: Path,
    options: Sequence[str],
    *others: int,
    look: Callable[[], None] = lambda: None,
) -> Ended:
    """Run what ``begin`` returns in a child under strace, and processes ``others`` with it.

    ``look`` is called when everything is ready, and nothing of the deed done yet.
    """
    (ready, tell_ready), (go, tell_go) = os.pipe(), os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ready)
        os.close(tell_go)
        _run(begin, tell_ready, go)
    os.close(tell_ready)
    os.close(go)
    os.read(ready, 1)
    pids = [word for pid in (child, *others) for word in ("-p", str(pid))]
    with subprocess.Popen(
        ["strace", "-f", "-o", str(trace), *options, *pids], stderr=subprocess.PIPE, text=True
    ) as strace:
        assert strace.stderr is not None
        for _pid in (child, *others):
            strace.stderr.readline()
        look()
        os.close(tell_go)
        _child, status = os.waitpid(child, 0)
        if others:
            strace.send_signal(signal.SIGINT)
        strace.stderr.read()
    os.close(ready)
    killed = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL
    code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
    return Ended(killed, code, trace.read_text(encoding="utf-8"))


def _run(begin: Begin, tell_ready: int, go: int) -> NoReturn:
    code = WENT_WRONG
    try:
        deed = begin()
        os.close(tell_ready)
        os.read(go, 1)
        deed()
        code = 0
    except SystemExit as left:
        code = int(str(left.code))
    except BaseException:  # noqa: BLE001 - a forked child must end here, whatever happened
        os.writev(2, [traceback.format_exc().encode()])  # write may be what fails here
    finally:
        _leave(code)


def apart(look: Callable[[], Any]) -> Any:
    """What ``look`` finds in a process of its own.

    Raises:
        Broken: with the trace of what it raised.
    """
    found, tell = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(found)
        _answer(look, tell)
    os.close(tell)
    with os.fdopen(found, "rb") as answer:
        raw = answer.read()
    os.waitpid(child, 0)
    if not raw:
        raise Broken("the process that looks ended without a word")
    answered = json.loads(raw)
    if "broken" in answered:
        raise Broken(answered["broken"])
    return answered["found"]


def after_the_next_start(look: Callable[[], Any]) -> Any:
    """``apart``, with a keychain that answers: its daemon may have ended with a killed client.

    Raises:
        Broken: as ``apart``.
    """
    revive_keychain()
    try:
        return apart(look)
    except Broken:
        if not revive_keychain():
            raise
        return apart(look)


def _answer(look: Callable[[], Any], tell: int) -> NoReturn:
    try:
        answer = {"found": look()}
    except BaseException:  # noqa: BLE001 - a forked child must end here, whatever happened
        answer = {"broken": traceback.format_exc()}
    with os.fdopen(tell, "wb") as out:
        out.write(json.dumps(answer).encode())
    _leave(0)


def counted(begin: Begin, trace: Path, calls: Sequence[str] = CALLS) -> dict[str, int]:
    """How often a deed makes each kind of call."""
    ended = traced(begin, trace, ["-e", f"trace={','.join(calls)}"])
    if ended.code != 0:
        raise DidNotGoThrough(f"a deed that nothing is done to ends with {ended.code}")
    found = Counter(_CALL.findall(ended.trace))
    return {call: found[call] for call in calls if found[call]}
