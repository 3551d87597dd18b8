"""Every form with every outcome, on screen and on paper: sealed, and judged by others than us.

Every day: each outcome once, each of another form. The whole product is ``thorough``. Each cell has
a bit of its document changed at a place of its own, from the first page to the end.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from counsellor_desk.documents import pictures
from counsellor_desk.domain import dates
from counsellor_desk.domain.consent import ConsentStepNotPossible
from counsellor_desk.domain.forms import FieldKind, FormDefinition
from counsellor_desk.domain.outcomes import UNDECIDED, Family, Outcome, outcomes_of
from counsellor_desk.domain.paper_forms import Entered, NotDecidedOnPaper, Original
from counsellor_desk.domain.sealed_documents import (
    Addition,
    DocumentKind,
    SealedDocument,
)
from counsellor_desk.ui.forms.in_words import in_words
from counsellor_desk.vault import documents
from counsellor_desk.workflows import (
    cases,
    consent,
    document_checks,
    exit_door,
    paper_piles,
    paper_printing,
    paper_returns,
)
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.exit_door import Leaving
from tests import scanned
from tests.answered_forms import EVERY_FORM, FORMS
from tests.desks import TestDesk
from tests.documents.reading import metadata, pdfsig, squeezed, text_of
from tests.documents.tampering import flipped, updated
from tests.filled_forms import case_with_summaries
from tests.walked_forms import answered, closed, sealed

NAMES = ("Kayleigh", "Stott")
UNCHANGED = "Unchanged since it was sealed"
THE_PAGE_ABOUT_SIGNING = "How this form was "


@dataclass(frozen=True)
class Cell:
    """``way``: 0 on screen, 1 on paper."""

    form: FormDefinition
    outcome: Outcome
    way: int

    @property
    def place(self) -> float:
        """How far into its document a bit of it is changed: elsewhere in every cell."""
        return (_PRODUCT.index(self) + 0.5) / len(_PRODUCT)


def _product() -> Iterator[Cell]:
    for form in EVERY_FORM:
        for outcome in outcomes_of(form.family):
            yield from (Cell(form, outcome, way) for way in (0, 1))


_PRODUCT = tuple(_product())


def _everyday() -> Iterator[Cell]:
    """The outcomes of a family, each with another of its forms, on screen and on paper in turn."""
    for family in Family:
        forms = [form for form in EVERY_FORM if form.family is family]
        possible = outcomes_of(family)
        for turn, form in enumerate(forms[: max(len(possible), 2)]):
            yield Cell(form, possible[turn % len(possible)], turn % 2)


EVERYDAY = frozenset((cell.form.id, cell.outcome, cell.way) for cell in _everyday())


def _cells(way: int) -> list[object]:
    return [
        pytest.param(
            cell.form,
            cell.outcome,
            cell.place,
            id=f"{cell.form.id}-{cell.outcome.value}",
            marks=() if (cell.form.id, cell.outcome, way) in EVERYDAY else pytest.mark.thorough,
        )
        for cell in _PRODUCT
        if cell.way == way
    ]


@pytest.fixture(scope="module")
def with_records(desk_template: TestDesk, tmp_path_factory: pytest.TempPathFactory) -> TestDesk:
    """A desk with a case, two summaries, and a consent in force that can be taken back."""
    filled = desk_template.copied_to(tmp_path_factory.mktemp("matrix") / "desk")
    desk = filled.open()
    sealed(desk, case_with_summaries(desk), "F6")
    filled.close()
    return filled


@pytest.fixture
def test_desk(with_records: TestDesk, tmp_path: Path) -> Iterator[TestDesk]:
    """A copy of it, closed."""
    copy = with_records.copied_to(tmp_path / "desk")
    yield copy
    copy.close()


def _in_hand(desk: Desk, form: FormDefinition, outcome: Outcome) -> Guide:
    """The form with everything answered; a withdrawal takes back what is in force."""
    (line,) = cases.everything(desk)
    case = cases.page(desk, line.id).case
    begun = consent.begin(desk, case.id, case.clients[0].id, "F9")
    given = [each.id for each in begun.forms]
    return answered(desk, case, form.id, outcome, picks=given if form.id == "F9" else ())


def _shown(guide: Guide) -> Iterator[str]:
    """What the screen shows of the form: its words, and every answer as it is read there."""
    answers = guide.consent.answers
    yield from (guide.form.title, guide.form.intro)
    for step in guide.form.steps:
        yield step.short
        for field in step.fields:
            if not field.asked(answers) or field.kind is FieldKind.SIGNATURES:
                continue
            if field.kind in {FieldKind.UNDERSTOOD, FieldKind.CHECK}:
                yield ("☑" if field.answer(answers) else "☐") + field.label
            elif field.kind is FieldKind.CONSENTS:
                picked = field.answer(answers)
                yield from (line.form_id for line in guide.forms if line.id in picked)
            elif field.kind is FieldKind.RECORDS:
                for each in in_words(field, answers, guide).splitlines():
                    yield each.replace(" · ", "")
            else:
                yield from in_words(field, answers, guide).split("\n")


def _ensure_shown(guide: Guide, text: str) -> None:
    said = squeezed(text)
    missing = [part for part in _shown(guide) if squeezed(part) not in said]
    assert missing == []


def _ensure_independently_valid(
    desk: Desk, document: SealedDocument, path: Path, place: float
) -> None:
    """By poppler, and by "Check a document": whole; with a bit changed; with something added."""
    leaving = Leaving(to="the client", purpose="copy", ground=exit_door.ground_of(document))
    exit_door.save(desk, document.id, path, leaving)
    pdf = path.read_bytes()
    told = pdfsig(path)
    assert told.count("Signature is Valid.") == 1
    assert "- Total document signed" in told
    assert _checked(desk, path) == (UNCHANGED, "Nothing was added after it.", True)
    path.write_bytes(flipped(pdf, _outside_the_seal(pdf, place)))
    assert "Signature is Valid." not in pdfsig(path)
    assert _checked(desk, path)[0] != UNCHANGED
    path.write_bytes(updated(pdf))
    assert "Not total document signed" in pdfsig(path)
    label, added, _own = _checked(desk, path)
    assert label == "Something was added after it was sealed"
    assert added == Addition.ANYTHING.label


def _outside_the_seal(pdf: bytes, place: float) -> int:
    """That far into what is sealed; the seal's own room is not among it."""
    (before, behind) = map(int, re.findall(rb"/ByteRange \[0 (\d+) (\d+) ", pdf)[-1])
    at = int(place * (len(pdf) - (behind - before)))
    return at if at < before else at + behind - before


