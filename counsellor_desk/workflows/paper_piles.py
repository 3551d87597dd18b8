"""Pages that came back on paper, told by their codes: of one form that is awaited, or refused.

A scan of another form is named and never opens that one. Nothing is kept before it is known whose
the pages are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from counsellor_desk.domain import paper_forms as rules
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.consent import Consent
from counsellor_desk.domain.ids import CaseId, ClientId, ConsentId
from counsellor_desk.domain.paper_forms import (
    Bound,
    CodeNotReadable,
    Entered,
    FormIdNotAwaited,
    FormNotAwaited,
    OtherFormScanned,
    SeveralFormsScanned,
    UnknownFormScanned,
)
from counsellor_desk.lazily import lazily
from counsellor_desk.vault import consents, ids, paper_forms
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import form_definitions
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.page_files import Report

if TYPE_CHECKING:
    from counsellor_desk.documents import scans
else:
    scans = lazily("counsellor_desk.documents.scans")

_CALLED_BACK: Final = N_("it was called back.")
_NOT_PRINTED: Final = N_("it was not printed to be signed by hand.")
_ON_RECORD: Final = N_("it is on record already.")


@dataclass(frozen=True, kw_only=True)
class Pile:
    """Pages that are known to be of one form, not kept yet. ``is_blank``: nobody's so far."""

    form_id: str
    title: str
    is_blank: bool
    pages: tuple[tuple[bytes, Bound], ...] = field(repr=False)


def codes(pages: Sequence[bytes], report: Report) -> tuple[frozenset[str], ...]:
    """The form IDs that each page says. ``report`` may raise to stop."""
    found = []
    for done, page in enumerate(pages):
        report(done, len(pages))
        found.append(scans.form_ids(page))
    return tuple(found)


def pile(
    desk: Desk,
    pages: Sequence[bytes],
    found: Sequence[frozenset[str]],
    *,
    wanted: str = "",
    typed: str = "",
) -> Pile:
    """These pages as those of one form that is awaited.

    ``found``: what their codes say; ``wanted``: the form that they have to be of, if one was
    chosen; ``typed``: the form ID as somebody read it from the paper.

    Raises:
        OtherFormScanned, SeveralFormsScanned, UnknownFormScanned, FormNotAwaited: as they say.
        CodeNotReadable: neither a code nor a typed form ID says what it is.
        FormIdNotPossible, FormIdNotAwaited: of what was typed.
    """
    told = frozenset().union(*found)
    by_hand = rules.as_typed(typed) if typed else ""
    for other in sorted(told - {wanted or by_hand} if wanted or by_hand else ()):
        raise _other(desk, other, wanted or by_hand)
    if len(told) > 1:
        raise SeveralFormsScanned(ids=", ".join(sorted(told)))
    form_id = next(iter(told), by_hand)
    if not form_id and not (wanted and _has_pages(desk, wanted)):
        raise CodeNotReadable
    form_id = form_id or wanted
    if wanted and form_id != wanted:
        raise FormIdNotAwaited(id=form_id)
    title, is_blank = _awaited(desk, form_id, typed=bool(by_hand))
    each = (Bound.CODE if here else Bound.TYPED if by_hand else Bound.EYE for here in found)
    return Pile(
        form_id=form_id,
        title=title,
        is_blank=is_blank,
        pages=tuple(zip(pages, each, strict=True)),
    )


def without_twins(desk: Desk, pile: Pile) -> Pile:
    """The same without pages that are there already, to the byte: a file that was chosen twice."""
    reader, which = desk.read(), paper_forms.consent_of(desk.read(), pile.form_id)
    came = paper_forms.load(reader, which) if which is not None else None
    seen: set[bytes] = set()
    if came is not None:
        here = (each.page.id for each in came.pages)
        seen.update(paper_forms.picture(reader, came.consent, page) for page in here)
    pages = []
    for picture, bound in pile.pages:
        if picture not in seen:
            seen.add(picture)
            pages.append((picture, bound))
    return replace(pile, pages=tuple(pages))


def take_in_for(desk: Desk, pile: Pile, case: CaseId, client: ClientId) -> ConsentId:
    """The same of a blank form, which is this client's from now on.

    Raises:
        FormNotAwaited, DiskFull, DiskFault: as they say.
        TooManyPages: it is this client's, without a page.
    """
    for_client(desk, pile.form_id, case, client)
    return take_in(desk, replace(pile, is_blank=False))


