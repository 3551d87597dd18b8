"""All consents across cases, by what they are worth today; and asking once more for one (policy 6).

Lists are cut where they grow without end: what is over is found on the page of its case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from counsellor_desk.domain.consent import Consent, ConsentState, state
from counsellor_desk.domain.forms import Answer, Answers, Field, FieldKind
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.vault import cases, consents
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.workflows import consent as forms_with_clients
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.desk import Desk

FEW: Final = 50
"""How many refused and how many ended ones are listed."""

_SAID_ANEW: Final = frozenset(
    {FieldKind.UNDERSTOOD, FieldKind.CHECK, FieldKind.DATE, FieldKind.OUTCOME, FieldKind.SIGNATURES}
)
_OWN_WORDS: Final = "own_words"


@dataclass(frozen=True, kw_only=True)
class ConsentEntry:
    """A sealed consent as a list across cases shows it. ``client`` names nobody."""

    consent: Consent
    state: ConsentState
    case_number: str
    client: str


@dataclass(frozen=True, kw_only=True)
class Register:
    """Forms in hand, and consents by what they are worth today.

    ``in_force``: the one that ends first comes first. ``refused``, ``ended``: the newest first, so
    many as ``FEW`` says. ``ended`` were withdrawn, used up, replaced, or ran out.
    """

    in_hand: tuple[Guide, ...]
    in_force: tuple[ConsentEntry, ...]
    refused: tuple[ConsentEntry, ...]
    ended: tuple[ConsentEntry, ...]
    cases: int


def register(desk: Desk) -> Register:
    """Everything that the Forms room shows."""
    reader, today = desk.read(), desk.now().date()

    def entries(found: tuple[Consent, ...]) -> tuple[ConsentEntry, ...]:
        return tuple(
            ConsentEntry(consent=consent, state=state(consent, today), **_whose(reader, consent))
            for consent in found
        )

    return Register(
        in_hand=forms_with_clients.unfinished(desk),
        in_force=entries(consents.in_force(reader, today)),
        refused=entries(consents.refused(reader, FEW)),
        ended=entries(consents.ended(reader, today, FEW)),
        cases=cases.count(reader),
    )


def renew(desk: Desk, consent: ConsentId) -> Guide:
    """Begin the same form again with the same client. What a client says is asked anew.

    The old one stands as it is until the new one is sealed.

    Raises:
        KeyError: no such consent.
    """
    before = forms_with_clients.guide(desk, consent)
    old = before.consent
    begun = forms_with_clients.begin(desk, old.case, old.client, old.form, renews=old.id)
    answers = _carried_over(begun.form.fields(), old.answers)
    return forms_with_clients.answer(desk, begun.consent.id, answers, begun.form.steps[0].key)


def _carried_over(fields: tuple[Field, ...], answers: Answers) -> Mapping[str, Answer]:
    return {
        field.key: answers[field.key]
        for field in fields
        if field.key in answers
        and field.kind not in _SAID_ANEW
        and not field.among
        and field.key != _OWN_WORDS
    }


def _whose(reader: Reader, consent: Consent) -> dict[str, str]:
    case = cases.load(reader, consent.case)
    client = case.client(consent.client).label(of=len(case.clients))
    return {"case_number": case.number, "client": client}
