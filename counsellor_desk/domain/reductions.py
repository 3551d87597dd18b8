"""A note's reduction while it is worked on: the draft as the counsellor edits it.

Pure and immutable: every edit gives a new ``WorkingSummary``, so that undoing, autosaving and
testing need no screen. ``questions`` lists what still stops acceptance (policy 4.8, 4.9).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from counsellor_desk.domain.drafts import (
    Draft,
    DraftItem,
    Polarity,
    RiskCue,
    Span,
    Stretches,
)
from counsellor_desk.domain.fullness import Fullness
from counsellor_desk.domain.role_words import with_roles, with_words
from counsellor_desk.domain.summaries import OthersInvolved, Owner, Section
from counsellor_desk.domain.text import one_line, word_count
from counsellor_desk.domain.worded import Worded
from counsellor_desk.errors import InputError
from counsellor_desk.wording import N_


class Question(Worded):
    """What still has to be answered before a summary can be accepted."""

    EMPTY = "empty", N_("The summary is empty. If nothing is essential, choose that instead.")
    OTHERS = "others", N_("Was anybody else involved? Choose, even if it was no one.")
    OTHERS_NAMED = "others_named", N_("Who else was involved? A role is enough.")
    RISK = "risk", N_("A sentence about risk is in the note and not in the summary.")
    RISK_UNREAD = (
        "risk_unread",
        N_("The program cannot read all of this note. Was risk asked about? Say so under Risk."),
    )
    OWNER = "owner", N_("An agreed action does not say who does it.")
    WHAT = "what", N_("An agreed action does not say what is to be done.")
    LENGTH = (
        "length",
        N_("This session has a summary. What is added to it now is longer than 4,000 characters."),
    )
    AUTHOR = "author", N_("Your name is missing: every summary says who wrote it.")
    DATE = "date", N_("By this computer’s clock the session is still to come. Which day was it?")


class SummaryNotReady(InputError):
    """Something is still open."""

    field = "summary"
    happened = N_("The summary cannot be accepted yet: {question}")
    safe = N_("The note and your draft are both kept.")
    next_step = N_("Answer what is listed beside the summary, then accept it.")


@dataclass(frozen=True, kw_only=True)
class WorkingLine:
    """A line of the draft. ``spans`` empty: typed by the counsellor.

    ``drafted``: it stands as it was drafted, and comes and goes with the length that is chosen.
    """

    key: int
    section: Section
    text: str
    spans: tuple[Span, ...] = ()
    drafted: bool = False


@dataclass(frozen=True, kw_only=True)
class WorkingAction:
    """A row of the action table. ``owner`` may still be open; ``drafted`` as of a line.

    ``due_or``: the other day that the words may mean. ``conditional`` and ``declined``: the note
    reads as if it is done only in some case, or was not agreed.
    """

    key: int
    owner: Owner | None
    what: str
    due_words: str = ""
    due_on: date | None = None
    spans: tuple[Span, ...] = ()
    due_or: date | None = None
    conditional: bool = False
    declined: bool = False
    drafted: bool = False


@dataclass(frozen=True, kw_only=True)
class WorkingSummary:
    """The draft in hand.

    ``dismissed``: risk cues that were consciously left out. ``confirmed``: risk cues whose
    polarity the counsellor has confirmed, or put right. ``fullness``: the length that is chosen.
    ``taken_out``: drafted rows that were removed. ``roles``: what is written instead of which name.
    ``looked_at``: what was to be looked at and stays as it is, by its place and what was said.
    """

    lines: tuple[WorkingLine, ...]
    actions: tuple[WorkingAction, ...]
    others: OthersInvolved = OthersInvolved.NOT_SAID
    others_named: str = ""
    dismissed: frozenset[Span] = field(default_factory=frozenset)
    confirmed: frozenset[RiskCue] = field(default_factory=frozenset)
    next_key: int = 0
    fullness: Fullness = Fullness.USUAL
    taken_out: tuple[WorkingLine | WorkingAction, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    looked_at: frozenset[tuple[int, str]] = field(default_factory=frozenset)

    def words(self) -> int:
        """Words that would be kept."""
        kept = [*(line.text for line in self.lines), *(action.what for action in self.actions)]
        return sum(map(word_count, kept))

    def in_section(self, section: Section) -> tuple[WorkingLine, ...]:
        """The lines of that section, in order."""
        return tuple(line for line in self.lines if line.section is section)

    def rows(self) -> tuple[WorkingLine | WorkingAction, ...]:
        """The lines, then the actions."""
        return (*self.lines, *self.actions)

    def carrying(self) -> tuple[WorkingLine | WorkingAction, ...]:
        """The rows that stand for their source: a line without a word carries nothing."""
        return (*(line for line in self.lines if one_line(line.text)), *self.actions)

    def sources(self) -> Stretches:
        """The stretches of the note that it carries."""
        return Stretches(span for row in self.carrying() for span in row.spans)


def begin(draft: Draft) -> WorkingSummary:
    """The draft, ready to be edited."""
    return all_taken_over(WorkingSummary(lines=(), actions=()), draft.items)


def taken_over(summary: WorkingSummary, item: DraftItem) -> WorkingSummary:
    """With a left-out item, restored for good, at the place of its source."""
    back = Stretches(item.spans)
    still_out = (x for x in summary.taken_out if not any(map(back.touch, x.spans)))
    return _with_items(replace(summary, taken_out=tuple(still_out)), (item,), drafted=False)


def all_taken_over(summary: WorkingSummary, items: Sequence[DraftItem]) -> WorkingSummary:
    """With these items as they are drafted, each at the place of its source."""
    return _with_items(summary, items, drafted=True)


def _with_items(
    summary: WorkingSummary, items: Sequence[DraftItem], *, drafted: bool
) -> WorkingSummary:
    lines, actions = list[WorkingLine](), list[WorkingAction]()
    for key, item in enumerate(items, summary.next_key):
        text = with_roles(item.text, summary.roles)
        if item.section is Section.ACTIONS:
            actions.append(_action(key, item, text, drafted=drafted))
        else:
            lines.append(
                WorkingLine(
                    key=key, section=item.section, text=text, spans=item.spans, drafted=drafted
                )
            )
    return replace(
        summary,
        lines=_placed(summary.lines, lines),
        actions=_placed(summary.actions, actions),
        next_key=summary.next_key + len(items),
    )


def _action(key: int, item: DraftItem, what: str, *, drafted: bool) -> WorkingAction:
    return WorkingAction(
        key=key,
        owner=item.owner,
        what=what,
        due_words=item.due_words,
        due_on=item.due_on,
        spans=item.spans,
        due_or=item.due_or,
        conditional=item.conditional,
        declined=item.declined,
        drafted=drafted,
    )


Row = TypeVar("Row", bound=WorkingLine | WorkingAction)


def _placed(rows: tuple[Row, ...], added: Sequence[Row]) -> tuple[Row, ...]:
    """The rows with these among them, each before the first whose source comes later."""
    coming = deque(sorted((row for row in added if row.spans), key=lambda row: row.spans))
    placed = list[Row]()
    for row in rows:
        while coming and row.spans and coming[0].spans[:1] < row.spans[:1]:
            placed.append(coming.popleft())
        placed.append(row)
    return (*placed, *coming, *(row for row in added if not row.spans))


def line_typed(
    summary: WorkingSummary, section: Section, text: str, *, after: int | None = None
) -> WorkingSummary:
    """With a line of the counsellor's own, below the line of the key ``after`` or at the end."""
    line = WorkingLine(key=summary.next_key, section=section, text=text)
    above = (number for number, x in enumerate(summary.lines, 1) if x.key == after)
    place = next(above, len(summary.lines))
    lines = (*summary.lines[:place], line, *summary.lines[place:])
    return replace(summary, lines=lines, next_key=summary.next_key + 1)


