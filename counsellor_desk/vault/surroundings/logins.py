"""Whether this computer logs somebody in without asking: display managers' own settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

_GDM: Final = ("etc/gdm3/custom.conf", "etc/gdm3/daemon.conf", "etc/gdm/custom.conf")
_LIGHTDM: Final = (
    "etc/lightdm/lightdm.conf",
    "etc/lightdm/lightdm.conf.d/*.conf",
    "usr/share/lightdm/lightdm.conf.d/*.conf",
)
_SDDM: Final = ("etc/sddm.conf", "etc/sddm.conf.d/*.conf", "usr/lib/sddm/sddm.conf.d/*.conf")
_ON: Final = frozenset({"true", "1", "yes", "on"})
Values = dict[tuple[str, str], str]
"""By section and key, both in small letters."""


def logs_in_by_itself(root: Path, user: str) -> bool:
    """Whether GDM, LightDM or SDDM is told to log that user in.

    Raises:
        OSError: their settings cannot be read.
    """
    return any(
        (
            *(_by_gdm(found, user) for found in _all(root, _GDM)),
            *(_by_lightdm(found, user) for found in _all(root, _LIGHTDM)),
            *(found.get(("autologin", "user")) == user for found in _all(root, _SDDM)),
        )
    )


def values(text: str) -> Values:
    """The settings of a file in INI shape; lines of another shape are passed over."""
    found: Values = {}
    section = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("[") and line.endswith("]"):
            section = line[1:-1].strip().lower()
        elif "=" in line and line[:1] not in {"#", ";"}:
            key, _equals, value = line.partition("=")
            found[section, key.strip().lower()] = value.strip()
    return found


def _by_gdm(found: Values, user: str) -> bool:
    on = found.get(("daemon", "automaticloginenable"), "").lower() in _ON
    return on and found.get(("daemon", "automaticlogin")) == user


def _by_lightdm(found: Values, user: str) -> bool:
    return any(
        section.startswith("seat") and key == "autologin-user" and value == user
        for (section, key), value in found.items()
    )


def _all(root: Path, patterns: tuple[str, ...]) -> Iterator[Values]:
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            if path.is_file():
                yield values(path.read_text(encoding="utf-8", errors="replace"))