def for_client(desk: Desk, form_id: str, case: CaseId, client: ClientId) -> ConsentId:
    """A blank form that came back is this client's: it becomes a form of theirs.

    Raises:
        FormNotAwaited: it is somebody's already, or was called back.
        DiskFull, DiskFault: it is nobody's yet.
    """
    blank = paper_forms.blank(desk.read(), form_id)
    if blank is None or not blank.is_awaited:
        raise _not_awaited(desk, form_id, _CALLED_BACK)
    consent = Consent(
        id=ConsentId(ids.new_id()),
        form_id=form_id,
        form=blank.form,
        version=blank.version,
        case=case,
        client=client,
        begun_at=blank.printed_at,
        offered_at=blank.printed_at,
        on_paper_at=blank.printed_at,
    )
    with desk.store.act(Act.FORM_BEGUN, at=desk.now(), about=consent.id, form=blank.form) as tx:
        consents.save(tx, consent)
        paper_forms.keep_blank(tx, replace(blank, consent=consent.id))
    return consent.id


def take_in(desk: Desk, pile: Pile) -> ConsentId:
    """Keep these pages behind those that came back before: all of them, or none.

    Raises:
        FormNotAwaited: it is nobody's form yet, or gone.
        TooManyPages, DiskFull, DiskFault: nothing was taken in.
    """
    consent, now = paper_forms.consent_of(desk.read(), pile.form_id), desk.now()
    if consent is None:
        raise _not_awaited(desk, pile.form_id, _NOT_PRINTED)
    if not pile.pages:
        return consent
    with desk.store.act(
        Act.FORM_PAGES_TAKEN_IN, at=now, about=consent, pages=len(pile.pages)
    ) as tx:
        paper_forms.begin_return(tx, consent, Entered(), now)
        paper_forms.add_pages(tx, consent, pile.pages)
        came = paper_forms.load(tx, consent)
        entered = came.entered if came else Entered()
        unchecked = replace(entered, every_page=False, signatures_seen=False)
        paper_forms.enter(tx, consent, unchecked)
    return consent


def _has_pages(desk: Desk, form_id: str) -> bool:
    consent = paper_forms.consent_of(desk.read(), form_id)
    came = paper_forms.load(desk.read(), consent) if consent else None
    return came is not None and bool(came.pages)


def _title(desk: Desk, form_id: str) -> str:
    """What form that is; nothing where it is none of this store."""
    reader = desk.read()
    if (which := paper_forms.consent_of(reader, form_id)) is not None:
        return form_definitions.of(reader, consents.load(reader, which)).title
    blank = paper_forms.blank(reader, form_id)
    return form_definitions.at(reader, blank.form, blank.version).title if blank else ""


def _other(desk: Desk, form_id: str, wanted: str) -> OtherFormScanned | UnknownFormScanned:
    if title := _title(desk, form_id):
        return OtherFormScanned(title=title, id=form_id, wanted=wanted)
    return UnknownFormScanned(id=form_id)


def _awaited(desk: Desk, form_id: str, *, typed: bool) -> tuple[str, bool]:
    """Its title, and whether it is a blank form that is nobody's yet."""
    reader, title = desk.read(), _title(desk, form_id)
    if not title:
        raise FormIdNotAwaited(id=form_id) if typed else UnknownFormScanned(id=form_id)
    which, blank = paper_forms.consent_of(reader, form_id), paper_forms.blank(reader, form_id)
    if which is None and blank is not None:
        if not blank.is_awaited:
            raise _not_awaited(desk, form_id, _CALLED_BACK)
        return title, True
    if which is not None and (why := _why_not(consents.load(reader, which))):
        raise _not_awaited(desk, form_id, why)
    return title, False


def _why_not(consent: Consent) -> str:
    if consent.withdrawn_at is not None:
        return N_("the client took it back.")
    if consent.sealed_at is not None:
        return _ON_RECORD
    return "" if consent.on_paper_at is not None else _NOT_PRINTED


def _not_awaited(desk: Desk, form_id: str, why: str) -> FormNotAwaited:
    return FormNotAwaited(id=form_id, title=_title(desk, form_id), why=_(why))
