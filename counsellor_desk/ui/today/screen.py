"""The first screen of a day: what waits, what is due, and the one thing to begin with."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from counsellor_desk.domain import dates
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import ActionId
from counsellor_desk.ui.beside_new_note import other_ways
from counsellor_desk.ui.form_acts import FormActs
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.today import backup, due, forms, health, keys, notes
from counsellor_desk.ui.today.first_day import first_day
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.ui.widgets.focus_kept import focus_kept
from counsellor_desk.ui.widgets.layouts import Columns, column, emptied
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.wording import _, n_
from counsellor_desk.workflows import summaries
from counsellor_desk.workflows import today as day
from counsellor_desk.workflows.today import Today

_NOON, _EVENING = 12, 18  # hours
_TICKED: Final = frozenset({Changed.ACTIONS, Changed.AUDIT})
NEW_NOTE_KEYS: Final = "Ctrl+N"


class TodayScreen(Screen):
    """Cards of what waits. It is drawn anew whenever something that it shows has changed."""

    kinds: ClassVar = frozenset(
        {
            Changed.CASES,
            Changed.SESSIONS,
            Changed.NOTES,
            Changed.SUMMARIES,
            Changed.ACTIONS,
            Changed.CONSENTS,
            Changed.HOLDS,
            Changed.BACKUPS,
        }
    )

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts = parts
        self._forms = FormActs(self, parts)
        self._every_action = False
        self._whole_kinds: frozenset[str] = frozenset()
        parts.health.found.connect(self._health_changed)
        self._page = Page(greeting(parts.clock.now()))
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    def arrive(self) -> None:
        self.ask(lambda _progress: day.today(self._parts.desk), self._arrived)

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self.ask(lambda _progress: day.today(self._parts.desk), self._show)

    def _health_changed(self) -> None:
        if self.isVisible():  # else it is drawn when it is come to
            self.refresh(frozenset())

    def _arrived(self, today: Today) -> None:
        self._show(today)
        if (first := self._first()) is not None and not self._holds_focus():
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, today: Today) -> None:
        self._page.heading.say(greeting(today.now))
        self._page.say_below(_below(today))
        with focus_kept(self):
            emptied(self._page.aside)
            emptied(self._page.body)
            if today.cases:
                for button in self._buttons(today):
                    self._page.aside.addWidget(button)
                self._page.add(self._cards(today))
            else:
                self._page.add(first_day(self._parts.doors.new_referral))
        self._page.body.addStretch(1)

    def _cards(self, today: Today) -> QWidget:
        def show_every_action() -> None:
            self._every_action = True
            self._show(today)

        columns = Columns((4, 3))
        columns.add(notes.waiting_card(self, self._parts, today))
        for card in notes.reduced_cards(self, self._parts, today):
            columns.add(card)
        columns.add(
            due.actions_card(
                self._parts,
                today,
                self._tick_off,
                whole=self._every_action,
                show_whole=show_every_action,
            )
        )
        columns.add(self._forms_card(today), 1)
        if today.backup.is_due:
            columns.add(backup.backup_card(self._parts, today), 1)
        if today.keys.is_anything_due:
            columns.add(keys.keys_card(self._parts, today.keys), 1)
        if reminders := self._parts.health.reminders:
            columns.add(health.health_card(self, self._parts, reminders), 1)
        if today.holds:
            columns.add(due.holds_card(self._parts, today), 1)
        if notes.has_ages(today):
            columns.add(notes.ages_card(today), 1)
        columns.fill_up()
        return columns

    def _forms_card(self, today: Today) -> QWidget:
        def show_whole(key: str) -> None:
            self._whole_kinds |= {key}
            self._show(today)

        showing = forms.Showing(whole=self._whole_kinds, show_whole=show_whole)
        return forms.forms_card(self._parts, self._forms, today, showing)

    def _buttons(self, today: Today) -> tuple[Button, ...]:
        """The primary button is that of the oldest note; where none waits, it is a new note."""
        look = Look.SECONDARY if today.waiting else Look.PRIMARY
        doors = self._parts.doors
        return (
            Button(_("New referral"), doors.new_referral),
            Button(
                _("New session note"),
                lambda: doors.new_note(None),
                look=look,
                told_keys=NEW_NOTE_KEYS,
            ),
            other_ways(self._parts, None),
        )

    def _tick_off(self, action: ActionId) -> None:
        self.ask(
            lambda _progress: summaries.set_done(self._parts.desk, action, done=True),
            lambda _none: self._parts.window.say(
                _("Ticked off. It can be opened again in its summary.")
            ),
            changes=_TICKED,
        )

    def _first(self) -> QWidget | None:
        primaries = (b for b in self.findChildren(Button) if b.property("look") == "primary")
        return next(primaries, None)

    def _holds_focus(self) -> bool:
        focused = QApplication.focusWidget()
        return focused not in {None, self} and self.isAncestorOf(focused)


def greeting(now: datetime) -> str:
    """By the time of day."""
    if now.hour < _NOON:
        return _("Good morning")
    return _("Good afternoon") if now.hour < _EVENING else _("Good evening")


def _below(today: Today) -> str:
    on = dates.weekday(today.now.date())
    if not today.cases:
        return _("{day}.").format(day=on)
    waiting = len(today.waiting)
    notes = n_(
        "{count} note is waiting to be reduced.",
        "{count} notes are waiting to be reduced.",
        waiting,
    )
    none = _("No notes are waiting.")
    return f"{on}. {notes if waiting else none}"
