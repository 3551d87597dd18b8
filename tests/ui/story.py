"""What has happened at a desk: cases, reduced notes, consents and holds, made by the real acts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from counsellor_desk.domain import reductions
from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.holds import Basis, Hold
from counsellor_desk.domain.ids import ClientId, ConsentId, NoteId
from counsellor_desk.domain.purposes import Heading, Purpose
from counsellor_desk.domain.receipts import Tombstone
from counsellor_desk.domain.records import AdditionalRecord, RecordDraft, WorkingRecord
from counsellor_desk.domain.reductions import WorkingAction, WorkingSummary
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.domain.summaries import EssentialSummary, OthersInvolved, Owner, OwnerKind
from counsellor_desk.workflows import consent, holds, records, reduce, specimens
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.holds import NewHold
from tests.desks import NOTE, add_case, add_note
from tests.ui.once import once


def ready(working: WorkingSummary) -> WorkingSummary:
    """The draft with the one thing that only a counsellor can say."""
    return reductions.others_chosen(working, OthersInvolved.NO_ONE_ELSE, "")


def accepted(desk: Desk, note: NoteId, case: Case) -> EssentialSummary:
    """The note reduced; its destruction is approved, or waits for a hold."""
    opened = reduce.open_reduction(desk, note)
    return reduce.accept(desk, note, ready(opened.working), case.number).summary


def reduced(
    desk: Desk, case: Case, text: str = NOTE, *, hours_ago: float = 30
) -> tuple[EssentialSummary, Tombstone]:
    """A session whose note became a summary and is destroyed."""
    note = add_note(desk, case, text, hours_ago=hours_ago)
    summary = accepted(desk, note, case)
    return summary, reduce.destroy(desk, note)


def consented(desk: Desk, case: Case, client: ClientId, *, refused: bool = False) -> ConsentId:
    """Form F2 gone through, decided, signed and sealed; it ends in sixty days."""
    guide = consent.begin(desk, case.id, client)
    which = guide.consent.id
    records = tuple(record.id for record in guide.records)
    answers = dict(specimens.disclosure_answers(records, desk.now().date()))
    if refused:
        answers["outcome"] = "refused"
    consent.answer(desk, which, answers, "decision")
    consent.offer(desk, which)
    consent.decide(desk, which)
    consent.sign(desk, which, SignerRole.CLIENT, guide.client_name, specimens.ink(1))
    consent.sign(desk, which, SignerRole.COUNSELLOR, desk.profile().name, specimens.ink(2))
    consent.seal_form(desk, which)
    return which


WORKING: Final = WorkingRecord(
    purposes=(Purpose.DECISION,),
    others=OthersInvolved.OTHERS,
    others_named="supervisor",
    parts={
        Heading.SITUATION: "The client rang between sessions and said that work is unbearable.",
        Heading.OPTIONS: "Meeting earlier. A call on Friday. Waiting until the next session.",
        Heading.DECISION: "We meet two days earlier than planned.",
        Heading.REASONS: "The client asked for it, and the supervisor agreed that it helps.",
    },
    actions=(
        WorkingAction(
            key=1,
            owner=Owner(OwnerKind.COUNSELLOR),
            what="offer two times by message",
            due_words="tomorrow",
            due_on=date(2026, 3, 3),
        ),
    ),
)
"""A decision that is ready to be accepted once it has its day."""


def written(desk: Desk, case: Case, working: WorkingRecord = WORKING) -> RecordDraft:
    """A record of today that is being written, kept as an autosave does."""
    begun = records.begin(desk, case.id).draft
    filled = replace(working, about_on=working.about_on or desk.now().date())
    return records.keep(desk, replace(begun, working=filled))


def recorded(desk: Desk, case: Case, working: WorkingRecord = WORKING) -> AdditionalRecord:
    """An accepted record of that case."""
    return records.accept(desk, written(desk, case, working))


def put_on_hold(desk: Desk, case: Case | None = None, *, days: int = 18) -> Hold:
    """An access request, to be looked at again in so many days."""
    return holds.set_hold(
        desk,
        NewHold(
            basis=Basis.ACCESS_REQUEST,
            reason="Letter of Monday",
            review_on=desk.now().date() + timedelta(days=days),
            case=case.id if case else None,
        ),
    )


@dataclass(frozen=True, kw_only=True)
class Day:
    """An ordinary day. ``busy`` has everything that a case can have; ``couple`` has two clients."""

    busy: Case
    couple: Case
    held: Case
    summary: EssentialSummary
    tombstone: Tombstone
    consent: ConsentId
    waiting: tuple[NoteId, ...]


def a_day(desk: Desk) -> Day:
    """An ordinary day at a desk that is fresh, or that has seen some."""
    return once(_a_day, desk)


def _a_day(desk: Desk) -> Day:
    """Three cases, two summaries, two notes waiting, one freed, a consent, an unfinished form."""
    busy = add_case(desk, "Kayleigh Stott")
    couple = add_case(desk, "Amina Diallo", "Ben Diallo", concern="Arguing about money")
    held = add_case(desk, "Owen Marsh", concern="Bereavement")
    summary, tombstone = reduced(desk, busy, hours_ago=24 * 8)
    reduced(desk, couple, hours_ago=24 * 3)
    which = consented(desk, busy, busy.clients[0].id)
    consent.begin(desk, couple.id, couple.clients[1].id)
    put_on_hold(desk, held)
    hold = put_on_hold(desk, couple)
    freed = add_note(desk, couple, hours_ago=50)
    accepted(desk, freed, couple)
    holds.lift(desk, hold.id, "Answered")
    waiting = (
        add_note(desk, busy, hours_ago=26),
        add_note(desk, couple, "Rang to move the session.", hours_ago=4),
    )
    return Day(
        busy=busy,
        couple=couple,
        held=held,
        summary=summary,
        tombstone=tombstone,
        consent=which,
        waiting=waiting,
    )
