"""What became of the paper of a note: asked after its summary, and from every list until then.

The program cannot see paper. It writes down what a person says, and then ends what it kept beside.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.notes import NoteLine
from counsellor_desk.domain.paper_notes import PaperDestroyed, PaperMethod
from counsellor_desk.domain.receipts import Tombstone
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.dates import DateInput
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _
from counsellor_desk.workflows import paper_notes, reduce
from counsellor_desk.workflows.desk import Desk

_CHANGES: Final = frozenset({Changed.NOTES, Changed.AUDIT})


def ask(
    screen: Screen, parts: Parts, line: NoteLine, then: Callable[[], object] | None = None
) -> None:
    """Ask what became of the paper of that note.

    ``then`` carries the rest of the destruction out once that is recorded; else it is done here,
    and the receipt is shown.
    """

    def open_(name: str) -> None:
        PaperDialog(parts, line, name, then or (lambda: _finish(parts, line.note.id))).open()

    screen.ask(lambda _progress: parts.desk.profile().name, open_)


def ask_after_accepting(parts: Parts, note: NoteId) -> None:
    """The same, of a note whose summary has just been accepted."""

    def found(of_note: tuple[NoteLine, str]) -> None:
        line, name = of_note
        PaperDialog(parts, line, name, lambda: _finish(parts, note)).open()

    parts.background.ask(
        lambda _progress: _line_and_name(parts.desk, note), found, asker=parts.window
    )


def _line_and_name(desk: Desk, note: NoteId) -> tuple[NoteLine, str]:
    line = next(line for line in reduce.queue(desk) if line.note.id == note)
    return line, desk.profile().name


def _finish(parts: Parts, note: NoteId) -> None:
    """The paper is gone: so goes what the desk kept beside it."""

    def done(tombstone: Tombstone) -> None:
        parts.doors.open_receipt(tombstone.note)

    parts.background.ask(
        lambda _progress: reduce.destroy(parts.desk, note),
        done,
        asker=parts.window,
        changes=_CHANGES,
    )


class PaperDialog(AskingDialog):
    """How, when and by whom the paper went; of a note without a summary also its case number."""

    def __init__(self, parts: Parts, line: NoteLine, name: str, then: Callable[[], object]) -> None:
        super().__init__(parts, _("Is the paper destroyed?"), icon_name="file-text")
        self._line, self._then = line, then
        self._method = ChoiceInput(
            [(method.value, method.label) for method in PaperMethod], placeholder=_("Choose…")
        )
        self._how = Field("paper_method", _("How"), self._method)
        self._on = DateInput(lambda: parts.clock.now().date())
        self._on.put(parts.clock.now().date())
        self._when = Field("paper_destroyed_on", _("When"), self._on)
        self._by = LineInput()
        self._by.put(name)
        self._number = LineInput()
        self._lay_out()
        self.add_buttons(
            secondary(_("Not yet"), self.reject),
            primary(_("It is destroyed"), self._record, shortcut="Ctrl+Return"),
        )
        self._method.setFocus()

    def _lay_out(self) -> None:
        line = self._line
        told = _("The note on paper of {case}, session {number} of {day}.").format(
            case=line.case_number,
            number=line.session_number,
            day=dates.day(line.session_starts.date()),
        )
        self.add(Words(told))
        self.add(self._how)
        self.add(self._when)
        self.add(Field("paper_destroyed_by", _("By whom"), self._by))
        if line.note.summary is None:
            label = _("To be sure, type the case number: {number}").format(number=line.case_number)
            self.add(Field("case_number", label, self._number))
            self.add(Words(_("No summary is kept of it. This cannot be undone.")))
        else:
            self.add(
                standing_back(
                    _(
                        "Torn up in a bin is not destroyed. Until you have said here that it is, "
                        "the note stays in the list, with its age."
                    )
                )
            )

    def _record(self) -> None:
        on = self._on.value()
        if not self._method.value():
            self._how.show_error(_("Please choose one of these."))
            return
        if on is None:
            self._when.show_error(_("Fill in the day."))
            return
        method = PaperMethod.of(self._method.value())
        paper = PaperDestroyed(method=method, on=on, by=self._by.value())
        typed = self._number.value()
        self.do(
            lambda _progress: self._end(paper, typed), lambda _none: self._then(), changes=_CHANGES
        )

    def _end(self, paper: PaperDestroyed, typed: str) -> None:
        desk, note = self.parts.desk, self._line.note
        if note.summary is None:
            paper_notes.nothing_essential(desk, note.id, paper, typed)
        else:
            paper_notes.destroyed(desk, note.id, paper)
