"""The few things remembered outside the store: how the window looks and where the store is.

Nothing of a case, a person or an organisation ever stands here (decisions: only theme, text size,
language, window geometry and the store's path).
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Final

import platformdirs

_FILE: Final = "settings.json"
TEXT_SIZES: Final = (100, 125, 150, 175, 200)
THEMES: Final = ("system", "light", "dark")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What is remembered. ``text_size`` in per cent, ``geometry`` Qt's own bytes in hexadecimal."""

    theme: str = "system"
    text_size: int = 100
    language: str = "en_GB"
    geometry: str = ""
    store: str = ""


def default_store() -> Path:
    """Local application data: never Documents or Desktop, which cloud services move.

    A store has its folder to itself: Windows and macOS keep settings in the same place as data.
    """
    data = Path(platformdirs.user_data_dir("counsellor-desk", appauthor=False, roaming=False))
    return data / "store" if data == default_folder() else data


def default_folder() -> Path:
    """Where the settings file lives."""
    return Path(platformdirs.user_config_dir("counsellor-desk", appauthor=False, roaming=False))


def default_keys() -> Path:
    """Where key files go where no keychain answers: apart from the store."""
    return default_folder() / "keys"


def demo_store() -> Path:
    """Where the desk of fictional clients is made; each start of the demo makes it anew."""
    return _demo_folder() / "store"


def demo_keys() -> Path:
    """Where the demo's key files are: it never touches the keychain."""
    return _demo_folder() / "keys"


def _demo_folder() -> Path:
    return Path(platformdirs.user_cache_dir("counsellor-desk", appauthor=False)) / "demo"


def load(folder: Path) -> Settings:
    """The remembered settings; what is missing, damaged or unknown gets its default."""
    try:
        found = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(found, dict):
        return Settings()
    known = {f.name: found[f.name] for f in fields(Settings) if f.name in found}
    return _checked(known)


def save(folder: Path, settings: Settings) -> None:
    """Write beside, then rename, so that a crash leaves the old or the new file, never half.

    Raises:
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / (_FILE + ".new")
    beside.write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")
    beside.replace(folder / _FILE)


def _checked(known: dict[str, Any]) -> Settings:
    plain = Settings()
    theme, size = known.get("theme"), known.get("text_size")
    return Settings(
        theme=theme if theme in THEMES else plain.theme,
        text_size=size if size in TEXT_SIZES else plain.text_size,
        language=_text(known.get("language")) or plain.language,
        geometry=_text(known.get("geometry")),
        store=_text(known.get("store")),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
