"""Puts a theme on the whole application: palette, font and style sheet, live and without loss."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication
from PySide6.QtWidgets import QApplication

from counsellor_desk.ui import palettes, stylesheet
from counsellor_desk.ui.tokens import Scheme, Type, pixels, tokens_for

_CHOSEN = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


class Theme(QObject):
    """The theme that the application wears.

    ``changed`` is sent after palette, font and style sheet have been put on.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._theme = "system"
        self._text_size = 100
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)

    def wear(self, *, theme: str, text_size: int) -> None:
        """Put on ``theme`` (system, light or dark) at ``text_size`` per cent (100 to 200)."""
        self._theme, self._text_size = theme, text_size
        hints = QGuiApplication.styleHints()
        if theme in _CHOSEN:
            hints.setColorScheme(_CHOSEN[theme])
        else:
            hints.unsetColorScheme()
        self._put_on()

    @property
    def scheme(self) -> Scheme:
        """The set of colours that applies: what was chosen, or what the system says."""
        hints = QGuiApplication.styleHints()
        dark = _CHOSEN.get(self._theme, hints.colorScheme()) is Qt.ColorScheme.Dark
        high = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        if high:
            return Scheme.HIGH_CONTRAST_DARK if dark else Scheme.HIGH_CONTRAST_LIGHT
        return Scheme.DARK if dark else Scheme.LIGHT

    def _follow_system(self) -> None:
        self._put_on()

    def _put_on(self) -> None:
        worn = tokens_for(self.scheme)
        self._application.setFont(_body_font(self._text_size))
        self._application.setPalette(palettes.palette(worn))
        for class_name in palettes.OUTLINED:
            QApplication.setPalette(
                palettes.outlined(worn),
                class_name,  # type: ignore[arg-type]  # - the stub wants bytes, PySide a str
            )
        self._application.setStyleSheet(stylesheet.made_of(worn))
        self.changed.emit()


def _body_font(text_size: int) -> QFont:
    font = QFont("Inter")
    font.setPixelSize(pixels(Type.BODY, text_size))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


def motion_wanted() -> bool:
    """Whether things may move: not where the system asks for reduced motion."""
    hints = QGuiApplication.styleHints().accessibility()
    return hints.motionPreference() is not Qt.MotionPreference.ReducedMotion
