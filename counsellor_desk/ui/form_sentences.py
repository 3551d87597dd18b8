"""How a form is named where no client may be: its title, the case's number, whose it is."""

from __future__ import annotations

from counsellor_desk.wording import _
from counsellor_desk.workflows.consent import Guide


def about(guide: Guide) -> str:
    """``Permission to contact somebody, PH-2026-0002-1, Client A``."""
    return _("{form}, {case}, {client}").format(
        form=guide.form.title, case=guide.case_number, client=guide.client
    )
