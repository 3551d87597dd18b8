"""The main job through the workflows, over a real store: from referral to destroyed note."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from counsellor_desk.domain import reductions
from counsellor_desk.domain.case_numbers import CaseNumberTaken
from counsellor_desk.domain.holds import Basis, OnHold
from counsellor_desk.domain.notes import NoteState
from counsellor_desk.domain.receipts import DestructionReason
from counsellor_desk.domain.reductions import SummaryNotReady, WorkingSummary
from counsellor_desk.domain.summaries import OthersInvolved, Owner, OwnerKind, Section, added_on
from counsellor_desk.vault import agreed, tombstones
from counsellor_desk.vault.notes import NoteGone
from counsellor_desk.workflows import (
    cases,
    holds,
    intake,
    reduce,
    sessions,
    summaries,
    today,
)
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.holds import NewHold
from counsellor_desk.workflows.reduce import AlreadyReduced, CaseNumberNotMatching, Reduction
from tests.desks import NOTE, TestDesk, add_case, add_note

CLIENT, COUNSELLOR, BOTH = map(Owner, (OwnerKind.CLIENT, OwnerKind.COUNSELLOR, OwnerKind.BOTH))


def _ready(reduction: Reduction) -> WorkingSummary:
    chosen = OthersInvolved.NO_ONE_ELSE
    return reductions.others_chosen(reduction.working, chosen, "")


def test_a_note_is_reduced_and_destroyed(desk: Desk) -> None:
    case = add_case(desk)
    note = add_note(desk, case)
    opened = reduce.open_reduction(desk, note)
    accepted = reduce.accept(desk, note, _ready(opened), case.number)
    tombstone = reduce.destroy(desk, note)
    assert tombstone.erased_at is not None
    assert tombstone.reason is DestructionReason.REDUCED
    page = cases.page(desk, case.id)
    assert [s.id for s in page.summaries] == [accepted.summary.id]
    assert page.notes == ()
    assert page.tombstones == (tombstone,)
    with pytest.raises(NoteGone):
        sessions.open_note(desk, note)


def test_the_summary_has_what_the_policy_asks_for(desk: Desk) -> None:
    case = add_case(desk)
    note = add_note(desk, case)
    opened = reduce.open_reduction(desk, note)
    summary = reduce.accept(desk, note, _ready(opened), case.number).summary
    assert summary.author == "J. Mercer"
    assert summary.session_on == opened.session.starts.date()
    assert summary.others is OthersInvolved.NO_ONE_ELSE
    assert summary.record_code
    assert any("suicide" in line for line in summary.sections[Section.RISK])
    assert {action.owner.kind.value for action in summary.actions} == {"client", "counsellor"}
    assert "Kayleigh" not in repr(summary)


def test_edits_are_kept_beside_the_note_until_it_is_accepted(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    case = add_case(desk)
    note = add_note(desk, case)
    opened = reduce.open_reduction(desk, note)
    edited = reductions.line_typed(_ready(opened), Section.VIEW, "Hopeful, in my view.")
    for cue in opened.draft.risks():
        edited = reductions.polarity_confirmed(edited, cue, cue.polarity)
    reduce.keep_working(desk, note, edited)
    test_desk.close()
    assert reduce.open_reduction(test_desk.open(), note).working == edited


def test_whoever_may_do_what_was_agreed_is_offered(desk: Desk) -> None:
    note = add_note(desk, add_case(desk))
    assert reduce.open_reduction(desk, note).owners[:3] == (CLIENT, COUNSELLOR, BOTH)
    couple = add_note(desk, add_case(desk, "Robert Lister", "Shereen Lister"))
    owners = reduce.open_reduction(desk, couple).owners
    assert [owner.label for owner in owners[:2]] == ["Robert", "Shereen"]


def test_places_in_the_draft_count_in_the_text_that_is_shown(desk: Desk) -> None:
    note = add_note(desk, add_case(desk), NOTE.replace("\n", "\r\n"))
    opened = reduce.open_reduction(desk, note)
    assert opened.text == NOTE
    slept = next(item for item in opened.draft.items if "Slept" in item.text)
    assert opened.text[slept.spans[0].start :].startswith("Slept")


def test_acceptance_needs_the_right_case_number(desk: Desk) -> None:
    case, other = add_case(desk), add_case(desk, "Somebody Else")
    note = add_note(desk, case)
    opened = reduce.open_reduction(desk, note)
    with pytest.raises(CaseNumberNotMatching):
        reduce.accept(desk, note, _ready(opened), other.number)
    assert reduce.open_reduction(desk, note).text == NOTE


def test_acceptance_waits_for_open_questions(desk: Desk) -> None:
    case = add_case(desk)
    note = add_note(desk, case)
    opened = reduce.open_reduction(desk, note)
    with pytest.raises(SummaryNotReady):
        reduce.accept(desk, note, opened.working, case.number)
    assert cases.page(desk, case.id).summaries == ()


def test_an_empty_summary_is_not_accepted(desk: Desk) -> None:
    case = add_case(desk)
    note = add_note(desk, case, "Rang.")
    working = _ready(reduce.open_reduction(desk, note))
    lines, actions = working.lines, working.actions
    for key in [line.key for line in lines] + [action.key for action in actions]:
        working = reductions.removed(working, key)
    for empty in (working, reductions.line_typed(working, Section.OBSERVED, " \t\n ")):
        with pytest.raises(SummaryNotReady):
            reduce.accept(desk, note, empty, case.number)
    assert cases.page(desk, case.id).summaries == ()
    assert reduce.open_reduction(desk, note).text == "Rang."


def test_nothing_essential_leaves_date_and_receipt_only(desk: Desk) -> None:
    case = add_case(desk)
    note = add_note(desk, case)
    reduce.nothing_essential(desk, note, case.number)
    tombstone = reduce.destroy(desk, note)
    page = cases.page(desk, case.id)
    assert tombstone.reason is DestructionReason.NOTHING_ESSENTIAL
    assert (page.summaries, page.tombstones) == ((), (tombstone,))
    assert page.sessions[0].starts.date() == tombstone.session_on


def test_a_hold_keeps_the_note_and_lets_the_summary_be_accepted(desk: Desk) -> None:
    case = add_case(desk)
    note = add_note(desk, case)
    review = desk.now().date() + timedelta(days=30)
    hold = holds.set_hold(
        desk, NewHold(basis=Basis.COMPLAINT, reason="letter", review_on=review, case=case.id)
    )
    accepted = reduce.accept(desk, note, _ready(reduce.open_reduction(desk, note)), case.number)
    assert accepted.held
    with pytest.raises(OnHold):
        reduce.approve_waiting(desk, note)
    (line,) = reduce.queue(desk)
    assert line.state is NoteState.ON_HOLD
    (freed,) = holds.lift(desk, hold.id, "settled")
    assert freed.note.id == note
    assert today.today(desk).freed == (freed,)
    reduce.approve_waiting(desk, note)
    assert reduce.destroy(desk, note).summary == accepted.summary.id


def test_what_was_accepted_is_not_accepted_twice(desk: Desk) -> None:
    """A note on hold stays in reach after its summary was accepted, and so it was amended."""
    case = add_case(desk)
    note = add_note(desk, case)
    review = desk.now().date() + timedelta(days=30)
    hold = holds.set_hold(
        desk, NewHold(basis=Basis.COMPLAINT, reason="letter", review_on=review, case=case.id)
    )
    ready = _ready(reduce.open_reduction(desk, note))
    accepted = reduce.accept(desk, note, ready, case.number).summary
    with pytest.raises(AlreadyReduced):
        reduce.accept(desk, note, ready, case.number)
    holds.lift(desk, hold.id, "settled")
    with pytest.raises(AlreadyReduced):
        reduce.accept(desk, note, ready, case.number)
    with pytest.raises(AlreadyReduced):
        reduce.nothing_essential(desk, note, case.number)
    assert cases.page(desk, case.id).summaries == (accepted,)


def test_a_second_note_of_a_session_amends_its_summary(desk: Desk) -> None:
    case = add_case(desk)
    first = add_note(desk, case)
    opened = reduce.open_reduction(desk, first)
    summary = reduce.accept(desk, first, _ready(opened), case.number).summary
    reduce.destroy(desk, first)
    second = sessions.second_note(desk, opened.session.id)
    sessions.save_text(desk, second.note.id, "Rang later.")
    again = reduce.open_reduction(desk, second.note.id)
    assert again.earlier == summary
    working = reductions.line_typed(_ready(again), Section.OBSERVED, "The letter is written.")
    amended = reduce.accept(desk, second.note.id, working, case.number).summary
    assert amended.id == summary.id
    text = amended.amendments[0].text
    assert "letter" in text
    session, observed = text.split("\n\n")
    assert session.splitlines()[0] == Section.SESSION.label
    assert session.splitlines()[-1] == OthersInvolved.NO_ONE_ELSE.label
    assert observed.startswith(Section.OBSERVED.label)
    assert amended.sections == summary.sections


def test_actions_of_a_second_note_are_ticked_off_like_those_of_the_first(desk: Desk) -> None:
    case = add_case(desk)
    first = add_note(desk, case)
    opened = reduce.open_reduction(desk, first)
    before = reduce.accept(desk, first, _ready(opened), case.number).summary
    second = sessions.second_note(desk, opened.session.id).note.id
    sessions.save_text(desk, second, "I will send the clinic list by Friday.")
    working = _ready(reduce.open_reduction(desk, second))
    assert [action.owner for action in working.actions] == [COUNSELLOR]
    amended = reduce.accept(desk, second, working, case.number).summary
    assert amended.actions[: len(before.actions)] == before.actions
    (added,) = amended.actions[len(before.actions) :]
    assert (added.owner, added.due_on) == (COUNSELLOR, working.actions[0].due_on)
    days = [added_on(action, amended.amendments) for action in amended.actions]
    assert days == [*(None for _action in before.actions), desk.now().date()]
    assert added in [each.action for each in agreed.open_actions(desk.read())]
    summaries.set_done(desk, added.id, done=True)
    assert added.id not in [each.action.id for each in agreed.open_actions(desk.read())]


def test_a_locked_summary_is_amended_not_changed(desk: Desk) -> None:
    case = add_case(desk)
    note = add_note(desk, case)
    opened = reduce.open_reduction(desk, note)
    before = reduce.accept(desk, note, _ready(opened), case.number).summary
    after = summaries.amend(desk, before.id, "The choir is on Wednesdays.")
    assert after.sections == before.sections
    assert [a.text for a in after.amendments] == ["The choir is on Wednesdays."]


def test_an_interrupted_destruction_is_finished_at_the_next_opening(test_desk: TestDesk) -> None:
    desk = test_desk.open()
    case = add_case(desk)
    note = add_note(desk, case)
    reduce.accept(desk, note, _ready(reduce.open_reduction(desk, note)), case.number)
    test_desk.close()
    (finished,) = test_desk.unlock().finished
    assert finished.note == note
    assert finished.erased_at is not None


def test_today_shows_what_waits(desk: Desk) -> None:
    case = add_case(desk)
    old, fresh = add_note(desk, case, hours_ago=80), add_note(desk, case, hours_ago=2)
    shown = today.today(desk)
    assert [(w.line.note.id, w.age.value) for w in shown.waiting] == [
        (old, "red"),
        (fresh, "fresh"),
    ]
    assert today.strip(desk).waiting == 2
    opened = reduce.open_reduction(desk, fresh)
    summary = reduce.accept(desk, fresh, _ready(opened), case.number).summary
    shown = today.today(desk)
    assert [w.line.note.id for w in shown.waiting] == [old]
    assert {a.action.id for a in shown.actions} == {a.id for a in summary.actions}
    summaries.set_done(desk, summary.actions[0].id, done=True)
    assert len(today.today(desk).actions) == len(summary.actions) - 1


def test_case_numbers_are_allocated_in_order_and_never_twice(desk: Desk) -> None:
    first, second = add_case(desk), add_case(desk)
    assert first.number.startswith("PH-2026-0001-")
    assert second.number.startswith("PH-2026-0002-")
    assert intake.next_number(desk).startswith("PH-2026-0003-")
    page = cases.page(desk, first.id)
    assert page.referral is not None
    cards = intake.open_cards(desk, first.id)
    with pytest.raises(CaseNumberTaken):
        intake.take_referral(
            desk, intake.NewCase(referral=page.referral, cards=cards, number=first.number.lower())
        )


def test_a_name_with_quotes_is_only_a_name(desk: Desk) -> None:
    name = """Seán "Bobby" O'Neill'); DROP TABLE cases;--"""
    case = add_case(desk, name)
    (card,) = intake.open_cards(desk, case.id)
    assert card.name == name
    renamed = intake.change_card(desk, case.id, replace(card, name="Sean O’Neill"))
    assert intake.open_cards(desk, case.id) == (renamed,)


def test_search_finds_numbers_and_words_of_summaries(desk: Desk) -> None:
    case = add_case(desk)
    note = add_note(desk, case)
    assert cases.find(desk, "choir").hits == ()
    reduce.accept(desk, note, _ready(reduce.open_reduction(desk, note)), case.number)
    reduce.destroy(desk, note)
    assert [hit.case for hit in cases.find(desk, "choir").hits] == [case.id]
    assert [line.id for line in cases.find(desk, "0001").cases] == [case.id]
    assert cases.find(desk, '"').cases == ()


def test_receipts_outlive_everything_but_say_nothing(desk: Desk) -> None:
    case = add_case(desk)
    note = add_note(desk, case)
    reduce.nothing_essential(desk, note, case.number)
    reduce.destroy(desk, note)
    shown = repr(tombstones.load(desk.read(), note))
    assert not {"choir", "Kayleigh", "suicide"} & set(shown.split())
