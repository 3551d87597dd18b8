"""Plain domain records that tests start from; each test changes what it is about."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from types import MappingProxyType

from counsellor_desk import resources
from counsellor_desk.domain import consent as consents
from counsellor_desk.domain import forms
from counsellor_desk.domain.consent import Consent
from counsellor_desk.domain.decisions import Decision
from counsellor_desk.domain.drafts import (
    Draft,
    DraftItem,
    LeftOut,
    Polarity,
    Reason,
    RiskCue,
    Span,
)
from counsellor_desk.domain.holds import Basis, Hold
from counsellor_desk.domain.ids import (
    CaseId,
    ClientId,
    ConsentId,
    DocumentId,
    HoldId,
    NoteId,
    SessionId,
    SummaryId,
)
from counsellor_desk.domain.notes import SessionNote
from counsellor_desk.domain.outcomes import Extent, Outcome
from counsellor_desk.domain.profile import Organisation, Profile
from counsellor_desk.domain.sessions import Session
from counsellor_desk.domain.signatures import Point, Signature, SignerRole
from counsellor_desk.domain.summaries import Owner, OwnerKind, Section

NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
TODAY = NOW.date()
CASE, OTHER_CASE = CaseId("case"), CaseId("other case")
CLIENT, SESSION, NOTE = ClientId("client"), SessionId("session"), NoteId("note")
RECORDS = (SummaryId("summary 1"), SummaryId("summary 2"))
INK = ((Point(0.1, 0.2), Point(0.6, 0.3), Point(0.9, 0.1)),)
HASH = "ab" * 32
FORM = forms.definition(resources.table("forms", "F2.toml"))

profile = Profile(name="J. Mercer", organisation=Organisation(name="Professional Help"))
session = Session(id=SESSION, case=CASE, number=3, starts=NOW - timedelta(hours=2))
note = SessionNote(id=NOTE, case=CASE, session=SESSION, created_at=NOW, revised_at=NOW, words=120)
hold = Hold(
    id=HoldId("hold"),
    case=CASE,
    note=None,
    basis=Basis.COMPLAINT,
    reason="A complaint was made",
    set_by="J. Mercer",
    set_at=NOW,
    review_on=date(2026, 4, 2),
)

RISK = RiskCue(span=Span(40, 50), topic="suicide", polarity=Polarity.DENIED, cue="no SI")


def item(key: int, section: Section, start: int, text: str, *risks: RiskCue) -> DraftItem:
    """A drafted item that comes from ``start`` and ten characters on."""
    return DraftItem(
        key=key,
        section=section,
        text=text,
        spans=(Span(start, start + 10),),
        risks=risks,
        owner=Owner(OwnerKind.CLIENT) if section is Section.ACTIONS else None,
    )


def draft() -> Draft:
    """Two lines, one action, and a risk line that was left out."""
    return Draft(
        items=(
            item(0, Section.OBSERVED, 0, "Slept better this week."),
            item(1, Section.OBSERVED, 60, "Back at choir."),
            item(2, Section.ACTIONS, 80, "write the letter"),
        ),
        left_out=(
            LeftOut(reason=Reason.LESS_CENTRAL, item=item(3, Section.RISK, 40, "No SI", RISK)),
        ),
        flags=(),
        expansions=(),
        replacements=(),
        silent=frozenset({Section.NEXT}),
        note_words=30,
    )


def signature(role: SignerRole, over: str = HASH) -> Signature:
    """That role's ink, at the time when the form is closed."""
    return Signature(
        role=role,
        name=f"A {role.value}",
        signed_at=NOW,
        strokes=INK,
        over=over,
    )


def begun() -> Consent:
    """A form just begun."""
    return Consent(
        id=ConsentId("consent"),
        form_id="2F7K-9QX3",
        form="F2",
        version=1,
        case=CASE,
        client=CLIENT,
        begun_at=NOW,
        answers=MappingProxyType({"why": "The GP asked", "records": RECORDS}),
    )


def decision(
    outcome: Outcome = Outcome.GIVEN, extent: Extent = Extent.ONCE, days: int = 60
) -> Decision:
    """A decision about both records, which ends so many days from now."""
    return Decision(
        outcome=outcome,
        records=RECORDS,
        items=(),
        recipient="Dr  Anwar",
        extent=extent,
        ends_on=TODAY + timedelta(days=days),
        see_first=True,
    )


def decided(outcome: Outcome = Outcome.GIVEN, extent: Extent = Extent.ONCE) -> Consent:
    """Offered and decided, not signed."""
    return consents.decided(
        FORM, consents.offered(begun(), NOW), decision(outcome, extent), text_hash=HASH, at=NOW
    )


def in_force(extent: Extent = Extent.ONCE) -> Consent:
    """Signed by both and sealed."""
    consent = decided(extent=extent)
    for role in (SignerRole.CLIENT, SignerRole.COUNSELLOR):
        consent = consents.with_signature(consent, signature(role))
    return consents.sealed(consents.signed(FORM, consent, NOW), DocumentId("document"), NOW)
