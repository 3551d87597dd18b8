"""A field: label, why it is asked, the input, and an error under it when there is one."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.answers import Checkable, Input
from counsellor_desk.ui.widgets.icon_label import IconLabel
from counsellor_desk.ui.widgets.layouts import column, row
from counsellor_desk.ui.widgets.page import into_sight
from counsellor_desk.ui.widgets.words import Tone, Weight, Words
from counsellor_desk.wording import _


class Field(QWidget):
    """An input with what belongs around it.

    ``name`` is what an ``InputError`` of the domain calls this field (``error.field``). ``help``
    says why it is asked or how it is written. The input's accessible name and description come
    from label, help and error.
    """

    def __init__(
        self, name: str, label: str, entry: QWidget, *, help_: str = "", optional: bool = False
    ) -> None:
        super().__init__()
        self.name = name
        self.entry = entry
        self._help = help_
        self._label = Words(
            _("{label} (optional)").format(label=label) if optional else label,
            weight=Weight.Medium,
        )
        self._label.setBuddy(entry)
        self._error = _ErrorLine()
        entry.setAccessibleName(label)
        entry.setAccessibleDescription(help_)
        layout = column(gap=GRID // 2)
        self.setLayout(layout)
        layout.addWidget(self._label)
        self._label.setHidden(not label)
        if help_:
            layout.addWidget(Words(help_, type_=Type.SMALL, tone=Tone.SECONDARY))
        layout.addWidget(entry)
        layout.addWidget(self._error)
        cast(Input, entry).changed.connect(self.clear_error)
        if isinstance(entry, Checkable):
            entry.editingFinished.connect(self.check)

    @property
    def wrong(self) -> bool:
        """Whether an error is shown."""
        return not self._error.isHidden()

    @property
    def error(self) -> str:
        """The error that is shown, or nothing."""
        return self._error.text() if self.wrong else ""

    def show_error(self, sentence: str) -> None:
        """Show ``sentence`` under the input, go there and have it announced."""
        self._mark(sentence)
        self.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self.entry, sentence, at_once=True)
        QTimer.singleShot(0, self, lambda: into_sight(self, GRID))  # once it has room

    def mark(self, sentence: str) -> None:
        """Show ``sentence`` under the input and have it announced; the focus stays where it is."""
        if sentence != self.error:
            self._mark(sentence)
            announce(self.entry, sentence)

    def check(self) -> bool:
        """Whether the input understands what stands in it; if not, it says so under it."""
        complaint = self.entry.complaint() if isinstance(self.entry, Checkable) else ""
        if complaint and complaint != self.error:
            self._mark(complaint)
            announce(self.entry, complaint)
        return not complaint

    def clear_error(self) -> None:
        """Take the error away."""
        if self.wrong:
            self._mark("")

    def _mark(self, sentence: str) -> None:
        self._error.say(sentence)
        self.entry.setAccessibleDescription(" ".join(filter(None, (sentence, self._help))))
        for marked in (self.entry, *self.entry.findChildren(QWidget)):
            marked.setProperty("wrong", "true" if sentence else "false")
            marked.style().polish(marked)
            marked.update()


class _ErrorLine(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self._words = Words("", type_=Type.SMALL, tone=Tone.RED)
        layout = row(gap=GRID - 2)
        self.setLayout(layout)
        layout.addWidget(IconLabel("circle-alert", Ink.RED, 16), 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._words, 1)
        self.hide()

    def text(self) -> str:
        return self._words.text()

    def say(self, sentence: str) -> None:
        self._words.say(sentence)
        self.setVisible(bool(sentence))


def field_named(name: str, within: QWidget) -> Field | None:
    """The visible field of that name in a screen or dialog."""
    fields = within.findChildren(Field)
    return next((field for field in fields if field.name == name and field.isVisible()), None)


def all_understood(within: QWidget) -> bool:
    """Whether every visible field understands what stands in it; goes to the first that does not.

    Ask before collecting answers: a date that is not one has no value.
    """
    shown = [field for field in within.findChildren(Field) if field.isVisible()]
    doubtful = [field for field in shown if not field.check()]
    if doubtful:
        doubtful[0].entry.setFocus(Qt.FocusReason.OtherFocusReason)
        into_sight(doubtful[0], GRID)
    return not doubtful
