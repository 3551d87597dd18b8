"""Puts the window together: the rooms in their order, and the doors between them."""

from __future__ import annotations

from collections.abc import Callable

from counsellor_desk.ui import anywhere
from counsellor_desk.ui.backups import room as backups
from counsellor_desk.ui.cases import room as cases
from counsellor_desk.ui.check import room as check
from counsellor_desk.ui.doors import Doors
from counsellor_desk.ui.forms import room as forms
from counsellor_desk.ui.forms.beginning import begin_here
from counsellor_desk.ui.health import room as health
from counsellor_desk.ui.keys import room as keys
from counsellor_desk.ui.notes import room as notes
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.records import room as records
from counsellor_desk.ui.reduce import room as reduce
from counsellor_desk.ui.settings import room as settings
from counsellor_desk.ui.today import room as today
from counsellor_desk.ui.wording import room as wording


def doors(parts: Callable[[], Parts]) -> Doors:
    """The doors between the rooms; ``parts`` is asked when one is gone through."""
    return Doors(
        new_referral=lambda: cases.new_referral(parts()),
        open_case=lambda case: cases.open_case(parts(), case),
        new_note=lambda case: notes.new_note(parts(), case),
        note_on_paper=lambda case: notes.note_on_paper(parts(), case),
        note_from_pictures=lambda case: notes.note_from_pictures(parts(), case),
        open_note=lambda note: notes.open_note(parts(), note),
        reduce=lambda note: reduce.reduce(parts(), note),
        new_record=lambda case: records.new_record(parts(), case),
        write_record=lambda draft: records.write_record(parts(), draft),
        open_record=lambda record: cases.open_record(parts(), record),
        open_summary=lambda summary: cases.open_summary(parts(), summary),
        open_receipt=lambda note: reduce.open_receipt(parts(), note),
        begin_form=lambda case, client, form: forms.begin_form(parts(), case, client, form),
        open_forms=lambda kept: forms.open_forms(parts(), kept),
        open_form=lambda which: forms.open_form(parts(), which),
        open_document=lambda document: cases.open_document(parts(), document),
        open_backups=lambda: backups.open_backups(parts()),
        open_keys=lambda: settings.open_keys(parts()),
        open_locking=lambda: settings.open_locking(parts()),
        open_wording=lambda form: wording.open_wording(parts(), form),
        open_health=lambda: health.open_health(parts()),
        new_sheet=lambda: keys.new_sheet(parts()),
        change_keys=lambda why: keys.change_keys(parts(), why),
        clinical_will=lambda: keys.clinical_will(parts()),
        check_document=lambda: check.check_document(parts()),
    )


def add_rooms(parts: Parts) -> None:
    """Put every room into the rail, in the order of a day, and what can be begun anywhere."""
    anywhere.register(parts, begin_here)
    for room in (today.room, cases.room, reduce.room, forms.room, settings.room):
        parts.window.add_room(room(parts))
    notes.offer_new_note(parts)
    records.offer_new_record(parts)
    backups.offer_backup(parts)
    keys.offer_keys(parts)
    health.offer_health(parts)
    check.offer_check(parts)
    forms.offer_paper(parts)
