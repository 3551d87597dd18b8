"""A form signed by hand as it is sealed: its scanned pages, and a page on how it was signed.

And the blank form: the same questions with room to write, an ID of its own, and nobody's words.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from counsellor_desk.documents import consent_form
from counsellor_desk.documents.by_hand import for_hand
from counsellor_desk.documents.composed import Composed, FormContext, Letterhead
from counsellor_desk.documents.content import (
    Block,
    Fact,
    Heading,
    NewPage,
    Opening,
    Panel,
    Passage,
    Room,
    Scan,
    SignatureBlock,
    Signatures,
    Table,
    Tick,
)
from counsellor_desk.documents.page import Sheet, typeset
from counsellor_desk.domain import dates, form_versions
from counsellor_desk.domain.consent import Consent
from counsellor_desk.domain.forms import Field, FieldKind, FormDefinition, Reader, Step
from counsellor_desk.domain.outcomes import outcomes_of
from counsellor_desk.domain.paper_forms import Bound
from counsellor_desk.wording import _

_SHORT, _LONG = 1, 3
_TICKED = frozenset({FieldKind.UNDERSTOOD, FieldKind.CHECK})
_CHOSEN = frozenset({FieldKind.CHOICE, FieldKind.TICKS})


@dataclass(frozen=True, kw_only=True)
class CameBack:
    """What came back of a form. ``entered``: the fields that were typed from the paper."""

    pages: tuple[tuple[bytes, Bound], ...] = field(repr=False)
    entered: frozenset[str]
    original: str
    begun_at: datetime
    at: datetime


def fingerprint(pages: Iterable[bytes]) -> str:
    """SHA-256 over the pages' own, hexadecimal: what the signatures on paper stand on."""
    each = [hashlib.sha256(page).hexdigest() for page in pages]
    return hashlib.sha256("\n".join(each).encode("ascii")).hexdigest()


def compose(
    form: FormDefinition, consent: Consent, back: CameBack, *, context: FormContext
) -> Composed:
    """The scanned pages, one to a page, and how they were signed, entered and looked at."""
    blocks = [*_scans(back.pages), *_signing(form, consent, back, context)]
    return typeset(
        blocks,
        consent_form.sheet(form, consent, context),
        title=f"{form.title} {consent.form_id}",
    )


def blank(form: FormDefinition, form_id: str, letterhead: Letterhead) -> Composed:
    """The form to be filled in by hand."""
    name = _("{form}, {id} version {version}")
    sheet = Sheet(
        letterhead=letterhead,
        document=name.format(form=form.title, id=form.id, version=form.version),
        reference=form_id,
    )
    return typeset([*_empty(form, form_id, letterhead)], sheet, title=f"{form.title} {form_id}")


def _scans(pages: Sequence[tuple[bytes, Bound]]) -> Iterator[Block]:
    for number, (picture, _bound) in enumerate(pages, 1):
        caption = _("Scanned page {number} of {count} of the form as it was signed by hand")
        yield Scan(caption.format(number=number, count=len(pages)), picture)
        yield NewPage()


def _signing(
    form: FormDefinition, consent: Consent, back: CameBack, context: FormContext
) -> Iterator[Block]:
    yield Opening(
        _("How this form was signed"),
        _("It was signed by hand, on paper. It is sealed with the scan."),
    )
    yield _when(form, consent, back)
    yield from _who(consent)
    yield Heading(_("What was entered from the paper"))
    yield from consent_form.answers_under(form, consent, context, back.entered)
    yield from _seen(back, context.counsellor.name)
    yield Heading(_("The original"))
    yield Passage(back.original)
    yield Heading(_("What was sealed"))
    yield Passage(
        _("The number below is worked out from the scanned pages, in their order."), quiet=True
    )
    yield Fact(_("Fingerprint of the pages (SHA-256)"), _grouped(consent.text_hash))
    yield from _limits()


