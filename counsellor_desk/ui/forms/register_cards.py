"""The cards of the Forms room: forms of every family by what they are worth today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.consent import ConsentState
from counsellor_desk.domain.worded import Worded
from counsellor_desk.ui.form_acts import FormActs
from counsellor_desk.ui.form_states import STATE_COLOURS
from counsellor_desk.ui.forms.paper_list import PaperCard
from counsellor_desk.ui.forms.register_rows import entry_row, guide_row
from counsellor_desk.ui.widgets.bar_chart import BarChart, BarOf
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.card import Card, Rows
from counsellor_desk.ui.widgets.words import secondary as beside
from counsellor_desk.wording import N_, _, n_
from counsellor_desk.workflows.consent_register import FEW, Register
from counsellor_desk.workflows.paper_printing import PaperLine

AT_FIRST: Final = 6
"""Rows of a card before more are asked for."""
ALONE: Final = 30
"""The same, of a card that stands alone."""
AT_A_TIME: Final = 30


class Kept(Worded):
    """What forms can be narrowed down to."""

    EVERYTHING = "everything", N_("Everything")
    IN_HAND = "in_hand", N_("In hand")
    ON_PAPER = "on_paper", N_("On paper")
    IN_FORCE = "in_force", N_("In force")
    ENDING = "ending", N_("Ends soon")
    TO_REVIEW = "to_review", N_("To review")
    REFUSED = "refused", N_("Refused")
    ENDED = "ended", N_("Withdrawn or ended")
    RECORDED = "recorded", N_("Records")


_NONE: Final = {
    Kept.IN_HAND: N_("Nothing is half done. A form that you stop in the middle waits here."),
    Kept.IN_FORCE: N_("Nothing is in force, so nothing may be done on the ground of a form."),
    Kept.ENDING: N_("Nothing ends within thirty days."),
    Kept.TO_REVIEW: N_("Nothing is to be looked at together within a fortnight."),
    Kept.REFUSED: N_("Nobody has said no to anything."),
    Kept.ENDED: N_("Nothing was withdrawn or has ended."),
    Kept.RECORDED: N_("No record, such as a withdrawal or an access request, was made."),
}
_LIMITED: Final = frozenset({Kept.REFUSED, Kept.ENDED, Kept.RECORDED})
_WHERE_ANY: Final = (Kept.ON_PAPER, Kept.TO_REVIEW)
_BESIDE: Final = (Kept.REFUSED, Kept.ENDED, Kept.RECORDED)


@dataclass
class Shown:
    """How many rows of which card are shown beyond those at first."""

    _rows: Counter[str] = field(default_factory=Counter)

    def of(self, key: str, at_first: int) -> int:
        """So many of that card."""
        return at_first + self._rows[key]

    def more(self, key: str) -> None:
        """Show more of that card from now on."""
        self._rows[key] += AT_A_TIME


@dataclass(frozen=True)
class Cards:
    """Makes the cards; ``more`` asks for more rows of one, ``paper`` makes that of paper."""

    acts: FormActs
    register: Register
    shown: Shown
    more: Callable[[str], None]
    paper: Callable[[Sequence[PaperLine]], PaperCard]

    def at_left(self) -> Iterator[Card]:
        """What is being done and what holds."""
        yield self.of(Kept.IN_HAND)
        for kept in _WHERE_ANY:
            if count(self.register, kept):
                yield self.of(kept)
        yield self.of(Kept.IN_FORCE)

    def at_right(self) -> Iterator[Card]:
        """What was, and what is only on record."""
        yield by_state_card(self.register)
        for kept in _BESIDE:
            if kept is not Kept.RECORDED or self.register.recorded:
                yield self.of(kept)

    def of(self, kept: Kept, *, alone: bool = False) -> Card:
        """The card of one kind; ``alone`` begins with more rows."""
        if kept is Kept.ON_PAPER:
            return self._on_paper(alone=alone)
        card, rows = Card(kept.label), self._makers(kept)
        if not rows:
            card.add(beside(_(_NONE[kept])))
        seen = self.shown.of(kept.value, ALONE if alone else AT_FIRST)
        fill(card, [make() for make in rows[:seen]], len(rows), partial(self.more, kept.value))
        if kept in _LIMITED and len(rows) == FEW:
            card.add(beside(_("Older ones stand on the pages of their cases.")))
        return card

    def _on_paper(self, *, alone: bool) -> Card:
        lines = self.register.on_paper
        card = self.paper(lines)
        seen = self.shown.of(Kept.ON_PAPER.value, ALONE if alone else AT_FIRST)
        rows = [card.row_of(line) for line in lines[:seen]]
        fill(card, rows, len(lines), partial(self.more, Kept.ON_PAPER.value))
        return card

    def _makers(self, kept: Kept) -> Sequence[Callable[[], QWidget]]:
        acts, register = self.acts, self.register
        if kept is Kept.IN_HAND:
            return [partial(guide_row, acts, guide) for guide in register.in_hand]
        review = kept is Kept.TO_REVIEW
        entries = getattr(register, kept.value)
        return [partial(entry_row, acts, entry, review=review) for entry in entries]


def count(register: Register, kept: Kept) -> int:
    """How many there are of that kind."""
    if kept is Kept.EVERYTHING:
        parts = (Kept.IN_HAND, Kept.ON_PAPER, Kept.IN_FORCE, *_BESIDE)
        return sum(count(register, each) for each in parts)
    return len(getattr(register, kept.value))


def named(register: Register, kept: Kept) -> str:
    """What it is called, with how many there are."""
    many, is_cut = count(register, kept), kept in _LIMITED
    return f"{kept.label} {many}+" if is_cut and many >= FEW else f"{kept.label} {many}"


def by_state_card(register: Register) -> Card:
    """The same as a picture."""
    card, chart = Card(_("By state")), BarChart(_("Forms by state"))
    counted = Counter(guide.state for guide in register.in_hand)
    counted[ConsentState.OFFERED] += sum(not line.is_blank for line in register.on_paper)
    for entries in (register.in_force, register.refused, register.ended):
        counted.update(entry.state for entry in entries)
    chart.show_bars(
        [
            BarOf(state.label, counted[state], str(counted[state]), STATE_COLOURS[state])
            for state in ConsentState
            if counted[state]
        ]
    )
    card.add(chart)
    return card


def fill(card: Card, rows: Sequence[QWidget], whole: int, show_more: Callable[[], None]) -> None:
    """Put rows into a card, and a button for those that are not shown yet."""
    card.add(Rows(rows))
    if (hidden := whole - len(rows)) > 0:
        words = n_("Show {count} more", "Show {count} more", min(hidden, AT_A_TIME))
        card.add(quiet(words, show_more, icon_name="chevron-down"))
