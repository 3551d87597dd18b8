"""How the window looks, remembered outside the store: worn live, and kept as soon as chosen."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from counsellor_desk import settings
from counsellor_desk.settings import Settings
from counsellor_desk.ui.theme import Theme


class Appearance:
    """What is remembered, and the theme that wears it."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        """``folder``: where the settings file lives."""
        self._theme = theme
        self._folder = folder
        self._settings = settings.load(folder)
        self._least = 0
        self._wear()

    @property
    def settings(self) -> Settings:
        """What is remembered now."""
        return self._settings

    def choose_theme(self, theme: str) -> None:
        """Wear ``theme`` (one of ``settings.THEMES``) from now on."""
        self._keep(replace(self._settings, theme=theme))
        self._wear()

    def choose_text_size(self, per_cent: int) -> None:
        """Wear that text size (one of ``settings.TEXT_SIZES``) from now on."""
        self._keep(replace(self._settings, text_size=per_cent))
        self._wear()

    def enlarge(self, least: int) -> None:
        """Wear text of so many per cent at least, for a while; 0: as was chosen. Not remembered."""
        if least != self._least:
            self._least = least
            self._wear()

    def keep_geometry(self, geometry: str) -> None:
        """Remember where the window stood, as Qt's own bytes in hexadecimal."""
        self._keep(replace(self._settings, geometry=geometry))

    def keep_store(self, store: str) -> None:
        """Remember where the store is; empty for the usual place."""
        self._keep(replace(self._settings, store=store))

    def _keep(self, changed: Settings) -> None:
        """A settings folder that cannot be written costs the next start its look, no more."""
        self._settings = changed
        with suppress(OSError):
            settings.save(self._folder, changed)

    def _wear(self) -> None:
        size = max(self._settings.text_size, self._least)
        self._theme.wear(theme=self._settings.theme, text_size=size)
