"""One input for each kind of field that a form's definition can ask for.

Whatever an input holds, the form gets and gives an ``Answer``; nothing is chosen beforehand but
what the definition names as a default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.forms import YES, Answer, Answers, Field, FieldKind, picked
from counsellor_desk.domain.outcomes import outcomes_of
from counsellor_desk.domain.text import one_line
from counsellor_desk.ui.forms.in_words import record_label
from counsellor_desk.ui.widgets.choice_cards import ChoiceCards
from counsellor_desk.ui.widgets.dates import DateInput
from counsellor_desk.ui.widgets.inputs import LineInput, LongInput
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.ticks import OptionList, Tick, TickList
from counsellor_desk.ui.widgets.words import secondary
from counsellor_desk.wording import _
from counsellor_desk.workflows.consent import Guide

AGAIN: Final = "again"


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What a field is drawn in: the form in hand, the answers so far, and what day it is."""

    guide: Guide
    answers: Answers
    today: Callable[[], date]


@dataclass(frozen=True)
class Entry:
    """An input, and its answer. ``names_itself``: its label stands in it, not above it."""

    widget: QWidget
    answer: Callable[[], Answer]
    names_itself: bool = False


class Understood(ChoiceCards):
    """Says that something is understood, or asks to have it explained again, which is no answer."""

    explain = Signal()

    def __init__(self, label: str) -> None:
        super().__init__([(YES, label), (AGAIN, _("Please explain again"))])
        self.changed.connect(self._asked)

    def _asked(self) -> None:
        if self.value() == AGAIN:
            self.explain.emit()


class RecordTicks(QWidget):
    """The records to pick from, or what to do where there are none yet."""

    changed = Signal()

    def __init__(self, records: list[tuple[str, str]]) -> None:
        super().__init__()
        self._ticks = TickList(records)
        self._ticks.changed.connect(self.changed)
        layout = column()
        layout.addWidget(self._ticks)
        if records:
            self.setFocusProxy(self._ticks)
        else:
            layout.addWidget(
                secondary(
                    _(
                        "There is no accepted summary in this case yet. Stop here, reduce a note, "
                        "and go on: what you have filled in is kept."
                    )
                )
            )
        self.setLayout(layout)

    def value(self) -> tuple[str, ...]:
        """The ids of the ticked records."""
        return self._ticks.value()

    def put(self, keys: tuple[str, ...]) -> None:
        """Tick these and no others."""
        self._ticks.put(keys)


def entry_for(field: Field, setting: Setting) -> Entry:
    """The input of a field, with what was answered so far."""
    return _MAKERS[field.kind](field, setting)


def _line(field: Field, setting: Setting) -> Entry:
    line = LineInput()
    line.put(str(field.answer(setting.answers)))
    return Entry(line, lambda: one_line(line.value()))


def _long(field: Field, setting: Setting) -> Entry:
    text = LongInput(lines=2)
    text.put(str(field.answer(setting.answers)))
    return Entry(text, lambda: text.value().strip())


def _choice(field: Field, setting: Setting) -> Entry:
    """What has a default is the client's to change, and stands there as large as other answers."""
    choices = [(option.key, option.label) for option in field.options]
    options = ChoiceCards(choices) if field.default else OptionList(choices)
    options.put(str(field.answer(setting.answers)))
    return Entry(options, options.value)


def _outcome(field: Field, setting: Setting) -> Entry:
    cards = ChoiceCards(
        [(outcome.value, outcome.label) for outcome in outcomes_of(setting.guide.form.family)]
    )
    cards.put(str(field.answer(setting.answers)))
    return Entry(cards, cards.value, names_itself=True)


def _ticks(field: Field, setting: Setting) -> Entry:
    ticks = TickList([(option.key, option.label) for option in field.options])
    ticks.put(picked(setting.answers, field.key))
    return Entry(ticks, ticks.value)


def _day(field: Field, setting: Setting) -> Entry:
    day = DateInput(setting.today)
    given = str(field.answer(setting.answers))
    day.put(date.fromisoformat(given) if given else None)
    return Entry(day, lambda: found.isoformat() if (found := day.value()) else "")


def _records(field: Field, setting: Setting) -> Entry:
    among = set(picked(setting.answers, field.among)) if field.among else None
    ticks = RecordTicks(
        [
            (record.id, _with_preview(setting.guide, record.id, record.preview))
            for record in setting.guide.records
            if among is None or record.id in among
        ]
    )
    ticks.put(picked(setting.answers, field.key))
    return Entry(ticks, ticks.value)


def _with_preview(guide: Guide, key: str, preview: str) -> str:
    label = record_label(guide, key)
    return _("{record}: “{preview}”").format(record=label, preview=preview) if preview else label


def _understood(field: Field, setting: Setting) -> Entry:
    cards = Understood(field.label)
    cards.put(str(field.answer(setting.answers)))
    return Entry(cards, lambda: YES if cards.value() == YES else "", names_itself=True)


def _check(field: Field, setting: Setting) -> Entry:
    tick = Tick(field.label)
    tick.put(field.answer(setting.answers) == YES)
    return Entry(tick, lambda: YES if tick.value() else "", names_itself=True)


_MAKERS: Final[Mapping[FieldKind, Callable[[Field, Setting], Entry]]] = MappingProxyType(
    {
        FieldKind.LINE: _line,
        FieldKind.LONG: _long,
        FieldKind.CHOICE: _choice,
        FieldKind.TICKS: _ticks,
        FieldKind.DATE: _day,
        FieldKind.RECORDS: _records,
        FieldKind.UNDERSTOOD: _understood,
        FieldKind.CHECK: _check,
        FieldKind.OUTCOME: _outcome,
    }
)
