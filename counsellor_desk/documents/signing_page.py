"""The last page of a form: how it was signed, in plain words (forms.md 4.1, sealed output)."""

from __future__ import annotations

from collections.abc import Iterator

from counsellor_desk.documents.content import (
    Block,
    Fact,
    Heading,
    NewPage,
    Opening,
    Panel,
    Passage,
    Table,
    Tick,
    Ticks,
)
from counsellor_desk.domain import dates, form_versions
from counsellor_desk.domain.consent import Consent, required_signers, signs_later
from counsellor_desk.domain.forms import YES, FieldKind, FormDefinition
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.wording import _


def signing_page(form: FormDefinition, consent: Consent, *, over: str) -> Iterator[Block]:
    """Who signed, when and how, what was explained before, and what the signatures are over.

    ``over``: SHA-256 of the form's canonical text, hexadecimal.
    """
    signed = bool(consent.signatures or required_signers(form, consent))
    yield NewPage()
    yield Opening(
        _("How this form was signed") if signed else _("How this form was closed"),
        _("This page is part of the form and sealed with it. Keep it with the rest."),
    )
    yield _when(form, consent)
    yield from _who(consent) if signed else _nobody()
    yield from _later(form, consent)
    yield from _explained(form, consent)
    yield from _bound_to(over) if signed else _sealed_with(over)
    yield from _limits(signed=signed)


def _when(form: FormDefinition, consent: Consent) -> Panel:
    moments = (
        (_("Begun"), consent.begun_at),
        (_("Put to the client"), consent.offered_at),
        (_("Closed"), consent.signed_at),
    )
    version = form_versions.named(form)
    return Panel(
        (
            (_("Form ID"), consent.form_id),
            (_("Form"), f"{version} ({form.language})"),
            *((label, dates.local_moment(at)) for label, at in moments if at is not None),
        )
    )


def _who(consent: Consent) -> Iterator[Block]:
    yield Heading(_("Who signed"))
    rows = tuple((s.name, s.role.label, dates.moment(s.signed_at)) for s in consent.signatures)
    if rows:
        yield Table("", (_("Name"), _("As"), _("When")), rows, (32, 26, 74))
    else:
        yield Passage(_("Nobody has signed yet."))


def _nobody() -> Iterator[Block]:
    yield Heading(_("Who signed"))
    yield Passage(_("Nobody: this form needs no signature."))


def _later(form: FormDefinition, consent: Consent) -> Iterator[Block]:
    if roles := signs_later(form, consent):
        whose = ", ".join(role.label for role in SignerRole if role in roles)
        yield Passage(
            _(
                "Still to sign, after the form is sealed and with a certificate of their own: "
                "{whose}. Such a signature is in the file and not on a page; “Check a document” "
                "shows it."
            ).format(whose=whose),
            quiet=True,
        )


def _explained(form: FormDefinition, consent: Consent) -> Iterator[Block]:
    yield Heading(_("What was explained and ticked before"))
    yield Ticks(
        tuple(
            Tick(field.printed, field.answer(consent.answers) == YES)
            for field in form.fields()
            if field.kind in {FieldKind.UNDERSTOOD, FieldKind.CHECK}
            and field.asked(consent.answers)
        )
    )


def _bound_to(over: str) -> Iterator[Block]:
    yield Heading(_("What was signed"))
    yield Passage(
        _(
            "Each signature belongs to the exact text of this form. The number below is worked "
            "out from it: one letter more or less gives another number."
        ),
        quiet=True,
    )
    yield _fingerprint(over)


def _sealed_with(over: str) -> Iterator[Block]:
    yield Heading(_("What was sealed"))
    yield Passage(
        _(
            "The number below is worked out from the exact text of this form: one letter more or "
            "less gives another number."
        ),
        quiet=True,
    )
    yield _fingerprint(over)


def _fingerprint(over: str) -> Fact:
    return Fact(_("Fingerprint of the text (SHA-256)"), grouped(over))


def grouped(over: str) -> str:
    """A fingerprint in two lines of four groups, as it can be compared by eye."""
    groups = [over[start : start + 8] for start in range(0, len(over), 8)]
    return "\n".join((" ".join(groups[:4]), " ".join(groups[4:])))


def _limits(*, signed: bool) -> Iterator[Block]:
    yield Heading(_("Good to know"))
    clock = _("Dates and times are by the clock of the computer it was made on.")
    drawn = _(
        "The signatures were drawn on the counsellor’s screen. They show who agreed to what. They "
        "are not “qualified electronic signatures”."
    )
    sealed = _(
        "The file is sealed. Any change shows in Counsellor Desk under “Check a document”, and in "
        "other programs that check signatures in PDF files."
    )
    for sentence in (clock, drawn, sealed) if signed else (clock, sealed):
        yield Passage(sentence, quiet=True)
