"""The doors to additional records. They have no place in the rail: they belong to their case."""

from __future__ import annotations

from typing import Final

from counsellor_desk.domain.ids import CaseId, DraftId
from counsellor_desk.ui.case_chooser import Asked, CaseChooser
from counsellor_desk.ui.frame.actions import Action
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.records.write_screen import WriteScreen
from counsellor_desk.wording import _

NEW_RECORD_KEYS: Final = "Ctrl+Shift+R"


def offer_new_record(parts: Parts) -> None:
    """Let a record be begun from anywhere: for the case in front, or for one that is asked for."""

    def begin() -> None:
        standing = parts.window.rooms.standing
        new_record(parts, standing.case_in_hand if standing is not None else None)

    parts.window.acts.register(
        Action(
            key="new record",
            words=_("Add a record"),
            run=begin,
            group=_("Begin something new"),
            keys=NEW_RECORD_KEYS,
            icon="book-open",
        )
    )


def new_record(parts: Parts, case: CaseId | None) -> None:
    """Open a blank record; without a case, ask first which one it is for."""
    if case is not None:
        parts.window.show_screen(WriteScreen(parts, case=case))
        return
    asked = Asked(
        question=_("Which case is this record for?"),
        icon="book-open",
        do=_("Write the record"),
        why_a_case=_("A record belongs to a case, and a case begins with a referral."),
    )
    CaseChooser(parts, asked, lambda chosen: new_record(parts, chosen)).open()


def write_record(parts: Parts, draft: DraftId) -> None:
    """Go on with a record in hand; one that stands already stays."""
    standing = parts.window.rooms.standing
    if not (isinstance(standing, WriteScreen) and standing.draft == draft):
        parts.window.show_screen(WriteScreen(parts, draft=draft))
