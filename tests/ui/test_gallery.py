"""Every sheet of the gallery: named, whole and drawn, in every theme and text size."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from counsellor_desk.ui.theme import Theme
from tests.ui.accessibility import faults
from tests.ui.gallery import SHEETS, picture

OURS = sorted(set(SHEETS) - {"plain"})


@pytest.mark.parametrize("per_cent", [100, 200])
@pytest.mark.parametrize("name", OURS)
def test_nothing_is_nameless_or_clipped(
    theme: Theme, qtbot: QtBot, name: str, per_cent: int
) -> None:
    theme.wear(theme="light", text_size=per_cent)
    make, size = SHEETS[name]
    sheet = make()
    qtbot.addWidget(sheet)
    if all(size):
        sheet.resize(*size)
    sheet.show()
    for _round in range(4):
        QApplication.processEvents()
    assert faults(sheet) == []


@pytest.mark.thorough
@pytest.mark.parametrize("name", sorted(SHEETS))
def test_every_sheet_looks_different_in_the_dark(theme: Theme, name: str) -> None:
    drawn = []
    for chosen in ("light", "dark"):
        theme.wear(theme=chosen, text_size=100)
        make, size = SHEETS[name]
        drawn.append(picture(make(), size).toImage())
    assert drawn[0] != drawn[1]
