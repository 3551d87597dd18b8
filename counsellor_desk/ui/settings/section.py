"""What every section of the settings is to the screen that shows it."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from counsellor_desk.errors import InputError
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.workflows.preferences import Preferences


class Section(QWidget):
    """Settings that belong together. Each is kept as soon as it is chosen or its line is left."""

    heading: ClassVar[str] = ""

    def __init__(self, screen: Screen, parts: Parts) -> None:
        super().__init__()
        self.place, self.parts = screen, parts
        self.body: QVBoxLayout = column(gap=2 * GRID)
        self.setLayout(self.body)

    def show_now(self, preferences: Preferences) -> None:
        """Show what is chosen; what was typed and is not kept yet stays."""

    def keep(self) -> None:
        """Keep what was typed last; what cannot be kept says so at its field."""

    def unkept(self) -> InputError | None:
        """Why something typed cannot be kept, or nothing."""
        return None

    def put_back(self) -> None:
        """Show what is kept instead of what was typed."""