def line_edited(summary: WorkingSummary, key: int, text: str) -> WorkingSummary:
    """With the words of one line changed; it stays tied to its source."""
    edited = tuple(
        replace(x, text=text, drafted=x.drafted and x.text == text) if x.key == key else x
        for x in summary.lines
    )
    return replace(summary, lines=edited)


def line_moved(summary: WorkingSummary, key: int, section: Section) -> WorkingSummary:
    """With one line moved to another section; among the actions it becomes one, its owner open."""
    if section is not Section.ACTIONS:
        there = tuple(
            replace(x, section=section, drafted=False) if x.key == key else x for x in summary.lines
        )
        return replace(summary, lines=there)
    moved = [
        WorkingAction(key=x.key, owner=None, what=x.text, spans=x.spans)
        for x in summary.lines
        if x.key == key
    ]
    return replace(_without(summary, key), actions=_placed(summary.actions, moved))


def written_instead(summary: WorkingSummary, name: str, role: str) -> WorkingSummary:
    """With ``role`` wherever ``name`` stands as a word of its own; "Rob's" becomes "partner's".

    Rows that come in later have it too.
    """
    roles = ((name, role),)
    return replace(
        summary,
        lines=tuple(replace(x, text=with_roles(x.text, roles)) for x in summary.lines),
        actions=tuple(replace(x, what=with_roles(x.what, roles)) for x in summary.actions),
        roles=(*summary.roles, *roles),
    )


