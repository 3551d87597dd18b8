"""The main job, one filed note at a time, for the tour, the demo desk and the measuring door."""

from __future__ import annotations

from dataclasses import dataclass, replace

from counsellor_desk.domain import reductions
from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.drafts import Draft
from counsellor_desk.domain.identity_cards import IdentityCard
from counsellor_desk.domain.ids import NoteId
from counsellor_desk.domain.receipts import Tombstone
from counsellor_desk.domain.reductions import Question, WorkingSummary
from counsellor_desk.domain.referrals import Referral, Source
from counsellor_desk.domain.sealed_documents import SealedDocument
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.domain.summaries import (
    EssentialSummary,
    OthersInvolved,
    Owner,
    OwnerKind,
)
from counsellor_desk.wording import _
from counsellor_desk.workflows import consent, intake, reduce, sessions, specimens
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.intake import NO_CASE, NO_CLIENT, NewCase
from counsellor_desk.workflows.note_files import FiledNote
from counsellor_desk.workflows.sessions import SessionTimes


@dataclass(frozen=True, kw_only=True)
class Done:
    """A note that went the whole way. ``summary`` is None where nothing was essential."""

    note: NoteId
    draft: Draft
    summary: EssentialSummary | None
    tombstone: Tombstone


def open_case(desk: Desk, note: FiledNote, concern: str, source: Source = Source.SELF) -> Case:
    """A referral for the clients that the note names, or one without a known name."""
    now = desk.now()
    names = note.clients or (_("Somebody"),)
    received = min(note.starts(now).date(), now.date())
    referral = Referral(case=NO_CASE, received_on=received, source=source, concern=concern)
    cards = [IdentityCard(client=NO_CLIENT, name=name) for name in names]
    return intake.take_referral(desk, NewCase(referral=referral, cards=cards))


def write_note(desk: Desk, case: Case, note: FiledNote) -> NoteId:
    """Record the session and write its note."""
    times = SessionTimes(starts=note.starts(desk.now()), minutes=note.minutes, mode=note.mode)
    begun = sessions.begin_note(desk, case.id, times)
    sessions.save_text(desk, begun.note.id, note.text)
    return begun.note.id


def reduce_note(desk: Desk, case: Case, note: NoteId) -> Done:
    """Draft, settle what the draft leaves open, accept, destroy."""
    opened = reduce.open_reduction(desk, note)
    working = settled(opened.draft)
    summary: EssentialSummary | None = None
    if Question.EMPTY in reductions.questions(working, ()):
        reduce.nothing_essential(desk, note, case.number)
    else:
        reduce.keep_working(desk, note, working)
        summary = reduce.accept(desk, note, working, case.number).summary
    tombstone = reduce.destroy(desk, note)
    return Done(note=note, draft=opened.draft, summary=summary, tombstone=tombstone)


def give_consent(desk: Desk, case: Case) -> tuple[Guide, SealedDocument]:
    """Form F2 with the case's first client: answered, decided, signed by both, sealed."""
    guide = consent.begin(desk, case.id, case.clients[0].id)
    records = tuple(record.id for record in guide.records)
    which = guide.consent.id
    answers = specimens.disclosure_answers(records, desk.now().date())
    consent.answer(desk, which, answers, "decision")
    consent.offer(desk, which)
    consent.decide(desk, which)
    consent.sign(desk, which, SignerRole.CLIENT, guide.client_name, specimens.ink(1))
    counsellor = desk.profile().name
    guide = consent.sign(desk, which, SignerRole.COUNSELLOR, counsellor, specimens.ink(2))
    return guide, consent.seal_form(desk, which)


def settled(draft: Draft) -> WorkingSummary:
    """The draft with every open question answered truthfully, as nobody is there to be asked.

    Risk sentences that were left out come back; who else was there is said to stand in the text;
    an action without an owner says so.
    """
    working = reductions.begin(draft)
    for left in draft.left_out:
        if reductions.open_risks(working, left.item.risks):
            working = reductions.taken_over(working, left.item)
    for action in working.actions:
        if action.owner is None:
            owner = Owner(OwnerKind.OTHER, _("not said"))
            working = reductions.action_edited(working, replace(action, owner=owner))
    return reductions.others_chosen(working, OthersInvolved.OTHERS, _("as the first section says"))
