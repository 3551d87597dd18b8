"""Every widget in its states as pictures: ``python -m tests.ui.gallery OUT_DIR``.

Light and dark, at 100 % and 200 % text, and high contrast at 100 %: ``SHEET-light-100.png``…
The tests draw the same sheets, so that a widget that cannot be drawn fails there.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QWidget,
)

from counsellor_desk.ui import application, palettes, stylesheet
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.tokens import Scheme, tokens_for
from tests.ui.frame_sheets import FRAME_SHEETS
from tests.ui.sheets import WIDGET_SHEETS, move_the_mouse

SHEETS = {**WIDGET_SHEETS, **FRAME_SHEETS}


def pictures(only: str = "") -> Iterator[tuple[str, QPixmap]]:
    """Every sheet in the theme that is worn, as (name, picture)."""
    for name, (make, size) in SHEETS.items():
        if only in name:
            yield name, picture(make(), size)


def picture(sheet: QWidget, size: tuple[int, int]) -> QPixmap:
    """What ``sheet`` looks like at that size in pixels; at its own where the size is 0."""
    sheet.setAutoFillBackground(True)
    if all(size):
        sheet.resize(*size)
    sheet.show()
    for _round in range(3):
        QApplication.processEvents()
    move_the_mouse(sheet)
    shot = sheet.grab()
    sheet.close()
    sheet.deleteLater()
    return shot


def _high_contrast(app: QApplication) -> None:
    worn = tokens_for(Scheme.HIGH_CONTRAST_LIGHT)
    app.setPalette(palettes.palette(worn))
    app.setStyleSheet(stylesheet.made_of(worn))


def main(out: Path, only: str = "") -> None:
    """Draw all sheets into ``out``; with ``only`` those with it in their names."""
    out.mkdir(parents=True, exist_ok=True)
    app = application.begin(["gallery"])
    theme = Theme(app)
    for scheme in ("light", "dark"):
        for per_cent in (100, 200):
            theme.wear(theme=scheme, text_size=per_cent)
            for name, shot in pictures(only):
                shot.save(str(out / f"{name}-{scheme}-{per_cent}.png"))
    theme.wear(theme="light", text_size=100)
    _high_contrast(app)
    for name, shot in pictures(only):
        shot.save(str(out / f"{name}-contrast-100.png"))


if __name__ == "__main__":
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "")