def _checked(desk: Desk, path: Path) -> tuple[str, str, bool]:
    found = document_checks.check(desk, path, lambda _done, _of: None).found
    return found.state.label, found.added.label, found.own_certificate


def _ensure_neutral(pdf: bytes, document: SealedDocument) -> None:
    told = f"{metadata(pdf)} {document.name}"
    for name in NAMES:
        assert name not in told
        assert name.encode("utf-8") not in pdf
        assert name.encode("utf-16-be") not in pdf


def _nothing_is_sealed(desk: Desk, guide: Guide) -> None:
    kept = documents.of_case(desk.read(), guide.consent.case)
    mine = [each for each in kept if each.about == guide.consent.id]
    assert [each.kind for each in mine if each.kind is DocumentKind.FORM] == []


def _words(text: str, form_id: str) -> Counter[str]:
    """Those before the page about signing, without what stands on every page."""
    before = text.split(THE_PAGE_ABOUT_SIGNING, maxsplit=1)[0].replace("\f", "").splitlines()
    furniture = (form_id, "Page ", "Record ", "Harbour Counselling · ")
    kept = (line for line in before if not line.startswith(furniture) and " · case " not in line)
    return Counter(" ".join(kept).split())


def _of_signing(guide: Guide) -> Counter[str]:
    """What may stand on the sealed form and not on the preview."""
    told = [
        part
        for each in guide.consent.signatures
        for part in (each.name, dates.moment(each.signed_at))
    ]
    empty = "Not signed: a “No” needs no signature May sign later, with a certificate of their own"
    return Counter(" ".join([*told, empty]).split())


