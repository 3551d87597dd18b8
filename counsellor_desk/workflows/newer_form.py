"""A form in hand, worded anew since it was begun: finished as it is, or in the newer words."""

from __future__ import annotations

from dataclasses import replace

from counsellor_desk.domain import consent as consent_rules
from counsellor_desk.domain import form_carrying
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.vault import consents
from counsellor_desk.workflows import consent as forms_with_clients
from counsellor_desk.workflows import form_definitions
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.desk import Desk


def take(desk: Desk, consent: ConsentId) -> Guide:
    """Go on in the newest version, with every answer to what it asks in the same way.

    A form that is decided, signed or on paper stays in its own, and so does one that has no newer.

    Raises:
        KeyError: no such form.
        DiskFull, DiskFault: it is as it was.
    """
    reader = desk.read()
    found = consents.load(reader, consent)
    if form_definitions.may_take_newer(reader, found):
        old, new = form_definitions.of(reader, found), form_definitions.newest(reader, found.form)
        kept = form_carrying.answers_for(old, new, found.answers)
        step = found.step if found.step in {each.key for each in new.steps} else ""
        changed = consent_rules.answered(found, kept, step, desk.now())
        with desk.store.quietly() as tx:
            consents.save(tx, replace(changed, version=new.version))
    return forms_with_clients.guide(desk, consent)
