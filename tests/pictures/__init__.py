"""The pictures of README: which screens they show, in the order of a first day."""

from __future__ import annotations

from typing import Final, NamedTuple

COLOURS: Final = ("light", "dark")


class Picture(NamedTuple):
    """``drawn``: what the tests of screens call it. ``where``: the tests that draw it."""

    name: str
    drawn: str
    where: str


JOURNEY: Final = (
    Picture("welcome", "start-1-promise", "tests/ui/start/test_pictures.py"),
    Picture("recovery-sheet", "start-4-sheet", "tests/ui/start/test_pictures.py"),
    Picture("unlock", "start-unlock", "tests/ui/start/test_pictures.py"),
    Picture("today", "today", "tests/ui/today/test_pictures.py"),
    Picture("referral", "referral", "tests/ui/cases/test_pictures.py"),
    Picture("note", "note", "tests/ui/notes/test_pictures.py"),
    Picture("reduce", "reduce", "tests/ui/reduce/test_pictures.py"),
    Picture("reduce-long", "reduce-long", "tests/ui/reduce/test_pictures.py"),
    Picture("accept", "reduce-accept", "tests/ui/reduce/test_dialog_pictures.py"),
    Picture("receipt", "reduce-receipt", "tests/ui/reduce/test_pictures.py"),
    Picture("form", "form-what", "tests/ui/forms/test_pictures.py"),
    Picture("decision", "form-over-decision", "tests/ui/forms/test_pictures.py"),
    Picture("signature", "form-pad", "tests/ui/forms/test_pictures.py"),
    Picture("sealed", "form-sealed", "tests/ui/forms/test_pictures.py"),
    Picture("case", "case", "tests/ui/cases/test_case_pictures.py"),
    Picture("backups", "backups", "tests/ui/backups/test_pictures.py"),
    Picture("keys", "keys-change-1", "tests/ui/keys/test_pictures.py"),
    Picture("settings", "settings-locking", "tests/ui/settings/test_pictures.py"),
)

PAGES: Final = ("pages-consent", "pages-agreement", "pages-record")
"""Pages of sealed forms: paper has one colour."""


def files() -> list[str]:
    """The file of every picture: screens in both colours, and pages."""
    screens = [f"{picture.name}-{colours}.png" for picture in JOURNEY for colours in COLOURS]
    return [*screens, *(f"{name}.png" for name in PAGES)]