def worded_instead(summary: WorkingSummary, key: int, words: str, instead: str) -> WorkingSummary:
    """With ``instead`` for these words in the row of that key; nothing leaves them out."""
    for row in (x for x in summary.rows() if x.key == key):
        if isinstance(row, WorkingLine):
            return line_edited(summary, key, with_words(row.text, words, instead))
        return action_edited(summary, replace(row, what=with_words(row.what, words, instead)))
    return summary


def action_typed(summary: WorkingSummary) -> WorkingSummary:
    """With an empty action row at the end."""
    row = WorkingAction(key=summary.next_key, owner=None, what="")
    return replace(summary, actions=(*summary.actions, row), next_key=summary.next_key + 1)


def action_edited(summary: WorkingSummary, row: WorkingAction) -> WorkingSummary:
    """With the action of that key replaced."""
    edited = replace(row, drafted=False)
    actions = tuple(edited if x.key == row.key and x != row else x for x in summary.actions)
    return replace(summary, actions=actions)


def removed(summary: WorkingSummary, key: int) -> WorkingSummary:
    """Without that line or action; what it comes from can be brought back."""
    gone = tuple(row for row in summary.rows() if row.key == key and row.spans)
    return replace(_without(summary, key), taken_out=(*summary.taken_out, *gone))


def _without(summary: WorkingSummary, key: int) -> WorkingSummary:
    return replace(
        summary,
        lines=tuple(x for x in summary.lines if x.key != key),
        actions=tuple(x for x in summary.actions if x.key != key),
    )


def others_chosen(summary: WorkingSummary, others: OthersInvolved, named: str) -> WorkingSummary:
    """With the answer to 'who else was involved?'."""
    return replace(summary, others=others, others_named=named)


def risk_dismissed(summary: WorkingSummary, span: Span) -> WorkingSummary:
    """With one risk cue consciously left out."""
    return replace(summary, dismissed=summary.dismissed | {span})


def looked_at(summary: WorkingSummary, place: int, about: str) -> WorkingSummary:
    """With the word that something stays as it is after a look."""
    return replace(summary, looked_at=summary.looked_at | {(place, about)})


def looked_at_again(summary: WorkingSummary) -> WorkingSummary:
    """With everything to be looked at again."""
    return replace(summary, looked_at=frozenset())


def polarity_confirmed(summary: WorkingSummary, cue: RiskCue, polarity: Polarity) -> WorkingSummary:
    """With what the note says about one risk confirmed as ``polarity``."""
    others = {x for x in summary.confirmed if (x.span, x.topic) != (cue.span, cue.topic)}
    confirmed = replace(cue, polarity=polarity)
    return replace(summary, confirmed=frozenset({*others, confirmed}))


def confirmed_polarity(summary: WorkingSummary, cue: RiskCue) -> Polarity | None:
    """What was confirmed of that risk, if it was."""
    same = (x.polarity for x in summary.confirmed if (x.span, x.topic) == (cue.span, cue.topic))
    return next(same, None)


def open_risks(summary: WorkingSummary, risks: Sequence[RiskCue]) -> tuple[RiskCue, ...]:
    """Risk cues of the note that are neither carried over nor dismissed."""
    sources = summary.sources()
    return tuple(
        risk
        for risk in risks
        if risk.span not in summary.dismissed and not sources.touch(risk.span)
    )


def questions(
    summary: WorkingSummary, risks: Sequence[RiskCue], *, unread: bool = False
) -> tuple[Question, ...]:
    """Everything that still stops acceptance, in the order in which it is asked.

    ``unread``: something of the note cannot be read by the program.
    """
    named = bool(one_line(summary.others_named))
    asked = {
        Question.EMPTY: summary.words() == 0,
        Question.OTHERS: summary.others is OthersInvolved.NOT_SAID,
        Question.OTHERS_NAMED: summary.others is OthersInvolved.OTHERS and not named,
        Question.RISK: bool(open_risks(summary, risks)),
        Question.RISK_UNREAD: unread and not _says_of_risk(summary),
        Question.OWNER: any(action.owner is None for action in summary.actions),
        Question.WHAT: any(not one_line(action.what) for action in summary.actions),
    }
    return tuple(question for question, is_open in asked.items() if is_open)


def _says_of_risk(summary: WorkingSummary) -> bool:
    lines = summary.in_section(Section.RISK)
    return any(one_line(line.text) for line in lines)


def ensure_ready(
    summary: WorkingSummary, risks: Sequence[RiskCue], *, unread: bool = False
) -> None:
    """Let an acceptance go on.

    Raises:
        SummaryNotReady: with the first open question.
    """
    for question in questions(summary, risks, unread=unread):
        raise SummaryNotReady(question=question.label)
