"""Finding a case from anywhere: two or three characters of its number in the command box, Enter.

The numbers are read by the worker when they are first looked for and after they changed; what is
typed is compared with them in memory, so that typing never waits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Final

from PySide6.QtCore import QObject

from counsellor_desk.domain.case_numbers import comparable
from counsellor_desk.domain.cases import CaseNumber, CaseStatus
from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import CaseId
from counsellor_desk.ui.frame.command_box import Entry
from counsellor_desk.ui.parts import Parts
from counsellor_desk.wording import _
from counsellor_desk.workflows import cases

FEWEST: Final = 2
"""Characters from which cases are offered: one alone fits nearly all of them."""
_MOST: Final = 8
_FIGURES: Final = re.compile(r"\d+")


@dataclass(frozen=True)
class _Known:
    """A case with what is compared. ``parts``: its groups of figures, with leading zeros or not."""

    case: CaseNumber
    whole: str
    parts: tuple[str, ...]

    def fits(self, wanted: str) -> int | None:
        """How well, the least first: a part of the number, its beginning, anything in it."""
        if wanted in self.parts or wanted == self.whole:
            return 0
        if any(part.startswith(wanted) for part in (*self.parts, self.whole)):
            return 1
        return 2 if wanted in self.whole else None


class CaseFinder(QObject):
    """A provider of the command box."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts = parts
        self._known: Sequence[_Known] = ()
        self._stale = True
        parts.background.changed.connect(self._notice)

    def entries(self, typed: str) -> list[Entry]:
        """The cases whose numbers fit best, open ones first, then the newest."""
        self._catch_up()
        wanted = comparable(typed)
        if len(wanted) < FEWEST:
            return []
        found = nsmallest(_MOST, self._found(wanted), key=lambda each: each[0])
        return [self._entry(known.case) for _order, known in found]

    def _found(self, wanted: str) -> Iterator[tuple[tuple[int, bool, int], _Known]]:
        for age, known in enumerate(self._known):
            if (fit := known.fits(wanted)) is not None:
                yield (fit, known.case.status is not CaseStatus.OPEN, age), known

    def _entry(self, case: CaseNumber) -> Entry:
        is_open = case.status is CaseStatus.OPEN
        return Entry(
            words=case.number,
            detail=_("Case") if is_open else _("Case, {status}").format(status=case.status.label),
            icon="folder",
            run=lambda: self._open(case.id),
        )

    def _open(self, case: CaseId) -> None:
        self._parts.doors.open_case(case)

    def _catch_up(self) -> None:
        if self._stale:
            self._stale = False
            self._parts.background.ask(
                lambda _progress: tuple(map(_known, cases.numbers(self._parts.desk))),
                self._take,
                asker=self,
            )

    def _take(self, known: Sequence[_Known]) -> None:
        if known != self._known:
            self._known = known
            self._parts.window.commands.look_again()

    def _notice(self, kinds: frozenset[Changed]) -> None:
        self._stale = self._stale or Changed.CASES in kinds


def _known(case: CaseNumber) -> _Known:
    figures: list[str] = _FIGURES.findall(case.number)
    short = (part.lstrip("0") for part in figures)
    return _Known(case, comparable(case.number), (*figures, *filter(None, short)))
