"""Icons follow the theme while they stand, at every density, and each has what it needs."""

from __future__ import annotations

from itertools import product

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage
from pytestqt.qtbot import QtBot

from counsellor_desk import resources
from counsellor_desk.ui.icons import Ink, icon
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.tokens import tokens
from counsellor_desk.ui.widgets import buttons
from counsellor_desk.ui.widgets.icon_label import IconLabel

SIDE = QSize(48, 48)
SHIPPED = sorted(file.stem for file in resources.path("icons").glob("*.svg"))


def _inks(image: QImage) -> list[QColor]:
    """The colours of all pixels that are wholly covered."""
    places = product(range(image.width()), range(image.height()))
    colours = (image.pixelColor(x, y) for x, y in places)
    return [colour for colour in colours if colour.alpha() == 255]


def _ink(image: QImage) -> str:
    inks = _inks(image)
    return inks[0].name() if inks else ""


@pytest.mark.parametrize("name", SHIPPED)
def test_every_icon_draws_in_the_ink_it_is_given(name: str, theme: Theme) -> None:
    del theme
    drawn = icon(name, Ink.ACCENT, SIDE).pixmap(SIDE, 1.0).toImage()
    assert _ink(drawn) == QColor(tokens().accent).name()


def test_a_button_and_a_label_follow_the_theme(theme: Theme, qtbot: QtBot) -> None:
    button, label = buttons.quiet("Print", icon_name="printer"), IconLabel("lock", Ink.TEXT, 48)
    for widget in (button, label):
        qtbot.addWidget(widget)
        widget.show()
    for chosen in ("light", "dark"):
        theme.wear(theme=chosen, text_size=100)
        drawn = button.icon().pixmap(button.iconSize(), 3.0).toImage()
        assert _ink(drawn) == QColor(tokens().accent).name()
        assert QColor(tokens().text) in _inks(label.grab().toImage())


def test_disabled_is_drawn_as_disabled(theme: Theme) -> None:
    del theme
    drawn = icon("lock", Ink.TEXT, SIDE).pixmap(SIDE, QIcon.Mode.Disabled).toImage()
    assert _ink(drawn) == QColor(tokens().disabled).name()


def test_a_dense_screen_gets_more_pixels(theme: Theme) -> None:
    del theme
    drawn = icon("lock", Ink.TEXT, QSize(20, 20)).pixmap(QSize(20, 20), 2.0)
    assert drawn.size() == QSize(40, 40)
    assert drawn.devicePixelRatio() == 2.0


def test_an_icon_grows_with_the_text(theme: Theme, qtbot: QtBot) -> None:
    button = buttons.icon_button("printer", "Print")
    qtbot.addWidget(button)
    theme.wear(theme="light", text_size=200)
    assert button.iconSize() == QSize(36, 36)


def test_what_is_not_shipped_is_said_at_once() -> None:
    with pytest.raises(FileNotFoundError):
        icon("no such icon", Ink.TEXT, SIDE)


def test_the_licence_ships_with_them() -> None:
    assert "ISC License" in resources.text("icons", "LICENSE")
