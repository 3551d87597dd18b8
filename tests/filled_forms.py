"""Form F2 gone through with a fictional client, as far as a test needs it, over a real desk."""

from __future__ import annotations

from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.forms import Answer
from counsellor_desk.domain.ids import ConsentId, SummaryId
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.workflows import consent, main_job, specimens
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.desk import Desk
from tests.desks import add_case, add_note

RECIPIENT = "Dr Jo Field, Millbrook Surgery"


def add_summary(desk: Desk, case: Case, *, hours_ago: float = 3) -> SummaryId:
    """A session of that case whose note was reduced."""
    done = main_job.reduce_note(desk, case, add_note(desk, case, hours_ago=hours_ago))
    assert done.summary is not None
    return done.summary.id


def case_with_summaries(desk: Desk, count: int = 2) -> Case:
    """A case with so many accepted summaries."""
    case = add_case(desk)
    for number in range(count):
        add_summary(desk, case, hours_ago=3 + 24 * number)
    return case


def begun(desk: Desk, case: Case | None = None) -> Guide:
    """A form begun; without a case, of a new one with two summaries."""
    case = case or case_with_summaries(desk)
    return consent.begin(desk, case.id, case.clients[0].id)


def answered(desk: Desk, outcome: Outcome | None = None, **changes: Answer) -> Guide:
    """A form with every answer given; without an outcome, all but the decision."""
    guide = begun(desk)
    records = tuple(record.id for record in guide.records)
    answers = {**specimens.disclosure_answers(records, desk.now().date()), **changes}
    answers["outcome"] = outcome.value if outcome else ""
    if outcome is Outcome.IN_PART:
        answers["agreed"] = records[:1]
    return consent.answer(desk, guide.consent.id, answers, "decision")


def decided(desk: Desk, outcome: Outcome = Outcome.GIVEN, **changes: Answer) -> Guide:
    """A form with its decision, ready to be signed."""
    return consent.decide(desk, answered(desk, outcome, **changes).consent.id)


def sign(desk: Desk, which: ConsentId, *roles: SignerRole) -> Guide:
    """Sign it in these roles; in none, as client and counsellor."""
    for seed, role in enumerate(roles or (SignerRole.CLIENT, SignerRole.COUNSELLOR), 1):
        consent.sign(desk, which, role, f"Signer {role.value}", specimens.ink(seed))
    return consent.guide(desk, which)


def signed(desk: Desk, outcome: Outcome = Outcome.GIVEN, **changes: Answer) -> Guide:
    """A form that everybody has signed."""
    return sign(desk, decided(desk, outcome, **changes).consent.id)


def sealed(
    desk: Desk, outcome: Outcome = Outcome.GIVEN, **changes: Answer
) -> tuple[Guide, SealedDocument]:
    """A form on record."""
    which = signed(desk, outcome, **changes).consent.id
    document = consent.seal_form(desk, which)
    return consent.guide(desk, which), document
