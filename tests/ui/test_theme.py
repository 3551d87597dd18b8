"""A theme is put on while the window stands, and nothing that was typed is lost by it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import (
    QAccessibilityHints,
    QFontInfo,
    QGuiApplication,
    QImage,
    QPalette,
    QStyleHints,
)
from PySide6.QtWidgets import QApplication, QComboBox, QDateEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from counsellor_desk.settings import TEXT_SIZES
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.tokens import Scheme, tokens, tokens_for
from counsellor_desk.ui.widgets.buttons import primary
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.words import Words, headline
from tests.ui.test_tokens import contrast


def test_text_is_set_in_inter_and_dates_are_british(theme: Theme) -> None:
    del theme
    assert QFontInfo(QApplication.font()).family() == "Inter"
    assert QLocale().name() == "en_GB"


def test_a_change_reaches_what_stands(theme: Theme, qtbot: QtBot) -> None:
    line, head = LineInput(), headline("Good afternoon")
    for widget in (line, head):
        qtbot.addWidget(widget)
        widget.show()
    line.put("half a sentence")
    line.setCursorPosition(4)
    before = (line.height(), head.sizeHint().height())
    theme.wear(theme="dark", text_size=200)
    QApplication.processEvents()
    assert (line.value(), line.cursorPosition()) == ("half a sentence", 4)
    assert line.sizeHint().height() > before[0]
    assert head.sizeHint().height() > before[1]
    assert tokens() == tokens_for(Scheme.DARK)


@pytest.mark.thorough
@pytest.mark.parametrize("per_cent", TEXT_SIZES)
def test_every_text_size_is_itself(theme: Theme, per_cent: int, qtbot: QtBot) -> None:
    theme.wear(theme="light", text_size=per_cent)
    words = Words("a")
    qtbot.addWidget(words)
    words.show()
    assert words.font().pixelSize() == round(14 * per_cent / 100)


def test_the_system_is_followed_when_asked(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.wear(theme="system", text_size=100)
    for said, scheme in ((Qt.ColorScheme.Dark, Scheme.DARK), (Qt.ColorScheme.Light, Scheme.LIGHT)):
        monkeypatch.setattr(QStyleHints, "colorScheme", lambda _hints, said=said: said)
        QGuiApplication.styleHints().colorSchemeChanged.emit(said)
        assert tokens() == tokens_for(scheme)


def test_high_contrast_is_worn_when_the_system_asks(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    high = Qt.ContrastPreference.HighContrast
    monkeypatch.setattr(QAccessibilityHints, "contrastPreference", lambda _hints: high)
    theme._wishes.contrastPreferenceChanged.emit(high)
    assert tokens() == tokens_for(Scheme.HIGH_CONTRAST_LIGHT)
    theme.wear(theme="dark", text_size=100)
    assert tokens() == tokens_for(Scheme.HIGH_CONTRAST_DARK)


def test_reduced_motion_is_honoured(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    effect = Qt.UIEffect.UI_General
    for wish, moving in (
        (Qt.MotionPreference.ReducedMotion, False),
        (Qt.MotionPreference.NoPreference, True),
    ):
        monkeypatch.setattr(QAccessibilityHints, "motionPreference", lambda _hints, said=wish: said)
        theme._wishes.motionPreferenceChanged.emit(wish)
        assert QApplication.isEffectEnabled(effect) is moving


def _edges(widget: QWidget) -> str:
    """The colour of the middle of the left edge, as drawn."""
    image: QImage = widget.grab().toImage()
    columns = [image.pixelColor(x, image.height() // 2).name() for x in range(3)]
    ground = QApplication.palette().color(QPalette.ColorRole.Window).name()
    return max(columns, key=lambda colour: contrast(colour, ground))


@pytest.mark.parametrize("chosen", ["light", "dark"])
@pytest.mark.parametrize("kind", [QComboBox, QDateEdit, QSpinBox])
def test_qts_own_controls_can_be_seen(
    theme: Theme, qtbot: QtBot, chosen: str, kind: type[QWidget]
) -> None:
    """They are drawn from the palette alone (no style sheet rule touches them)."""
    theme.wear(theme=chosen, text_size=100)
    under = QWidget()
    qtbot.addWidget(under)
    control = kind(under)
    under.resize(200, 80)
    under.show()
    assert contrast(_edges(control), tokens().window) >= 3.0


def test_the_primary_button_wears_the_accent(theme: Theme, qtbot: QtBot) -> None:
    button = primary("Accept")
    qtbot.addWidget(button)
    button.show()
    for chosen in ("light", "dark"):
        theme.wear(theme=chosen, text_size=100)
        drawn = button.grab().toImage().pixelColor(8, button.height() // 2).name()
        assert drawn == tokens().accent.lower()
