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
        self._worn: tuple[Scheme, int] | None = None
        # Held on to: PySide takes the one for gone when nobody holds the other.
        self._hints = QGuiApplication.styleHints()
        self._wishes = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._put_on)
        self._wishes.contrastPreferenceChanged.connect(self._put_on)
        self._wishes.motionPreferenceChanged.connect(self._keep_still)
        if self._still():
            self._keep_still()

    def wear(self, *, theme: str, text_size: int) -> None:
        """Put on ``theme`` (system, light or dark) at ``text_size`` per cent (100 to 200)."""
        self._theme, self._text_size = theme, text_size
        if theme in _CHOSEN:
            self._hints.setColorScheme(_CHOSEN[theme])
        else:
            self._hints.unsetColorScheme()
        self._put_on()

    @property
    def scheme(self) -> Scheme:
        """The set of colours that applies: what was chosen, or what the system says."""
        dark = _CHOSEN.get(self._theme, self._hints.colorScheme()) is Qt.ColorScheme.Dark
        if self._wishes.contrastPreference() is Qt.ContrastPreference.HighContrast:
            return Scheme.HIGH_CONTRAST_DARK if dark else Scheme.HIGH_CONTRAST_LIGHT
        return Scheme.DARK if dark else Scheme.LIGHT

    def _put_on(self) -> None:
        wanted = (self.scheme, self._text_size)
        if wanted == self._worn:
            return
        self._worn = wanted
        colours = tokens_for(self.scheme)
        self._application.setFont(_body_font(self._text_size))
        self._application.setPalette(palettes.palette(colours))
        for class_name in palettes.OUTLINED:
            QApplication.setPalette(
                palettes.outlined(colours),
                class_name,  # type: ignore[arg-type]  # the stub wants bytes, PySide a str
            )
        self._application.setStyleSheet(stylesheet.made_of(colours))
        self.changed.emit()

    def _still(self) -> bool:
        return self._wishes.motionPreference() is Qt.MotionPreference.ReducedMotion

    def _keep_still(self) -> None:
        """Nothing of ours moves; Qt's own menus, lists and tips do, where that is not unwanted."""
        QApplication.setEffectEnabled(Qt.UIEffect.UI_General, not self._still())


def _body_font(text_size: int) -> QFont:
    font = QFont("Inter")
    font.setPixelSize(pixels(Type.BODY, text_size))
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font
