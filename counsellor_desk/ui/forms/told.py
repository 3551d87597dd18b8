"""What a form is worth today, in a pill and in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain import dates, standing
from counsellor_desk.domain.consent import Consent, ConsentState, is_spoken
from counsellor_desk.domain.form_terms import Ends, Purpose
from counsellor_desk.domain.forms import FormDefinition
from counsellor_desk.domain.outcomes import Extent, Family, Outcome
from counsellor_desk.domain.sealed_documents import SealState, Verification
from counsellor_desk.ui.form_states import pill_of
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import Run, Words, quiet
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows.consent import Guide

_OPEN: Final = MappingProxyType(
    {
        ConsentState.SUPERSEDED: N_("A newer form has taken its place."),
        ConsentState.DRAFT: N_("It is being prepared. Nothing rests on it yet."),
        ConsentState.OFFERED: N_("It is with the client. Nothing rests on it yet."),
        ConsentState.SIGNED: N_("It is signed and waits to be sealed. Nothing rests on it yet."),
    }
)
_HOLDS: Final = MappingProxyType(
    {
        Ends.WORK: N_("It holds until the work together ends, or a newer form replaces it."),
        Ends.NEW_VERSION: N_("It holds until there is a newer version of what was told."),
    }
)


def state_pill(guide: Guide) -> Pill:
    """The state in a word or two."""
    told = standing.told(guide.consent, guide.state)
    return pill_of(guide.consent, guide.state, told)


def decided(guide: Guide) -> str:
    """What the client decided, or that the form is a record, which nobody decides."""
    if guide.form.family is Family.RECORD:
        return _("A record of what happened")
    outcome = guide.consent.outcome
    decision = outcome.label if outcome else _("Not decided")
    return _("The client’s decision: {decision}").format(decision=decision)


def until_decided(form: FormDefinition) -> str:
    """What holds while a client has not decided."""
    if form.purpose is Purpose.DISCLOSURE:
        return _("There is no hurry. Nothing is shared until there is a decision.")
    if form.family is Family.AGREEMENT:
        return _("There is no hurry. Nothing is agreed until there is a decision.")
    return _("There is no hurry. Nothing is done until there is a decision.")


def state_sentence(guide: Guide) -> str:
    """What the state means for this form."""
    consent, state = guide.consent, guide.state
    if state in _OPEN:
        return _(_OPEN[state])
    if state is ConsentState.REFUSED:
        return _refused(consent)
    if state is ConsentState.WITHDRAWN:
        return _withdrawn(consent)
    if state is ConsentState.EXPIRED:
        return _ended(consent)
    return _in_force(guide)


def _refused(consent: Consent) -> str:
    if consent.outcome is Outcome.DECLINED:
        return _("The client did not agree, and that is on record. A no is a full answer.")
    return _("The client said no, and that is on record. A no is a full answer.")


def _withdrawn(consent: Consent) -> str:
    day = dates.day(consent.withdrawn_at.date()) if consent.withdrawn_at else ""
    return _("The client took it back on {day}: {how}. Nothing rests on it any more.").format(
        day=day, how=consent.withdrawn_how
    )


def _ended(consent: Consent) -> str:
    if consent.extent is Extent.ONCE and consent.used_at is not None:
        day = dates.day(consent.used_at.date())
        return _("It was for once, and was used on {day}.").format(day=day)
    if is_spoken(consent):
        return _("Said aloud, it held until {day}.").format(day=_end(consent))
    return _("It ended on {day}.").format(day=_end(consent))


def _in_force(guide: Guide) -> str:
    consent, family = guide.consent, guide.form.family
    if family is Family.RECORD:
        return _recorded(consent)
    if family is Family.AGREEMENT and consent.ends_on is None:
        return _(_HOLDS.get(guide.form.lasts.ends, N_("It holds until a newer form replaces it.")))
    if family is Family.AGREEMENT:
        return _("It holds until {day}.").format(day=_end(consent))
    if consent.extent is Extent.ONCE:
        return _("It may be used once, until {day}.").format(day=_end(consent))
    return _("It may be used until {day}.").format(day=_end(consent))


def _recorded(consent: Consent) -> str:
    if is_spoken(consent):
        return _("Said aloud, it holds until {day}. By then it has to be in writing.").format(
            day=_end(consent)
        )
    day = dates.day(consent.sealed_at.date()) if consent.sealed_at else ""
    return _("On record since {day}.").format(day=day)


def _end(consent: Consent) -> str:
    return dates.day(consent.ends_on) if consent.ends_on else ""


def check_pill(found: Verification) -> Pill:
    """What checking the sealed document found."""
    good = found.state is SealState.UNCHANGED
    return Pill(found.state.label, State.GREEN if good else State.RED)


def checked(found: Verification) -> str:
    """Who sealed it, and when it was looked at."""
    when = dates.local_moment(found.sealed_at) if found.sealed_at else ""
    if found.own_certificate:
        return _("Sealed by this desk on {when}, and checked just now.").format(when=when)
    return _("Checked just now.")


def facts(pairs: Iterable[tuple[str, str]]) -> list[Words]:
    """Labels and values, a line each."""
    return [Words([quiet(lead(label)), Run(value)]) for label, value in pairs if value]


def lead(label: str) -> str:
    """What stands before a value: ``Reason: ``; a question needs no colon."""
    asks = label.endswith("?")
    return (label if asks else _("{label}:").format(label=label)) + " "
