"""Was anybody else involved? Policy 4.8 asks, and 'no one else' is chosen, never supposed."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import reductions
from counsellor_desk.domain.reductions import WorkingSummary
from counsellor_desk.domain.summaries import OthersInvolved
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.tokens import Type
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.ticks import OptionList
from counsellor_desk.ui.widgets.words import Tone, Words
from counsellor_desk.wording import _


class OthersPart(QWidget):
    """Two options, and a line for the roles of those who were."""

    def __init__(self, work: Work) -> None:
        super().__init__()
        self._work = work
        chosen = (OthersInvolved.NO_ONE_ELSE, OthersInvolved.OTHERS)
        self._options = OptionList([(each.value, each.label) for each in chosen], beside=True)
        self._options.setAccessibleName(_("Was anybody else involved?"))
        self._open = Words(_("Choose, even if it was no one."), type_=Type.SMALL, tone=Tone.AMBER)
        self._who = LineInput(_("By role, such as “mother” or “interpreter”"))
        self._named = Field("others_named", _("Who else?"), self._who)
        layout = column(gap=0)
        layout.addWidget(self._open)
        layout.addWidget(self._options)
        layout.addWidget(self._named)
        self.setLayout(layout)
        self.show_summary(work.summary)
        self._options.changed.connect(self._chosen)
        self._who.changed.connect(self._chosen)

    def show_summary(self, summary: WorkingSummary) -> None:
        """Show what is chosen."""
        said = summary.others is not OthersInvolved.NOT_SAID
        self._open.setVisible(not said)
        if self._options.value() != (summary.others.value if said else ""):
            self._options.put(summary.others.value if said else "")
        if self._who.value() != summary.others_named:
            self._who.put(summary.others_named)
        self._named.setVisible(summary.others is OthersInvolved.OTHERS)

    def take_focus(self) -> None:
        """Go to what is open: the choice, else who it was."""
        if self._named.isVisible():
            self._who.setFocus()
        else:
            self._options.setFocus()

    def forget(self) -> None:
        """Let go of every word."""
        self._who.blockSignals(True)
        self._who.clear()

    def _chosen(self) -> None:
        value, named = self._options.value(), self._who.value()
        if value == OthersInvolved.OTHERS.value and not named and self._named.isHidden():
            named = self._from_the_note()
        if value:
            self._work.edit(
                lambda summary: reductions.others_chosen(summary, OthersInvolved.of(value), named),
                "others",
            )
            self._open.hide()
            self._named.setVisible(value == OthersInvolved.OTHERS.value)

    def _from_the_note(self) -> str:
        """Whom the note names where it says who came, to be put right."""
        named = ", ".join(self._work.draft.present)
        self._who.blockSignals(True)
        self._who.put(named[:1].upper() + named[1:])
        self._who.blockSignals(False)
        return self._who.value()
