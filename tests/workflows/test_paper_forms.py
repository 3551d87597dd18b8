"""Forms signed by hand: printed, awaited, scanned back, entered, sealed, in force."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from counsellor_desk.documents import checking, pictures, scans
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.cases import Case
from counsellor_desk.domain.consent import ConsentState, ConsentStepNotPossible
from counsellor_desk.domain.forms import Answer, FormNotComplete
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.outcomes import Outcome
from counsellor_desk.domain.page_files import TooManyPages
from counsellor_desk.domain.paper_forms import (
    Bound,
    CodeNotReadable,
    Entered,
    FormIdNotAwaited,
    FormIdNotPossible,
    FormNotAwaited,
    NoPageOfForm,
    NotDecidedOnPaper,
    Original,
    OriginalMissing,
    OtherFormScanned,
    PagesNotChecked,
    PaperSigner,
    SeveralFormsScanned,
    SignedOnNotPossible,
    SignerMissing,
    UnknownFormScanned,
    as_typed,
)
from counsellor_desk.domain.sealed_documents import DocumentKind, SealState
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.errors import DeskError
from counsellor_desk.vault import audit, documents, faults
from counsellor_desk.vault.faults import Point
from counsellor_desk.workflows import (
    cases,
    consent,
    paper_piles,
    paper_printing,
    paper_returns,
    seal,
    specimens,
)
from counsellor_desk.workflows.desk import Desk
from tests import scanned
from tests.desks import TestDesk, add_case
from tests.documents import reading
from tests.filled_forms import begun, case_with_summaries
from tests.handwriting import photo
from tests.workflows.test_paper_notes import Stopped

NONE: frozenset[str] = frozenset()
PAGE = next(pictures.drawn_anew(photo()))


@pytest.fixture(scope="module")
def two_summaries(desk_template: TestDesk, tmp_path_factory: pytest.TempPathFactory) -> TestDesk:
    """A desk with a case that has two summaries; tests get copies."""
    filled = desk_template.copied_to(tmp_path_factory.mktemp("paper") / "desk")
    case_with_summaries(filled.open())
    filled.close()
    return filled


@pytest.fixture
def test_desk(two_summaries: TestDesk, tmp_path: Path) -> Iterator[TestDesk]:
    """A copy of it, closed."""
    copy = two_summaries.copied_to(tmp_path / "desk")
    yield copy
    copy.close()


def the_case(desk: Desk) -> Case:
    """The case that is there."""
    (line,) = cases.everything(desk)
    return cases.page(desk, line.id).case


def known(form_id: str) -> frozenset[str]:
    return frozenset({form_id})


def printed(desk: Desk, outcome: Outcome | None = Outcome.GIVEN, **changes: Answer) -> ConsentId:
    """A form that lies on paper."""
    which = filled_in(desk, outcome, **changes)
    paper_printing.print_form(desk, which)
    return which


def filled_in(desk: Desk, outcome: Outcome | None, **changes: Answer) -> ConsentId:
    """A form with every answer given; without an outcome, all but the decision."""
    guide = begun(desk, the_case(desk))
    records = tuple(record.id for record in guide.records)
    answers = {**specimens.disclosure_answers(records, desk.now().date()), **changes}
    answers["outcome"] = outcome.value if outcome else ""
    return consent.answer(desk, guide.consent.id, answers, "decision").consent.id


def brought_back(desk: Desk, which: ConsentId, pages: Sequence[bytes] = (PAGE, PAGE)) -> None:
    """Its pages are taken in."""
    form_id = consent.guide(desk, which).consent.form_id
    codes = [known(form_id), *[NONE] * (len(pages) - 1)]
    paper_piles.take_in(desk, paper_piles.pile(desk, pages, codes, wanted=form_id))


def from_paper(desk: Desk, **changes: Any) -> Entered:
    """Everything that has to be entered."""
    day = desk.now().date()
    return replace(
        Entered(
            signers=(
                PaperSigner(role=SignerRole.CLIENT, name="Kayleigh Stott", on=day),
                PaperSigner(role=SignerRole.COUNSELLOR, name="J. Mercer", on=day),
            ),
            original=Original.KEPT,
            original_words="locked cabinet, drawer 2",
            every_page=True,
            signatures_seen=True,
        ),
        **changes,
    )


def test_printed_scanned_entered_and_in_force_from_the_day_on_paper(
    desk: Desk, test_desk: TestDesk
) -> None:
    which = filled_in(desk, Outcome.GIVEN)
    pdf = paper_printing.print_form(desk, which)
    (line,) = paper_printing.awaited(desk)
    assert (line.consent, line.is_blank, line.pages) == (which, False, 0)
    signed_on = desk.now().date() + timedelta(days=1)
    test_desk.clock.moment += timedelta(days=3)
    photos = [scanned.jpeg(sheet) for sheet in scanned.sheets(pdf)]
    photos[0] = scanned.jpeg(scanned.skewed(scanned.sheets(pdf)[0]))
    pages = [page for each in photos for page in pictures.drawn_anew(each)]
    told = paper_piles.codes(pages, lambda _done, _of: None)
    pile = paper_piles.pile(desk, pages, told)
    assert pile.form_id == line.form_id
    assert paper_piles.take_in(desk, pile) == which
    back = paper_returns.look(desk, which)
    assert back.printed_pages == len(pages) == paper_printing.awaited(desk)[0].pages
    assert {page.bound for page in back.came.pages} == {Bound.CODE}
    assert [each.key for each in back.to_enter if each.required] == []
    signers = tuple(replace(each, name="Signed Name", on=signed_on) for each in back.signers)
    paper_returns.enter(desk, which, from_paper(desk, signers=signers))
    document = paper_returns.seal_return(desk, which)
    found = consent.page(desk, which)
    assert found.guide.state is ConsentState.IN_FORCE
    assert found.guide.consent.signed_at is not None
    assert found.guide.consent.signed_at.date() == signed_on
    assert found.guide.consent.original_place == "It is kept: locked cabinet, drawer 2"
    assert found.document == document
    assert paper_printing.awaited(desk) == ()
    sealed = documents.pdf(desk.read(), document.id)
    assert seal.check(desk, sealed).state is SealState.UNCHANGED
    assert checking.verify(sealed[:-200] + bytes(200), []).state is not SealState.UNCHANGED
    said = reading.squeezed(reading.text_of(sealed))
    for words in ("signed by hand", line.form_id, "Signed Name", "drawer 2", "known by the code"):
        assert reading.squeezed(words) in said
    assert b"Exif\0\0" not in sealed
    assert document.pages > len(pages)


def test_nothing_of_what_was_kept_meanwhile_stays_in_the_store(desk: Desk) -> None:
    which = printed(desk)
    brought_back(desk, which)
    paper_returns.enter(desk, which, from_paper(desk))
    paper_returns.seal_return(desk, which)
    assert desk.read().value("SELECT count(*) FROM paper_returns") == 0
    assert desk.read().value("SELECT count(*) FROM scanned_pages") == 0


def test_a_no_on_paper_is_on_record_as_a_no(desk: Desk) -> None:
    which = printed(desk, None)
    brought_back(desk, which)
    paper_returns.enter(desk, which, from_paper(desk))
    with pytest.raises(NotDecidedOnPaper):
        paper_returns.seal_return(desk, which)
    refusal = {"outcome": Outcome.REFUSED.value}
    paper_returns.enter(desk, which, from_paper(desk, answers=refusal))
    paper_returns.seal_return(desk, which)
    assert consent.guide(desk, which).state is ConsentState.REFUSED


def test_some_of_it_on_paper_covers_that_and_no_more(desk: Desk) -> None:
    which = printed(desk, None)
    brought_back(desk, which)
    records = tuple(each.id for each in consent.guide(desk, which).records)
    given = {"outcome": Outcome.IN_PART.value, "agreed": records[:1]}
    back = paper_returns.enter(desk, which, from_paper(desk, answers=given))
    assert {each.key for each in back.to_enter} >= {"outcome", "agreed"}
    paper_returns.seal_return(desk, which)
    assert consent.guide(desk, which).consent.records == records[:1]


MISSING: dict[str, tuple[dict[str, Any], type[DeskError]]] = {
    "not looked at": ({"every_page": False}, PagesNotChecked),
    "no signature seen": ({"signatures_seen": False}, PagesNotChecked),
    "no original": ({"original": None}, OriginalMissing),
    "no words on it": ({"original_words": " "}, OriginalMissing),
    "nobody signed": ({"signers": ()}, SignerMissing),
    "before it was printed": ({"on": timedelta(days=-1)}, SignedOnNotPossible),
    "in the future": ({"on": timedelta(days=1)}, SignedOnNotPossible),
}


@pytest.mark.parametrize("case", MISSING)
def test_nothing_is_sealed_of_which_something_is_missing(desk: Desk, case: str) -> None:
    changes, error = MISSING[case]
    which = printed(desk)
    brought_back(desk, which)
    entered, by = from_paper(desk), changes.get("on")
    if isinstance(by, timedelta):
        day: date = desk.now().date() + by
        entered = replace(entered, signers=tuple(replace(s, on=day) for s in entered.signers))
    else:
        entered = replace(entered, **changes)
    paper_returns.enter(desk, which, entered)
    with pytest.raises(error) as refused:
        paper_returns.seal_return(desk, which)
    assert all(refused.value.sentences())
    assert consent.guide(desk, which).state is ConsentState.OFFERED
    assert paper_returns.look(desk, which).came.entered == entered


def test_a_scan_of_another_form_is_named_and_opens_nothing(desk: Desk) -> None:
    wanted, other = printed(desk), printed(desk)
    mine, theirs = (consent.guide(desk, each).consent.form_id for each in (wanted, other))
    with pytest.raises(OtherFormScanned) as refused:
        paper_piles.pile(desk, [PAGE, PAGE], [known(mine), known(theirs)], wanted=mine)
    said = " ".join(refused.value.sentences())
    assert theirs in said
    assert "Permission to share information" in said
    with pytest.raises(UnknownFormScanned):
        paper_piles.pile(desk, [PAGE], [known("0000-0000")], wanted=mine)
    with pytest.raises(SeveralFormsScanned):
        paper_piles.pile(desk, [PAGE, PAGE], [known(mine), known(theirs)])
    assert [line.pages for line in paper_printing.awaited(desk)] == [0, 0]


def test_without_a_code_the_form_id_is_typed(desk: Desk) -> None:
    which = printed(desk)
    form_id = consent.guide(desk, which).consent.form_id
    with pytest.raises(CodeNotReadable):
        paper_piles.pile(desk, [PAGE], [NONE])
    with pytest.raises(CodeNotReadable):
        paper_piles.pile(desk, [PAGE], [NONE], wanted=form_id)
    for typed, error in {"12": FormIdNotPossible, "0000-0000": FormIdNotAwaited}.items():
        with pytest.raises(error):
            paper_piles.pile(desk, [PAGE], [NONE], typed=typed)
    typed = form_id.lower().replace("-", " ")
    pile = paper_piles.pile(desk, [PAGE], [NONE], wanted=form_id, typed=typed)
    assert [by for _page, by in pile.pages] == [Bound.TYPED]
    paper_piles.take_in(desk, pile)
    more = paper_piles.pile(desk, [PAGE], [NONE], wanted=form_id)
    assert [by for _page, by in more.pages] == [Bound.EYE]


def test_typing_is_read_as_it_is_meant() -> None:
    assert as_typed(" 2f7k 9qxm ") == as_typed("2F7K–9QXM") == "2F7K-9QXM"
    assert as_typed("OIl2-3456") == "0112-3456"


def test_what_is_not_awaited_says_why(desk: Desk) -> None:
    sealed = printed(desk)
    brought_back(desk, sealed)
    paper_returns.enter(desk, sealed, from_paper(desk))
    paper_returns.seal_return(desk, sealed)
    only_begun = begun(desk, the_case(desk)).consent.form_id
    called_back = printed(desk)
    paper_printing.call_back(desk, called_back)
    why = {
        consent.guide(desk, sealed).consent.form_id: "on record already",
        only_begun: "not printed",
        consent.guide(desk, called_back).consent.form_id: "not printed",
    }
    for form_id, words in why.items():
        with pytest.raises(FormNotAwaited) as refused:
            paper_piles.pile(desk, [PAGE], [known(form_id)])
        assert words in " ".join(refused.value.sentences())


def test_what_lies_on_paper_is_not_changed_here_until_it_is_called_back(desk: Desk) -> None:
    which = printed(desk)
    brought_back(desk, which)
    with pytest.raises(ConsentStepNotPossible):
        consent.answer(desk, which, {"why": "something else"}, "why")
    paper_printing.call_back(desk, which)
    assert paper_printing.awaited(desk) == ()
    assert desk.read().value("SELECT count(*) FROM scanned_pages") == 0
    consent.answer(desk, which, {"why": "something else"}, "why")


def test_a_blank_form_has_an_id_and_nobodys_words_and_becomes_a_clients(desk: Desk) -> None:
    pdf = paper_printing.print_blank(desk, "F2", large=True)
    (line,) = paper_printing.awaited(desk)
    assert (line.is_blank, line.case_number, line.large) == (True, "", True)
    again = paper_printing.print_blank_again(desk, line.form_id, large=True)
    assert reading.text_of(again) == reading.text_of(pdf)
    (first, *_rest) = scanned.sheets(pdf)
    (page,) = pictures.drawn_anew(scanned.jpeg(scanned.rotated(first)))
    assert scans.form_ids(page) == known(line.form_id)
    pile = paper_piles.pile(desk, [page], [known(line.form_id)])
    assert pile.is_blank
    with pytest.raises(FormNotAwaited):
        paper_piles.take_in(desk, pile)
    guide = begun(desk, the_case(desk))
    which = paper_piles.for_client(desk, line.form_id, guide.consent.case, guide.consent.client)
    paper_piles.take_in(desk, pile)
    wanted = paper_returns.look(desk, which).to_enter
    assert {"why", "records", "who", "ends_on", "if_yes", "if_no", "outcome"} <= {
        each.key for each in wanted
    }
    paper_returns.enter(desk, which, from_paper(desk, answers={"outcome": "given"}))
    with pytest.raises(FormNotComplete):
        paper_returns.seal_return(desk, which)
    whole = consent.guide(desk, filled_in(desk, Outcome.GIVEN)).consent.answers
    records = tuple(each.id for each in guide.records)
    typed = {each.key: whole[each.key] for each in wanted if whole.get(each.key)}
    typed["records"] = records
    paper_returns.enter(desk, which, from_paper(desk, answers=typed))
    paper_returns.seal_return(desk, which)
    found = consent.guide(desk, which)
    assert found.state is ConsentState.IN_FORCE
    assert found.consent.records == records
    assert found.consent.form_id == line.form_id


def test_a_blank_form_put_aside_is_awaited_by_nobody_in_particular(desk: Desk) -> None:
    paper_printing.print_blank(desk, "F2")
    (line,) = paper_printing.awaited(desk)
    case = add_case(desk)
    which = paper_piles.for_client(desk, line.form_id, case.id, case.clients[0].id)
    brought_back(desk, which)
    paper_returns.put_aside(desk, which)
    assert [each.is_blank for each in paper_printing.awaited(desk)] == [True]
    assert cases.page(desk, case.id).consents == ()
    paper_printing.call_blank_back(desk, line.form_id)
    assert paper_printing.awaited(desk) == ()
    with pytest.raises(FormNotAwaited):
        paper_piles.pile(desk, [PAGE], [known(line.form_id)])


def test_pages_are_turned_put_in_order_and_taken_out(desk: Desk) -> None:
    which = printed(desk)
    brought_back(desk, which, [PAGE] * 3)
    paper_returns.enter(desk, which, from_paper(desk))
    first, second, third = (each.page for each in paper_returns.look(desk, which).came.pages)
    paper_returns.turn(desk, which, replace(first, turn=1))
    paper_returns.put_in_order(desk, which, [third.id, first.id, second.id])
    paper_returns.remove(desk, which, second.id)
    came = paper_returns.look(desk, which).came
    assert [each.page for each in came.pages] == [third, replace(first, turn=1)]
    assert not came.entered.every_page, "looked at once more"
    with pytest.raises(TooManyPages):
        brought_back(desk, which, [PAGE] * 19)
    paper_returns.remove(desk, which, third.id)
    paper_returns.remove(desk, which, first.id)
    with pytest.raises(NoPageOfForm):
        paper_returns.seal_return(desk, which)


@pytest.mark.parametrize(
    "at", [Point.ACT_ENTERED, Point.SCANS_DROPPED, Point.ACT_BEFORE_COMMIT], ids=lambda p: p.value
)
def test_stopped_while_sealing_everything_waits_and_is_sealed_then(desk: Desk, at: Point) -> None:
    which = printed(desk)
    brought_back(desk, which)
    paper_returns.enter(desk, which, from_paper(desk))

    def stop(reached: Point) -> None:
        if reached is at:
            raise Stopped

    with faults.listening(stop), pytest.raises(Stopped):
        paper_returns.seal_return(desk, which)
    assert len(paper_returns.look(desk, which).came.pages) == 2
    assert not [
        each
        for each in documents.of_case(desk.read(), consent.guide(desk, which).consent.case)
        if each.kind is DocumentKind.FORM
    ]
    paper_returns.seal_return(desk, which)
    assert consent.guide(desk, which).state is ConsentState.IN_FORCE


def test_every_step_is_an_act_without_anybodys_name(desk: Desk) -> None:
    which = printed(desk)
    brought_back(desk, which)
    paper_returns.enter(desk, which, from_paper(desk))
    paper_returns.seal_return(desk, which)
    acts = [entry.act for entry in audit.entries(desk.read()) if entry.about == which]
    assert acts[:2] == [Act.FORM_SEALED, Act.FORM_PAGES_TAKEN_IN]
