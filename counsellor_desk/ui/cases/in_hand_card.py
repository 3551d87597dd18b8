"""Additional records of a case that are being written: each can be gone on with."""

from __future__ import annotations

from counsellor_desk.domain import dates, purposes
from counsellor_desk.domain.records import RecordDraft
from counsellor_desk.ui.cases.acts import Acts
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.card import Card, Row, Rows
from counsellor_desk.wording import _
from counsellor_desk.workflows.cases import CasePage


def in_hand_card(page: CasePage, acts: Acts) -> Card:
    """None of them is part of the case yet."""
    card = Card(_("Records being written"))
    card.add(Rows(_row(draft, page, acts) for draft in page.in_hand))
    return card


def _row(draft: RecordDraft, page: CasePage, acts: Acts) -> Row:
    chosen = draft.working.purposes
    what = purposes.told(chosen) if chosen else _("Purpose not chosen yet")
    begun = dates.near_day(draft.begun_at.astimezone().date(), page.today)
    go_on = secondary(_("Go on with it"), lambda: acts.doors.write_record(draft.id))
    go_on.setAccessibleName(_("Go on with the record: {purpose}").format(purpose=what))
    below = _("begun {when}, not accepted yet").format(when=begun)
    return Row(what, below=below, ends=[go_on])
