"""The cards of the Forms room: forms and consents by what they are worth today."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.consent import ConsentState
from counsellor_desk.domain.outcomes import Extent
from counsellor_desk.ui.forms.course import Course
from counsellor_desk.ui.forms.told import STATE_COLOURS, state_pill
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.bar_chart import BarChart, BarOf
from counsellor_desk.ui.widgets.buttons import Button, icon_button, quiet, secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import Run, strong
from counsellor_desk.ui.widgets.words import quiet as standing_back
from counsellor_desk.ui.widgets.words import secondary as beside
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.consent_register import ConsentEntry, Register

AT_FIRST: Final = 6
"""Rows of a card before more are asked for."""
AT_A_TIME: Final = 30


@dataclass
class Shown:
    """How many rows of which card are shown."""

    _rows: Counter[str] = field(default_factory=Counter)

    def of(self, key: str) -> int:
        """So many of that card."""
        return AT_FIRST + self._rows[key]

    def more(self, key: str) -> None:
        """Show more of that card from now on."""
        self._rows[key] += AT_A_TIME


More = Callable[[str], None]


def in_hand_card(parts: Parts, register: Register, shown: Shown, more: More) -> Card:
    """Forms that were begun and can be gone on with."""
    card = Card(_("In hand"))
    if not register.in_hand:
        card.add(beside(_("Nothing is half done. A form that you stop in the middle waits here.")))
    rows = [_guide_row(parts, guide) for guide in register.in_hand[: shown.of("in hand")]]
    _fill(card, rows, len(register.in_hand), lambda: more("in hand"))
    return card


def in_force_card(parts: Parts, register: Register, shown: Shown, more: More) -> Card:
    """What may be used today; what ends first stands first."""
    card = Card(_("In force"))
    if not register.in_force:
        card.add(
            beside(_("No consent is in force, so nothing may be shared on the ground of one."))
        )
    rows = [_entry_row(parts, entry) for entry in register.in_force[: shown.of("in force")]]
    _fill(card, rows, len(register.in_force), lambda: more("in force"))
    return card


def refused_card(parts: Parts, register: Register, shown: Shown, more: More) -> Card:
    """What clients said no to: it is on record, and it is as good an answer as a yes."""
    card = Card(_("Refused"))
    if not register.refused:
        card.add(beside(_("None.")))
    rows = [_entry_row(parts, entry) for entry in register.refused[: shown.of("refused")]]
    _fill(card, rows, len(register.refused), lambda: more("refused"))
    return card


def ended_card(parts: Parts, register: Register, shown: Shown, more: More) -> Card:
    """What was in force once: withdrawn, used, replaced, or run out."""
    card = Card(_("Withdrawn or ended"))
    if not register.ended:
        card.add(beside(_("None.")))
    rows = [_entry_row(parts, entry) for entry in register.ended[: shown.of("ended")]]
    _fill(card, rows, len(register.ended), lambda: more("ended"))
    return card


def by_state_card(register: Register) -> Card:
    """The same as a picture."""
    card, chart = Card(_("By state")), BarChart(_("Forms and consents by state"))
    counted = Counter(guide.state for guide in register.in_hand)
    for entries in (register.in_force, register.refused, register.ended):
        counted.update(entry.state for entry in entries)
    chart.show_bars(
        [
            BarOf(
                state.label,
                counted[state],
                str(counted[state]),
                STATE_COLOURS.get(state, State.NEUTRAL),
            )
            for state in ConsentState
            if counted[state]
        ]
    )
    card.add(chart)
    return card


def _fill(card: Card, rows: Sequence[QWidget], whole: int, show_more: Callable[[], None]) -> None:
    card.add(Rows(rows))
    if (hidden := whole - len(rows)) > 0:
        words = n_("Show {count} more", "Show {count} more", min(hidden, AT_A_TIME))
        card.add(quiet(words, show_more, icon_name="chevron-down"))


def _guide_row(parts: Parts, guide: Guide) -> Row:
    resume = secondary(_("Resume"), lambda: parts.doors.open_form(guide.consent.id))
    resume.setAccessibleName(
        _("Resume the form of {case}, {client}").format(case=guide.case_number, client=guide.client)
    )
    course = Course(guide.form)
    done = len(course.done(guide))
    stands = _("{done} of {count} steps done").format(done=done, count=len(course.steps))
    begun = _("begun {day}").format(day=dates.day(guide.consent.begun_at.date()))
    return Row(
        _whose(guide.case_number, guide.client),
        below=f"{stands} · {begun}",
        pill=Pill(guide.state.label, STATE_COLOURS.get(guide.state, State.NEUTRAL)),
        ends=[resume],
    )


def _entry_row(parts: Parts, entry: ConsentEntry) -> Row:
    return Row(
        _whose(entry.case_number, entry.client),
        below=" · ".join(_facts(entry)),
        pill=state_pill(entry.state),
        ends=[_to(parts, entry)],
    )


def _to(parts: Parts, entry: ConsentEntry) -> Button:
    name = _("Open the consent of {case}, {client}").format(
        case=entry.case_number, client=entry.client
    )
    return icon_button("chevron-right", name, lambda: parts.doors.open_form(entry.consent.id))


def _whose(case_number: str, client: str) -> list[Run]:
    return [strong(case_number), Run("  "), standing_back(client)]


def _facts(entry: ConsentEntry) -> Iterable[str]:
    consent = entry.consent
    if entry.state is ConsentState.REFUSED and consent.sealed_at is not None:
        yield _("on record since {day}").format(day=dates.day(consent.sealed_at.date()))
    elif consent.withdrawn_at is not None:
        yield _("on {day}").format(day=dates.day(consent.withdrawn_at.date()))
    elif entry.state is ConsentState.SUPERSEDED:
        yield _("a newer form has taken its place")
    elif consent.used_at is not None and consent.extent is Extent.ONCE:
        yield _("used on {day}").format(day=dates.day(consent.used_at.date()))
    elif consent.ends_on is not None:
        yield consent.extent.label
        yield _("until {day}").format(day=dates.day(consent.ends_on))
