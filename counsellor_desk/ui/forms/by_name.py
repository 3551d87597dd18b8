"""Every form by its name in the command box: for the case in front, or one that is asked for."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QObject

from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui.forms.beginning import begin_here
from counsellor_desk.ui.frame.command_box import Entry, ranked
from counsellor_desk.ui.parts import Parts
from counsellor_desk.wording import _
from counsellor_desk.workflows import form_choice

FEWEST: Final = 2
"""Characters from which forms are offered, as cases are."""


class FormsByName(QObject):
    """A provider of the command box. Titles are read by the worker and kept, as they are worded."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._titles: tuple[tuple[str, str], ...] = ()
        self._stale = True
        parts.background.changed.connect(self._notice)

    def entries(self, typed: str) -> list[Entry]:
        """The forms whose titles have what is typed."""
        self._catch_up()
        if len(typed.strip()) < FEWEST:
            return []
        return ranked(typed, [self._entry(*each) for each in self._titles])

    def _entry(self, form: str, title: str) -> Entry:
        return Entry(
            words=title,
            detail=_("Begin a form"),
            icon="clipboard-list",
            run=partial(begin_here, self._parts, form),
        )

    def _catch_up(self) -> None:
        if self._stale:
            self._stale = False
            self._parts.background.ask(
                lambda _progress: form_choice.titles(self._parts.desk),
                self._take,
                asker=self,
            )

    def _take(self, titles: tuple[tuple[str, str], ...]) -> None:
        self._titles = titles
        self._parts.window.commands.look_again()

    def _notice(self, kinds: frozenset[Changed]) -> None:
        self._stale = self._stale or Changed.FORM_WORDING in kinds
