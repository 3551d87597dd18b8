"""Putting a case, or one of its notes, on hold, from wherever somebody learns of a reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Final

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.holds import Basis
from counsellor_desk.domain.ids import CaseId, NoteId
from counsellor_desk.domain.notes import NoteLine
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.dates import DateInput
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.ticks import OptionList
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _
from counsellor_desk.workflows import holds
from counsellor_desk.workflows.holds import NewHold

CHANGES: Final = frozenset({Changed.HOLDS, Changed.NOTES, Changed.AUDIT})
_USUAL_REVIEW: Final = timedelta(days=28)
_WHOLE: Final = "case"


class HoldDialog(AskingDialog):
    """Puts the case, or one of its ``notes``, on hold. ``reach``: the note that is suggested."""

    def __init__(
        self, parts: Parts, case: CaseId, notes: Sequence[NoteLine], *, reach: NoteId | None = None
    ) -> None:
        super().__init__(parts, _("Put on hold"), icon_name="pause")
        self._case, self._notes = case, notes
        self._today = parts.clock.now().date()
        self._reach = OptionList([(_WHOLE, _("The whole case")), *_options(notes)])
        self._reach.put(reach or _WHOLE)
        self._basis = ChoiceInput(
            [(basis.value, basis.label) for basis in Basis], placeholder=_("Choose…")
        )
        self._why = Field("basis", _("Why"), self._basis)
        self._reason = LineInput()
        self._review = DateInput(lambda: self._today)
        self._review.put(self._today + _USUAL_REVIEW)
        self._lay_out()
        self.offer(_("Put on hold"), self._set)
        self._basis.setFocus()

    def _lay_out(self) -> None:
        self.add(Words(_("Nothing that is held can be destroyed until the hold is lifted.")))
        if self._notes:
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
            review_on=self._review.value() or self._today,
            case=self._case,
            note=None if reach == _WHOLE else NoteId(reach),
        )
        self.do(
            lambda _progress: holds.set_hold(self.parts.desk, new),
            lambda _hold: self.parts.window.say(_("On hold. Nothing of it can be destroyed now.")),
            changes=CHANGES,
        )


def _options(notes: Sequence[NoteLine]) -> Iterator[tuple[str, str]]:
    for note in notes:
        words = _("Only the note of session {number}").format(number=note.session_number)
        yield note.note.id, words
