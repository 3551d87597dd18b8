"""The timeline of a case: everything in order, narrowed down to one kind where that helps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from counsellor_desk.ui.cases.lines import LineList
from counsellor_desk.ui.cases.timeline import Entry, Kind
from counsellor_desk.ui.widgets.boxed import ChoiceInput
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.words import secondary as standing_back
from counsellor_desk.wording import _

_EVERYTHING: Final = "everything"


@dataclass(frozen=True)
class Place:
    """Where somebody stands in a timeline: the kind it is narrowed down to, the chosen line."""

    kind: str = _EVERYTHING
    chosen: str = ""


class TimelineCard(Card):
    """The list with its filter. Only kinds that occur can be chosen."""

    def __init__(self, entries: Sequence[Entry], place: Place) -> None:
        kinds = [kind for kind in Kind if any(entry.kind is kind for entry in entries)]
        self._kind = ChoiceInput(
            [(_EVERYTHING, _("Everything")), *((kind.value, kind.label) for kind in kinds)]
        )
        super().__init__(_("Timeline"), aside=self._kind if len(kinds) > 1 else None)
        self._entries = entries
        self._list = LineList(_("Timeline"), whole=True)
        self._kind.setAccessibleName(_("Which kind"))
        known = place.kind in {kind.value for kind in kinds}
        self._kind.put(place.kind if known else _EVERYTHING)
        self._kind.changed.connect(self._narrow)
        if not entries:
            self.add(standing_back(_("Nothing yet. The first session note begins it.")))
            self._list.hide()
        self.add(self._list)
        self._narrow()
        self._list.choose(place.chosen)

    @property
    def place(self) -> Place:
        """Where somebody stands in it now."""
        return Place(self._kind.value(), self._list.chosen())

    def _narrow(self) -> None:
        kind = self._kind.value()
        self._list.show_lines(
            [entry.line for entry in self._entries if kind in {_EVERYTHING, entry.kind.value}]
        )
