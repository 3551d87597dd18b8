"""Filling in beside a sealed form what has happened since: one dated line, audited (F5, F14)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from counsellor_desk.domain import later
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.consent import Consent, ConsentStepNotPossible, state
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.later import LaterDayMissing, LaterLine, LaterWhatMissing
from counsellor_desk.domain.later_terms import Later
from counsellor_desk.vault import consents, ids, later_lines
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.workflows import form_definitions
from counsellor_desk.workflows.desk import Desk


def add(
    desk: Desk, consent: ConsentId, what: Later | None, *, on: date | None, told: str
) -> LaterLine:
    """Say what has happened since the form was sealed. A second line corrects the first.

    Raises:
        KeyError: no such consent.
        ConsentStepNotPossible: nothing of that kind belongs beside it.
        LaterWhatMissing, LaterDayMissing, LaterDayAhead, LaterToldMissing: as they say.
    """
    now, reader = desk.now(), desk.read()
    found = consents.load(reader, consent)
    possible = later.asked(form_definitions.of(reader, found), found)
    if not possible:
        raise ConsentStepNotPossible(state=state(found, now.date()).label)
    if what not in possible:
        raise LaterWhatMissing
    if on is None:
        raise LaterDayMissing
    line = later.line(
        id_=ids.new_id(), consent=found, what=what, on=on, told=told, at=now, by=desk.author()
    )
    with desk.store.act(Act.FORM_ADDED_TO, at=now, about=consent, what=what.value) as tx:
        later_lines.add(tx, line)
    return line


def due(reader: Reader) -> Iterator[tuple[Consent, date]]:
    """Forms beside which a line has still to stand, and by when."""
    known = {form.id: form for form in form_definitions.everything(reader) if form.later}
    for which in later_lines.without(reader, known):
        found = consents.load(reader, which)
        on = later.due_on(known[found.form], found)
        if on is not None:
            yield found, on
