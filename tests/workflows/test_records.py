"""Additional records: written, kept, accepted in one act, amended, sealed, shared (policy 4.7)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.drafts import FlagKind
from counsellor_desk.domain.profile import Profile
from counsellor_desk.domain.purposes import Heading, Purpose
from counsellor_desk.domain.records import (
    PART_LENGTH,
    Agreement,
    AgreementMissing,
    WorkingRecord,
)
from counsellor_desk.domain.sealed_documents import DocumentKind, SealState
from counsellor_desk.domain.summaries import AuthorMissing, OthersInvolved
from counsellor_desk.vault import audit, faults
from counsellor_desk.vault import profile as profiles
from counsellor_desk.vault.faults import Point
from counsellor_desk.workflows import (
    cases,
    consent,
    disclosure,
    exit_door,
    keys,
    papers,
    record_tone,
    records,
    summaries,
    unlock,
)
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.records import DraftGone
from tests.age_keys import MANAGER_PASSPHRASE, made_for
from tests.desks import TestDesk, add_case
from tests.documents.reading import metadata, squeezed, text_of
from tests.ui.story import WORKING, consented, recorded, reduced, written
from tests.vault.samples import PASSPHRASE

AGREED = WorkingRecord(
    purposes=(Purpose.AGREEMENT,),
    others=OthersInvolved.NO_ONE_ELSE,
    parts={Heading.AGREED: "The client rings before missing a session."},
)


class _PowerCut(Exception):
    """The process is gone."""


def _cut_at(where: Point) -> Callable[[Point], None]:
    def cut(point: Point) -> None:
        if point is where:
            raise _PowerCut

    return cut


@pytest.fixture
def case(desk: Desk) -> Case:
    return add_case(desk)


def _acts(desk: Desk) -> list[Act]:
    return [entry.act for entry in audit.entries(desk.read())]


def test_accepting_is_one_act_that_takes_the_draft_with_it(desk: Desk, case: Case) -> None:
    draft = written(desk, case)
    before = len(_acts(desk))
    record = records.accept(desk, draft)
    assert _acts(desk)[: len(_acts(desk)) - before] == [Act.RECORD_ACCEPTED]
    page = cases.page(desk, case.id)
    assert (page.records, page.in_hand) == ((record,), ())
    assert (record.author, record.written_at) == ("J. Mercer", desk.now())
    assert record.parts == WORKING.parts
    assert [action.what for action in record.actions] == ["offer two times by message"]
    with pytest.raises(DraftGone):
        records.resume(desk, draft.id)


def test_a_record_is_accepted_once_and_not_after_it_was_given_up(desk: Desk, case: Case) -> None:
    accepted, given_up = written(desk, case), written(desk, case)
    records.accept(desk, accepted)
    records.discard(desk, given_up.id)
    before = _acts(desk)
    for draft in (accepted, given_up):
        with pytest.raises(DraftGone):
            records.accept(desk, draft)
    assert len(cases.page(desk, case.id).records) == 1
    assert _acts(desk) == before


@pytest.mark.parametrize(
    "where",
    [Point.ACT_ENTERED, Point.ACT_BEFORE_COMMIT, Point.ACT_COMMITTED],
    ids=lambda p: p.value,
)
def test_a_power_cut_leaves_the_draft_or_the_record_and_never_both(
    desk: Desk, case: Case, test_desk: TestDesk, where: Point
) -> None:
    draft = written(desk, case)
    with pytest.raises(_PowerCut), faults.listening(_cut_at(where)):
        records.accept(desk, draft)
    test_desk.close()
    test_desk.opened.clear()
    page = cases.page(test_desk.open(), case.id)
    done = where is Point.ACT_COMMITTED
    assert [len(page.records), len(page.in_hand)] == ([1, 0] if done else [0, 1])
    if not done:
        assert page.in_hand == (draft,)


def test_what_is_written_is_there_after_the_next_opening(
    desk: Desk, case: Case, test_desk: TestDesk
) -> None:
    draft = written(desk, case)
    with pytest.raises(_PowerCut), faults.listening(_cut_at(Point.QUIET_BEFORE_COMMIT)):
        records.keep(desk, replace(draft, working=replace(draft.working, others_named="nobody")))
    test_desk.close()
    test_desk.opened.clear()
    again = test_desk.open()
    assert records.resume(again, draft.id).draft == draft
    blank = replace(draft, working=WorkingRecord(about_on=again.now().date()))
    records.keep(again, blank)
    with pytest.raises(DraftGone):
        records.resume(again, draft.id)


def test_an_agreement_rests_on_a_form_of_the_same_case(desk: Desk, case: Case) -> None:
    other = add_case(desk, "Amina Diallo")
    for each in (case, other):  # something that a form can be about
        recorded(desk, each)
    elsewhere = Agreement(consent=consented(desk, other, other.clients[0].id))
    refused = Agreement(consent=consented(desk, case, case.clients[0].id, refused=True))
    for agreement in (Agreement(), elsewhere, refused):
        draft = written(desk, case, replace(AGREED, agreement=agreement))
        with pytest.raises(AgreementMissing):
            records.accept(desk, draft)
        records.discard(desk, draft.id)
    assert records.agreements(desk, case.id) == ()
    which = consented(desk, case, case.clients[0].id)
    (offered,) = records.agreements(desk, case.id)
    assert offered.agreement == Agreement(consent=which)
    assert "In force" in offered.detail
    record = recorded(desk, case, replace(AGREED, agreement=offered.agreement))
    assert records.page(desk, record.id).agreement == offered
    text = text_of(exit_door.look(desk, records.seal(desk, record.id).id))
    assert squeezed(offered.title) in squeezed(text)
    assert "Kayleigh" not in text


def test_a_form_that_was_printed_to_be_signed_by_hand_is_offered(desk: Desk, case: Case) -> None:
    guide = consent.begin(desk, case.id, case.clients[0].id)
    paper = consent.for_paper(desk, guide.consent.id)
    (offered,) = records.agreements(desk, case.id)
    assert offered.agreement == Agreement(document=paper.id)
    record = recorded(desk, case, replace(AGREED, agreement=offered.agreement))
    assert record.agreement == offered.agreement


def test_an_agreement_that_no_purpose_needs_is_not_kept(desk: Desk, case: Case) -> None:
    recorded(desk, case)
    form = Agreement(consent=consented(desk, case, case.clients[0].id))
    assert recorded(desk, case, replace(WORKING, agreement=form)).agreement == Agreement()


def test_a_record_and_an_amendment_name_their_author(desk: Desk, case: Case) -> None:
    record, draft = recorded(desk, case), written(desk, case)
    with desk.store.quietly() as tx:
        profiles.save(tx, Profile(name=" ", organisation=desk.profile().organisation))
    with pytest.raises(AuthorMissing):
        records.accept(desk, draft)
    assert records.resume(desk, draft.id).draft == draft
    with pytest.raises(AuthorMissing):
        records.amend(desk, record.id, "Put right.")
    assert records.page(desk, record.id).record == record


def test_what_a_service_manager_writes_is_not_under_the_counsellors_name(
    desk: Desk, case: Case, test_desk: TestDesk
) -> None:
    record, draft = recorded(desk, case), written(desk, case)
    summary, _gone = reduced(desk, case)
    files = made_for(test_desk.home / "owen")
    keys.give_manager(desk, files.public, PASSPHRASE, unlock.gate_of(desk))
    test_desk.close()
    test_desk.opened.clear()
    found = unlock.unlock_by_manager(
        test_desk.place, files.private, MANAGER_PASSPHRASE, clock=test_desk.clock
    )
    test_desk.opened.append(found.desk)
    assert records.resume(found.desk, draft.id).author == "Owen Price, service manager"
    accepted = records.accept(found.desk, draft)
    amended = records.amend(found.desk, record.id, "Put right.")
    added = summaries.amend(found.desk, summary.id, "Put right.")
    authors = (accepted.author, amended.amendments[0].author, added.amendments[0].author)
    assert authors == ("Owen Price, service manager",) * 3
    assert amended.author == "J. Mercer"


def test_an_amended_record_is_legible_on_paper_as_it_was(desk: Desk, case: Case) -> None:
    record = recorded(desk, case)
    amended = records.amend(desk, record.id, "It was the deputy who agreed.")
    assert amended.parts == record.parts
    assert _acts(desk)[0] is Act.RECORD_AMENDED
    sealed = records.seal(desk, record.id)
    pdf = exit_door.look(desk, sealed.id)
    text = squeezed(text_of(pdf))
    for words in (*record.parts.values(), "It was the deputy who agreed.", record.record_code):
        assert squeezed(words) in text
    assert squeezed("2 March 2026, 15:00, by J. Mercer") in text
    assert sealed.kind is DocumentKind.RECORD
    assert papers.look(desk, sealed.id).verification.state is SealState.UNCHANGED
    assert "Kayleigh" not in metadata(pdf) + sealed.name
    assert records.page(desk, record.id).papers == (sealed,)


def test_characters_that_no_document_can_show_are_told_before_it_is_locked(
    desk: Desk, case: Case
) -> None:
    parts = {**WORKING.parts, Heading.REASONS: "“孝”, said the client 😀", Heading.AHEAD: "한"}
    draft = written(desk, case, replace(WORKING, parts=parts, others_named="母"))
    told = records.unprintable(draft)
    assert {"孝", "母"} <= set(told)
    assert not {"한", "c", "“"} & set(told)
    assert records.unprintable(written(desk, case)) == ""


def test_only_records_whose_purpose_allows_it_can_be_shared(desk: Desk, case: Case) -> None:
    shared = recorded(desk, case)
    kept = recorded(
        desk,
        case,
        replace(
            WORKING,
            purposes=(Purpose.SUPERVISION,),
            parts={
                Heading.QUESTION: "What keeps me from asking?",
            },
        ),
    )
    which = consented(desk, case, case.clients[0].id)
    offered = consent.guide(desk, which).records
    assert [line.id for line in offered] == [shared.id]
    assert offered[0].kind == "Decision and reasons"
    pack = disclosure.make_pack(desk, which)
    text = squeezed(text_of(exit_door.look(desk, pack.id)))
    assert all(squeezed(words) in text for words in shared.parts.values())
    assert squeezed(kept.first_line()) not in text


def test_search_finds_records(desk: Desk, case: Case) -> None:
    record = recorded(desk, case)
    (hit,) = cases.find(desk, "unbearable").hits
    assert (hit.record, hit.case_number, hit.day) == (record.id, case.number, record.about_on)


def test_names_beside_the_text_are_told_too(desk: Desk, case: Case) -> None:
    (action,) = WORKING.actions
    actions = (replace(action, what="ring Kayleigh"), replace(action, key=2, what="ring the GP"))
    working = replace(WORKING, others_named="Kayleigh’s mother", actions=actions)
    found = record_tone.remarks(desk, case.id, working)
    assert [(each.heading, each.words) for each in found] == [(None, "Kayleigh")]
    alone = replace(working, others=OthersInvolved.NO_ONE_ELSE, actions=())
    assert record_tone.remarks(desk, case.id, alone) == ()


def test_what_is_too_long_to_be_kept_is_not_looked_over_to_its_end(desk: Desk, case: Case) -> None:
    words = "Tired again. " * PART_LENGTH + "She was definitely tired."
    working = replace(WORKING, parts={Heading.SITUATION: words})
    assert record_tone.remarks(desk, case.id, working) == ()


def test_names_and_wording_are_told_part_by_part(desk: Desk, case: Case) -> None:
    working = replace(
        WORKING,
        parts={
            Heading.SITUATION: "Kayleigh rang.\nShe is manipulative.",
            Heading.REASONS: "She was definitely tired.",
            Heading.VIEW: "I think she is tired.",
            Heading.QUESTION: "Is Kayleigh lazy?",
        },
    )
    found = record_tone.remarks(desk, case.id, working)
    told = [(remark.heading, remark.words, remark.kind) for remark in found]
    assert told == [
        (Heading.SITUATION, "Kayleigh", FlagKind.IDENTIFIER),
        (Heading.SITUATION, "manipulative", FlagKind.JUDGEMENTAL),
        (Heading.REASONS, "definitely", FlagKind.CERTAINTY),
    ]
    assert found[0].instead == ("client",)
    assert found[1].suggestion
    assert all(remark.reason for remark in found)
