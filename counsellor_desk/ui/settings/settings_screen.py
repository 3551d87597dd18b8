"""The settings, one section at a time."""

from __future__ import annotations

from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.settings.look import LookSection
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.wording import _


class SettingsScreen(Screen):
    """Everything that can be chosen."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.background, parts.messages)
        page = Page(_("Settings"))
        page.add(LookSection(parts.appearance))
        layout = column()
        layout.addWidget(page)
        self.setLayout(layout)
