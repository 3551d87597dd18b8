"""What the record is for: the five purposes of the policy, at least one of them chosen (4.7)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.purposes import TEMPLATES, Purpose, rule
from counsellor_desk.ui.tokens import Type
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.ticks import Tick, TickList
from counsellor_desk.ui.widgets.words import Tone, Words
from counsellor_desk.wording import _


class PurposesCard(Card):
    """Ticks, and below them who may see such a record and for how long it is kept."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ticks = TickList((each.value, _told(each)) for each in Purpose)
        self._rule = Words("", type_=Type.SMALL, tone=Tone.SECONDARY)
        self.add(
            Field(
                "purposes",
                _("What is this record for?"),
                self._ticks,
                help_=_("At least one. It decides what is asked, and who may see it."),
            )
        )
        self.add(self._rule)
        self._rule.hide()
        self._ticks.changed.connect(self._tell)
        self._ticks.changed.connect(self.changed)

    def value(self) -> tuple[Purpose, ...]:
        """Those that are ticked, in the order of the policy."""
        return tuple(map(Purpose.of, self._ticks.value()))

    def put(self, purposes: tuple[Purpose, ...]) -> None:
        """Tick these."""
        self._ticks.put([each.value for each in purposes])
        self._tell()

    def begin(self) -> None:
        """Take the focus."""
        self._ticks.setFocus()

    def stops(self) -> list[QWidget]:
        """Where Tab stops."""
        return list(self._ticks.findChildren(Tick))

    def _tell(self) -> None:
        chosen = self.value()
        if chosen:
            found = rule(chosen)
            who = "; ".join(sorted(each.label for each in found.audience))
            self._rule.say(
                _("Seen by: {who}. Kept: {how_long}.").format(who=who, how_long=found.keep.label)
            )
        self._rule.setVisible(bool(chosen))


def _told(purpose: Purpose) -> str:
    says = _(TEMPLATES[purpose].says)
    return _("{purpose}. {says}").format(purpose=purpose.label, says=says)
