"""A consent asked for once more: once the new form is sealed, the old one has ended (forms.md 4.1).

Whatever was decided: a new form that says "Nothing is shared" does not leave an old yes in force.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from counsellor_desk.domain.consent import LIVE_STATES, Consent, state


def superseded(older: Consent, newer: Consent, today: date) -> Consent:
    """The older one, replaced by the newer, which is sealed. What had ended already stays so."""
    if newer.sealed_at is None:
        raise ValueError("not sealed")
    if state(older, today) not in LIVE_STATES:
        return older
    return replace(older, superseded_by=newer.id)
