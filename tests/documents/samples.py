"""Invented people, forms and records that the tests of documents are made of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from math import cos, sin
from types import MappingProxyType
from typing import Any

from counsellor_desk import resources
from counsellor_desk.documents import consent_form
from counsellor_desk.documents.composed import FormContext, Letterhead, RecordLine
from counsellor_desk.documents.disclosure_pack import Pack, of_summary
from counsellor_desk.domain.consent import Consent
from counsellor_desk.domain.forms import Answer, FormDefinition, definition
from counsellor_desk.domain.ids import (
    ActionId,
    CaseId,
    ClientId,
    ConsentId,
    NoteId,
    SessionId,
    SummaryId,
)
from counsellor_desk.domain.notes import LengthBand
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.domain.profile import Organisation, Profile, Role
from counsellor_desk.domain.receipts import DestructionReason, Tombstone
from counsellor_desk.domain.sessions import Session
from counsellor_desk.domain.signatures import Point, Signature, SignerRole, Stroke
from counsellor_desk.domain.summaries import (
    ActionPoint,
    Amendment,
    EssentialSummary,
    OthersInvolved,
    Owner,
    OwnerKind,
    Section,
)

CLIENT_NAME = "Marged O’Neill-Okonkwo"
AT = datetime(2026, 5, 24, 14, 5, tzinfo=timezone(timedelta(hours=1)))
ORGANISATION = Organisation(
    name="Harbour Street Counselling", ico_number="ZA123456", policy_version="4"
)
COUNSELLOR = Profile(name="Ruth Adeyemi", role=Role.ASSOCIATE, organisation=ORGANISATION)
LETTERHEAD = Letterhead(
    organisation=ORGANISATION,
    case_number="PH-2026-0042-7",
    at=AT,
    record_code="1042-7QXM-2F9K-TB3V",
)
RECORDS = (
    RecordLine(id=SummaryId("s1"), day=date(2026, 3, 3), kind="Essential summary"),
    RecordLine(id=SummaryId("s2"), day=date(2026, 3, 17), kind="Essential summary"),
    RecordLine(id=SummaryId("s3"), day=date(2026, 4, 1), kind="Essential summary"),
)
CONTEXT = FormContext(
    letterhead=LETTERHEAD, client_name=CLIENT_NAME, counsellor=COUNSELLOR, records=RECORDS
)
ANSWERS: Mapping[str, Answer] = MappingProxyType(
    {
        "prompted": "A letter from the GP, 11 May 2026, asks for a short report on sleep and mood.",
        "why": "The GP wants to see whether the tablets help & may change the dose.",
        "why_understood": "yes",
        "records": ("s1", "s2", "s3"),
        "excluded": "Everything about the family, and the two sessions in February.",
        "what_understood": "yes",
        "who": "Dr A. Patel",
        "organisation": "Mill Lane Surgery",
        "role": "GP",
        "onward": "team",
        "how_sent": "post",
        "who_understood": "yes",
        "if_yes": "The GP gets three pages about sleep and mood. They stay on the GP’s record.",
        "if_no": "Nothing is sent. The GP decides about the tablets without it.",
        "if_understood": "yes",
        "extent": "once",
        "ends_on": "2026-08-20",
        "identity": "Known from eight sessions",
        "capacity": "yes",
        "language": "plain",
        "free": "yes",
        "present": "alone",
        "questions": "yes",
        "copy_offered": "yes",
        "separate": "yes",
        "how_signed": "pen",
        "own_words": "So my doctor can see how I’ve been sleeping. Not the stuff about my dad.",
    }
)
DECIDED: Mapping[Outcome, Mapping[str, Answer]] = MappingProxyType(
    {
        Outcome.GIVEN: {"outcome": "given"},
        Outcome.IN_PART: {"outcome": "in_part", "agreed": ("s1", "s3")},
        Outcome.REFUSED: {"outcome": "refused"},
        Outcome.NOT_DECIDED: {"outcome": "not_decided"},
    }
)


def form() -> FormDefinition:
    """Form F2 as shipped."""
    return definition(resources.table("forms", "F2.toml"))


def consent(outcome: Outcome = Outcome.GIVEN, **answers: Answer) -> Consent:
    """A consent gone through, not signed."""
    return Consent(
        id=ConsentId("consent 1"),
        form_id="CD-2F7K-9QXM-4T",
        form="F2",
        version=1,
        case=CaseId("case 1"),
        client=ClientId("client 1"),
        begun_at=AT - timedelta(minutes=35),
        offered_at=AT - timedelta(minutes=20),
        answers=MappingProxyType({**ANSWERS, **DECIDED[outcome], **answers}),
    )


def signed(unsigned: Consent, *roles: SignerRole, context: FormContext = CONTEXT) -> Consent:
    """The consent signed in these roles (client and counsellor by default), and closed."""
    over = consent_form.text_hash(form(), unsigned, context)
    names = {
        SignerRole.CLIENT: context.client_name,
        SignerRole.COUNSELLOR: "Ruth Adeyemi",
        SignerRole.WITNESS: "Tom Baker",
        SignerRole.INTERPRETER: "Amal Haddad",
    }
    signatures = tuple(
        Signature(
            role=role,
            name=names[role],
            signed_at=AT + timedelta(minutes=minute),
            strokes=ink(minute),
            over=over,
        )
        for minute, role in enumerate(roles or (SignerRole.CLIENT, SignerRole.COUNSELLOR))
    )
    return replace(unsigned, signatures=signatures, text_hash=over, signed_at=AT)


def ink(seed: int = 0) -> tuple[Stroke, ...]:
    """Two strokes that look written: loops along a line, pressure rising and falling."""
    loops = tuple(
        Point(
            0.1 + 0.006 * t + 0.03 * sin(t / (2.1 + 0.3 * seed)),
            0.22 + 0.07 * cos(t / (2.1 + 0.3 * seed)) * (1 - t / 180) + 0.02 * sin(t / 17),
            0.5 + 0.45 * sin(t / 9),
        )
        for t in range(110)
    )
    underline = tuple(Point(0.15 + 0.01 * t, 0.34 - 0.0012 * t, 0.3) for t in range(50))
    return loops, underline


SESSION = Session(
    id=SessionId("session 1"),
    case=CaseId("case 1"),
    number=8,
    starts=datetime(2026, 4, 1, 10, 0, tzinfo=UTC),
)


def summary(**changes: Any) -> EssentialSummary:
    """An accepted summary with every section, actions and an amendment."""
    plain = EssentialSummary(
        id=SummaryId("s3"),
        case=CaseId("case 1"),
        session=SESSION.id,
        session_on=date(2026, 4, 1),
        written_at=AT,
        author="Ruth Adeyemi",
        others=OthersInvolved.NO_ONE_ELSE,
        others_named="",
        sections={
            Section.OBSERVED: (
                "Client slept four to five hours on most nights & woke early.",
                "Client spoke of <b>pressure</b> at work since the move to nights.",
            ),
            Section.DONE: ("We looked at the evening routine and agreed a wind-down hour.",),
            Section.VIEW: ("Low mood seems linked to the change of shifts.",),
            Section.RISK: ("Asked about thoughts of suicide: none now, none in the last month.",),
            Section.NEXT: ("15 April 2026, 10:00, in person.",),
        },
        actions=(
            ActionPoint(
                id=ActionId("a1"),
                owner=Owner(OwnerKind.CLIENT),
                what="Keep a sleep diary",
                due_words="until next session",
                due_on=date(2026, 4, 15),
            ),
            ActionPoint(
                id=ActionId("a2"),
                owner=Owner(OwnerKind.COUNSELLOR),
                what="Bring the sleep leaflet",
                due_words="next time",
                done_on=date(2026, 4, 15),
            ),
        ),
        record_code="1038-RT5W-0N8J-C4ZD",
        amendments=(
            Amendment(
                author="Ruth Adeyemi", written_at=AT, text="The shift change was in February."
            ),
        ),
    )
    return replace(plain, **changes)


def tombstone(**changes: Any) -> Tombstone:
    """A note that is gone."""
    plain = Tombstone(
        note=NoteId("note 1"),
        case=CaseId("case 1"),
        session=SESSION.id,
        session_on=date(2026, 4, 1),
        created_at=AT - timedelta(hours=6),
        approved_at=AT,
        erased_at=AT + timedelta(seconds=2),
        epoch=17,
        length=LengthBand.MEDIUM,
        reason=DestructionReason.REDUCED,
        summary=SummaryId("s3"),
        author="Ruth Adeyemi",
        record_code="1041-M2PA-77QH-X0EF",
    )
    return replace(plain, **changes)


def pack(count: int = 2) -> Pack:
    """Summaries for a GP."""
    records = tuple(
        of_summary(
            summary(id=SummaryId(f"s{index}"), session_on=date(2026, 3, 1) + timedelta(days=index)),
            SESSION,
        )
        for index in range(count)
    )
    return Pack(
        reference="CD-8W3N-5RTC-ZE",
        recipient="Dr A. Patel, Mill Lane Surgery",
        purpose="To see whether the tablets help & to decide about the dose.",
        form_id="CD-2F7K-9QXM-4T",
        given_on=date(2026, 5, 24),
        onward="Only to people in their team who need it",
        records=records,
    )
