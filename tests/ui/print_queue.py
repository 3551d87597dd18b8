"""The real print queue of the suite: what came out of it, and what anybody sees of its jobs."""

from __future__ import annotations

import ctypes
import os
import pwd
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from real_parts import QUEUE
from system_packages import program

_SETTINGS = Path("/etc/cups/cups-pdf.conf")
COMPLETED = 9  # RFC 8011, 5.3.7


class _Job(ctypes.Structure):
    """``cups_job_t`` of cups.h."""

    _fields_ = (
        ("id", ctypes.c_int),
        *((name, ctypes.c_char_p) for name in ("dest", "title", "user", "format")),
        *((name, ctypes.c_int) for name in ("state", "size", "priority")),
        *((name, ctypes.c_long) for name in ("completed", "created", "processing")),
    )


@dataclass(frozen=True)
class Job:
    """A job as every account of the computer may list it."""

    number: int
    title: str
    state: int


def jobs() -> list[Job]:
    """All jobs of the queue, finished ones too, the oldest first."""
    cups = ctypes.CDLL("libcups.so.2")
    found = ctypes.POINTER(_Job)()
    count = cups.cupsGetJobs(ctypes.byref(found), QUEUE.encode(), 0, -1)
    each = [Job(found[at].id, found[at].title.decode(), found[at].state) for at in range(count)]
    cups.cupsFreeJobs(count, found)
    return sorted(each, key=lambda job: job.number)


def printed(job: Job) -> Path:
    """The PDF file that the queue made of a job."""
    (out,) = re.findall(r"^Out\s+(\S+)", _SETTINGS.read_text(), re.MULTILINE)
    account = pwd.getpwuid(os.geteuid())
    folder = Path(out.replace("${HOME}", account.pw_dir).replace("${USER}", account.pw_name))
    (made,) = folder.glob(f"*job_{job.number}.pdf")
    return made


@contextmanager
def refusing() -> Iterator[None]:
    """The queue takes no jobs."""
    _have("cupsreject")
    try:
        yield
    finally:
        _have("cupsaccept")


def _have(command: str) -> None:
    subprocess.run([program(command) or command, QUEUE], check=True)
