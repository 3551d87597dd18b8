"""How writing a record ends: it is accepted and locked, or discarded; either is asked once more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.records import (
    ActionOpen,
    AdditionalRecord,
    RecordDraft,
    TextMissing,
    TextTooLong,
)
from counsellor_desk.ui.background import Progress
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.records import asking
from counsellor_desk.ui.records.record_sheet import RecordSheet
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.widgets.field import all_understood, field_named
from counsellor_desk.wording import _
from counsellor_desk.workflows import records

KEPT: Final = frozenset({Changed.RECORDS})
_ACCEPTED: Final = frozenset({Changed.RECORDS, Changed.ACTIONS, Changed.AUDIT})


@dataclass(frozen=True, kw_only=True)
class Writing:
    """What is in hand. ``keep``: whether all of it could be kept; ``go``: leave the screen."""

    sheet: RecordSheet
    draft: Callable[[], RecordDraft]
    keep: Callable[[], bool]
    go: Callable[[], object]


class Ending:
    """Accepts or discards what is written on a screen."""

    def __init__(self, screen: Screen, parts: Parts, writing: Writing) -> None:
        self._screen, self._parts, self._writing = screen, parts, writing
        self._accepting = False

    def accept(self) -> None:
        """Ask whether to lock it, unless something is missing: then go there."""
        if self._accepting or not all_understood(self._screen):
            return
        desk, draft = self._parts.desk, self._writing.draft()

        def ready(_progress: Progress) -> str:
            records.ensure_ready(desk, draft)
            return records.unprintable(draft)

        self._screen.ask(ready, self._ask, self._refused)

    def discard(self) -> None:
        """Ask whether to give it up, where anything stands there."""
        if self._writing.draft().working.is_blank():
            self._discard()
        else:
            asking.discarding(self._screen, self._discard).open()

    def _ask(self, unprintable: str) -> None:
        sheet, working = self._writing.sheet, self._writing.draft().working
        left_out = [heading.label for heading in working.not_asked()]
        if working.actions and not working.kept_actions():
            left_out.append(_("Agreed actions"))
        form = sheet.agreement.chosen() if working.agreement.is_chosen else None
        doubts = asking.Doubts(
            looks=sheet.looks.count,
            left_out=left_out,
            ended="" if form is None or form.in_force else form.detail,
            unprintable=unprintable,
        )
        asking.accepting(self._screen, doubts, self._accept).open()

    def _accept(self) -> None:
        """What stands there by now: a day may have been worked out since it was asked."""
        if self._accepting or not self._writing.keep():
            return
        self._accepting, draft = True, self._writing.draft()
        self._screen.ask(
            lambda _progress: records.accept(self._parts.desk, draft),
            self._accepted,
            self._refused,
            changes=_ACCEPTED,
        )

    def _accepted(self, record: AdditionalRecord) -> None:
        self._writing.go()
        self._parts.doors.open_record(record.id)
        self._parts.window.say(_("The record is accepted and locked."))

    def _refused(self, error: BaseException) -> None:
        self._accepting = False
        if isinstance(error, TextMissing | TextTooLong):
            field = field_named(f"part_{error.facts['key']}", self._screen)
            if field is not None:
                happened, _safe, next_step = error.sentences()
                field.show_error(f"{happened} {next_step}")
                return
        if isinstance(error, ActionOpen):
            self._parts.window.say(error.sentences()[0])
            self._writing.sheet.agreed.edit_open()
            return
        self._screen.tell(error)

    def _discard(self) -> None:
        desk, draft = self._parts.desk, self._writing.draft()
        self._screen.ask(lambda _progress: records.discard(desk, draft.id), changes=KEPT)
        self._writing.go()
