"""What a consent is worth today, in a pill and in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.consent import Consent, ConsentState
from counsellor_desk.domain.outcomes import Extent
from counsellor_desk.domain.sealed_documents import SealState, Verification
from counsellor_desk.ui.widgets.pill import Pill, State
from counsellor_desk.ui.widgets.words import Run, Words, quiet
from counsellor_desk.wording import N_, _

STATE_COLOURS: Final = MappingProxyType(
    {
        ConsentState.IN_FORCE: State.GREEN,
        ConsentState.EXPIRING: State.AMBER,
        ConsentState.SIGNED: State.AMBER,
        ConsentState.WITHDRAWN: State.RED,
        ConsentState.REFUSED: State.RED,
    }
)
_OVER: Final = MappingProxyType(
    {
        ConsentState.REFUSED: N_("The client said no. Nothing is shared, and that is on record."),
        ConsentState.SUPERSEDED: N_("A newer form has taken its place."),
        ConsentState.DRAFT: N_("It is being prepared. Nothing may be shared yet."),
        ConsentState.OFFERED: N_("It is with the client. Nothing may be shared yet."),
        ConsentState.SIGNED: N_("It is signed and waits to be sealed. Nothing may be shared yet."),
    }
)


def state_pill(state: ConsentState) -> Pill:
    """The state in a word or two."""
    return Pill(state.label, STATE_COLOURS.get(state, State.NEUTRAL))


def state_sentence(consent: Consent, state: ConsentState) -> str:
    """What the state means for this consent."""
    if state in _OVER:
        return _(_OVER[state])
    if state is ConsentState.WITHDRAWN:
        return _withdrawn(consent)
    if state is ConsentState.EXPIRED:
        return _ended(consent)
    return _in_force(consent)


def _withdrawn(consent: Consent) -> str:
    day = dates.day(consent.withdrawn_at.date()) if consent.withdrawn_at else ""
    return _("The client took it back on {day}: {how}. Nothing more may be shared.").format(
        day=day, how=consent.withdrawn_how
    )


def _ended(consent: Consent) -> str:
    if consent.extent is Extent.ONCE and consent.used_at is not None:
        day = dates.day(consent.used_at.date())
        return _("It was for once, and was used on {day}.").format(day=day)
    return _("It ended on {day}.").format(day=_end(consent))


def _in_force(consent: Consent) -> str:
    if consent.extent is Extent.ONCE:
        return _("It may be used once, until {day}.").format(day=_end(consent))
    return _("It may be used until {day}.").format(day=_end(consent))


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
