"""How the state of a form is told: the same state reads differently of a record or on paper."""

from __future__ import annotations

from counsellor_desk.domain.consent import ON_PAPER, Consent, ConsentState
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.wording import N_, _

_DECLINED = N_("Declined")
_ON_RECORD = N_("On record")


def told(consent: Consent, now: ConsentState) -> str:
    """The words for the state that a form is in, in the installed language."""
    if now is ConsentState.OFFERED and consent.on_paper_at is not None:
        return _(ON_PAPER)
    if now is ConsentState.REFUSED and consent.outcome is Outcome.DECLINED:
        return _(_DECLINED)
    if now is ConsentState.IN_FORCE and consent.outcome is Outcome.RECORDED:
        return _(_ON_RECORD)
    return now.label
