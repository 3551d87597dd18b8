"""The day a record is about, who writes it, and who else was involved (policy 4.8)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.records import WorkingRecord
from counsellor_desk.domain.summaries import OthersInvolved
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.dates import DateInput
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.ticks import Option, OptionList
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _


class AboutCard(Card):
    """'No one else' is chosen, never supposed; author and time of writing come by themselves."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(_("About"))
        self._day = DateInput(today)
        chosen = (OthersInvolved.NO_ONE_ELSE, OthersInvolved.OTHERS)
        self._others = OptionList((each.value, _involved(each)) for each in chosen)
        self._who = LineInput(_("By role, such as “supervisor” or “mother”"))
        self._named = Field("record_others_named", _("Who else?"), self._who)
        self._author = standing_back("")
        self.add(
            Field(
                "about_on",
                _("Day"),
                self._day,
                help_=_("On which it happened, was agreed or was decided."),
            )
        )
        self.add(Field("record_others", _("Was anybody else involved?"), self._others))
        self.add(self._named)
        self.add(self._author)
        self._named.hide()
        for entry in (self._day, self._others, self._who):
            entry.changed.connect(self._touched)

    def put(self, working: WorkingRecord, author: str) -> None:
        """Show what is chosen, and who will stand as the author."""
        self._day.put(working.about_on)
        said = working.others is not OthersInvolved.NOT_SAID
        self._others.put(working.others.value if said else "")
        self._who.put(working.others_named)
        self._author.say(
            _("Written by {author}. The time of writing is noted when you accept it.").format(
                author=author
            )
            if author
            else _("Your name is not known to this desk. Fill it in under Settings.")
        )
        self._show_who()

    def day(self) -> date | None:
        """The day, where one is understood."""
        return self._day.value()

    def others(self) -> OthersInvolved:
        """What is chosen."""
        return OthersInvolved.of(self._others.value() or OthersInvolved.NOT_SAID.value)

    def others_named(self) -> str:
        """Who else, as typed."""
        return self._who.value()

    def stops(self) -> list[QWidget]:
        """Where Tab stops."""
        return [self._day, *self._others.findChildren(Option), self._who]

    def _touched(self) -> None:
        self._show_who()
        self.changed.emit()

    def _show_who(self) -> None:
        self._named.setVisible(self.others() is OthersInvolved.OTHERS)


def _involved(chosen: OthersInvolved) -> str:
    if chosen is OthersInvolved.NO_ONE_ELSE:
        return _("No one else was involved")
    return chosen.label
