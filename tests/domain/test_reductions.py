"""Editing a draft until it can be accepted (policy 4.8, 4.9)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counsellor_desk.domain import reductions, refilling
from counsellor_desk.domain.drafts import Polarity, Reason, Span, Stretches
from counsellor_desk.domain.fullness import Fullness
from counsellor_desk.domain.reductions import Question, WorkingSummary
from counsellor_desk.domain.summaries import (
    AmendmentEmpty,
    OthersInvolved,
    Owner,
    OwnerKind,
    Section,
    amendment,
    owner_from,
)
from tests.domain import samples
from tests.domain.samples import NOW, RISK

DRAFT = samples.draft()
DRAFTS = dict.fromkeys(Fullness, DRAFT)


def ready() -> WorkingSummary:
    """A summary with nothing open."""
    summary = reductions.others_chosen(reductions.begin(DRAFT), OthersInvolved.NO_ONE_ELSE, "")
    return reductions.risk_dismissed(summary, RISK.span)


def test_a_draft_becomes_lines_and_actions() -> None:
    summary = reductions.begin(DRAFT)
    assert [line.text for line in summary.in_section(Section.OBSERVED)] == [
        "Slept better this week.",
        "Back at choir.",
    ]
    assert [action.what for action in summary.actions] == ["write the letter"]
    assert summary.words() == 10


def test_a_restored_line_stands_where_its_source_stands() -> None:
    left_out = DRAFT.left_out[0].item
    summary = reductions.taken_over(
        reductions.begin(DRAFT), replace(left_out, section=Section.OBSERVED)
    )
    assert [line.spans[0].start for line in summary.lines] == [0, 40, 60]


def test_what_is_typed_comes_last_and_has_no_source() -> None:
    summary = reductions.line_typed(reductions.begin(DRAFT), Section.VIEW, "My view.")
    assert summary.lines[-1].spans == ()
    summary = reductions.taken_over(summary, DRAFT.left_out[0].item)
    assert summary.lines[-1].text == "My view."


def test_lines_are_edited_moved_and_removed() -> None:
    summary = reductions.begin(DRAFT)
    key = summary.lines[0].key
    summary = reductions.line_moved(
        reductions.line_edited(summary, key, "Slept well."), key, Section.VIEW
    )
    assert summary.in_section(Section.VIEW)[0].text == "Slept well."
    assert summary.sources().touch(Span(3, 4))
    assert not reductions.removed(summary, key).sources().touch(Span(3, 4))


def test_a_line_is_typed_below_another() -> None:
    summary = reductions.begin(DRAFT)
    first = summary.lines[0].key
    summary = reductions.line_typed(summary, Section.OBSERVED, "Between.", after=first)
    assert [line.text for line in summary.lines] == [
        "Slept better this week.",
        "Between.",
        "Back at choir.",
    ]


def test_a_line_moved_among_the_actions_becomes_one() -> None:
    summary = reductions.begin(DRAFT)
    line = summary.lines[0]
    moved = reductions.line_moved(summary, line.key, Section.ACTIONS)
    assert line not in moved.lines
    assert (moved.actions[0].what, moved.actions[0].owner) == (line.text, None)
    assert moved.actions[0].spans == line.spans


def test_what_is_taken_out_is_left_out_until_it_is_restored() -> None:
    summary = reductions.begin(DRAFT)
    assert [left.reason for left in refilling.left_out(summary, DRAFTS)] == [Reason.LESS_CENTRAL]
    without = reductions.removed(summary, summary.lines[0].key)
    first = refilling.left_out(without, DRAFTS)[0]
    assert (first.reason, first.item) == (Reason.REMOVED, DRAFT.items[0])
    again = reductions.taken_over(without, first.item)
    assert [line.text for line in again.lines] == [line.text for line in summary.lines]
    assert refilling.left_out(again, DRAFTS) == refilling.left_out(summary, DRAFTS)


def test_a_row_that_was_emptied_and_taken_out_comes_back_as_it_was_drafted() -> None:
    summary = reductions.begin(DRAFT)
    key = summary.lines[0].key
    without = reductions.removed(reductions.line_edited(summary, key, " "), key)
    assert refilling.left_out(without, DRAFTS)[0].item == DRAFT.items[0]


def test_a_line_without_a_word_carries_nothing() -> None:
    summary = reductions.taken_over(RISKY, DRAFT.left_out[0].item)
    key = next(line.key for line in summary.lines if line.spans[0].overlaps(RISK.span))
    emptied = reductions.line_edited(summary, key, " \n")
    assert reductions.open_risks(summary, DRAFT.risks()) == ()
    assert reductions.open_risks(emptied, DRAFT.risks()) == (RISK,)


def test_a_confirmed_polarity_can_be_put_right() -> None:
    summary = reductions.begin(DRAFT)
    assert reductions.confirmed_polarity(summary, RISK) is None
    summary = reductions.polarity_confirmed(summary, RISK, Polarity.DENIED)
    summary = reductions.polarity_confirmed(summary, RISK, Polarity.UNCERTAIN)
    assert reductions.confirmed_polarity(summary, RISK) is Polarity.UNCERTAIN
    assert len(summary.confirmed) == 1


def test_a_role_is_written_for_a_name() -> None:
    summary = reductions.line_typed(
        reductions.action_typed(reductions.begin(DRAFT)),
        Section.VIEW,
        "Rob rang. Rob's mum knows Robert, not Rob",
    )
    summary = reductions.action_edited(summary, replace(summary.actions[-1], what="tell Rob"))
    summary = reductions.written_instead(summary, "Rob", "partner")
    assert summary.lines[-1].text == "Partner rang. Partner's mum knows Robert, not partner"
    assert summary.actions[-1].what == "tell partner"


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9))), st.integers(0, 60))
def test_stretches_touch_what_one_of_them_overlaps(
    stretches: list[tuple[int, int]], at: int
) -> None:
    spans = [Span(start, start + length) for start, length in stretches]
    asked = Span(at, at + 4)
    assert Stretches(spans).touch(asked) is any(span.overlaps(asked) for span in spans)


def test_actions_are_added_and_edited() -> None:
    summary = reductions.action_typed(reductions.begin(DRAFT))
    row = replace(summary.actions[-1], what="ring", owner=Owner(OwnerKind.COUNSELLOR))
    summary = reductions.action_edited(summary, row)
    assert summary.actions[-1] == row
    assert len(reductions.removed(summary, row.key).actions) == 1


def test_a_ready_summary_has_no_question() -> None:
    assert reductions.questions(ready(), DRAFT.risks()) == ()
    reductions.ensure_ready(ready(), DRAFT.risks())


EMPTY = replace(ready(), lines=(), actions=())
NOT_SAID = replace(ready(), others=OthersInvolved.NOT_SAID)
NOT_NAMED = replace(ready(), others=OthersInvolved.OTHERS, others_named="  ")
RISKY = replace(ready(), dismissed=frozenset())
NO_OWNER = replace(ready(), actions=(replace(ready().actions[0], owner=None),))
NO_WHAT = replace(ready(), actions=(replace(ready().actions[0], what=" "),))


@pytest.mark.parametrize(
    ("summary", "question"),
    [
        (EMPTY, Question.EMPTY),
        (NOT_SAID, Question.OTHERS),
        (NOT_NAMED, Question.OTHERS_NAMED),
        (RISKY, Question.RISK),
        (NO_OWNER, Question.OWNER),
        (NO_WHAT, Question.WHAT),
    ],
)
def test_each_open_question_stops_acceptance(summary: WorkingSummary, question: Question) -> None:
    assert reductions.questions(summary, DRAFT.risks()) == (question,)
    with pytest.raises(reductions.SummaryNotReady) as refusal:
        reductions.ensure_ready(summary, DRAFT.risks())
    assert question.label in refusal.value.sentences()[0]


def test_keeping_the_risk_line_answers_it() -> None:
    summary = reductions.taken_over(RISKY, DRAFT.left_out[0].item)
    assert reductions.open_risks(summary, DRAFT.risks()) == ()


edits = st.lists(
    st.one_of(
        st.tuples(st.just("remove"), st.integers(0, 8)),
        st.tuples(st.just("type"), st.text(max_size=20)),
        st.tuples(st.just("edit"), st.text(max_size=20)),
        st.tuples(st.just("restore"), st.none()),
        st.tuples(st.just("action"), st.none()),
    ),
    max_size=12,
)


@given(edits)
def test_keys_stay_unique_whatever_is_edited(todo: list[tuple[str, object]]) -> None:
    summary = reductions.begin(DRAFT)
    for what, value in todo:
        match what, value:
            case "remove", int(key):
                summary = reductions.removed(summary, key)
            case "type", str(text):
                summary = reductions.line_typed(summary, Section.OBSERVED, text)
            case "edit", str(text):
                summary = reductions.line_edited(summary, 0, text)
            case "restore", _:
                summary = reductions.taken_over(summary, DRAFT.left_out[0].item)
            case _:
                summary = reductions.action_typed(summary)
    keys = [x.key for x in summary.lines] + [x.key for x in summary.actions]
    assert len(keys) == len(set(keys))
    assert all(key < summary.next_key for key in keys)


@given(st.sampled_from(OwnerKind), st.text(max_size=20))
def test_owners_are_stored_and_read_back(kind: OwnerKind, who: str) -> None:
    owner = Owner(kind, who)
    assert owner_from(owner.stored) == owner


def test_owners_are_told_in_words() -> None:
    assert Owner(OwnerKind.CLIENT).label == "Client"
    assert Owner(OwnerKind.CLIENT, "Client A").label == "Client A"
    assert Owner(OwnerKind.COUNSELLOR).label == "Counsellor"
    assert Owner(OwnerKind.BOTH).label == "Client and counsellor"
    assert Owner(OwnerKind.OTHER, "mother").label == "mother"


def test_amendments_say_something() -> None:
    assert amendment(" The date was wrong. ", author="JM", at=NOW).text == "The date was wrong."
    with pytest.raises(AmendmentEmpty):
        amendment(" \n", author="JM", at=NOW)
