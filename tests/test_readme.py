"""README shows the pictures that are made for it, and its words lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtGui import QImage

from tests.pictures import files

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_shows_every_picture_that_is_made_and_no_other() -> None:
    shown = set(re.findall(r"docs/pictures/([\w-]+\.png)", README))
    assert shown == set(files())
    assert {path.name for path in PICTURES.iterdir()} == shown


def test_every_picture_can_be_seen() -> None:
    assert [path.name for path in PICTURES.iterdir() if QImage(str(path)).isNull()] == []


def test_the_files_that_it_names_are_there() -> None:
    named = re.findall(r"`([A-Z]+\.md|(?:installer|resources|tests)/[\w./-]+)`", README)
    assert named
    assert [name for name in named if not (ROOT / name).exists()] == []
