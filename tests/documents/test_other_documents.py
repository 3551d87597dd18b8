"""Summaries, receipts and packs: all that they should say, and nothing that they must not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from counsellor_desk.documents import disclosure_pack, receipt, summary
from counsellor_desk.documents.receipt import NotDestroyedYet
from counsellor_desk.domain import dates
from counsellor_desk.domain.ids import ActionId
from counsellor_desk.domain.receipts import DestructionReason
from counsellor_desk.domain.summaries import (
    ActionPoint,
    EssentialSummary,
    OthersInvolved,
    Owner,
    OwnerKind,
    Section,
    told,
)
from tests.documents import reading, samples


def _summary_text(record: EssentialSummary) -> str:
    made = summary.compose(record, letterhead=samples.LETTERHEAD, session=samples.SESSION)
    return reading.squeezed(reading.text_of(made.pdf))


def test_a_summary_says_everything_once() -> None:
    record = samples.summary()
    text = _summary_text(record)
    parts = [line for section in record.sections.values() for line in section]
    parts += [action.what for action in record.actions]
    parts += [record.amendments[0].text, "No one else was present", "15 April 2026"]
    parts += ["next time, done on 15 April 2026", "In person, 50 minutes", "Session 8"]
    for part in parts:
        assert reading.squeezed(part) in text
    for line in record.sections[Section.OBSERVED]:
        assert text.count(reading.squeezed(line)) == 1


def test_what_an_amendment_brought_stands_once_and_says_so() -> None:
    plain = samples.summary()
    later = plain.actions[0]
    line = told(later.owner, later.what, later.due_words, later.due_on)
    amendment = replace(plain.amendments[0], text=f"Agreed actions\n{line}")
    text = _summary_text(replace(plain, amendments=(amendment,)))
    assert text.count(reading.squeezed(later.what)) == 1
    added = dates.day(amendment.written_at.date())
    assert text.count(reading.squeezed(f"added on {added}")) == 1
    assert reading.squeezed("In the table of agreed actions") in text


def test_empty_sections_are_left_out() -> None:
    text = _summary_text(samples.summary(sections={}, actions=(), amendments=()))
    for section in Section:
        assert reading.squeezed(section.label) not in text
    assert "Addedlater" not in text


def test_others_are_named_by_role() -> None:
    text = _summary_text(
        samples.summary(others=OthersInvolved.OTHERS, others_named="Partner, for ten minutes")
    )
    assert "Partner,fortenminutes" in text


def test_two_hundred_actions_flow_over_pages_with_their_header() -> None:
    actions = tuple(
        ActionPoint(
            id=ActionId(str(number)),
            owner=Owner(OwnerKind.CLIENT),
            what=f"Action number {number:03}, described at some length so that it wraps",
        )
        for number in range(200)
    )
    made = summary.compose(
        samples.summary(actions=actions), letterhead=samples.LETTERHEAD, session=samples.SESSION
    )
    text = reading.text_of(made.pdf)
    assert [f"number {n:03}," in text for n in range(200)] == [True] * 200
    pages = [page for page in text.split("\f") if "Action number" in page]
    assert len(pages) > 5
    assert all("Who What By when" in page for page in pages)


def test_one_action_longer_than_a_page_is_split() -> None:
    what = " ".join(f"w{number:04}" for number in range(2000))
    action = ActionPoint(id=ActionId("a"), owner=Owner(OwnerKind.BOTH), what=what)
    made = summary.compose(
        samples.summary(actions=(action,)), letterhead=samples.LETTERHEAD, session=samples.SESSION
    )
    words = [
        word for word in reading.text_of(made.pdf).split() if word[1:].isdigit() and word[0] == "w"
    ]
    assert words == what.split()


@pytest.mark.parametrize("reason", DestructionReason)
def test_a_receipt_says_what_happened_and_what_that_means(reason: DestructionReason) -> None:
    gone = samples.tombstone(reason=reason)
    text = reading.text_of(receipt.compose(gone, letterhead=samples.LETTERHEAD).pdf)
    flat = " ".join(text.split())
    for part in (
        "1 April 2026",
        "24 May 2026, 14:05",
        "17",
        gone.record_code,
        reason.label,
        gone.length.label,
        "no backup, no old file",
        "A laboratory",
    ):
        assert part in flat
    kept = "What is essential stands in the summary" in flat
    assert kept is (reason is DestructionReason.REDUCED)


def test_a_receipt_is_honest_about_keys_in_a_folder() -> None:
    gone = samples.tombstone()
    plain = reading.text_of(receipt.compose(gone, letterhead=samples.LETTERHEAD).pdf)
    weaker = reading.text_of(
        receipt.compose(gone, letterhead=samples.LETTERHEAD, keys_in_folder=True).pdf
    )
    assert "copy of that folder" not in plain
    assert "copy of that folder" in weaker


def test_receipts_of_different_notes_differ_only_in_what_a_tombstone_holds() -> None:
    """No text, no hash: two notes with the same times and length give the same receipt."""
    first = receipt.compose(samples.tombstone(), letterhead=samples.LETTERHEAD)
    second = receipt.compose(
        samples.tombstone(note="another note", summary=None), letterhead=samples.LETTERHEAD
    )
    assert first.pdf == second.pdf


def test_no_receipt_before_the_key_is_gone() -> None:
    with pytest.raises(NotDestroyedYet) as refusal:
        receipt.compose(samples.tombstone(erased_at=None), letterhead=samples.LETTERHEAD)
    assert all(refusal.value.sentences())


def test_a_pack_begins_with_what_it_is_for_and_whose_consent_opened_it() -> None:
    pack = samples.pack(3)
    made = disclosure_pack.compose(pack, letterhead=samples.LETTERHEAD)
    cover, *records = reading.text_of(made.pdf).split("\f")[:-1]
    flat = " ".join(cover.split())
    for part in (
        pack.recipient,
        pack.purpose,
        pack.form_id,
        pack.onward,
        "3 records",
        "24 May 2026",
        "1 March 2026",
    ):
        assert part in flat
    assert len(records) == 3
    assert all("Essential summary" in page for page in records)


def test_a_pack_is_in_the_order_of_the_sessions() -> None:
    pack = samples.pack(3)
    turned = replace(pack, records=tuple(reversed(pack.records)))
    made = [disclosure_pack.compose(p, letterhead=samples.LETTERHEAD).pdf for p in (pack, turned)]
    assert made[0] == made[1]
