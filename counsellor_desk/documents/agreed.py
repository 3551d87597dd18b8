"""What summaries and records have in common on paper: who, agreed actions, amendments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from counsellor_desk.documents.content import Block, Fact, Heading, Table
from counsellor_desk.domain import dates, summaries
from counsellor_desk.domain.summaries import ActionPoint, Amendment, OthersInvolved
from counsellor_desk.wording import _


def others(chosen: OthersInvolved, named: str) -> str:
    """Who else was involved, as it is read."""
    return named if chosen is OthersInvolved.OTHERS else chosen.label


def actions_table(actions: Sequence[ActionPoint], amendments: Sequence[Amendment] = ()) -> Table:
    """Who does what, by when, what is done already, and which of them an amendment brought."""
    headers = (_("Who"), _("What"), _("By when"))
    rows = tuple(_action(action, summaries.added_on(action, amendments)) for action in actions)
    return Table("", headers, rows, (3, 6, 3))


def added_later(
    amendments: Sequence[Amendment], actions: Sequence[ActionPoint] = ()
) -> Iterator[Block]:
    """Each amendment with its moment and author, below what it amends.

    ``actions``: those that stand in the table already; what an amendment lists of them is not
    written twice.
    """
    tabled = frozenset(
        summaries.told(action.owner, action.what, action.due_words, action.due_on)
        for action in actions
    )
    if amendments:
        yield Heading(_("Added later"))
    for amendment in amendments:
        label = _("{moment}, by {author}").format(
            moment=dates.local_moment(amendment.written_at), author=amendment.author
        )
        yield Fact(label, "\n".join(_not_twice(amendment.text.splitlines(), tabled)))


def _not_twice(lines: Sequence[str], tabled: frozenset[str]) -> Iterator[str]:
    """The lines, and where they list actions that stand in the table, where to find these."""
    pointed = False
    for line in lines:
        if line not in tabled:
            yield line
        elif not pointed:
            pointed = True
            yield _("In the table of agreed actions, marked with the day on which they were added.")


def _action(action: ActionPoint, added_on: date | None) -> tuple[str, str, str]:
    due = dates.day(action.due_on) if action.due_on else action.due_words
    done = _("done on {day}").format(day=dates.day(action.done_on)) if action.done_on else ""
    added = _("added on {day}").format(day=dates.day(added_on)) if added_on else ""
    return action.owner.label, action.what, ", ".join(filter(None, (due, done, added)))
