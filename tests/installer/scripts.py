"""Small shell scripts that stand where a test puts them on PATH."""

from __future__ import annotations

from pathlib import Path


def write_script(file: Path, *lines: str) -> None:
    """An executable script of these lines."""
    file.write_text("\n".join(["#!/bin/sh", *lines, ""]), encoding="utf-8")
    file.chmod(0o755)
