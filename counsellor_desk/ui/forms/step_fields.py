"""The fields of a step: asked where they are to be answered, read out where they stand already."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Final, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain import forms
from counsellor_desk.domain.forms import Answer, Answers, FieldKind, Step
from counsellor_desk.domain.outcomes import Family, undecided
from counsellor_desk.ui.forms.entries import Entry, Setting, Understood, entry_for
from counsellor_desk.ui.forms.in_words import in_words
from counsellor_desk.ui.forms.read_aloud import ReadAloud
from counsellor_desk.ui.forms.told import lead
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.field import Field, all_understood
from counsellor_desk.ui.widgets.inputs import Input
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.words import Run, Words, strong
from counsellor_desk.wording import N_, _

_OPTIONAL: Final = frozenset({FieldKind.LINE, FieldKind.LONG, FieldKind.DATE})
_OPEN: Final[Mapping[FieldKind, str]] = MappingProxyType(
    {
        FieldKind.LINE: N_("This is not filled in yet."),
        FieldKind.LONG: N_("This is not filled in yet. A sentence is enough."),
        FieldKind.TEXT: N_("Type the text here, word for word, or paste it."),
        FieldKind.CHOICE: N_("Choose one of these answers."),
        FieldKind.TICKS: N_("Tick at least one."),
        FieldKind.DATE: N_("Give the day."),
        FieldKind.RECORDS: N_("Tick at least one record."),
        FieldKind.CONSENTS: N_("Tick at least one form."),
        FieldKind.UNDERSTOOD: N_(
            "Choose this when it is clear. Until then, ask as often as needed."
        ),
        FieldKind.CHECK: N_("Tick this once it is so."),
        FieldKind.OUTCOME: N_("Choose one of these answers. “{open}” is one too."),
    }
)
_OR_WHY: Final = N_("Tick this, or give the reason in the field below.")
_ALOUD: Final = 4
"""So many things to be understood on one page are read aloud, one by one."""


def open_sentence(field: forms.Field, family: Family) -> str:
    """What to say at a field that waits for its answer."""
    if field.kind is FieldKind.CHECK and field.instead:
        return _(_OR_WHY)
    return _(_OPEN[field.kind]).format(open=undecided(family).label)


class FormField(Field):
    """A field of a form. Where its input says itself what it is, no label stands above it."""

    def __init__(self, asked: forms.Field, entry: Entry, *, optional: bool) -> None:
        super().__init__(asked.key, asked.label, entry.widget, help_=asked.help, optional=optional)
        self._label.setHidden(entry.names_itself)


class StepFields(QWidget):
    """All fields of a step, one below the other; those that another's answer asks for come and go.

    ``explain``: somebody asks to have it explained again.
    """

    changed = Signal()
    explain = Signal()

    def __init__(
        self, step: Step, setting: Setting, *, reads: Callable[[forms.Field], bool]
    ) -> None:
        """``reads``: which fields are not asked but read out."""
        super().__init__()
        self._setting = setting
        self._parts: dict[str, tuple[forms.Field, QWidget]] = {}
        self._entries: dict[str, Entry] = {}
        layout = column(gap=3 * GRID)
        reasons = {field.instead for field in step.fields}
        said = [field for field in step.fields if field.kind is FieldKind.UNDERSTOOD]
        self._aloud = len(said) >= _ALOUD
        for field in step.fields:
            if field.kind is FieldKind.SIGNATURES:
                continue
            read = reads(field)
            part = _told(field, setting) if read else self._asked(field, field.key in reasons)
            self._parts[field.key] = (field, part)
            layout.addWidget(part)
        self.setLayout(layout)
        self._follow()

    def answers(self) -> dict[str, Answer]:
        """What is answered here now, of the fields that are asked."""
        here = {key: entry.answer() for key, entry in self._entries.items()}
        whole = {**self._setting.answers, **here}
        return {key: given for key, given in here.items() if self._parts[key][0].asked(whole)}

    def all_answers(self) -> Answers:
        """Everything that was answered in the form, with what stands here."""
        return {**self._setting.answers, **self.answers()}

    def complain(self, but: Callable[[forms.Field], bool]) -> bool:
        """Say at each field what is missing, ``but`` for some; whether anything is."""
        if not all_understood(self):
            return True
        answers = self.all_answers()
        waiting = [
            field
            for field, _part in self._parts.values()
            if field.is_open(answers) and not but(field)
        ]
        for field in reversed(waiting):  # the first is told last and keeps the focus
            self.show_error(field.key, open_sentence(field, self._setting.guide.form.family))
        return bool(waiting)

    def clear(self, key: str, sentence: str) -> None:
        """Empty the field of that key, if it is asked here, and say why; the focus stays."""
        if (entry := self._entries.get(key)) is not None:
            entry.clear()
            self.show_beside(key, sentence)

    def show_error(self, key: str, sentence: str) -> bool:
        """Say at that field what is wrong with it; False where it is only read out."""
        _field, part = self._parts[key]
        asked = isinstance(part, FormField)
        if isinstance(part, FormField):
            part.show_error(sentence)
        return asked

    def show_beside(self, key: str, sentence: str) -> None:
        """Say it at that field, while work goes on elsewhere."""
        _field, part = self._parts[key]
        if isinstance(part, FormField):
            part.mark(sentence)

    def take_focus(self) -> bool:
        """Go to the first field that is asked; whether there is one."""
        for _field, part in self._parts.values():
            if isinstance(part, FormField) and not part.isHidden():
                part.entry.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return False

    def _asked(self, field: forms.Field, is_reason: bool) -> FormField:  # noqa: FBT001 - one truth
        entry = entry_for(field, self._setting, aloud=self._aloud)
        self._entries[field.key] = entry
        if isinstance(entry.widget, (Understood, ReadAloud)):
            entry.widget.explain.connect(self.explain)
        free = field.kind in _OPTIONAL and not field.required and not is_reason
        cast(Input, entry.widget).changed.connect(self._changed)
        return FormField(field, entry, optional=free)

    def _changed(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        answers = self.all_answers()
        for field, part in self._parts.values():
            part.setVisible(field.asked(answers))


def _told(field: forms.Field, setting: Setting) -> Words:
    said = in_words(field, setting.answers, setting.guide) or _("Not answered")
    between = "\n" if "\n" in said else ""
    return Words([strong(lead(field.printed)), Run(between + said)], type_=Type.LARGE)
