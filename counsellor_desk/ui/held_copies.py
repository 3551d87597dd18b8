"""A sealed copy of a held note for the service manager: asked for, put somewhere, told of once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt

from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.notes import NoteLine
from counsellor_desk.ui.copies import LEFT, choose_file
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.tokens import Type
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.ticks import OptionList
from counsellor_desk.ui.widgets.words import Weight, Words
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import held_copy
from counsellor_desk.workflows.held_copy import CopyMade, CopyOffer

_KINDS: Final = N_("Sealed files (*.age)")
Chosen = Callable[[NoteId, str], object]
"""Gets the note and who the copy is for."""


def offer(screen: Screen, parts: Parts, notes: Sequence[NoteLine]) -> None:
    """Ask for which of these held notes a copy is made, and for whom; then make it."""

    def to_file(note: NoteId, to: str) -> None:
        screen.ask(
            lambda _progress: held_copy.offer(parts.desk, note),
            lambda offered: choose_file(
                screen,
                offered.file_name,
                lambda path: _make(screen, parts, note, path, to),
                kinds=_KINDS,
                ending="age",
            ),
        )

    def asked(offered: CopyOffer) -> None:
        HeldCopyDialog(parts, offered, notes, to_file).open()

    first = notes[0].note.id
    screen.ask(lambda _progress: held_copy.offer(parts.desk, first), asked)


def _make(screen: Screen, parts: Parts, note: NoteId, path: Path, to: str) -> None:
    def made(copy: CopyMade) -> None:
        parts.window.say(_("Sealed, saved, and written into the ledger."))
        if copy.words:
            WordsOnce(parts, copy.words).open()

    screen.ask(lambda _progress: held_copy.make(parts.desk, note, path, to=to), made, changes=LEFT)


class HeldCopyDialog(Dialog):
    """What such a copy is, which note it is of where there are several, and who gets it."""

    def __init__(
        self, parts: Parts, offered: CopyOffer, notes: Sequence[NoteLine], then: Chosen
    ) -> None:
        super().__init__(
            parts.window, _("A sealed copy for the service manager"), icon_name="shield-check"
        )
        self._then = then
        self._note = OptionList([(line.note.id, _named(line)) for line in notes])
        self._note.put(notes[0].note.id)
        self._to = LineInput()
        self._to.put(offered.to)
        self._recipient = Field("recipient", _("Who gets it"), self._to)
        has_pages = any(line.note.pages for line in notes)
        self._lay_out(offered, several=len(notes) > 1, has_pages=has_pages)
        self.add_buttons(
            secondary(_("Cancel"), self.reject),
            primary(_("Choose a place"), self._go, shortcut="Ctrl+Return"),
        )
        self._to.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self, offered: CopyOffer, *, several: bool, has_pages: bool) -> None:
        self.add(
            Words(
                _(
                    "This is the only way in which a session note ever leaves this desk: sealed, "
                    "for the service manager, while a court order or an access request holds it."
                )
            )
        )
        self.add(Words(_how_it_opens(has_key=offered.has_key)))
        if several:
            self.add(Field("note", _("Which note"), self._note))
        if has_pages:
            self.add(
                Words(_("The copy of a note with pages is a ZIP file of its text and of them."))
            )
        self.add(self._recipient)
        self.add(
            standing_back(
                _(
                    "It is written into the ledger and the audit trail. Destroying the note here "
                    "later does not reach the copy."
                )
            )
        )

    def _go(self) -> None:
        to = self._to.value().strip()
        if not to:
            self._recipient.show_error(_("Name who gets it, or where it is kept."))
            return
        self.accept()
        self._then(NoteId(self._note.value()), to)


class WordsOnce(Dialog):
    """The six words that open the copy. They are kept nowhere."""

    def __init__(self, parts: Parts, words: str) -> None:
        super().__init__(parts.window, _("These words open the copy"), icon_name="key-round")
        self.add(Words(words, type_=Type.LARGE, weight=Weight.DemiBold))
        self.add(
            Words(
                _(
                    "They are shown this once and kept nowhere. Tell them to the service manager "
                    "by telephone or on paper, never together with the file."
                )
            )
        )
        self.add(
            standing_back(
                _(
                    "The file is an age file: any age tool opens it with these words. If they are "
                    "lost, make another copy while the hold stands."
                )
            )
        )
        close = primary(_("I have written them down"), self.accept)
        self.add_buttons(close)
        close.setFocus(Qt.FocusReason.OtherFocusReason)


def _how_it_opens(*, has_key: bool) -> str:
    if has_key:
        return _("It is sealed to the service manager’s key, and nothing else opens it.")
    return _(
        "Six words are made that open it. They are shown to you once, after the file is saved."
    )


def _named(line: NoteLine) -> str:
    return _("Note of session {number}").format(number=line.session_number)
