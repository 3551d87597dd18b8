"""The states of forms in colours and icons, the same wherever a form is listed."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from counsellor_desk.domain.consent import Consent, ConsentState
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.ui.icons import Ink
from counsellor_desk.ui.widgets.pill import Pill, State

STATE_COLOURS: Final = MappingProxyType(
    {
        ConsentState.DRAFT: State.NEUTRAL,
        ConsentState.OFFERED: State.NEUTRAL,
        ConsentState.SIGNED: State.AMBER,
        ConsentState.IN_FORCE: State.GREEN,
        ConsentState.EXPIRING: State.AMBER,
        ConsentState.EXPIRED: State.NEUTRAL,
        ConsentState.WITHDRAWN: State.RED,
        ConsentState.SUPERSEDED: State.NEUTRAL,
        ConsentState.REFUSED: State.RED,
    }
)
_ICONS: Final = MappingProxyType(
    {
        ConsentState.DRAFT: ("pencil", Ink.SECONDARY),
        ConsentState.OFFERED: ("hand", Ink.SECONDARY),
        ConsentState.SIGNED: ("signature", Ink.AMBER),
        ConsentState.IN_FORCE: ("circle-check", Ink.GREEN),
        ConsentState.EXPIRING: ("clock", Ink.AMBER),
        ConsentState.EXPIRED: ("history", Ink.SECONDARY),
        ConsentState.WITHDRAWN: ("undo-2", Ink.RED),
        ConsentState.SUPERSEDED: ("history", Ink.SECONDARY),
        ConsentState.REFUSED: ("x", Ink.RED),
    }
)
MISSING_ICON: Final = ("circle-question-mark", Ink.SECONDARY)
LATE_ICON: Final = ("circle-alert", Ink.AMBER)
_PAPER_ICON: Final = ("printer", Ink.SECONDARY)
_RECORD_ICON: Final = ("file-text", Ink.SECONDARY)


def icon_of(consent: Consent, state: ConsentState) -> tuple[str, Ink]:
    """The icon of a form in that state, and what it is drawn in."""
    if state is ConsentState.OFFERED and consent.on_paper_at is not None:
        return _PAPER_ICON
    if is_recorded(consent, state):
        return _RECORD_ICON
    return _ICONS[state]


def pill_of(consent: Consent, state: ConsentState, told: str) -> Pill:
    """The state in the words that were ``told``; what is only on record calls for no colour."""
    return Pill(told, State.NEUTRAL if is_recorded(consent, state) else STATE_COLOURS[state])


def is_recorded(consent: Consent, state: ConsentState) -> bool:
    """Whether it only keeps what happened: nothing rests on it."""
    return state is ConsentState.IN_FORCE and consent.outcome is Outcome.RECORDED
