"""A form signed by hand comes back: bound by its code, looked at, entered, and sealed.

Pages are kept in the store, encrypted like all of it, until they are sealed; the act that seals
them deletes what was kept beside. A crash leaves either the one or the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from counsellor_desk.domain import consent as consent_rules
from counsellor_desk.domain import endings, forms, four_elements
from counsellor_desk.domain import paper_forms as rules
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.consent import Consent, signs_first
from counsellor_desk.domain.decisions import decision
from counsellor_desk.domain.forms import Answers, Field, FormDefinition, FormNotComplete
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.outcomes import GIVING, UNDECIDED
from counsellor_desk.domain.page_files import PageId, PaperPage
from counsellor_desk.domain.paper_forms import (
    Bound,
    Entered,
    NotDecidedOnPaper,
    PaperReturn,
    PaperSigner,
    ReturnGone,
)
from counsellor_desk.domain.sealed_documents import DocumentKind, SealedDocument
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import consents, documents, paper_forms
from counsellor_desk.vault.faults import Point, point
from counsellor_desk.workflows import closing, seal
from counsellor_desk.workflows import consent as forms_with_clients
from counsellor_desk.workflows.consent import Guide
from counsellor_desk.workflows.desk import Desk

if TYPE_CHECKING:
    from counsellor_desk.documents import paper_form, pictures
else:
    paper_form = lazily("counsellor_desk.documents.paper_form")
    pictures = lazily("counsellor_desk.documents.pictures")

_NOON: Final = time(12)


@dataclass(frozen=True, kw_only=True)
class Back:
    """A form that is being brought back, as far as it has come.

    ``printed_pages``: how many the paper has; 0 where that is not known. ``to_enter``: what has to
    be typed from the paper, ``may_enter``: that, and what would have to be by what else is typed.
    ``signers``: who has to have signed it, with what was entered of them.
    """

    guide: Guide
    came: PaperReturn
    printed_pages: int
    to_enter: tuple[Field, ...]
    may_enter: tuple[Field, ...]
    signers: tuple[PaperSigner, ...]


def begun(desk: Desk, consent: ConsentId) -> Back | None:
    """The form that is being brought back; nothing where no page of it has come yet."""
    return look(desk, consent) if paper_forms.load(desk.read(), consent) is not None else None


def look(desk: Desk, consent: ConsentId) -> Back:
    """The form that is being brought back.

    Raises:
        ReturnGone: it was sealed or put aside meanwhile.
    """
    guide, came = forms_with_clients.guide(desk, consent), _came(desk, consent)
    entered, printed = came.entered.answers, guide.consent.answers
    whole = _with_entered(guide.consent, entered)
    made = decision(guide.form, whole.answers)
    needed = signs_first(guide.form, replace(whole, outcome=made.outcome))
    return Back(
        guide=guide,
        came=came,
        printed_pages=_printed_pages(desk, guide.consent),
        to_enter=rules.to_enter(guide.form, printed, entered),
        may_enter=rules.may_be_entered(guide.form, printed, entered),
        signers=_signers(needed, came.entered.signers, guide),
    )


def picture(desk: Desk, consent: ConsentId, page: PageId) -> bytes:
    """A page as a JPEG, in memory only.

    Raises:
        ReturnGone: as it says.
    """
    return paper_forms.picture(desk.read(), consent, page)


def turn(desk: Desk, consent: ConsentId, page: PaperPage) -> None:
    """Show that page turned so from now on; it is sealed that way up."""
    with desk.store.quietly() as tx:
        paper_forms.turn(tx, consent, page)


def put_in_order(desk: Desk, consent: ConsentId, order: Sequence[PageId]) -> None:
    """Put the pages into that order.

    Raises:
        ReturnGone, DiskFull, DiskFault: as they were.
    """
    with desk.store.quietly() as tx:
        paper_forms.put_in_order(tx, consent, order)


def remove(desk: Desk, consent: ConsentId, page: PageId) -> None:
    """Take a page out: what was confirmed of the others has to be confirmed again.

    Raises:
        ReturnGone, DiskFull, DiskFault: as they were.
    """
    with desk.store.quietly() as tx:
        paper_forms.remove(tx, consent, page)
        entered = replace(_came(desk, consent).entered, every_page=False, signatures_seen=False)
        paper_forms.enter(tx, consent, entered)


def enter(desk: Desk, consent: ConsentId, entered: Entered) -> Back:
    """Keep what was entered from the paper so far.

    Raises:
        AnswerTooLong: nothing of it is kept.
        ReturnGone, DiskFull, DiskFault: what was kept before stays.
    """
    form = forms_with_clients.guide(desk, consent).form
    kept: Answers = MappingProxyType({})
    for key, given in entered.answers.items():
        kept = forms.with_answer(kept, form.field(key), given)
    with desk.store.quietly() as tx:
        paper_forms.enter(tx, consent, replace(entered, answers=kept))
    return look(desk, consent)


def put_aside(desk: Desk, consent: ConsentId) -> None:
    """Delete what came back: the form is awaited as before, a blank one by nobody in particular.

    Raises:
        DiskFull, DiskFault: it is as it was.
    """
    found = consents.load(desk.read(), consent)
    blank = paper_forms.blank(desk.read(), found.form_id)
    with desk.store.act(Act.FORM_PAGES_DROPPED, at=desk.now(), about=consent) as tx:
        paper_forms.drop(tx, consent)
        if blank is not None and blank.consent == consent:
            paper_forms.take_back_from_client(tx, blank)


def seal_return(desk: Desk, consent: ConsentId) -> SealedDocument:
    """Seal the pages with what was entered: in force from the day on paper, or a no on record.

    Raises:
        NoPageOfForm, PagesNotChecked, NotDecidedOnPaper, FormNotComplete, NotInformed,
        SignerMissing, SignerNameMissing, SignedOnNotPossible, OriginalMissing,
        ConsentEndNotPossible: as they say.
        CharactersMissing, DiskFull, DiskFault: pages and entries are kept, unsealed.
    """
    now, guide, came = desk.now(), forms_with_clients.guide(desk, consent), _came(desk, consent)
    rules.ensure_checked(came.entered, came.pages)
    pages = _turned(desk, came)
    signed = _signed(desk, guide, came.entered, paper_form.fingerprint(p for p, _by in pages), now)
    place = rules.original_place(came.entered)
    outcome = signed.outcome.value if signed.outcome else ""
    with desk.store.act(
        Act.FORM_SEALED, at=now, about=consent, form=signed.form, outcome=outcome, paper=True
    ) as tx:
        composed = paper_form.compose(
            guide.form,
            signed,
            paper_form.CameBack(
                pages=pages,
                entered=frozenset({"outcome", *came.entered.answers}),
                original=place,
                begun_at=came.begun_at,
                at=now,
            ),
            context=forms_with_clients.form_context(desk, guide, code=tx.code),
        )
        later = consent_rules.signs_later(guide.form, signed)
        document = seal.keep(
            desk,
            tx,
            composed,
            kind=DocumentKind.FORM,
            case=signed.case,
            about=consent,
            more_signatures=bool(later),
        )
        review_on = endings.review_of(guide.form, now.date())
        sealed = consent_rules.sealed(signed, document.id, now, review_on=review_on)
        consents.save(tx, consent_rules.back_from_paper(sealed, place=place))
        paper_forms.drop(tx, consent)
        point(Point.SCANS_DROPPED)
        closing.take_effect(tx, guide.form, sealed)
    return document


def _signed(desk: Desk, guide: Guide, entered: Entered, over: str, now: datetime) -> Consent:
    """The consent as the paper has it, closed on the day on which the last person signed."""
    form, whole = guide.form, _with_entered(guide.consent, entered.answers)
    made = decision(form, whole.answers)
    if made.outcome in UNDECIDED:
        raise NotDecidedOnPaper
    if made.outcome in GIVING:
        _ensure_entered(form, whole.answers)
    days = [signer.on for signer in entered.signers if signer.on is not None]
    closed = datetime.combine(max(days, default=now.date()), _NOON, now.tzinfo)
    closed = min(closed, now)
    reader, day = desk.read(), closed.date()
    closing.ensure_valid(reader, form, whole, made.outcome, day)
    made = replace(made, ends_on=closing.end_of(reader, form, whole, made, day))
    decided = consent_rules.decided(form, whole, made, text_hash=over, at=closed)
    signed = rules.signed_on_paper(form, decided, entered.signers, now)
    return consent_rules.signed(form, signed, closed)


def _ensure_entered(form: FormDefinition, answers: Answers) -> None:
    for each in rules.to_enter(form, {}, answers):
        if each.is_open(answers):
            raise FormNotComplete(key=each.key, label=each.printed)
    four_elements.ensure_informed(form, answers)


def _with_entered(consent: Consent, entered: Answers) -> Consent:
    """As it was printed, with what was written on it by hand; what was decided here is left out."""
    answers = MappingProxyType({**consent.answers, **entered})
    return replace(
        consent,
        answers=answers,
        offered_at=consent.offered_at or consent.on_paper_at,
        outcome=None,
        signatures=(),
    )


def _turned(desk: Desk, came: PaperReturn) -> tuple[tuple[bytes, Bound], ...]:
    return tuple(
        (pictures.turned(picture(desk, came.consent, each.page.id), each.page.turn), each.bound)
        for each in came.pages
    )


def _signers(
    needed: frozenset[SignerRole], entered: Sequence[PaperSigner], guide: Guide
) -> tuple[PaperSigner, ...]:
    """Those who have to have signed, and those who were entered beside; in the roles' order."""
    known = {each.role: each for each in entered}
    names = {SignerRole.CLIENT: guide.client_name, SignerRole.COUNSELLOR: guide.counsellor}
    return tuple(
        known.get(role, PaperSigner(role=role, name=names.get(role, "")))
        for role in SignerRole
        if role in needed or role in known
    )


def _came(desk: Desk, consent: ConsentId) -> PaperReturn:
    came = paper_forms.load(desk.read(), consent)
    if came is None:
        raise ReturnGone
    return came


def _printed_pages(desk: Desk, consent: Consent) -> int:
    of_it = (
        document.pages
        for document in documents.of_case(desk.read(), consent.case)
        if document.about == consent.id and document.kind is DocumentKind.PAPER_FORM
    )
    return next(of_it, 0)
