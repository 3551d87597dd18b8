"""What summaries and records have in common on paper: who, agreed actions, amendments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counsellor_desk.documents.content import Block, Fact, Heading, Table
from counsellor_desk.domain import dates
from counsellor_desk.domain.summaries import ActionPoint, Amendment, OthersInvolved
from counsellor_desk.wording import _


def others(chosen: OthersInvolved, named: str) -> str:
    """Who else was involved, as it is read."""
    return named if chosen is OthersInvolved.OTHERS else chosen.label


def actions_table(actions: Sequence[ActionPoint]) -> Table:
    """Who does what, by when, and what is done already."""
    headers = (_("Who"), _("What"), _("By when"))
    return Table("", headers, tuple(map(_action, actions)), (3, 6, 3))


def added_later(amendments: Sequence[Amendment]) -> Iterator[Block]:
    """Each amendment with its moment and author, below what it amends."""
    if amendments:
        yield Heading(_("Added later"))
    for amendment in amendments:
        label = _("{moment}, by {author}").format(
            moment=dates.local_moment(amendment.written_at), author=amendment.author
        )
        yield Fact(label, amendment.text)


def _action(action: ActionPoint) -> tuple[str, str, str]:
    due = dates.day(action.due_on) if action.due_on else action.due_words
    done = _("done on {day}").format(day=dates.day(action.done_on)) if action.done_on else ""
    return action.owner.label, action.what, ", ".join(filter(None, (due, done)))
