"""A consent form on paper: what was asked, explained, answered and decided (forms.md 4.1, F2).

Everything is read from the form's definition and the consent's answers, so that what the screen
shows before signing is this document without its signatures. ``canonical_text`` is what those are
bound to.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import replace
from datetime import date
from itertools import groupby
from typing import Final

from counsellor_desk.documents.by_hand import for_hand
from counsellor_desk.documents.composed import Composed, FormContext
from counsellor_desk.documents.content import (
    Block,
    Fact,
    Facts,
    Heading,
    Opening,
    Panel,
    Passage,
    Quotation,
    Room,
    SignatureBlock,
    Signatures,
    Table,
    Tick,
    canonical,
)
from counsellor_desk.documents.page import Sheet, typeset
from counsellor_desk.documents.signing_page import grouped, signing_page
from counsellor_desk.domain import dates, facts, form_versions, permissions
from counsellor_desk.domain.consent import Consent, required_signers, signs_later
from counsellor_desk.domain.decisions import decision
from counsellor_desk.domain.form_terms import Purpose
from counsellor_desk.domain.forms import (
    YES,
    Field,
    FieldKind,
    FormDefinition,
    Reader,
    Step,
    picked,
    words,
)
from counsellor_desk.domain.ids import ConsentId, SummaryId
from counsellor_desk.domain.outcomes import Outcome, outcomes_of
from counsellor_desk.domain.profile import Jurisdiction
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.errors import DeskError
from counsellor_desk.wording import N_, _

OWN_WORDS: Final = "own_words"
SHORT: Final = frozenset({FieldKind.LINE, FieldKind.CHOICE, FieldKind.DATE})
_SHARING: Final = {
    Outcome.GIVEN: N_("You said yes. The records above may be shared, as this form says."),
    Outcome.IN_PART: N_("You said yes to some. Only the records below may be shared."),
    Outcome.REFUSED: N_("You said no. Nothing is shared. Our work goes on as before."),
    Outcome.NOT_DECIDED: N_("You have not decided yet. Nothing is shared until you do."),
}
_SAYS: Final = {
    Outcome.GIVEN: N_("You said yes, to what this form says and no more."),
    Outcome.IN_PART: N_("You said yes to some of it. Only what is ticked below may be done."),
    Outcome.REFUSED: N_("You said no. It is not done. Our work goes on as before."),
    Outcome.NOT_DECIDED: N_("You have not decided yet. Nothing is done until you do."),
    Outcome.SIGNED: N_("You agreed to what this form says."),
    Outcome.DECLINED: N_("You did not agree to this, and that stands here as you said it."),
    Outcome.NOT_YET: N_("You have not agreed to this yet. Take the time you need."),
}


_NOTHING: Final = N_("Nothing was entered here.")


class SignedTextChanged(DeskError):
    """A signature never stands under words that were not there when it was given."""

    happened = N_("Something on this form has changed since it was signed.")
    safe = N_("All answers and signatures are kept, and nothing is sealed.")
    next_step = N_("Take the signatures back, look at the form together, and sign it again.")


def compose(
    form: FormDefinition, consent: Consent, *, context: FormContext, by_hand: bool = False
) -> Composed:
    """The form as a PDF, signed as far as it is: without signatures it is the preview.

    ``by_hand``: to be signed on paper, with room to write and without the page about signing.

    Raises:
        KeyError: a record that was ticked is not among ``context.records``.
        SignedTextChanged: a signature is over another text than the form's of now.
    """
    over = text_hash(form, consent, context)
    if any(signature.over != over for signature in consent.signatures):
        raise SignedTextChanged
    blocks = [*_blocks(form, consent, context)]
    if by_hand:
        blocks = [*for_hand(map(_with_room, blocks), _("Not answered yet"))]
    else:
        blocks += signing_page(form, consent, over=over)
    return typeset(blocks, sheet(form, consent, context), title=f"{form.title} {consent.form_id}")


def _with_room(block: Block) -> Block:
    """On paper something may still be written where nothing was entered."""
    return Room("", 1) if block == Passage(_(_NOTHING), quiet=True) else block


def answers_under(
    form: FormDefinition, consent: Consent, context: FormContext, keys: Collection[str]
) -> Iterator[Block]:
    """What stands on the form under these fields alone."""
    for step in form.steps:
        fields = tuple(field for field in step.fields if field.key in keys)
        yield from _answers(form, replace(step, fields=fields), consent, context)


def canonical_text(form: FormDefinition, consent: Consent, context: FormContext) -> str:
    """All that the form says, signatures aside, in one exact text."""
    organisation = context.letterhead.organisation
    head = Panel(
        (
            (form.id, consent.form_id),
            (str(form.version), form.language),
            (organisation.ico_number, organisation.policy_version),
        )
    )
    return canonical([head, *_blocks(form, consent, context)])


def text_hash(form: FormDefinition, consent: Consent, context: FormContext) -> str:
    """SHA-256 of ``canonical_text`` in UTF-8, hexadecimal: what signatures are over."""
    return hashlib.sha256(canonical_text(form, consent, context).encode("utf-8")).hexdigest()


def sheet(form: FormDefinition, consent: Consent, context: FormContext) -> Sheet:
    """What stands on every page of the form."""
    name = _("{form}, {id} version {version}")
    return Sheet(
        letterhead=context.letterhead,
        document=name.format(form=form.title, id=form.id, version=form.version),
        reference=consent.form_id,
    )


def _blocks(form: FormDefinition, consent: Consent, context: FormContext) -> Iterator[Block]:
    yield Opening(form.title, form.intro)
    yield _who_and_which(form, consent, context)
    for step in form.steps:
        yield Heading(step.short)
        if step.reader is not Reader.COUNSELLOR:
            yield Passage(" ".join(filter(None, (step.plain, step.full))), quiet=True)
            yield from _dated_facts(step, consent, context)
        if answers := [*_answers(form, step, consent, context)]:
            yield from answers
        elif step.fields:
            yield Passage(_(_NOTHING), quiet=True)


def _dated_facts(step: Step, consent: Consent, context: FormContext) -> Iterator[Block]:
    """What the law and practice say where the client is, each with the day it was checked."""
    told = words(consent.answers, "jurisdiction")
    place = Jurisdiction.of(told) if told else context.letterhead.organisation.jurisdiction
    for fact in facts.shown(context.facts, step.facts, place):
        yield Passage(f"{fact.text} {fact.standing(fact.checked_on)}", quiet=True)


def _who_and_which(form: FormDefinition, consent: Consent, context: FormContext) -> Panel:
    counsellor = context.counsellor
    older = [(_("It takes the place of"), _("form {id}").format(id=context.renews))]
    return Panel(
        (
            (_("Client"), context.client_name),
            (_("Counsellor"), f"{counsellor.name}, {counsellor.role.label}"),
            (_("Organisation"), context.letterhead.organisation.name),
            (_("Form ID"), consent.form_id),
            (_("Form"), form_versions.named(form)),
            (_("Case number"), context.letterhead.case_number),
            *(older if context.renews else []),
        )
    )


def _answers(
    form: FormDefinition, step: Step, consent: Consent, context: FormContext
) -> Iterator[Block]:
    asked = [field for field in step.fields if field.asked(consent.answers)]
    for short, run in groupby(asked, key=lambda field: field.kind in SHORT):
        fields = list(run)
        if short:
            pairs = [(field.printed, _short(field, consent)) for field in fields]
            yield from _facts([pair for pair in pairs if pair[1]])
        for field in [] if short else fields:
            yield from _answer(form, step, field, consent, context)


def _facts(pairs: list[tuple[str, str]]) -> Iterator[Block]:
    if pairs:
        yield Facts(tuple(pairs))


def _answer(
    form: FormDefinition, step: Step, field: Field, consent: Consent, context: FormContext
) -> Iterator[Block]:
    match field.kind:
        case FieldKind.LONG:
            yield from _long(step, field, consent)
        case FieldKind.TEXT:
            yield from _text(field, consent)
        case FieldKind.UNDERSTOOD | FieldKind.CHECK | FieldKind.TICKS:
            yield from _ticks(field, consent)
        case FieldKind.RECORDS | FieldKind.CONSENTS:
            yield from _chosen(field, consent, context)
        case FieldKind.OUTCOME:
            yield from _outcomes(form, consent)
        case FieldKind.SIGNATURES:
            yield _signatures(form, consent)
        case _:
            raise TypeError(field.kind.name)


def _short(field: Field, consent: Consent) -> str:
    """An answer that fits beside another. Required and not there yet: says so."""
    value = str(field.answer(consent.answers))
    if field.kind is FieldKind.CHOICE:
        value = next((option.label for option in field.options if option.key == value), "")
    elif field.kind is FieldKind.DATE and value:
        value = dates.day(date.fromisoformat(value))
    return value or _open(field)


def _long(step: Step, field: Field, consent: Consent) -> Iterator[Block]:
    value = str(field.answer(consent.answers)) or _open(field)
    label = "" if field.printed == step.short else field.printed
    if value:
        yield Quotation(label, value) if field.key == OWN_WORDS else Fact(label, value)


def _text(field: Field, consent: Consent) -> Iterator[Block]:
    """What the form is about, word for word, and the number that belongs to these words alone."""
    value = str(field.answer(consent.answers))
    yield Fact(field.printed, value or _open(field))
    if value:
        number = permissions.text_hash(value)
        yield Fact(_("Fingerprint of this text (SHA-256)"), grouped(number))


def _ticks(field: Field, consent: Consent) -> Iterator[Block]:
    """All options alike; of what is picked among others, those that were there to pick."""
    if not field.options:
        yield Tick(field.label, field.answer(consent.answers) == YES)
    chosen = picked(consent.answers, field.key)
    wider = picked(consent.answers, field.among)
    for option in field.options:
        if not field.among or option.key in wider:
            yield Tick(option.label, option.key in chosen)


def _chosen(field: Field, consent: Consent, context: FormContext) -> Iterator[Block]:
    if field.kind is FieldKind.RECORDS:
        yield _records(field, consent, context)
    else:
        yield from _withdrawn(field, consent, context)


def _withdrawn(field: Field, consent: Consent, context: FormContext) -> Iterator[Block]:
    """The forms that are taken back, and what had left on their ground by then."""
    known = {line.id: line for line in context.forms}
    taken = [known[ConsentId(key)] for key in picked(consent.answers, field.key)]
    if not taken:
        yield Fact(field.printed, _("None ticked yet"))
        return
    rows = tuple(
        (line.title, line.form_id, dates.day(line.given_on), line.recipient) for line in taken
    )
    headers = (_("Form"), _("Form ID"), _("Given on"), _("For"))
    yield Table(field.printed, headers, rows, (12, 9, 13, 12))
    gone = tuple((dates.day(each.at.date()), each.what, each.to) for each in context.gone_out)
    label = _("What has left already, and cannot be called back")
    if gone:
        yield Table(label, (_("On"), _("What"), _("To")), gone, (3, 4, 5))
    else:
        yield Fact(label, _("Nothing"))


def _open(field: Field) -> str:
    return _("Not answered yet") if field.required else ""


def _records(field: Field, consent: Consent, context: FormContext) -> Block:
    """The records ticked, oldest first."""
    known = {record.id: record for record in context.records}
    ticked = [known[SummaryId(key)] for key in picked(consent.answers, field.key)]
    ticked.sort(key=lambda record: (record.day, record.id))
    if not ticked:
        return Fact(field.printed, _("None ticked yet"))
    rows = tuple((dates.day(record.day), record.kind) for record in ticked)
    return Table(field.printed, (_("Session on"), _("Record")), rows, (2, 3))


def _outcomes(form: FormDefinition, consent: Consent) -> Iterator[Block]:
    """All of them, alike, and what the one chosen means."""
    chosen = words(consent.answers, "outcome")
    for outcome in outcomes_of(form.family):
        yield Tick(outcome.label, outcome.value == chosen, together=True)
    says = _SHARING if form.purpose is Purpose.DISCLOSURE else _SAYS
    yield Passage(_(says[decision(form, consent.answers).outcome]))
    if consent.ends_on is not None and not form.reads.ends_on:
        yield Fact(_("It ends on"), dates.day(consent.ends_on))


def _signatures(form: FormDefinition, consent: Consent) -> Signatures:
    """A place for each who has to sign, and for everybody who did."""
    asked = {*form.signers, *required_signers(form, consent)}
    gave = {signature.role for signature in consent.signatures}
    roles = [role for role in SignerRole if role in asked | gave]
    later = signs_later(form, consent)
    return Signatures(tuple(_signature(role, consent, later) for role in roles))


def _signature(role: SignerRole, consent: Consent, later: frozenset[SignerRole]) -> SignatureBlock:
    signature = consent.signature(role)
    if signature is None:
        return SignatureBlock(role.label, when=_unsigned(role, later) if consent.signed_at else "")
    return SignatureBlock(
        role.label, signature.name, dates.moment(signature.signed_at), signature.strokes
    )


def _unsigned(role: SignerRole, later: frozenset[SignerRole]) -> str:
    """Why the place of somebody is empty although the form is closed."""
    if role in later:
        return _("May sign later, with a certificate of their own")
    return _("Not signed: a “No” needs no signature")