def _when(form: FormDefinition, consent: Consent, back: CameBack) -> Panel:
    version = form_versions.named(form)
    printed = consent.on_paper_at or consent.begun_at
    signed = consent.signed_at or back.at
    return Panel(
        (
            (_("Form ID"), consent.form_id),
            (_("Form"), f"{version} ({form.language})"),
            (_("Printed"), dates.local_moment(printed)),
            (_("Signed on paper"), dates.day(signed.date())),
            (_("Scan taken in"), dates.local_moment(back.begun_at)),
            (_("Closed"), dates.local_moment(back.at)),
        )
    )


def _who(consent: Consent) -> Iterator[Block]:
    yield Heading(_("Who signed"))
    rows = tuple(
        (each.name, each.role.label, dates.day(each.signed_at.date()))
        for each in consent.signatures
    )
    yield Table("", (_("Name"), _("As"), _("Date on paper")), rows, (48, 36, 36))
    yield Passage(_("Names and dates were typed as they stand on the paper."), quiet=True)


def _seen(back: CameBack, counsellor: str) -> Iterator[Block]:
    yield Heading(_("How the pages were looked at"))
    yield Passage(
        _(
            "{counsellor} looked at each page, and confirmed that every page of the form is here "
            "and that the signatures can be seen."
        ).format(counsellor=counsellor)
    )
    for bound in Bound:
        numbers = [str(n) for n, (_page, by) in enumerate(back.pages, 1) if by is bound]
        if numbers:
            yield Fact(bound.label, ", ".join(numbers))


def _grouped(text: str) -> str:
    groups = [text[start : start + 8] for start in range(0, len(text), 8)]
    return "\n".join((" ".join(groups[:4]), " ".join(groups[4:])))


def _limits() -> Iterator[Block]:
    yield Heading(_("Good to know"))
    for sentence in (
        _(
            "The scan shows what could be seen of the paper. Everything else that stood in the "
            "files, such as where and when they were made, was left behind."
        ),
        _("Whether a signature on paper is genuine is told by the original, not by the seal."),
        _("The file is sealed. Any change shows in Counsellor Desk under “Check a document”."),
    ):
        yield Passage(sentence, quiet=True)


def _empty(form: FormDefinition, form_id: str, letterhead: Letterhead) -> Iterator[Block]:
    yield Opening(form.title, form.intro)
    yield Panel(
        (
            (_("Organisation"), letterhead.organisation.name),
            (_("Form ID"), form_id),
            (_("Form"), form_versions.named(form)),
        )
    )
    yield Heading(_("Who this form is for"))
    yield Room(_("Name of the client"), _SHORT)
    yield Room(_("Name of the counsellor"), _SHORT)
    for step in form.steps:
        yield Heading(step.short)
        if step.reader is not Reader.COUNSELLOR:
            yield Passage(" ".join(filter(None, (step.plain, step.full))), quiet=True)
        for asked in step.fields:
            yield from for_hand(_asked(form, step, asked), "")


def _asked(form: FormDefinition, step: Step, asked: Field) -> Iterator[Block]:
    label = "" if asked.printed == step.short else asked.printed
    if asked.kind in _TICKED:
        yield Tick(asked.label, ticked=False)
    elif asked.kind in _CHOSEN:
        yield from _options(label, [option.label for option in asked.options])
    elif asked.kind is FieldKind.OUTCOME:
        yield from _options(label, [outcome.label for outcome in outcomes_of(form.family)])
    elif asked.kind is FieldKind.SIGNATURES:
        yield Signatures(tuple(SignatureBlock(role.label) for role in form.signers))
    else:
        short = asked.kind in {FieldKind.LINE, FieldKind.DATE}
        yield Room(label, _SHORT if short else _LONG)


def _options(label: str, options: Sequence[str]) -> Iterator[Block]:
    if not options:
        yield Room(label, _LONG)
        return
    if label:
        yield Passage(label, quiet=True)
    yield from (Tick(option, ticked=False) for option in options)
