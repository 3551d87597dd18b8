"""A fact or helpline in the organisation's own words, with its source and the day of its check."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.facts import Fact
from counsellor_desk.domain.own_facts import CheckedOnMissing, FactLine
from counsellor_desk.domain.profile import Jurisdiction
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.tokens import Type
from counsellor_desk.ui.widgets.dates import DateInput
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput, LongInput
from counsellor_desk.ui.widgets.reading import ReadingHint
from counsellor_desk.ui.widgets.ticks import Tick, TickList
from counsellor_desk.ui.widgets.words import secondary
from counsellor_desk.wording import _
from counsellor_desk.workflows import own_facts

_KEPT: Final = frozenset({Changed.FACTS, Changed.AUDIT})


class FactDialog(AskingDialog):
    """Without a line it is a new one of that subject."""

    def __init__(
        self, parts: Parts, line: FactLine | None, subject: str, then: Callable[[], object]
    ) -> None:
        heading = _("Change this fact") if line else _("Add a fact of your own")
        super().__init__(parts, heading, icon_name="book-open")
        self._line, self._subject, self._then = line, subject, then
        self._text, self._source = LongInput(lines=3), LineInput()
        self._hint = ReadingHint()
        self._places = TickList((place.value, place.label) for place in Jurisdiction)
        self._day = DateInput(lambda: parts.clock.now().date())
        self._verified = Tick(_("Seen in its source, or confirmed by our organisation"))
        self._lay_out()
        self._put(line.fact if line else None)
        self._text.changed.connect(self._follow)
        self._follow()
        self.offer(_("Keep it"), self._keep)
        self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        self.add(Field("text", _("What is shown and printed"), self._text))
        self.add(self._hint)
        if self._line and self._line.shipped and self._line.reworded:
            shipped = _("As shipped: {words}").format(words=self._line.shipped.text)
            self.add(secondary(shipped, type_=Type.SMALL))
        self.add(
            Field(
                "source",
                _("Where it comes from"),
                self._source,
                help_=_("Such as “our safeguarding lead” or the page where it was read."),
            )
        )
        self.add(Field("checked_on", _("Checked on"), self._day))
        self.add(
            Field(
                "jurisdictions",
                _("Where it holds"),
                self._places,
                help_=_("No tick: everywhere."),
            )
        )
        self.add(self._verified)

    def _put(self, fact: Fact | None) -> None:
        self._day.put(self.parts.clock.now().date())
        if fact is not None:
            self._text.put(fact.text)
            self._source.put(fact.source)
            self._places.put([place.value for place in fact.jurisdictions])
            self._verified.put(fact.verified)

    def _follow(self) -> None:
        self._hint.look_at(self._text.value())

    def _keep(self) -> None:
        day = self._day.value()
        if day is None:
            self.tell(CheckedOnMissing())
            return
        before = self._line.fact if self._line else None
        fact = Fact(
            key=before.key if before else "",
            text=self._text.value(),
            source=self._source.value(),
            jurisdictions=frozenset(map(Jurisdiction.of, self._places.value())),
            checked_on=day,
            verified=self._verified.value(),
            subject=self._subject,
            added=before.added if before else True,
        )
        desk = self.parts.desk
        self.do(
            lambda _progress: own_facts.change(desk, fact),
            lambda _none: self._then(),
            changes=_KEPT,
        )
