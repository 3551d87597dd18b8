"""Fusion's palettes, made of our tokens.

Date edits, combo boxes, spin boxes and ticks that we do not draw ourselves (native dialogs, the
calendar) are drawn by Fusion from the palette alone: a style sheet would break their buttons.
Fusion outlines them in ``Window.darker(140)``, which disappears in the dark, so these classes wear
a palette whose ``Window`` comes out as our border colour.
"""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QColor, QPalette

from counsellor_desk.ui.tokens import Tokens

Role = QPalette.ColorRole

OUTLINED: Final = (
    "QAbstractSpinBox",
    "QCheckBox",
    "QComboBox",
    "QGroupBox",
    "QLineEdit",
    "QPushButton",
    "QRadioButton",
    "QSlider",
)
_FUSION_DARKENS_BY: Final = 140


def palette(of: Tokens) -> QPalette:
    """The application's palette for these tokens."""
    made = QPalette()
    for role, colour in _roles(of).items():
        made.setColor(role, QColor(colour))
    for role in (Role.WindowText, Role.Text, Role.ButtonText, Role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(of.disabled))
    for role in (Role.Base, Role.Button, Role.Highlight):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(of.window))
    return made


def _roles(of: Tokens) -> dict[QPalette.ColorRole, str]:
    return {
        Role.Window: of.window,
        Role.WindowText: of.text,
        Role.Base: of.surface,
        Role.AlternateBase: of.hover,
        Role.Text: of.text,
        Role.PlaceholderText: of.secondary,
        Role.Button: of.surface,
        Role.ButtonText: of.text,
        Role.BrightText: of.red,
        Role.Highlight: of.marked,
        Role.HighlightedText: of.text,
        Role.Accent: of.accent,
        Role.Link: of.accent,
        Role.LinkVisited: of.accent,
        Role.ToolTipBase: of.surface,
        Role.ToolTipText: of.text,
        Role.Light: of.surface,
        Role.Midlight: of.hover,
        Role.Mid: of.hairline,
        Role.Dark: of.border,
        Role.Shadow: of.border,
    }


def outlined(of: Tokens) -> QPalette:
    """The palette of the ``OUTLINED`` classes."""
    made = palette(of)
    made.setColor(Role.Window, QColor(of.border).lighter(_FUSION_DARKENS_BY))
    return made
