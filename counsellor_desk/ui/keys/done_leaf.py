"""The end of a guide about keys: what is left to do, in the order in which it should be done."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui.keys.leaf import KeysLeaf
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.ui.widgets.words import strong
from counsellor_desk.wording import _
from counsellor_desk.workflows import key_reminders

_AUDITED: Final = frozenset({Changed.AUDIT})


class DoneLeaf(KeysLeaf):
    """It is done. Nothing here has to be done at once: Today reminds of the old sheet."""

    def __init__(
        self,
        parts: Parts,
        heading: str,
        below: str,
        rows: Sequence[QWidget],
        *,
        above: str,
        done: Callable[[], object],
    ) -> None:
        super().__init__(parts, heading, below, above=above)
        card = Card(_("What is left to do"))
        card.add(Rows(rows))
        self.add(card)
        self.first = primary(_("Done"), done, shortcut="Ctrl+Return")
        self.add_actions(self.first)


class Shredding(QWidget):
    """The old sheet, with a tick once it is shredded; that is written into the record of acts."""

    def __init__(self, parts: Parts) -> None:
        super().__init__()
        self._parts = parts
        self._tick = Tick(_("The old sheet is shredded, every copy of it"))
        self._tick.toggled.connect(self._ticked)
        layout = column(gap=0, margins=(0, 0, 0, GRID))
        layout.addWidget(
            Row(
                [strong(_("Shred the old sheet"))],
                below=_(
                    "Once a new backup is made. From then on nobody can read the backups of before."
                ),
            )
        )
        layout.addWidget(self._tick)
        self.setLayout(layout)

    def _ticked(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        if on:
            self._tick.setEnabled(False)
            desk = self._parts.desk
            self._parts.background.ask(
                lambda _progress: key_reminders.shredded(desk),
                lambda _none: self._parts.window.say(_("Written down.")),
                self._failed,
                asker=self,
                changes=_AUDITED,
            )

    def _failed(self, error: BaseException) -> None:
        self._tick.put(False)
        self._tick.setEnabled(True)
        self._parts.messages.tell(error, near=self)


def to_back_up(parts: Parts) -> Row:
    """The first thing to do: until then there is no backup that the new sheet opens."""
    return Row(
        [strong(_("Make a new backup"))],
        below=_("The new sheet opens none of the backups that you have."),
        ends=(secondary(_("Open the backups"), parts.doors.open_backups),),
    )


def to_shred(parts: Parts) -> Shredding:
    """Then the old paper goes."""
    return Shredding(parts)


def to_tell_manager(*, exchanged: bool) -> Row:
    """The service manager knows which of their keys is good for what."""
    below = (
        _("Their old key opens nothing that you make from now on. They can shred or erase it.")
        if exchanged
        else _("Their key opens nothing that you make from now on. You can give them a new one.")
    )
    return Row([strong(_("Tell your service manager"))], below=below)
