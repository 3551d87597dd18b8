"""Setting a hold, lifting one, and looking at one that stands or stood (policy 4.9, 11.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from counsellor_desk.domain import dates
from counsellor_desk.domain.holds import Hold
from counsellor_desk.domain.notes import NoteLine
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.holding import CHANGES
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _
from counsellor_desk.workflows import holds


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
            changes=CHANGES,
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
