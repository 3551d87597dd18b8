"""Whether Qt starts here, on a screen or without one, and the system libraries it is missing."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from environment import Environment
from system_packages import bring, libraries_known
from telling import SetupFault, say

ON_LINUX = sys.platform == "linux"
_SECONDS_TO_START = 60

# What the wheels of Qt 6.12 link to and Debian does not always have: packages, and the libraries
# that show that they are here. QtPdf reaches libgssapi_krb5 through QtNetwork.
_TO_START = {
    "libegl1": "libEGL.so.1",
    "libgl1": "libGL.so.1",
    "libx11-6": "libX11.so.6",
    "libdbus-1-3": "libdbus-1.so.3",
    "libfontconfig1": "libfontconfig.so.1",
    "libfreetype6": "libfreetype.so.6",
    "libglib2.0-0": "libglib-2.0.so.0",
    "libxkbcommon0": "libxkbcommon.so.0",
    "libbrotli1": "libbrotlidec.so.1",
    "libzstd1": "libzstd.so.1",
    "libgssapi-krb5-2": "libgssapi_krb5.so.2",
}
_FOR_A_WINDOW = {
    "libx11-xcb1": "libX11-xcb.so.1",
    "libxkbcommon-x11-0": "libxkbcommon-x11.so.0",
    "libxcb-cursor0": "libxcb-cursor.so.0",
    "libxcb-glx0": "libxcb-glx.so.0",
    "libxcb-icccm4": "libxcb-icccm.so.4",
    "libxcb-image0": "libxcb-image.so.0",
    "libxcb-keysyms1": "libxcb-keysyms.so.1",
    "libxcb-randr0": "libxcb-randr.so.0",
    "libxcb-render-util0": "libxcb-render-util.so.0",
    "libxcb-render0": "libxcb-render.so.0",
    "libxcb-shape0": "libxcb-shape.so.0",
    "libxcb-shm0": "libxcb-shm.so.0",
    "libxcb-sync1": "libxcb-sync.so.1",
    "libxcb-util1": "libxcb-util.so.1",
    "libxcb-xfixes0": "libxcb-xfixes.so.0",
    "libxcb-xkb1": "libxcb-xkb.so.1",
    "libwayland-client0": "libwayland-client.so.0",
    "libwayland-cursor0": "libwayland-cursor.so.0",
    "libwayland-egl1": "libwayland-egl.so.1",
    "libcups2": "libcups.so.2",
}

# Qt's own message names one library, and not always the right one: ldd names them all.
_LINKED_TO_START = ("lib/libQt6Widgets.so.6", "lib/libQt6Pdf.so.6", "lib/libQt6Svg.so.6")
_LINKED_FOR_A_WINDOW = (
    "plugins/platforms/libqxcb.so",
    "plugins/platforms/libqwayland.so",
    "plugins/printsupport/libcupsprintersupport.so",
)

_PROBE = """
import sys
from PySide6 import QtPdf, QtPrintSupport, QtSvg, QtWidgets
QtWidgets.QApplication(sys.argv[:1])
"""


def packages(*, for_a_window: bool) -> list[str]:
    """The packages that Qt needs and that are not here."""
    libraries = {**_TO_START, **(_FOR_A_WINDOW if for_a_window else {})}
    known = libraries_known()
    return [package for package, library in libraries.items() if library not in known]


def display_is_named(env: Mapping[str, str]) -> bool:
    """Whether this session says that it has a screen; whether it answers is another matter."""
    if env.get("QT_QPA_PLATFORM", "").partition(":")[0] in ("offscreen", "minimal"):
        return False
    return not ON_LINUX or bool(env.get("DISPLAY") or env.get("WAYLAND_DISPLAY"))


def display_answers(environment: Environment) -> bool:
    """Make sure that Qt starts, and say whether it can open a window in this session.

    Raises:
        SetupFault: Qt does not start, not even without a screen.
    """
    named = display_is_named(os.environ)
    lacking = _lacking(environment, for_a_window=named)
    answers = named and _starts(environment, os.environ) is None
    if not answers:
        fault = _starts(environment, {**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        if fault is not None:
            raise lacking or _does_not_start(fault)
    if lacking is not None:
        say(f"Going on without it. {lacking.happened} {lacking.next_step}")
    return answers


def _lacking(environment: Environment, *, for_a_window: bool) -> SetupFault | None:
    """What stood in the way of bringing the libraries: Qt may start without some of them."""
    if not ON_LINUX:
        return None
    try:
        bring_libraries(environment, for_a_window=for_a_window)
    except SetupFault as fault:
        return fault
    return None


def _does_not_start(said: str) -> SetupFault:
    return SetupFault(
        "Qt, which draws the windows, does not start on this computer.",
        "The lines above are Qt's own. README.md names the systems it runs on.",
        said,
    )


def bring_libraries(environment: Environment, *, for_a_window: bool) -> None:
    """Install the system libraries that Qt is missing.

    Raises:
        SetupFault: they could not be installed, or something is still missing afterwards.
    """
    linked = _LINKED_TO_START + (_LINKED_FOR_A_WINDOW if for_a_window else ())
    if not _unresolved(environment, linked):
        return
    bring(packages(for_a_window=for_a_window), "Qt, which draws the windows")
    still = _unresolved(environment, linked)
    if still:
        raise SetupFault(
            f"Qt still misses these system libraries: {', '.join(still)}.",
            "Install what provides them, then start again.",
        )


def _unresolved(environment: Environment, linked: Iterable[str]) -> list[str]:
    folder = _qt_folder(environment)
    return missing_libraries(folder / part for part in linked)


def _qt_folder(environment: Environment) -> Path:
    return next(environment.folder.glob("lib/python3*/site-packages/PySide6/Qt"))


def missing_libraries(files: Iterable[Path]) -> list[str]:
    """What the dynamic linker would look for in vain, by the names it looks for."""
    run = subprocess.run(["ldd", *map(str, files)], capture_output=True, text=True, check=False)
    lines = run.stdout.splitlines()
    return sorted({line.split()[0] for line in lines if line.endswith("=> not found")})


def _starts(environment: Environment, env: Mapping[str, str]) -> str | None:
    """None where Qt starts, else what it said."""
    try:
        run = subprocess.run(
            [str(environment.python), "-c", _PROBE],
            env=dict(env),
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_SECONDS_TO_START,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return f"No answer within {_SECONDS_TO_START} seconds."
    return None if run.returncode == 0 else run.stderr or f"Qt ended with code {run.returncode}."
