"""What came of bringing records back: what is there, what was kept, and which notes are not."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.backups import NoteLeft, Restored
from counsellor_desk.ui.backup_words import counted
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.start.guide_page import GuidePage
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import primary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.told_line import told_line
from counsellor_desk.ui.widgets.words import Words, strong
from counsellor_desk.wording import _, n_


class RestoredPage(GuidePage):
    """``then``: what the button says, and what it leads to."""

    def __init__(
        self,
        parts: StartParts,
        restored: Restored,
        below: str,
        *,
        then: tuple[str, Callable[[], object]],
    ) -> None:
        super().__init__(parts, _("Your records are back"), below)
        card = Card(_("What is here now"))
        card.body.setSpacing(GRID + 4)
        for line in _kept(restored):
            card.add(line)
        self.add(card)
        if restored.notes_left or restored.notes_unknown:
            self.add(_left(restored))
        self._next = primary(*then, shortcut="Ctrl+Return")
        self.add_actions(self._next)

    def arrive(self) -> None:
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)


def _kept(restored: Restored) -> Iterator[QWidget]:
    yield told_line("circle-check", counted(restored.counts), Ink.GREEN)
    if count := restored.notes_kept:
        yield told_line(
            "circle-check",
            n_(
                "{count} session note of this computer was kept, and waits as before.",
                "{count} session notes of this computer were kept, and wait as before.",
                count,
            ),
            Ink.GREEN,
        )
    if restored.moved_aside:
        told = _("What was here before is kept in {folder}. Nothing was deleted.")
        yield told_line("folder", told.format(folder=restored.moved_aside), Ink.SECONDARY)


def _left(restored: Restored) -> Card:
    card = Card(_("Session notes that cannot be opened here"))
    card.body.setSpacing(GRID + 4)
    if restored.notes_unknown:
        card.add(
            Words(
                _(
                    "The store of before does not open with this key, so it is not known whether "
                    "notes were waiting in it. If there were, they are in it still."
                )
            )
        )
    if restored.notes_left:
        card.add(
            Words(
                _(
                    "This computer does not have their keys, and no backup holds them. If you "
                    "remember the sessions, write them down anew."
                )
            )
        )
    card.add(Rows(_note(note) for note in restored.notes_left))
    return card


def _note(note: NoteLeft) -> QWidget:
    told = _("session {number} of {day}")
    day = dates.day(note.session_on)
    return Row([strong(note.case_number)], below=told.format(number=note.session_number, day=day))
