"""Saying beside a sealed form what has happened since: a recording destroyed, an answer given."""

from __future__ import annotations

from typing import Final

from counsellor_desk.domain import later as rules
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.later_terms import Later
from counsellor_desk.ui.asking_dialog import AskingDialog
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.dates import DateInput
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.ticks import OptionList
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _
from counsellor_desk.workflows import consent, later
from counsellor_desk.workflows.consent import Guide

_CHANGES: Final = frozenset({Changed.CONSENTS, Changed.AUDIT})


def offer(screen: Screen, parts: Parts, which: ConsentId) -> None:
    """Ask what has happened since that form was sealed."""
    screen.ask(
        lambda _progress: consent.guide(parts.desk, which),
        lambda guide: AddLater(parts, guide).open(),
    )


class AddLater(AskingDialog):
    """What happened, on which day, how and by whom. The sealed form itself stays as it is."""

    def __init__(self, parts: Parts, guide: Guide) -> None:
        super().__init__(parts, _("What has happened since"), icon_name="pencil")
        self._which = guide.consent.id
        today = parts.clock.now().date()
        possible = rules.asked(guide.form, guide.consent)
        self._what = OptionList([(each.value, each.label) for each in possible])
        self._on, self._told = DateInput(lambda: today), LineInput()
        self.add(
            Words(
                _("It is kept beside the sealed form, with today’s date, and not changed any more.")
            )
        )
        self.add(Field("what", _("What has happened?"), self._what))
        self.add(Field("on", _("On which day?"), self._on))
        self.add(
            Field(
                "told",
                _("How, and by whom?"),
                self._told,
                help_=_("One line is enough, such as “wiped from the recorder, by me”."),
            )
        )
        self.offer(_("Keep it"), self._keep)
        self._told.returnPressed.connect(self._keep)
        self._what.setFocus()

    def _keep(self) -> None:
        desk, which = self.parts.desk, self._which
        chosen, on, told = self._what.value(), self._on.value(), self._told.value()
        what = Later.of(chosen) if chosen else None
        self.do(
            lambda _progress: later.add(desk, which, what, on=on, told=told),
            lambda _line: self.parts.window.say(_("Kept beside the sealed form.")),
            changes=_CHANGES,
        )
