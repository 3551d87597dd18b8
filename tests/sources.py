"""The package's own modules, read and parsed once for all tests that look at the source."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "counsellor_desk"


@cache
def modules() -> tuple[Path, ...]:
    """Every module of the package."""
    return tuple(sorted(PACKAGE.rglob("*.py")))


@cache
def _parsed() -> dict[Path, ast.Module]:
    trees = {module: ast.parse(module.read_text(encoding="utf-8")) for module in modules()}
    gc.freeze()  # they stay to the end
    return trees


def trees() -> Iterator[tuple[Path, ast.Module]]:
    """Each with its tree, which nobody changes."""
    yield from _parsed().items()
