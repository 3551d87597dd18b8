"""The cards about what is due: agreed actions, holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.ids import ActionId
from counsellor_desk.domain.summaries import OpenAction, OwnerKind
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import Button, icon_button, quiet
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.ui.widgets.layouts import column, row
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.ui.widgets.words import Run, strong
from counsellor_desk.ui.widgets.words import secondary as beside
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows.holds import HoldLine
from counsellor_desk.workflows.today import Today

MOST_SHOWN: Final = 8
"""Actions on the card before the others are asked for."""
_REVIEW_SOON: Final = 7  # days


def actions_card(
    parts: Parts,
    today: Today,
    tick_off: Callable[[ActionId], None],
    *,
    whole: bool,
    show_whole: Callable[[], None],
) -> Card:
    """Agreed actions due within two weeks, the overdue ones first. ``whole`` shows every one."""
    card = Card(_("Agreed actions due"))
    if not today.actions:
        card.add(beside(_("Nothing is due in the next two weeks.")))
    shown = today.actions if whole else today.actions[:MOST_SHOWN]
    card.add(Rows(_ActionRow(parts, found, today.now.date(), tick_off) for found in shown))
    if (more := len(today.actions) - len(shown)) > 0:
        words = n_("Show {count} more", "Show {count} more", more)
        card.add(quiet(words, show_whole, icon_name="chevron-down"))
    return card


def holds_card(parts: Parts, today: Today) -> Card:
    """What must not be destroyed now, and when each hold is to be looked at again."""
    card = Card(_("Put on hold"))
    by_review = sorted(today.holds, key=lambda line: line.hold.review_on)
    card.add(Rows(_hold_row(parts, line, today.now.date()) for line in by_review))
    return card


class _ActionRow(QWidget):
    """Ticking the action off is the one thing to do here; its record is behind the arrow."""

    def __init__(
        self, parts: Parts, found: OpenAction, today: date, tick_off: Callable[[ActionId], None]
    ) -> None:
        super().__init__()
        action, counsellor = found.action, found.action.owner.kind is OwnerKind.COUNSELLOR
        who = _("you") if counsellor else action.owner.label
        about = f"{who} · {found.case_number}"
        tick = Tick(action.what)
        tick.setAccessibleDescription(about)
        tick.setToolTip(_("Tick off"))
        tick.toggled.connect(lambda _on: tick_off(action.id))
        said = column(gap=0)
        said.addWidget(tick)
        said.addWidget(_Indented(about))
        layout = row(gap=GRID, margins=(0, GRID, 0, GRID))
        layout.addLayout(said, 1)
        if words := _due(found, today):
            layout.addWidget(Pill(*words), 0, Qt.AlignmentFlag.AlignVCenter)
        layout.addWidget(
            _to(
                _("Open the record of {case}").format(case=found.case_number),
                lambda: _open(parts, found),
            ),
            0,
            Qt.AlignmentFlag.AlignVCenter,
        )
        self.setLayout(layout)


class _Indented(QWidget):
    def __init__(self, words: str) -> None:
        super().__init__()
        layout = row(gap=0, margins=(4 * GRID, 0, 0, 0))
        layout.addWidget(beside(words))
        self.setLayout(layout)


def _open(parts: Parts, found: OpenAction) -> None:
    if found.record is not None:
        parts.doors.open_record(found.record)
    elif found.summary is not None:
        parts.doors.open_summary(found.summary)


def _due(found: OpenAction, today: date) -> tuple[str, State] | None:
    due = found.action.due_on
    if due is None:
        words = found.action.due_words
        return (words, State.NEUTRAL) if words else None
    if due < today:
        late = n_("{count} day overdue", "{count} days overdue", (today - due).days)
        return late, State.RED
    return dates.near_day(due, today), State.AMBER if due == today else State.NEUTRAL


def _hold_row(parts: Parts, line: HoldLine, today: date) -> Row:
    ends: list[QWidget] = []
    if line.case is not None:
        name = _("Open {case}").format(case=line.case_number)
        ends.append(_to(name, lambda: line.case and parts.doors.open_case(line.case)))
    return Row(
        list(_reach(line)),
        below=f"{line.hold.basis.label}. {line.hold.reason}",
        pill=Pill(*_review(line, today)),
        ends=ends,
    )


def _reach(line: HoldLine) -> Iterator[Run]:
    nowhere = _("A note that is not here") if line.hold.note else _("Everything in this store")
    yield strong(line.case_number or nowhere)
    if line.session is not None:
        yield Run("  " + _("note of session {number}").format(number=line.session))


def _review(line: HoldLine, today: date) -> tuple[str, State]:
    review = line.hold.review_on
    if review <= today:
        return _("review it now"), State.RED
    soon = (review - today).days <= _REVIEW_SOON
    words = _("review {when}").format(when=dates.near_day(review, today))
    return words, State.AMBER if soon else State.NEUTRAL


def _to(name: str, go: Callable[[], object]) -> Button:
    return icon_button("chevron-right", name, go)