@pytest.mark.parametrize(("form", "outcome", "place"), _cells(0))
def test_on_screen(
    desk: Desk, tmp_path: Path, form: FormDefinition, outcome: Outcome, place: float
) -> None:
    guide = _in_hand(desk, form, outcome)
    consent.decide(desk, guide.consent.id)
    preview = text_of(consent.preview(desk, guide.consent.id).pdf)
    _ensure_shown(guide, preview)
    if outcome in UNDECIDED:
        with pytest.raises(ConsentStepNotPossible):
            consent.seal_form(desk, guide.consent.id)
        _nothing_is_sealed(desk, guide)
        return
    done = closed(desk, guide.consent.id)
    assert done.consent.document is not None
    document = documents.load(desk.read(), done.consent.document)
    pdf = exit_door.look(desk, document.id)
    text = text_of(pdf)
    _ensure_shown(guide, text)
    before, after = (_words(each, guide.consent.form_id) for each in (preview, text))
    assert set(before - after) == set()
    assert set(after - before - _of_signing(done)) == set()
    _ensure_neutral(pdf, document)
    _ensure_independently_valid(desk, document, tmp_path / document.name, place)


@pytest.mark.parametrize(("form", "outcome", "place"), _cells(1))
def test_on_paper(
    desk: Desk, tmp_path: Path, form: FormDefinition, outcome: Outcome, place: float
) -> None:
    guide = _in_hand(desk, form, outcome)
    which = guide.consent.id
    printed = paper_printing.print_form(desk, which)
    _ensure_shown(guide, text_of(printed))
    _come_back(desk, guide, printed)
    if outcome in UNDECIDED:
        with pytest.raises(NotDecidedOnPaper):
            paper_returns.seal_return(desk, which)
        _nothing_is_sealed(desk, guide)
        return
    document = paper_returns.seal_return(desk, which)
    pdf = exit_door.look(desk, document.id)
    said = squeezed(text_of(pdf))
    signers = consent.guide(desk, which).consent.signatures
    for part in (guide.consent.form_id, "locked cabinet", *(each.name for each in signers)):
        assert squeezed(part) in said
    _ensure_neutral(pdf, document)
    _ensure_independently_valid(desk, document, tmp_path / document.name, place)


def _come_back(desk: Desk, guide: Guide, printed: bytes) -> None:
    """Signed by hand, scanned, known by its code, and entered."""
    which, day = guide.consent.id, desk.now().date()
    scans = [scanned.jpeg(sheet.reduce(2)) for sheet in scanned.sheets(printed)]
    pages = [page for scan in scans for page in pictures.drawn_anew(scan)]
    told = paper_piles.codes(pages, lambda _done, _of: None)
    assert set().union(*told) == {guide.consent.form_id}
    assert paper_piles.take_in(desk, paper_piles.pile(desk, pages, told)) == which
    back = paper_returns.look(desk, which)
    signers = tuple(replace(each, name=each.role.label, on=day) for each in back.signers)
    entered = Entered(
        signers=signers,
        original=Original.KEPT,
        original_words="locked cabinet",
        every_page=True,
        signatures_seen=True,
    )
    paper_returns.enter(desk, which, entered)


def test_every_outcome_and_both_ways_of_each_family_are_among_the_everyday_ones() -> None:
    assert {outcome for _form, outcome, _way in EVERYDAY} == set(Outcome)
    assert {(FORMS[form].family, way) for form, _outcome, way in EVERYDAY} == {
        (family, way) for family in Family for way in (0, 1)
    }
