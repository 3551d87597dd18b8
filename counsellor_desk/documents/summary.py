"""An essential summary on paper: by case number, never by name (policy 4.1, 4.8)."""

from __future__ import annotations

from collections.abc import Iterator

from counsellor_desk.documents import agreed
from counsellor_desk.documents.composed import Composed, Letterhead
from counsellor_desk.documents.content import Block, Heading, Opening, Panel, Passage
from counsellor_desk.documents.page import Sheet, typeset
from counsellor_desk.domain import dates
from counsellor_desk.domain.sessions import Session
from counsellor_desk.domain.summaries import EssentialSummary, Section
from counsellor_desk.wording import _


def compose(summary: EssentialSummary, *, letterhead: Letterhead, session: Session) -> Composed:
    """The summary with its amendments as a PDF; its record code is the reference."""
    name = _("Essential summary")
    sheet = Sheet(letterhead=letterhead, document=name, reference=summary.record_code)
    blocks = list(summary_blocks(summary, session))
    return typeset(blocks, sheet, title=f"{name} {summary.record_code}")


def summary_blocks(summary: EssentialSummary, session: Session) -> Iterator[Block]:
    """What the summary says, for a document of its own or as part of a pack."""
    lead = _("Session {number}, {day}").format(
        number=session.number, day=dates.day(summary.session_on)
    )
    yield Opening(_("Essential summary"), lead)
    yield _panel(summary, session)
    for section in Section:
        yield from _section(section, summary)
    yield from agreed.added_later(summary.amendments, summary.actions)


def _panel(summary: EssentialSummary, session: Session) -> Panel:
    how = _("{mode}, {minutes} minutes").format(mode=session.mode.label, minutes=session.minutes)
    return Panel(
        (
            (_("Session"), how),
            (_("Written by"), summary.author),
            (_("Written on"), dates.local_moment(summary.written_at)),
            (_("Record code"), summary.record_code),
            (_("Others involved"), agreed.others(summary.others, summary.others_named)),
        )
    )


def _section(section: Section, summary: EssentialSummary) -> Iterator[Block]:
    lines = summary.sections.get(section, ())
    actions = summary.actions if section is Section.ACTIONS else ()
    if lines or actions:
        yield Heading(section.label)
        if section is Section.VIEW:
            yield Passage(_("A view of the counsellor’s, not a fact."), quiet=True)
        yield from (Passage(line) for line in lines)
    if actions:
        yield agreed.actions_table(actions, summary.amendments)
