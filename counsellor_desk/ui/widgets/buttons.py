"""Buttons: one primary a screen, secondary ones beside it, quiet ones in rows, danger by name."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from counsellor_desk.ui.icons import Ink, icon
from counsellor_desk.ui.tokens import scaled


class Look(Enum):
    """How a button is drawn; the style sheet goes by it."""

    PRIMARY = "primary"
    SECONDARY = "secondary"
    QUIET = "quiet"
    DANGER = "danger"
    ICON = "icon"
    LINK = "link"


_INKS: Final = {
    Look.PRIMARY: Ink.ON_ACCENT,
    Look.SECONDARY: Ink.TEXT,
    Look.QUIET: Ink.ACCENT,
    Look.DANGER: Ink.ON_RED,
    Look.ICON: Ink.SECONDARY,
    Look.LINK: Ink.SECONDARY,
}
_ICON_SIZE: Final = 18
_AIR: Final = 4  # px between icon and words, beyond the style's own


class Button(QPushButton):
    """A button. ``shortcut`` presses it and is told in its tooltip.

    ``told_keys`` are only told: the shortcut belongs to something else that does the same.
    """

    def __init__(
        self,
        words: str,
        press: Callable[[], object] | None = None,
        *,
        look: Look = Look.SECONDARY,
        icon_name: str = "",
        shortcut: str = "",
        told_keys: str = "",
        tip: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon_name, self._ink = "", _INKS[look]
        self._drawn: tuple[QSize, str] | None = None
        self.setProperty("look", look.value)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if look is Look.ICON:
            self.setAccessibleName(words)
        else:
            self.setText(words.replace("&", "&&"))
        self._icon_name = icon_name
        self._draw_icon()
        if shortcut:
            self.setShortcut(QKeySequence(shortcut))
        self.setToolTip(_tip(tip or words, shortcut or told_keys))
        if press is not None:
            self.clicked.connect(lambda _checked: press())

    def setText(self, text: str) -> None:
        """Words that come later stand as far from the icon as others."""
        super().setText(text)
        self._draw_icon()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in {QEvent.Type.FontChange, QEvent.Type.PaletteChange}:
            self._draw_icon()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses it like Space does, on every system; holding it down presses once."""
        if event.key() not in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def _draw_icon(self) -> None:
        if self._icon_name:
            side = scaled(_ICON_SIZE)
            size = QSize(side + (_AIR if self.text() else 0), side)
            drawn = (size, self._ink.colour)
            if drawn != self._drawn:  # styles tell of each change several times
                self._drawn = drawn
                self.setIconSize(size)
                self.setIcon(icon(self._icon_name, self._ink, size))


def _tip(tip: str, keys: str) -> str:
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
    return f"{tip} ({shown})" if shown else tip


def primary(
    words: str,
    press: Callable[[], object] | None = None,
    *,
    icon_name: str = "",
    shortcut: str = "",
    tip: str = "",
) -> Button:
    """The one thing to do on a screen."""
    return Button(words, press, look=Look.PRIMARY, icon_name=icon_name, shortcut=shortcut, tip=tip)


def secondary(
    words: str,
    press: Callable[[], object] | None = None,
    *,
    icon_name: str = "",
    shortcut: str = "",
    tip: str = "",
) -> Button:
    """Anything else that can be done."""
    return Button(words, press, icon_name=icon_name, shortcut=shortcut, tip=tip)


def quiet(
    words: str,
    press: Callable[[], object] | None = None,
    *,
    icon_name: str = "",
    shortcut: str = "",
    tip: str = "",
) -> Button:
    """Something in a row or beside a field that must not call for attention."""
    return Button(words, press, look=Look.QUIET, icon_name=icon_name, shortcut=shortcut, tip=tip)


def danger(
    words: str, press: Callable[[], object] | None = None, *, icon_name: str = "", tip: str = ""
) -> Button:
    """What cannot be undone. It has no shortcut."""
    return Button(words, press, look=Look.DANGER, icon_name=icon_name, tip=tip)


def icon_button(
    icon_name: str, name: str, press: Callable[[], object] | None = None, *, shortcut: str = ""
) -> Button:
    """An icon alone; ``name`` is its tooltip and what a screen reader says."""
    return Button(name, press, look=Look.ICON, icon_name=icon_name, shortcut=shortcut)
