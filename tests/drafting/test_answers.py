"""An answer stands with its question, however many lines or pauses lie between them."""

from __future__ import annotations

import pytest

from counsellor_desk.domain.drafts import Polarity
from counsellor_desk.domain.summaries import Section
from tests.drafting.notes import read


@pytest.mark.parametrize(
    "asked_and_answered",
    [
        "Asked re suicidal thoughts:\nNo.",
        "Risk q: thoughts of ending her life?\nAnswer: no to both",
        "T - thoughts of suicide?\nC - no, never",
        "I asked about wanting to die. There was a long wait.\nNo, she said, not now.",
        "Suicidal? Laughed, said no.",
        "plan to end it? no",
    ],
)
def test_question_and_answer_are_one_line_of_the_draft(asked_and_answered: str) -> None:
    draft = read(f"Talked about the garden.\n{asked_and_answered}\n\nThe choir is on again.")
    (line,) = [item for item in draft.items if item.section is Section.RISK]
    assert "no" in line.text.lower().split("?")[-1]
    assert {risk.polarity.value for risk in line.risks} == {"denied"}


def test_what_is_near_a_risk_is_read_with_it_and_elsewhere_is_not() -> None:
    near = read(
        "Thoughts of suicide most nights. Tablets locked away by mum. Wouldn't do anything."
    )
    assert {risk.topic for risk in near.risks()} == {"suicidal ideation", "means", "intent"}
    assert read("Blood pressure tablets daily. Wouldn't do anything at the weekend.").risks() == ()


def test_of_whom_and_when_stays_with_a_risk_in_a_long_note() -> None:
    filler = "She talked about the garden and the roses and the rain for a while.\n" * 40
    note = f"{filler}In October, when her back was bad, she thought about taking an overdose.\n"
    (line,) = [item for item in read(note).items if item.section is Section.RISK]
    assert line.text.startswith("In October")


@pytest.mark.parametrize(
    "taken_back",
    [
        "He has a shotgun in the house; he says that he wouldn't use that, not after his friend.",
        "He said it was all about ending his life. She doesn't know if he meant it.",
    ],
)
def test_what_takes_a_risk_back_or_doubts_it_is_not_parted_from_it(taken_back: str) -> None:
    filler = "Talked about the garden and the roses and the rain for a while.\n" * 40
    *_, last = [item for item in read(filler + taken_back).items if item.section is Section.RISK]
    assert "n't" in last.text


def test_a_bit_that_somebody_told_is_no_bite() -> None:
    assert read("That's the bit she couldn't stop coming back to.").risks() == ()
    assert [risk.topic for risk in read("On Sunday he hit Kayleigh.").risks()] == [
        "harm from others"
    ]


def test_questions_and_answers_on_lines_of_their_own_stay_together() -> None:
    draft = read(
        "Q. Thoughts of ending your life?\nA. Yes. Most nights.\nQ. Have you thought how?\n"
        "A. Tablets. Has some in the kitchen.\nQ. Would you act on it?\nA. Don't think so."
    )
    risks = [item.text for item in draft.items if item.section is Section.RISK]
    assert risks == [
        "Thoughts of ending your life? Yes. Most nights.",
        "Have you thought how? Tablets. Has some in the kitchen.",
        "Would you act on it? Don't think so.",
    ]
    assert draft.risks()[-1].polarity is Polarity.UNCERTAIN


def test_what_is_asked_and_denied_in_dictation_is_denied() -> None:
    draft = read(
        "right session four today at his house and I asked had he any plan and he said no plan "
        "and had he ever done anything to hurt himself and he said never in my life and then we "
        "talked about the garden and the rain and the roses for a good while"
    )
    assert {risk.polarity for risk in draft.risks()} == {Polarity.DENIED}
