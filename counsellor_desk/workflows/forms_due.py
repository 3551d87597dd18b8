"""Which forms wait for something: missing, ending, to be looked at again, to be written at last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain import endings, validity
from counsellor_desk.domain.cases import CaseStatus
from counsellor_desk.domain.consent import EXPIRING, LIVE_STATES, Consent, state
from counsellor_desk.domain.form_terms import Ends, Rule
from counsellor_desk.domain.forms import FormDefinition, words
from counsellor_desk.domain.ids import ClientId, ConsentId
from counsellor_desk.domain.missing_forms import WithoutForm
from counsellor_desk.vault import cases, consents, identity_cards, paper_forms
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.workflows import closing, form_definitions, form_lines, later
from counsellor_desk.workflows.client_forms import (
    AGREEMENT,
    LATE_FROM,
    NOTICE,
    YOUNG_PERSON,
    is_young,
)
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.form_lines import DueForm

FEW: Final = 30
"""How many of those missing and outdated are told one by one."""
_AHEAD: Final = timedelta(days=14)
_NINETEEN_YEARS: Final = timedelta(days=19 * 366)
_WRITTEN_AS: Final = MappingProxyType({"share": "F2", "refer": "F3", "contact": "F6"})
"""Which form follows a yes said aloud, by what it was about."""


@dataclass(frozen=True, kw_only=True)
class MissingForm:
    """A client with whom forms are due. ``late``: the second session has been.

    ``form`` is to be begun first; ``titles`` are those of all of them, in that order. ``client``
    names nobody. ``in_hand``: that the first was begun with them, if it was.
    """

    without: WithoutForm
    form: str
    titles: tuple[str, ...]
    client: str
    late: bool
    in_hand: ConsentId | None = None


@dataclass(frozen=True, kw_only=True)
class FormsDue:
    """Everything about forms that waits for the counsellor, the most urgent of each first.

    ``ending``: in force, and ends within thirty days. ``reviews``: to be looked at together within
    a fortnight. ``birthdays``: a client turns 16 or 18 within thirty days, or has, and the form has
    ended with it. ``follow_ups``: said aloud, and to be written. ``later``: sealed, and to be
    filled in beside. ``on_paper``: printed, and not back yet. ``outdated``: of an older version.
    None of them stands in two places. Of those missing and outdated, so many as ``FEW`` says are
    here, and all are counted.
    """

    missing: tuple[MissingForm, ...]
    ending: tuple[DueForm, ...]
    reviews: tuple[DueForm, ...]
    birthdays: tuple[DueForm, ...]
    follow_ups: tuple[DueForm, ...]
    later: tuple[DueForm, ...]
    on_paper: tuple[DueForm, ...]
    outdated: tuple[DueForm, ...]
    missing_count: int
    outdated_count: int


def look(desk: Desk) -> FormsDue:
    """All of it, across the open cases; what was promised for a day, of closed ones too."""
    reader, today = desk.read(), desk.now().date()
    definitions = form_definitions.everything(reader)
    birthdays = tuple(_birthdays(reader, definitions, today))
    missing = _without(reader, today)
    outdated = tuple(_outdated(reader, definitions, today))
    ending = _others(_open(_ending(reader, today)), birthdays)
    return FormsDue(
        missing=tuple(_missing(reader, missing[:FEW])),
        missing_count=len(missing),
        ending=ending,
        reviews=_others(_open(_reviews(reader, today)), birthdays, ending),
        birthdays=birthdays,
        follow_ups=tuple(_follow_ups(reader, definitions, today)),
        later=tuple(
            line
            for line in form_lines.lines(reader, today, later.due(reader))
            if line.on <= today + _AHEAD
        ),
        on_paper=_on_paper(reader, today),
        outdated=form_lines.lines(reader, today, outdated[:FEW]),
        outdated_count=len(outdated),
    )


def _open(lines: Iterable[DueForm]) -> tuple[DueForm, ...]:
    return tuple(line for line in lines if line.case_is_open)


def _others(lines: Iterable[DueForm], *already: Iterable[DueForm]) -> tuple[DueForm, ...]:
    """Without those that are told of elsewhere."""
    told = {line.consent.id for lines in already for line in lines}
    return tuple(line for line in lines if line.consent.id not in told)


def _without(reader: Reader, today: date) -> tuple[tuple[WithoutForm, tuple[str, ...]], ...]:
    """Who has not gone through which forms; who came most often comes first."""
    young = identity_cards.maybe_young(reader, today - _NINETEEN_YEARS)
    found: dict[ClientId, tuple[WithoutForm, list[str]]] = {}
    for form in (AGREEMENT, NOTICE, YOUNG_PERSON):
        for each in consents.without(reader, form, today):
            if form == YOUNG_PERSON and not (
                each.client in young and is_young(reader, each.case, each.client, today)
            ):
                continue
            found.setdefault(each.client, (each, []))[1].append(form)
    in_order = sorted(found.values(), key=lambda pair: -pair[0].sessions)
    return tuple((each, tuple(forms)) for each, forms in in_order)


def _missing(
    reader: Reader, found: Iterable[tuple[WithoutForm, tuple[str, ...]]]
) -> Iterator[MissingForm]:
    for each, forms in found:
        case = cases.load(reader, each.case)
        yield MissingForm(
            without=each,
            form=forms[0],
            titles=tuple(form_definitions.newest(reader, form).title for form in forms),
            client=case.client(each.client).label(of=len(case.clients)),
            late=each.sessions >= LATE_FROM,
            in_hand=_in_hand(reader, each.client, forms[0]),
        )


def _in_hand(reader: Reader, client: ClientId, form: str) -> ConsentId | None:
    found = (
        each.id
        for each in consents.of_client(reader, client)
        if each.form == form and each.sealed_at is None and each.withdrawn_at is None
    )
    return next(found, None)


def _ending(reader: Reader, today: date) -> tuple[DueForm, ...]:
    found = consents.ending(reader, today, today + EXPIRING)
    return form_lines.lines(
        reader, today, ((each, each.ends_on) for each in found if each.ends_on is not None)
    )


def _reviews(reader: Reader, today: date) -> tuple[DueForm, ...]:
    found = consents.to_review(reader, today, today + _AHEAD)
    return form_lines.lines(
        reader, today, ((each, each.review_on) for each in found if each.review_on is not None)
    )


def _birthdays(
    reader: Reader, definitions: Iterable[FormDefinition], today: date
) -> Iterator[DueForm]:
    known = {form.id: form.lasts for form in definitions if form.lasts.birthdays}
    newest = {(each.client, each.form): each for each in consents.standing(reader, known)}
    born = {
        consent.id: validity.born_on(consent.answers, closing.around(reader, consent, today))
        for consent in newest.values()
    }
    due = []
    for consent in newest.values():
        sealed_on = (consent.sealed_at or consent.begun_at).date()
        on = endings.next_birthday(known[consent.form], born[consent.id], sealed_on)
        if on is not None and on <= today + EXPIRING:
            due.append((consent, on))
    for line in _open(form_lines.lines(reader, today, due)):
        day = born[line.consent.id]
        yield replace(line, age=line.on.year - day.year if day else 0)


def _follow_ups(
    reader: Reader, definitions: Iterable[FormDefinition], today: date
) -> Iterator[DueForm]:
    spoken = [form.id for form in definitions if Rule.READ_BACK in form.rules]
    found = (
        (each, each.ends_on)
        for each in consents.standing(reader, spoken)
        if each.ends_on is not None
    )
    for line in _open(form_lines.lines(reader, today, found)):
        if _is_followed(reader, line.consent):
            continue
        yield replace(line, writes=written_as(line.consent))


def written_as(spoken: Consent) -> str:
    """Which form puts in writing what was said aloud."""
    return _WRITTEN_AS.get(words(spoken.answers, "about"), "F2")


def _is_followed(reader: Reader, spoken: Consent) -> bool:
    """Whether the written form was closed, with a yes or a no, be it late."""
    every = consents.of_client(reader, spoken.client)
    return any(each.renews == spoken.id and each.sealed_at is not None for each in every)


def _outdated(
    reader: Reader, definitions: Iterable[FormDefinition], today: date
) -> Iterator[tuple[Consent, date]]:
    known = {form.id: form for form in definitions if form.lasts.ends is Ends.NEW_VERSION}
    for consent in consents.standing(reader, known):
        is_older = consent.version < known[consent.form].version
        if is_older and state(consent, today) in LIVE_STATES and _is_open(reader, consent):
            yield consent, today


def _is_open(reader: Reader, consent: Consent) -> bool:
    return cases.load(reader, consent.case).status is CaseStatus.OPEN


def _on_paper(reader: Reader, today: date) -> tuple[DueForm, ...]:
    """By the day on which each was printed."""
    found = (consents.load(reader, which) for which in paper_forms.awaited(reader))
    return form_lines.lines(
        reader, today, ((each, each.on_paper_at.date()) for each in found if each.on_paper_at)
    )
