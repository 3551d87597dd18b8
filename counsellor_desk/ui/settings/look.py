"""How the desk looks: theme and text size, worn as soon as they are chosen."""

from __future__ import annotations

from typing import ClassVar

from counsellor_desk.settings import TEXT_SIZES
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.settings.section import Section
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.ticks import OptionList
from counsellor_desk.wording import N_, _


class LookSection(Section):
    """Theme and text size."""

    heading: ClassVar[str] = N_("Look")

    def __init__(self, screen: Screen, parts: Parts) -> None:
        super().__init__(screen, parts)
        appearance = parts.appearance
        theme = OptionList(
            (
                ("system", _("As this computer says")),
                ("light", _("Light")),
                ("dark", _("Dark")),
            )
        )
        size = OptionList([(str(size), f"{size} %") for size in TEXT_SIZES])
        theme.put(appearance.settings.theme)
        size.put(str(appearance.settings.text_size))
        theme.changed.connect(lambda: appearance.choose_theme(theme.value()))
        size.changed.connect(lambda: appearance.choose_text_size(int(size.value())))
        for field in (
            Field("theme", _("Colours"), theme),
            Field("text_size", _("Text size"), size),
        ):
            card = Card()
            card.add(field)
            self.body.addWidget(card)
