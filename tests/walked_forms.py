"""Any shipped form gone through with a fictional client over a real desk, as far as is needed."""

from __future__ import annotations

from collections.abc import Iterable

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.consent import signs_first
from counsellor_desk.domain.forms import Answer
from counsellor_desk.domain.ids import ClientId, ConsentId
from counsellor_desk.domain.outcomes import Outcome, outcomes_of
from counsellor_desk.workflows import consent, specimens
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.desk import Desk
from tests import answered_forms
from tests.answered_forms import FORMS


def answered(
    desk: Desk,
    case: Case,
    form: str,
    outcome: Outcome | None = None,
    *,
    client: ClientId | None = None,
    picks: Iterable[ConsentId] = (),
    **changes: Answer,
) -> Guide:
    """A form of that client with everything answered; of the case's first, if none is named."""
    definition = FORMS[form]
    begun = consent.begin(desk, case.id, client or case.clients[0].id, form)
    whole = answered_forms.answers(
        definition,
        outcome or outcomes_of(definition.family)[0],
        desk.now().date(),
        records=tuple(record.id for record in begun.records),
        consents=tuple(picks),
    )
    return consent.answer(desk, begun.consent.id, {**whole, **changes}, definition.steps[-1].key)


def sealed(
    desk: Desk,
    case: Case,
    form: str,
    outcome: Outcome | None = None,
    *,
    client: ClientId | None = None,
    picks: Iterable[ConsentId] = (),
    **changes: Answer,
) -> Guide:
    """The same, signed by whom it takes, and sealed."""
    guide = answered(desk, case, form, outcome, client=client, picks=picks, **changes)
    return closed(desk, guide.consent.id)


def closed(desk: Desk, which: ConsentId) -> Guide:
    """An answered form decided, signed and sealed."""
    decided = consent.decide(desk, which)
    for seed, role in enumerate(sorted(signs_first(decided.form, decided.consent), key=str), 1):
        consent.sign(desk, which, role, f"Signer {role.value}", specimens.ink(seed))
    consent.seal_form(desk, which)
    return consent.guide(desk, which)
