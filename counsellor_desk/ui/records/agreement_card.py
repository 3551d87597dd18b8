"""What a record rests on: the forms and agreements of its case, or the way to begin one (4.7)."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.records import NO_AGREEMENT, Agreement
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.layouts import column, emptied
from counsellor_desk.ui.widgets.ticks import Option, OptionList
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _
from counsellor_desk.workflows.records import AgreementLine


class AgreementCard(Card):
    """Options, one for each form or document; nothing is chosen beforehand."""

    changed = Signal()

    def __init__(self, begin_form: Callable[[], object]) -> None:
        super().__init__(_("Rests on"))
        self._lines: Sequence[AgreementLine] = ()
        self._options = OptionList(())
        self._slot = column(gap=0)
        self.body.addLayout(self._slot)
        self._none = standing_back(
            _("There is no form or agreement in this case yet. What you write here is kept.")
        )
        self.add(self._none)
        self._begin = secondary(_("Begin a form"), begin_form, icon_name="clipboard-list")
        foot, layout = QWidget(), column(gap=0, margins=(0, GRID // 2, 0, 0))
        layout.addWidget(self._begin)
        foot.setLayout(layout)
        self.add(foot)

    def put(self, lines: Sequence[AgreementLine], chosen: Agreement) -> None:
        """Offer these; what is chosen stays chosen where it is among them."""
        self._lines = lines
        emptied(self._slot)
        self._options = OptionList((str(place), _told(line)) for place, line in enumerate(lines))
        field = Field("agreement", _("Which form or agreement does it rest on?"), self._options)
        self._slot.addWidget(field)
        places = [str(place) for place, line in enumerate(lines) if line.agreement == chosen]
        self._options.put(places[0] if places else "")
        self._options.changed.connect(self.changed)
        self._none.setVisible(not lines)

    def chosen(self) -> AgreementLine | None:
        """What is chosen, as it stands today."""
        chosen = self._options.value()
        return self._lines[int(chosen)] if chosen else None

    def value(self) -> Agreement:
        """What is chosen."""
        line = self.chosen()
        return line.agreement if line else NO_AGREEMENT

    def stops(self) -> list[QWidget]:
        """Where Tab stops."""
        return [*self._options.findChildren(Option), self._begin]


def _told(line: AgreementLine) -> str:
    return _("{form} ({details})").format(form=line.title, details=line.detail)
