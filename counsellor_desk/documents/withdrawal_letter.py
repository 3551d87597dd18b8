"""A short letter to whoever has something that a client let us share and has taken back (F9).

It says no more than the recipient had: the case number and the record codes of what was sent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from counsellor_desk.documents.composed import Composed, Letterhead
from counsellor_desk.documents.content import Block, Heading, Opening, Panel, Passage, Table
from counsellor_desk.documents.page import Sheet, typeset
from counsellor_desk.domain import dates
from counsellor_desk.domain.disclosures import Disclosure
from counsellor_desk.wording import _


@dataclass(frozen=True, kw_only=True)
class Letter:
    """What it is about. ``form_id``: of the consent; ``sent``: the ledger's lines, for that reader.

    ``counsellor``: who writes, with the role.
    """

    reference: str
    to: str
    form_id: str
    withdrawn_on: date
    sent: tuple[Disclosure, ...]
    counsellor: str


def compose(letter: Letter, *, letterhead: Letterhead) -> Composed:
    """The letter as a PDF of one page, as a rule."""
    name = _("Consent taken back")
    sheet = Sheet(letterhead=letterhead, document=name, reference=letter.reference)
    return typeset(list(_blocks(letter, letterhead)), sheet, title=f"{name} {letter.reference}")


def _blocks(letter: Letter, letterhead: Letterhead) -> Iterator[Block]:
    organisation = letterhead.organisation.name
    yield Opening(_("Consent taken back"), _("For {to}").format(to=letter.to))
    yield Panel(
        (
            (_("From"), organisation),
            (_("Case number"), letterhead.case_number),
            (_("Consent, form ID"), letter.form_id),
            (_("Taken back on"), dates.day(letter.withdrawn_on)),
            (_("Date of this letter"), dates.day(letterhead.at)),
        )
    )
    yield Heading(_("What this is about"))
    yield Passage(
        _(
            "We sent you what stands below, with the consent of the person whom it is about. That "
            "person has taken the consent back."
        )
    )
    yield _sent(letter)
    yield from _asked(organisation)
    yield Heading(_("Written by"))
    yield Passage(letter.counsellor)


def _sent(letter: Letter) -> Table:
    rows = tuple(
        (dates.day(line.at.date()), line.what, str(line.pages), line.record_code)
        for line in sorted(letter.sent, key=lambda line: line.at)
    )
    headers = (_("Sent on"), _("What"), _("Pages"), _("Record code"))
    return Table(_("What you have from us"), headers, rows, (3, 5, 2, 4))


def _asked(organisation: str) -> Iterator[Block]:
    yield Heading(_("What we ask of you"))
    for sentence in (
        _("Please use it no more, and do not pass it on."),
        _(
            "Destroy it, with every copy, or send it back to us, unless a law makes you keep it. "
            "If it does, tell us which, and lock it away."
        ),
        _("Tell whoever has it from you, and ask the same of them."),
        _("Please tell {organisation} in writing when this is done.").format(
            organisation=organisation
        ),
    ):
        yield Passage(sentence)
