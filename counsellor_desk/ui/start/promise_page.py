"""The first page: what this is, what it promises, and what it does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.lazily import lazily
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.start.guide_page import GuidePage
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.place_note import PlaceNote
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import primary, quiet, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import Columns, row
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _

if TYPE_CHECKING:
    from counsellor_desk.workflows import health
else:
    health = lazily("counsellor_desk.workflows.health")


class PromisePage(GuidePage):
    """Nothing is asked here."""

    def __init__(
        self,
        parts: StartParts,
        *,
        above: str,
        next_: Callable[[], object],
        make_manager_key: Callable[[], object],
        restore: Callable[[], object],
    ) -> None:
        super().__init__(
            parts,
            _("Welcome to Counsellor Desk"),
            _(
                "A desk for your client records that stays on this computer. You write a note "
                "after a session, keep what is essential of it, and the note is destroyed."
            ),
            above=above,
        )
        columns = Columns((1, 1), least=280)
        columns.add(_lines(_("What it promises"), "shield-check", Ink.GREEN, _promises()), 0)
        columns.add(_lines(_("What it cannot do"), "info", Ink.SECONDARY, _limits()), 1)
        columns.fill_up()
        self.add(columns)
        self._place = PlaceNote()
        self.add(self._place)
        self._next = primary(_("Set up your desk"), next_)
        self.add_actions(
            quiet(_("I am a service manager: make a key"), make_manager_key),
            secondary(_("I have a backup"), restore),
            self._next,
        )

    def arrive(self) -> None:
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)
        folder = self.parts.threshold.folder
        self.ask(lambda _progress: health.look_around(folder), self._place.show_place)


def _promises() -> Sequence[str]:
    return (
        _("Nothing leaves this computer. There is no account and no network."),
        _("Everything is encrypted with a passphrase that only you know."),
        _("A destroyed note cannot be brought back from any copy of the store."),
    )


def _limits() -> Sequence[str]:
    return (
        _("It cannot undo what somebody read or photographed before."),
        _("It cannot protect what you type from a program that spies on this computer."),
        _(
            "Without your passphrase, your recovery sheet or a key that you gave, nobody can open "
            "it, nor can we."
        ),
    )


def _lines(heading: str, icon_name: str, ink: Ink, sentences: Sequence[str]) -> Card:
    card = Card(heading)
    for sentence in sentences:
        line, layout = QWidget(), row(gap=12)
        layout.addWidget(IconLabel(icon_name, ink), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(Words(sentence), 1)
        line.setLayout(layout)
        card.add(line)
    card.body.setSpacing(GRID + 4)
    return card
