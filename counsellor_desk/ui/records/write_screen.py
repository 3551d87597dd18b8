"""Writing an additional record: kept encrypted while it is written, locked when it is accepted.

What is begun here is there again after a lock or a crash. Nothing of it stands in the record of the
case until it is accepted; until then it can be given up.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import ClassVar, Final

from PySide6.QtCore import QTimer

from counsellor_desk.domain.changes import Changed
from counsellor_desk.domain.ids import CaseId, DraftId
from counsellor_desk.domain.records import RecordDraft, Remark
from counsellor_desk.errors import DeskError
from counsellor_desk.ui import resuming
from counsellor_desk.ui.autosave import USUAL, Autosave, Rhythm
from counsellor_desk.ui.meter import Meter
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.records import asking
from counsellor_desk.ui.records.ending import KEPT, Ending, Writing
from counsellor_desk.ui.records.record_sheet import RecordSheet, Ways
from counsellor_desk.ui.widgets.buttons import primary, quiet
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.page import Page
from counsellor_desk.ui.widgets.sealed import Sealed
from counsellor_desk.ui.widgets.words import Run, strong
from counsellor_desk.ui.work_screen import WorkScreen
from counsellor_desk.wording import _
from counsellor_desk.workflows import reading, record_tone, records
from counsellor_desk.workflows.records import RecordInHand

ACCEPT_KEYS: Final = "Ctrl+Return"
_CALM: Final = 600  # ms after the last key, before the wording is looked over


class WriteScreen(WorkScreen):
    """One record in hand: a new one of a ``case``, or the ``draft`` that is gone on with."""

    kinds: ClassVar = frozenset({Changed.CONSENTS, Changed.DOCUMENTS})

    def __init__(
        self,
        parts: Parts,
        *,
        case: CaseId | None = None,
        draft: DraftId | None = None,
        rhythm: Rhythm = USUAL,
    ) -> None:
        super().__init__(parts)
        self._case, self.draft = case, draft
        self._in_hand: RecordInHand | None = None
        self._kept_at: datetime | None = None
        self._sheet: RecordSheet | None = None
        self._locking, self._over = False, False
        self._autosave = Autosave[RecordDraft](self, self._keeping, changes=KEPT, rhythm=rhythm)
        self._sealed = Sealed(self._autosave.seal)
        self._meter = Meter()
        self._page = Page(_("Additional record"), back=parts.window.go_back)
        self._discard = quiet(_("Discard it…"))
        self._accept = primary(_("Accept and lock"), shortcut=ACCEPT_KEYS)
        self._calm = QTimer(self)
        self._calm.setSingleShot(True)
        self._lay_out()
        self._autosave.kept.connect(self._was_kept)
        self._autosave.failed.connect(self._failed)
        self._calm.timeout.connect(self._look_over)

    def arrive(self) -> None:
        if self.draft is not None:
            resuming.remember(self, self.parts.desk, resuming.at_record(self.draft))
        self.ask(lambda _progress: self._load(), self._show, self._not_there)

    def refresh(self, kinds: frozenset[Changed]) -> None:
        del kinds
        self.arrive()

    def leave(self) -> bool:
        """Once everything is kept; where it cannot be, only after being told what that costs."""
        if self._over or self._sheet is None:
            return True
        self._sheet.agreed.take_in()
        in_trouble = self._sealed.in_trouble
        if self._autosave.seal_at_once():
            return True
        self._sealed.say_waiting()
        if in_trouble and not self._locking:
            asking.leaving_unsaved(self, self._go).open()
        return False

    def give_way(self) -> None:
        self._locking = True
        self.leave()
        self._locking = False

    def _load(self) -> RecordInHand:
        desk = self.parts.desk
        if self.draft is not None:
            return records.resume(desk, self.draft)
        if self._in_hand is not None:
            return records.begin(desk, self._in_hand.draft.case)
        assert self._case is not None  # noqa: S101 - one of the two was given
        return records.begin(desk, self._case)

    def _lay_out(self) -> None:
        self._page.add(self._sealed.trouble)
        self._page.show_notes(self._meter, self._sealed.words)
        self._page.add_actions(self._discard, self._accept)
        for button in (self._discard, self._accept):
            button.setEnabled(False)
        layout = column()
        layout.addWidget(self._page)
        self.setLayout(layout)

    def _show(self, in_hand: RecordInHand) -> None:
        if self._sheet is not None:
            self._come_back(in_hand, self._sheet)
            return
        self._in_hand = in_hand
        ways = Ways(
            today=lambda: self.parts.clock.now().date(),
            begin_form=lambda: self.parts.doors.begin_form(in_hand.draft.case, None, None),
            resolve=self._resolve,
            foot=(self._discard, self._accept),
        )
        self._sheet = RecordSheet(in_hand, ways)
        self._sheet.changed.connect(self._typed)
        self._page.say_below([strong(in_hand.case_number), Run(f" · {_below(in_hand)}")])
        self._page.add(self._sheet)
        self._sheet.order()
        self._page.body.addStretch(1)
        self._let_end(in_hand, self._sheet)
        if in_hand.kept:
            self._kept_at = in_hand.draft.changed_at
            self._sealed.say_saved(in_hand.draft.changed_at.astimezone())
        self._meter.show_words(in_hand.draft.working.words())
        self._sheet.begin()
        self._look_over()

    def _come_back(self, in_hand: RecordInHand, sheet: RecordSheet) -> None:
        """From a form that was begun from here; or it was written on elsewhere meanwhile."""
        if in_hand.kept and in_hand.draft.changed_at != self._kept_at:
            self._kept_at = in_hand.draft.changed_at
            sheet.put(in_hand)
        else:
            sheet.offer_agreements(in_hand)

    def _let_end(self, in_hand: RecordInHand, sheet: RecordSheet) -> None:
        writing = Writing(
            sheet=sheet,
            draft=lambda: replace(in_hand.draft, working=sheet.working()),
            keep=self._autosave.seal_at_once,
            go=self._go,
        )
        ending = Ending(self, self.parts, writing)
        self._discard.clicked.connect(lambda _on: ending.discard())
        self._accept.clicked.connect(lambda _on: ending.accept())
        for button in (self._discard, self._accept):
            button.setEnabled(True)

    def _not_there(self, error: BaseException) -> None:
        self._go()
        self.tell(error)

    def _typed(self) -> None:
        if self._sheet is not None:
            self._autosave.touch()
            self._meter.show_words(self._sheet.working().words())
            self._calm.start(_CALM)

    def _draft(self) -> RecordDraft | None:
        if self._sheet is None or self._in_hand is None:
            return None
        return replace(self._in_hand.draft, working=self._sheet.working())

    def _keeping(self) -> Callable[[], RecordDraft]:
        desk, draft = self.parts.desk, self._draft()
        assert draft is not None  # noqa: S101 - nothing is typed before it is shown
        if self._over:
            return lambda: draft
        keep = records.keep_at_last if self._locking else records.keep
        return lambda: keep(desk, draft)

    def _was_kept(self, kept: RecordDraft) -> None:
        if self._over:
            return
        self._kept_at = kept.changed_at
        self._sealed.say_saved(kept.changed_at.astimezone())
        blank = kept.working.is_blank()
        if blank != (self.draft is None):
            self.draft = None if blank else kept.id
            at = None if blank else resuming.at_record(kept.id)
            resuming.remember(self, self.parts.desk, at)

    def _failed(self, error: BaseException) -> None:
        stays = _("What you typed stays here, and saving is tried again by itself.")
        if isinstance(error, DeskError):
            happened, _safe, next_step = error.sentences()
            self._sealed.say_trouble(f"{happened} {stays} {next_step}")
            return
        if not self._sealed.in_trouble:
            self.tell(error)
        self._sealed.say_trouble(stays)

    def _look_over(self) -> None:
        if (draft := self._draft()) is not None:
            desk, case, working = self.parts.desk, draft.case, draft.working
            self.ask(lambda _progress: record_tone.remarks(desk, case, working), self._looked)

    def _looked(self, found: Sequence[Remark]) -> None:
        if self._sheet is not None:
            self._sheet.show_remarks(found)

    def _resolve(self, words: str, then: Callable[[date | None], None]) -> None:
        about = self._sheet.about.day() if self._sheet is not None else None
        on = about or self.parts.clock.now().date()
        self.ask(lambda _progress: next(iter(reading.days_meant(words, on)), None), then)

    def _go(self) -> None:
        """There is nothing to keep here any more."""
        self._over = True
        self.parts.window.go_back()


def _below(in_hand: RecordInHand) -> str:
    if in_hand.kept:
        return _("begun earlier, and not part of the case yet")
    return _("not part of the case until it is accepted")
