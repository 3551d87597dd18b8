"""An additional record on paper: by case number, never by name (policy 4.1, 4.7, 4.8)."""

from __future__ import annotations

from collections.abc import Iterator

from counsellor_desk.documents import agreed
from counsellor_desk.documents.composed import Composed, Letterhead
from counsellor_desk.documents.content import Block, Heading, Opening, Panel, Passage
from counsellor_desk.documents.page import Sheet, typeset
from counsellor_desk.domain import dates, purposes
from counsellor_desk.domain.records import AdditionalRecord
from counsellor_desk.wording import _


def compose(record: AdditionalRecord, *, letterhead: Letterhead, rests_on: str = "") -> Composed:
    """The record with its amendments as a PDF; its record code is the reference.

    ``rests_on``: the form or agreement that it rests on, as a person reads it.
    """
    name = _("Additional record")
    sheet = Sheet(letterhead=letterhead, document=name, reference=record.record_code)
    blocks = list(record_blocks(record, rests_on))
    return typeset(blocks, sheet, title=f"{name} {record.record_code}")


def record_blocks(record: AdditionalRecord, rests_on: str = "") -> Iterator[Block]:
    """What the record says, for a document of its own or as part of a pack."""
    lead = _("{purpose}, {day}").format(
        purpose=purposes.told(record.purposes), day=dates.day(record.about_on)
    )
    yield Opening(_("Additional record"), lead)
    yield _panel(record, rests_on)
    for heading, words in record.parts.items():
        yield Heading(heading.label)
        if heading is purposes.Heading.VIEW:
            yield Passage(_("A view of the counsellor’s, not a fact."), quiet=True)
        yield Passage(words)
    if record.actions:
        yield Heading(_("Agreed actions"))
        yield agreed.actions_table(record.actions)
    yield from agreed.added_later(record.amendments)


def _panel(record: AdditionalRecord, rests_on: str) -> Panel:
    facts = (
        (_("About"), dates.day(record.about_on)),
        (_("Written by"), record.author),
        (_("Written on"), dates.local_moment(record.written_at)),
        (_("Record code"), record.record_code),
        (_("Others involved"), agreed.others(record.others, record.others_named)),
        (_("Rests on"), rests_on),
    )
    return Panel(tuple((label, words) for label, words in facts if words))
