"""How the desk looks: theme and text size, worn as soon as they are chosen."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from counsellor_desk.settings import TEXT_SIZES
from counsellor_desk.ui.appearance import Appearance
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.ticks import OptionList
from counsellor_desk.wording import _


class LookSection(QWidget):
    """Theme and text size."""

    def __init__(self, appearance: Appearance) -> None:
        super().__init__()
        self._appearance = appearance
        self._theme = OptionList(
            (
                ("system", _("As this computer says")),
                ("light", _("Light")),
                ("dark", _("Dark")),
            )
        )
        self._size = OptionList([(str(size), f"{size} %") for size in TEXT_SIZES])
        self._theme.put(appearance.settings.theme)
        self._size.put(str(appearance.settings.text_size))
        self._theme.changed.connect(lambda: appearance.choose_theme(self._theme.value()))
        self._size.changed.connect(lambda: appearance.choose_text_size(int(self._size.value())))
        layout = column()
        layout.addWidget(Field("theme", _("Colours"), self._theme))
        layout.addWidget(Field("text_size", _("Text size"), self._size))
        self.setLayout(layout)
