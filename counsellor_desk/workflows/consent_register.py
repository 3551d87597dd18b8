"""All consents across cases, by what they are worth today; and asking once more for one (policy 6).

Lists are cut where they grow without end: what is over is found on the page of its case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from counsellor_desk.domain import consent as consent_rules
from counsellor_desk.domain import endings, standing
from counsellor_desk.domain.audit import Act
from counsellor_desk.domain.case_numbers import comparable
from counsellor_desk.domain.consent import Consent, ConsentState, state
from counsellor_desk.domain.forms import Answer, Answers, Field, FieldKind, FormDefinition
from counsellor_desk.domain.ids import ConsentId
from counsellor_desk.vault import cases, consents
from counsellor_desk.vault.transactions import Reader
from counsellor_desk.workflows import consent as forms_with_clients
from counsellor_desk.workflows import form_definitions, paper_printing
from counsellor_desk.workflows.consent import ConsentPage, Guide
from counsellor_desk.workflows.desk import Desk
from counsellor_desk.workflows.paper_printing import PaperLine

FEW: Final = 50
"""How many refused and how many ended ones are listed."""

_SAID_ANEW: Final = frozenset(
    {
        FieldKind.UNDERSTOOD,
        FieldKind.CHECK,
        FieldKind.DATE,
        FieldKind.CONSENTS,
        FieldKind.OUTCOME,
        FieldKind.SIGNATURES,
    }
)
REVIEW_AHEAD: Final = timedelta(days=14)
_READ_AS: Final = str.maketrans("OIL", "011")
_OWN_WORDS: Final = "own_words"


@dataclass(frozen=True, kw_only=True)
class ConsentEntry:
    """A sealed form as a list across cases shows it. ``client`` names nobody.

    ``told``: its state in words; ``title``: the form's.
    """

    consent: Consent
    state: ConsentState
    told: str
    title: str
    case_number: str
    client: str


@dataclass(frozen=True, kw_only=True)
class Register:
    """Forms in hand, and consents and agreements by what they are worth today.

    ``on_paper``: printed, filled in or blank, and not sealed yet. ``in_force``: the one that ends
    first comes first. ``to_review``: those of them that are to be looked at together within a
    fortnight. ``refused``, ``ended``, ``recorded``: the newest first, so many as ``FEW`` says.
    ``ended`` were withdrawn, used up, replaced, or ran out; ``recorded`` are records, such as
    withdrawals.
    """

    in_hand: tuple[Guide, ...]
    on_paper: tuple[PaperLine, ...]
    in_force: tuple[ConsentEntry, ...]
    to_review: tuple[ConsentEntry, ...]
    refused: tuple[ConsentEntry, ...]
    ended: tuple[ConsentEntry, ...]
    recorded: tuple[ConsentEntry, ...]
    cases: int

    @property
    def ending(self) -> tuple[ConsentEntry, ...]:
        """What is in force and ends within thirty days."""
        return tuple(each for each in self.in_force if each.state is ConsentState.EXPIRING)

    @property
    def is_empty(self) -> bool:
        """Whether there is no form at all."""
        forms = (self.in_hand, self.on_paper, self.in_force, self.refused, self.ended)
        return not any((*forms, self.recorded))


@dataclass(frozen=True, kw_only=True)
class Renewal:
    """What renewing a form takes over from it, and what the client is asked anew."""

    carried: tuple[str, ...]
    anew: tuple[str, ...]


def register(desk: Desk) -> Register:
    """Everything that the Forms room shows."""
    reader, today = desk.read(), desk.now().date()

    def entries(found: tuple[Consent, ...]) -> tuple[ConsentEntry, ...]:
        return tuple(_entry(reader, consent, today) for consent in found)

    unfinished = forms_with_clients.unfinished(desk)
    return Register(
        in_hand=tuple(each for each in unfinished if each.consent.on_paper_at is None),
        on_paper=paper_printing.awaited(desk),
        in_force=entries(consents.in_force(reader, today)),
        to_review=entries(consents.to_review(reader, today, today + REVIEW_AHEAD)),
        refused=entries(consents.refused(reader, FEW)),
        ended=entries(consents.ended(reader, today, FEW)),
        recorded=entries(consents.recorded(reader, FEW)),
        cases=cases.count(reader),
    )


def find(desk: Desk, typed: str) -> tuple[ConsentEntry, ...]:
    """Forms whose ID, or whose case's number, holds what was typed: in hand or not, newest first.

    Spaces and dashes do not count, and letters that look like figures do.
    """
    reader, today = desk.read(), desk.now().date()
    form_id = comparable(typed).upper().translate(_READ_AS)
    if not form_id:
        return ()
    found = consents.find(reader, form_id=form_id, number=comparable(typed), limit=FEW)
    return tuple(_entry(reader, consent, today) for consent in found)


def renewal_of(desk: Desk, consent: ConsentId) -> Renewal:
    """What ``renew`` would take over, and what it asks anew, as the form's questions name it.

    Raises:
        KeyError: no such consent.
    """
    reader = desk.read()
    old = consents.load(reader, consent)
    before, after = form_definitions.of(reader, old), form_definitions.newest(reader, old.form)
    carried = _carried_over(before, after, old.answers)
    asked = [field for field in after.fields() if field.asked(old.answers)]
    return Renewal(
        carried=tuple(field.printed for field in asked if carried.get(field.key)),
        anew=tuple(
            field.printed for field in asked if field.required and not carried.get(field.key)
        ),
    )


def renew(desk: Desk, consent: ConsentId) -> Guide:
    """Begin the same form again with the same client. What a client says is asked anew.

    The old one stands as it is until the new one is sealed. One that was begun is gone on with.

    Raises:
        KeyError: no such consent.
    """
    return _begin_from(desk, consent, forms_with_clients.guide(desk, consent).consent.form)


def follow_up(desk: Desk, consent: ConsentId, form: str) -> Guide:
    """Begin the written form that follows a spoken consent, with what was already said in it.

    Once it is sealed it stands where the record of the spoken one stood.

    Raises:
        KeyError: no such consent.
        FileNotFoundError: no such form.
    """
    return _begin_from(desk, consent, form)


def reviewed(desk: Desk, consent: ConsentId, again_on: date | None = None) -> ConsentPage:
    """Say that it was looked at together and stays as it is, until its next review.

    That is on ``again_on``, or else as far ahead as the form has it.

    Raises:
        KeyError: no such consent.
        ConsentStepNotPossible: it is not in force.
        ReviewDayNotPossible: that day lies behind, or further ahead than the form has it.
    """
    now, reader = desk.now(), desk.read()
    found = consents.load(reader, consent)
    again_on = endings.next_review(form_definitions.of(reader, found), now.date(), again_on)
    kept = consent_rules.reviewed(found, again_on=again_on, at=now)
    with desk.store.act(Act.FORM_REVIEWED, at=now, about=consent) as tx:
        consents.save(tx, kept)
    return forms_with_clients.page(desk, consent)


def used_up(desk: Desk, consent: ConsentId) -> ConsentPage:
    """Say that what was agreed to, for once, has been done outside this desk: it ends with that.

    Raises:
        KeyError: no such consent.
        ConsentStepNotPossible: it is not in force.
    """
    now = desk.now()
    kept = consent_rules.used(consents.load(desk.read(), consent), now)
    with desk.store.act(Act.CONSENT_USED, at=now, about=consent) as tx:
        consents.save(tx, kept)
    return forms_with_clients.page(desk, consent)


def _begin_from(desk: Desk, consent: ConsentId, form: str) -> Guide:
    old = consents.load(desk.read(), consent)
    for each in consents.of_client(desk.read(), old.client):
        if (each.form, each.renews) == (form, old.id) and not (each.sealed_at or each.withdrawn_at):
            return forms_with_clients.guide(desk, each.id)
    begun = forms_with_clients.begin(desk, old.case, old.client, form, renews=old.id)
    before = form_definitions.of(desk.read(), old)
    answers = _carried_over(before, begun.form, old.answers)
    return forms_with_clients.answer(desk, begun.consent.id, answers, begun.form.steps[0].key)


def _carried_over(
    before: FormDefinition, after: FormDefinition, answers: Answers
) -> Mapping[str, Answer]:
    """What both forms ask alike, and nobody has to say anew."""
    kinds = {field.key: field.kind for field in before.fields()}
    return {
        field.key: answers[field.key]
        for field in after.fields()
        if field.key in answers
        and kinds.get(field.key) is field.kind
        and field.kind not in _SAID_ANEW
        and not field.among
        and field.key != _OWN_WORDS
        and _still_offered(field, answers[field.key])
    }


def _still_offered(field: Field, answer: Answer) -> bool:
    given = answer if isinstance(answer, tuple) else (answer,)
    return not field.options or set(given) <= {option.key for option in field.options}


def _entry(reader: Reader, consent: Consent, today: date) -> ConsentEntry:
    case, now = cases.load(reader, consent.case), state(consent, today)
    return ConsentEntry(
        consent=consent,
        state=now,
        told=standing.told(consent, now),
        title=form_definitions.of(reader, consent).title,
        case_number=case.number,
        client=case.client(consent.client).label(of=len(case.clients)),
    )
