"""Finds what is shipped and is not Python: wording, forms, cue tables, fonts, icons, tokens.

In a checkout that is ``resources/`` beside the package, in an installed wheel
``counsellor_desk/_resources``. Nobody else builds such a path.
"""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_PACKAGE = Path(__file__).resolve().parent


def _root() -> Path:
    installed = _PACKAGE / "_resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def path(*parts: str) -> Path:
    """The place of a shipped file or folder.

    Raises:
        FileNotFoundError: it is not shipped (a fault of the build, never of the person).
    """
    found = _root().joinpath(*parts)
    if not found.exists():
        raise FileNotFoundError("/".join(parts))
    return found


def text(*parts: str) -> str:
    """The shipped UTF-8 text."""
    return path(*parts).read_text(encoding="utf-8")


@cache
def table(*parts: str) -> dict[str, Any]:
    """The shipped TOML table. Shared by all callers: read it, do not change it."""
    return tomllib.loads(text(*parts))
