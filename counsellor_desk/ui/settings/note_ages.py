"""When a waiting note turns amber and red."""

from __future__ import annotations

from typing import ClassVar, Final

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.notes import AgeLimits
from counsellor_desk.errors import InputError
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.settings.section import Section
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.boxed import NumberInput
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.words import secondary
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import preferences
from counsellor_desk.workflows.preferences import AgesNotPossible, Preferences

_KINDS: Final = frozenset({Changed.NOTES, Changed.PROFILE})
_MOST: Final = 24 * 14
"""Hours. The policy wants notes reduced quickly: a limit of months would be none."""


class NoteAgesSection(Section):
    """Two numbers of hours, the first smaller."""

    heading: ClassVar[str] = N_("Notes")

    def __init__(self, screen: Screen, parts: Parts) -> None:
        super().__init__(screen, parts)
        self._amber = NumberInput(1, _MOST, unit=_("hours"))
        self._red = NumberInput(1, _MOST, unit=_("hours"))
        self._kept: AgeLimits | None = None
        self._red_field = Field("red_hours", _("Red, overdue, after"), self._red)
        card = Card(_("Colours of a waiting note"))
        card.body.setSpacing(2 * GRID)
        card.add(
            secondary(
                _(
                    "A note waits from the end of its session until it is reduced. Today, Cases "
                    "and Reduce show how long, in these colours and in words."
                )
            )
        )
        card.add(Field("amber_hours", _("Amber, ageing, after"), self._amber))
        card.add(self._red_field)
        self.body.addWidget(card)
        for number in (self._amber, self._red):
            number.setKeyboardTracking(False)
            number.changed.connect(self.keep)

    def show_now(self, preferences: Preferences) -> None:
        untouched = self._kept is None or self._chosen() == self._kept
        self._kept = preferences.limits
        if untouched:
            self.put_back()

    def put_back(self) -> None:
        if self._kept is None:
            return
        for number, hours in (
            (self._amber, self._kept.amber_hours),
            (self._red, self._kept.red_hours),
        ):
            number.blockSignals(True)  # one of them alone may not be possible
            number.put(hours)
            number.blockSignals(False)
        self._red_field.clear_error()

    def unkept(self) -> InputError | None:
        chosen = self._chosen()
        return None if chosen.amber_hours < chosen.red_hours else AgesNotPossible()

    def keep(self) -> None:
        chosen = self._chosen()
        if self._kept is None:
            return
        if (wrong := self.unkept()) is not None:
            happened, _safe, next_step = wrong.sentences()
            self._red_field.mark(f"{happened} {next_step}")
            return
        self._red_field.clear_error()
        if chosen == self._kept:
            return
        self._kept = chosen
        desk = self.parts.desk
        self.place.ask(
            lambda _progress: preferences.change_ages(desk, chosen),
            lambda _done: self.parts.window.say(_("Kept.")),
            changes=_KINDS,
        )

    def _chosen(self) -> AgeLimits:
        for number in (self._amber, self._red):
            number.interpretText()
        return AgeLimits(amber_hours=self._amber.value(), red_hours=self._red.value())
