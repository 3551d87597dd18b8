"""One input for each kind of field that a form's definition can ask for.

Whatever an input holds, the form gets and gives an ``Answer``; nothing is chosen beforehand but
what the definition names as a default.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from types import MappingProxyType
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.forms import YES, Answer, Answers, Field, FieldKind, picked
from counsellor_desk.domain.outcomes import outcomes_of
from counsellor_desk.domain.text import one_line
from counsellor_desk.ui.forms.in_words import form_labels, record_label
from counsellor_desk.ui.forms.read_aloud import AGAIN, ReadAloud
from counsellor_desk.ui.widgets.choice_cards import ChoiceCards
from counsellor_desk.ui.widgets.dates import DateInput
from counsellor_desk.ui.widgets.inputs import LineInput, LongInput
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.ticks import OptionList, Tick, TickList
from counsellor_desk.ui.widgets.words import secondary
from counsellor_desk.wording import _
from counsellor_desk.workflows.consent import Guide


@dataclass(frozen=True, kw_only=True)
class Setting:
    """What a field is drawn in: the form in hand, the answers so far, and what day it is."""

    guide: Guide
    answers: Answers
    today: Callable[[], date]


@dataclass(frozen=True)
class Entry:
    """An input, and its answer. ``names_itself``: its label stands in it, not above it.

    ``clear`` empties it.
    """

    widget: QWidget
    answer: Callable[[], Answer]
    clear: Callable[[], object]
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


class FormTicks(QWidget):
    """The client's forms that can be taken back, each with its state, or that there is none."""

    changed = Signal()

    def __init__(self, lines: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._ticks = TickList(lines)
        self._ticks.changed.connect(self.changed)
        layout = column()
        layout.addWidget(self._ticks)
        if lines:
            self.setFocusProxy(self._ticks)
        else:
            none = _("This client has given no permission that could be taken back.")
            layout.addWidget(secondary(none))
        self.setLayout(layout)

    def value(self) -> tuple[str, ...]:
        """The ids of the ticked forms."""
        return self._ticks.value()

    def put(self, keys: tuple[str, ...]) -> None:
        """Tick these and no others."""
        self._ticks.put(keys)


def entry_for(field: Field, setting: Setting, *, aloud: bool = False) -> Entry:
    """The input of a field, with what was answered so far. ``aloud``: it is one of many to hear."""
    if aloud and field.kind is FieldKind.UNDERSTOOD:
        return _heard(field, setting)
    return _MAKERS[field.kind](field, setting)


def _line(field: Field, setting: Setting) -> Entry:
    line = LineInput()
    line.put(str(field.answer(setting.answers)))
    return Entry(line, lambda: one_line(line.value()), partial(line.put, ""))


def _long(field: Field, setting: Setting) -> Entry:
    return _typed(field, setting, lines=2)


def _text(field: Field, setting: Setting) -> Entry:
    """As much of it as can be seen at once: it is read through, word for word."""
    return _typed(field, setting, lines=9)


def _typed(field: Field, setting: Setting, *, lines: int) -> Entry:
    text = LongInput(lines=lines)
    text.put(str(field.answer(setting.answers)))
    return Entry(text, lambda: text.value().strip(), partial(text.put, ""))


def _choice(field: Field, setting: Setting) -> Entry:
    """What has a default is the client's to change, and stands there as large as other answers."""
    choices = [(option.key, option.label) for option in field.options]
    options = ChoiceCards(choices) if field.default else OptionList(choices)
    options.put(str(field.answer(setting.answers)))
    return Entry(options, options.value, partial(options.put, ""))


def _outcome(field: Field, setting: Setting) -> Entry:
    cards = ChoiceCards(
        [(outcome.value, outcome.label) for outcome in outcomes_of(setting.guide.form.family)]
    )
    cards.put(str(field.answer(setting.answers)))
    return Entry(cards, cards.value, partial(cards.put, ""), names_itself=True)


def _ticks(field: Field, setting: Setting) -> Entry:
    """Of what is ticked among another field's ticks, those that were ticked there."""
    among = picked(setting.answers, field.among) if field.among else None
    offered = [each for each in field.options if among is None or each.key in among]
    ticks = TickList([(option.key, option.label) for option in offered])
    ticks.put(picked(setting.answers, field.key))
    return Entry(ticks, ticks.value, partial(ticks.put, ()))


def _day(field: Field, setting: Setting) -> Entry:
    day = DateInput(setting.today)
    given = str(field.answer(setting.answers))
    day.put(date.fromisoformat(given) if given else None)
    return Entry(
        day, lambda: found.isoformat() if (found := day.value()) else "", partial(day.put, None)
    )


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
    return Entry(ticks, ticks.value, partial(ticks.put, ()))


def _consents(field: Field, setting: Setting) -> Entry:
    ticks = FormTicks([*form_labels(setting.guide).items()])
    ticks.put(picked(setting.answers, field.key))
    return Entry(ticks, ticks.value, partial(ticks.put, ()))


def _with_preview(guide: Guide, key: str, preview: str) -> str:
    label = record_label(guide, key)
    return _("{record}: “{preview}”").format(record=label, preview=preview) if preview else label


def _understood(field: Field, setting: Setting) -> Entry:
    cards = Understood(field.label)
    cards.put(str(field.answer(setting.answers)))
    given = partial(_yes_only, cards.value)
    return Entry(cards, given, partial(cards.put, ""), names_itself=True)


def _heard(field: Field, setting: Setting) -> Entry:
    said = ReadAloud(field.label)
    said.put(str(field.answer(setting.answers)))
    return Entry(said, partial(_yes_only, said.value), partial(said.put, ""), names_itself=True)


def _yes_only(value: Callable[[], str]) -> str:
    """To ask once more is no answer yet."""
    return YES if value() == YES else ""


def _check(field: Field, setting: Setting) -> Entry:
    tick = Tick(field.label)
    tick.put(field.answer(setting.answers) == YES)
    return Entry(
        tick, lambda: YES if tick.value() else "", partial(tick.put, False), names_itself=True
    )


_MAKERS: Final[Mapping[FieldKind, Callable[[Field, Setting], Entry]]] = MappingProxyType(
    {
        FieldKind.LINE: _line,
        FieldKind.LONG: _long,
        FieldKind.TEXT: _text,
        FieldKind.CHOICE: _choice,
        FieldKind.TICKS: _ticks,
        FieldKind.DATE: _day,
        FieldKind.RECORDS: _records,
        FieldKind.CONSENTS: _consents,
        FieldKind.UNDERSTOOD: _understood,
        FieldKind.CHECK: _check,
        FieldKind.OUTCOME: _outcome,
    }
)
