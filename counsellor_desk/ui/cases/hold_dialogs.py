"""Setting a hold, lifting one, and looking at one that stands or stood (policy 4.9, 11.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.holds import Basis, Hold
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.notes import NoteLine
from counsellor_desk.ui.cases.asking_dialog import AskingDialog
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.dates import DateInput
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.ticks import OptionList
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _
from counsellor_desk.workflows import holds
from counsellor_desk.workflows.cases import CasePage
from counsellor_desk.workflows.holds import NewHold

_CHANGES: Final = frozenset({Changed.HOLDS, Changed.NOTES, Changed.AUDIT})
_USUAL_REVIEW: Final = timedelta(days=28)
_WHOLE: Final = "case"


class HoldDialog(AskingDialog):
    """Puts the case, or one of its notes, on hold."""

    def __init__(self, parts: Parts, page: CasePage) -> None:
        super().__init__(parts, _("Put on hold"), icon_name="pause")
        self._page = page
        self._reach = OptionList([(_WHOLE, _("The whole case")), *_notes(page.notes)])
        self._reach.put(_WHOLE)
        self._basis = ChoiceInput(
            [(basis.value, basis.label) for basis in Basis], placeholder=_("Choose…")
        )
        self._why = Field("basis", _("Why"), self._basis)
        self._reason = LineInput()
        self._review = DateInput(lambda: page.today)
        self._review.put(page.today + _USUAL_REVIEW)
        self._lay_out()
        self.offer(_("Put on hold"), self._set)
        self._basis.setFocus()

    def _lay_out(self) -> None:
        self.add(Words(_("Nothing that is held can be destroyed until the hold is lifted.")))
        if self._page.notes:
            self.add(Field("reach", _("What is held"), self._reach))
            self.add(
                standing_back(
                    _(
                        "A held note exists on this computer only. If the computer is lost, the "
                        "note is lost with it."
                    )
                )
            )
        self.add(self._why)
        self.add(Field("hold_reason", _("The reason in one line"), self._reason))
        self.add(
            Field(
                "hold_review",
                _("Look at it again on"),
                self._review,
                help_=_("At most a year ahead."),
            )
        )

    def _set(self) -> None:
        if not self._basis.value():
            self._why.show_error(_("Please choose one of these."))
            return
        reach = self._reach.value()
        new = NewHold(
            basis=Basis.of(self._basis.value()),
            reason=self._reason.value(),
            review_on=self._review.value() or self._page.today,
            case=self._page.case.id,
            note=None if reach == _WHOLE else NoteId(reach),
        )
        self.do(
            lambda _progress: holds.set_hold(self.parts.desk, new),
            lambda _hold: self.parts.window.say(_("On hold. Nothing of it can be destroyed now.")),
            changes=_CHANGES,
        )


class LiftDialog(AskingDialog):
    """Lifts a hold, with a reason. ``freed`` gets the notes that only waited for it."""

    def __init__(
        self, parts: Parts, hold: Hold, freed: Callable[[Sequence[NoteLine]], object]
    ) -> None:
        super().__init__(parts, _("Lift this hold?"), icon_name="pause")
        self._hold, self._freed = hold, freed
        self._because = LineInput()
        for fact in _facts(hold):
            self.add(standing_back(fact))
        self.add(Field("hold_reason", _("Why it is lifted, in one line"), self._because))
        self.offer(_("Lift the hold"), self._lift)
        self._because.setFocus()

    def _lift(self) -> None:
        because = self._because.value()
        self.do(
            lambda _progress: holds.lift(self.parts.desk, self._hold.id, because),
            self._lifted,
            changes=_CHANGES,
        )

    def _lifted(self, freed: Sequence[NoteLine]) -> None:
        self.parts.window.say(_("The hold is lifted."))
        mine = [line for line in freed if _reached(self._hold, line)]
        if mine:
            self._freed(mine)


class HoldDetails(Dialog):
    """Everything about a hold: lifted ones stay on record."""

    def __init__(self, parts: Parts, hold: Hold) -> None:
        super().__init__(parts.window, hold.basis.label, icon_name="pause")
        for fact in _facts(hold):
            self.add(Words(fact))
        close = secondary(_("Close"), self.accept)
        self.add_buttons(close)
        close.setFocus()


def _notes(notes: Sequence[NoteLine]) -> Iterator[tuple[str, str]]:
    for note in notes:
        words = _("Only the note of session {number}").format(number=note.session_number)
        yield note.note.id, words


def _facts(hold: Hold) -> Iterator[str]:
    yield hold.reason
    yield _("Set by {who} on {day}. To be looked at again on {review}.").format(
        who=hold.set_by, day=dates.day(hold.set_at.date()), review=dates.day(hold.review_on)
    )
    if hold.lifted_at is not None:
        yield _("Lifted by {who} on {day}: {reason}").format(
            who=hold.lifted_by, day=dates.day(hold.lifted_at.date()), reason=hold.lifted_because
        )


def _reached(hold: Hold, line: NoteLine) -> bool:
    """Whether that hold, before it was lifted, reached that note."""
    if hold.note is not None:
        return hold.note == line.note.id
    return hold.case in {None, line.note.case}
