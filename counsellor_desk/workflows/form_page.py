"""A form on record, whole: what it is worth and why, what stands beside it, what it has lived."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from counsellor_desk.domain import later as later_rules
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.consent import Consent, ConsentState
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.domain.later import LaterLine
from counsellor_desk.domain.later_terms import Later
from counsellor_desk.domain.outcomes import Family
from counsellor_desk.vault import audit, consents, later_lines
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.wording import _
from counsellor_desk.workflows import allowed, closing, papers, renewal, withdrawals
from counsellor_desk.workflows import consent as forms_with_clients
from counsellor_desk.workflows.allowed import Allowance
from counsellor_desk.workflows.consent import ConsentPage
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.papers import Paper
from counsellor_desk.workflows.withdrawals import Aftermath


@dataclass(frozen=True, kw_only=True)
class Event:
    """Something that happened to a form. ``leads_to``: another form that it is about."""

    at: datetime
    words: str
    leads_to: ConsentId | None = None


@dataclass(frozen=True, kw_only=True)
class Beside:
    """What stands beside a sealed form. ``possible``: what can be said there; ``due``: by when."""

    lines: tuple[LaterLine, ...]
    possible: tuple[Later, ...]
    due: date | None


@dataclass(frozen=True, kw_only=True)
class FormPage:
    """All that its screen shows. ``paper``: none where it never came to be sealed.

    ``aftermath``: what is left to do once it is withdrawn. ``taken_back``: the forms that it
    withdraws itself.
    """

    page: ConsentPage
    paper: Paper | None
    allowance: Allowance
    beside: Beside
    aftermath: Aftermath | None
    taken_back: tuple[Consent, ...]
    history: tuple[Event, ...]


def look(desk: Desk, which: ConsentId) -> FormPage:
    """The form as it stands now, its document checked anew.

    Raises:
        KeyError: no such form.
    """
    page, reader = forms_with_clients.page(desk, which), desk.read()
    found = page.guide.consent
    withdrawn = page.guide.state is ConsentState.WITHDRAWN and found.sealed_at is not None
    taken = closing.picks(page.guide.form, found.answers)
    return FormPage(
        page=page,
        paper=papers.look(desk, found.document) if found.document is not None else None,
        allowance=allowed.by_form(desk, which),
        beside=_beside(reader, page),
        aftermath=withdrawals.look(desk, which) if withdrawn else None,
        taken_back=tuple(consents.load(reader, each) for each in taken),
        history=tuple(sorted(_history(reader, page), key=lambda event: event.at, reverse=True)),
    )


def _beside(reader: Reader, page: ConsentPage) -> Beside:
    form, found = page.guide.form, page.guide.consent
    lines = later_lines.of_consent(reader, found.id)
    due = None if lines else later_rules.due_on(form, found)
    return Beside(lines=lines, possible=later_rules.asked(form, found), due=due)


def _history(reader: Reader, page: ConsentPage) -> Iterator[Event]:
    found = page.guide.consent
    yield Event(at=found.begun_at, words=_("Begun"))
    if (older := renewal.renewed(reader, found)) is not None:
        words = _("Begun in the place of form {id}").format(id=older.form_id)
        yield Event(at=found.begun_at, words=words, leads_to=older.id)
    moments = (
        (found.on_paper_at, _("Printed, to be signed by hand")),
        (found.signed_at, _signed(page)),
        (found.sealed_at, _("Sealed")),
        (found.used_at, _("Used")),
        (found.withdrawn_at, _("Taken back: {how}").format(how=found.withdrawn_how)),
    )
    for at, words in moments:
        if at is not None:
            yield Event(at=at, words=words)
    yield from _since(reader, found)


def _signed(page: ConsentPage) -> str:
    decided = page.guide.consent.outcome
    if page.guide.form.family is Family.RECORD or decided is None:
        return _("Closed")
    return _("Decided: {decision}").format(decision=decided.label)


def _since(reader: Reader, found: Consent) -> Iterator[Event]:
    for entry in audit.entries(reader, about=found.id, acts=frozenset({Act.FORM_REVIEWED})):
        yield Event(at=entry.at, words=_("Looked at together, and left as it was"))
    if found.superseded_by is not None:
        newer = consents.load(reader, found.superseded_by)
        words = _("Replaced by form {id}").format(id=newer.form_id)
        yield Event(at=newer.sealed_at or newer.begun_at, words=words, leads_to=newer.id)
