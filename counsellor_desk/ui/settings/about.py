"""What the program is, its licence, and the works of others in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, ClassVar

from counsellor_desk import __version__, resources
from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.settings.reading_screen import ReadingScreen
from counsellor_desk.ui.settings.section import Section
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.wording import N_, _

_SAME_PARAGRAPH = re.compile(r"(?<=\S)\n(?=\S)")


class AboutSection(Section):
    """Version, licence, attributions; all of it is on this computer."""

    heading: ClassVar[str] = N_("About")

    def __init__(self, screen: Screen, parts: Parts) -> None:
        super().__init__(screen, parts)
        card = Card()
        version = Row(NAME, below=_("Version {version}").format(version=__version__))
        licence = Row(
            _("Free software"),
            below=_(
                "You may use, study, share and change it under the GNU General Public License, "
                "version 3 or later. It comes without any warranty."
            ),
            ends=(secondary(_("Read the licence"), self._licence),),
        )
        others = Row(
            _("Works of others"),
            below=_("Fonts, icons, word list and libraries, with their licences."),
            ends=(secondary(_("See the works"), self._others),),
        )
        card.add(Rows((version, licence, others)))
        self.body.addWidget(card)

    def _licence(self) -> None:
        self.parts.window.show_screen(
            ReadingScreen(self.parts, _("GNU General Public License"), own_licence())
        )

    def _others(self) -> None:
        self.parts.window.show_screen(
            ReadingScreen(self.parts, _("Works of others"), works_of_others())
        )


def own_licence() -> str:
    """The whole text, its paragraphs as lines that wrap."""
    return _licence_text(resources.table("attributions.toml")["program"]["licence_text"])


def works_of_others() -> str:
    """Every work and library with author, licence and source, then the licence texts shipped."""
    table = resources.table("attributions.toml")
    return "\n\n".join(
        (
            _("SHIPPED WITH THE PROGRAM"),
            *map(_told, table["work"]),
            _("LIBRARIES THAT IT RUNS ON"),
            *map(_told, table["library"]),
            _("LICENCE TEXTS"),
            *_texts(table["work"]),
        )
    )


def _told(work: dict[str, Any]) -> str:
    return "\n".join((work["name"], work["author"], work["licence"], work["source"]))


def _texts(works: list[dict[str, Any]]) -> Iterator[str]:
    for work in works:
        if not work["licence_text"].startswith("https:"):
            yield f"{work['name']}\n\n{_licence_text(work['licence_text'])}"


def _licence_text(place: str) -> str:
    return _SAME_PARAGRAPH.sub(" ", resources.text(*place.split("/")))
