"""The real parts that the suite is tried on: keychain, printer, PDF readers, a screen.

Nothing of them is pretended: the Secret Service is gnome-keyring, the printer is CUPS with a queue
that writes PDF files, the screen is Xvfb with a window manager and the accessibility bus.
"""

from __future__ import annotations

import getpass
import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from system_packages import Part, bring, missing, program
from telling import SetupFault, say

QUEUE = "PDF"
_DRIVER = "/usr/share/ppd/cups-pdf/CUPS-PDF_opt.ppd"
_SECONDS_TO_START = 30

PARTS = (
    Part("gnome-keyring", "gnome-keyring-daemon"),
    Part("dbus", "dbus-run-session"),
    Part("python3-dbusmock", "/usr/lib/python3/dist-packages/dbusmock/__init__.py"),
    Part("cups", "cupsd"),
    Part("cups-client", "lpadmin"),
    Part("cups-filters", "/usr/lib/cups/filter/pdftopdf"),
    Part("printer-driver-cups-pdf", _DRIVER),
    Part("ghostscript", "gs"),
    Part("poppler-utils", "pdfsig"),
    Part("xvfb", "Xvfb"),
    Part("xauth", "xauth"),
    Part("openbox", "openbox"),
    Part("at-spi2-core", "/usr/libexec/at-spi-bus-launcher"),
    Part("gir1.2-atspi-2.0", "/usr/lib/*/girepository-1.0/Atspi-2.0.typelib"),
    Part("python3-gi", "/usr/lib/python3/dist-packages/gi/__init__.py"),
    Part("fonts-dejavu-core", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"),
    Part("strace", "strace"),
    Part("git", "git"),
)

# An unlocked keychain of its own for the session, then the command. Without the unlocking, the
# first write would ask a person for a password and wait for ever.
_WITH_KEYCHAIN = (
    "printf 'suite\\n' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1 "
    '&& exec "$@"'
)
_WITH_WINDOWS = 'openbox >/dev/null 2>&1 & exec "$@"'


def bring_parts(also: Sequence[str]) -> None:
    """Install what is missing, and the packages in ``also``, in one go.

    Raises:
        SetupFault: something could not be installed, or is not there afterwards.
    """
    bring([*also, *missing(PARTS)], "the suite's real parts")
    still = missing(PARTS)
    if still:
        raise SetupFault(
            f"These packages are installed, but not what they should bring: {', '.join(still)}.",
            "Reinstall them, then start again.",
        )


def in_a_session(command: Sequence[str]) -> list[str]:
    """``command`` on a session bus of its own with an unlocked keychain and no screen."""
    return ["dbus-run-session", "--", "sh", "-c", _WITH_KEYCHAIN, "session", *command]


def on_a_screen(command: Sequence[str]) -> list[str]:
    """``command`` on a screen of its own with a window manager, in a session of its own."""
    windows = ["sh", "-c", _WITH_WINDOWS, "screen", *command]
    screen = "-screen 0 1280x900x24 -nolisten tcp"
    return ["xvfb-run", "-a", "-s", screen, *in_a_session(windows)]


def session_environment(home: Path, env: Mapping[str, str]) -> dict[str, str]:
    """``env`` with every place of this account's own moved to ``home``, and no screen or bus."""
    kept = {name: value for name, value in env.items() if name not in _OF_THE_OUTER_SESSION}
    runtime = home / "run"
    runtime.mkdir(mode=0o700, parents=True)
    return {
        **kept,
        "HOME": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        "XDG_CACHE_HOME": str(home / "cache"),
        "XDG_RUNTIME_DIR": str(runtime),
        "LC_ALL": "C.UTF-8",
        "COUNSELLOR_DESK_REAL_PARTS": "1",
        "GLIBC_TUNABLES": _LARGE_PAGES,
    }


_LARGE_PAGES = "glibc.malloc.hugetlb=1"
"""Stretching a passphrase asks for 64 MiB at a time: in small pages that alone takes a third."""

_OF_THE_OUTER_SESSION = frozenset(
    {
        "DBUS_SESSION_BUS_ADDRESS",
        "DISPLAY",
        "PYTHONDONTWRITEBYTECODE",  # else each of hundreds of processes would compile everything
        "QT_QPA_PLATFORM",
        "WAYLAND_DISPLAY",
        "XAUTHORITY",
    }
)


@contextmanager
def printing() -> Iterator[None]:
    """A running print system with the queue ``PDF``; what was started for it ends with it.

    Raises:
        SetupFault: it does not run and this account may not start it or make the queue.
    """
    started = None if _scheduler_runs() else _start_scheduler()
    try:
        _make_queue()
        yield
    finally:
        if started is not None:
            started.terminate()
            started.wait()


def _scheduler_runs() -> bool:
    return _asked("lpstat", "-r").stdout.startswith("scheduler is running")


def _start_scheduler() -> subprocess.Popen[bytes]:
    if os.geteuid() != 0:
        raise SetupFault(
            "The print system is not running, and this account may not start it.",
            "Type this line, then start again:\n\n    sudo systemctl start cups",
        )
    say("Starting the print system …")
    # systemd makes this folder where there is systemd.
    Path("/run/cups").mkdir(parents=True, exist_ok=True)
    scheduler = subprocess.Popen([program("cupsd") or "cupsd", "-f"])
    deadline = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < deadline:
        if _scheduler_runs():
            return scheduler
        time.sleep(0.1)
    scheduler.terminate()
    raise SetupFault(
        f"The print system did not start within {_SECONDS_TO_START} seconds.",
        "/var/log/cups/error_log says why.",
    )


def _make_queue() -> None:
    if _asked("lpstat", "-p", QUEUE).returncode == 0:
        _asked("cupsenable", QUEUE)  # a suite that was killed may have left it refusing
        _asked("cupsaccept", QUEUE)
        return
    made = _asked("lpadmin", "-p", QUEUE, "-E", "-v", "cups-pdf:/", "-P", _DRIVER)
    if made.returncode != 0:
        raise SetupFault(
            f"The print queue {QUEUE} could not be made.",
            "Type these two lines (the first lets this account look after printers), log in "
            f"again, then start again:\n\n    sudo adduser {getpass.getuser()} lpadmin\n"
            f"    sudo lpadmin -p {QUEUE} -E -v cups-pdf:/ -P {_DRIVER}",
            made.stderr,
        )


def _asked(name: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """A short question to the print system, answered in English."""
    return subprocess.run(
        [program(name) or name, *arguments],
        env={**os.environ, "LC_ALL": "C"},
        capture_output=True,
        text=True,
        check=False,
    )
