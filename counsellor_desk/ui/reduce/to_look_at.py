"""What to look at before accepting: worked out from the draft and the summary as it stands.

Nothing here stops anybody: what has to be answered are the domain's questions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from counsellor_desk.domain import dates
from counsellor_desk.domain.drafts import Flag, FlagKind, LeftOut, Reason
from counsellor_desk.domain.reductions import WorkingAction, WorkingLine
from counsellor_desk.domain.rewordings import loses_all, loses_no
from counsellor_desk.domain.summaries import Section
from counsellor_desk.domain.text import one_line
from counsellor_desk.ui.reduce.line_text import Marked
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.wording import _

_TONE: Final = (FlagKind.JUDGEMENTAL, FlagKind.CERTAINTY)
_ANYWHERE: Final = -1
"""A name is looked at once, wherever it stands."""


@dataclass(frozen=True, kw_only=True)
class Look:
    """``says`` why these ``words`` are worth a look; they stand in ``row``, or are left out.

    ``is_name``: they may name somebody, so that a role can be written instead. ``instead``: what
    can be written for them; ``is_wording``: they can also be left out of the line. ``at`` and
    ``about`` tell it from others, once somebody has said that it stays as it is.
    """

    words: str
    says: str
    at: int
    about: str
    row: int | None = None
    left: LeftOut | None = None
    is_name: bool = False
    is_wording: bool = False
    instead: tuple[str, ...] = ()


def looks(work: Work) -> list[Look]:
    """Everything to look at now: names, wording, actions, and what was typed."""
    stays = work.summary.looked_at
    return [look for look in _all(work) if (look.at, look.about) not in stays]


def _all(work: Work) -> list[Look]:
    flagged = list(_flagged(work))
    found = [*_risks(work), *_names(flagged), *_wording(flagged), *_actions(work), *_left(work)]
    return list(dict.fromkeys([*found, *_typed(work)]))


def marked_in(work: Work, line: WorkingLine) -> list[Marked]:
    """The words of a line that are underlined, with what is said about them."""
    kinds = (*_TONE, FlagKind.IDENTIFIER)
    flags = [flag for flag in work.flags_at(line.spans) if flag.kind in kinds]
    stays = work.summary.looked_at
    marked = (
        Marked(words, told(flag))
        for flag, words in ((flag, work.written(flag.span)) for flag in flags)
        if stays.isdisjoint({(line.key, _word(words)), (_ANYWHERE, _name(words))})
    )
    return [each for each in dict.fromkeys(marked) if stands_in(each.words, line.text)]


def in_row(work: Work, row: int) -> list[Look]:
    """What can be worded otherwise in that row, in the note's order."""
    flagged = [each for each in _flagged(work) if each[2] == row]
    return [*_names(flagged), *_wording(flagged)]


def told(flag: Flag) -> str:
    """Why, and what may be said instead."""
    if not flag.suggestion:
        return flag.reason
    plainer = _("Plainer: {suggestion}.").format(suggestion=flag.suggestion.rstrip("."))
    return f"{flag.reason} {plainer}"


def stands_in(words: str, text: str) -> bool:
    """Whether these words stand in the text as words of their own, in capitals or not."""
    wanted, lowered = words.lower(), text.lower()
    at = lowered.find(wanted)
    while at >= 0:
        around = lowered[at - 1 : at], lowered[at + len(wanted) : at + len(wanted) + 1]
        if not any(map(str.isalnum, around)):
            return True
        at = lowered.find(wanted, at + 1)
    return False


def _flagged(work: Work) -> Iterator[tuple[Flag, str, int]]:
    """Flags whose words still stand in the row that they went into."""
    rows = {row.key: _text(row) for row in work.summary.rows()}
    for flag in work.draft.flags:
        passage = work.passages.at(flag.span.start)
        if passage is None or passage.row is None:
            continue
        words = work.written(flag.span)
        if stands_in(words, rows[passage.row]):
            yield flag, words, passage.row


def _risks(work: Work) -> Iterator[Look]:
    """Lines about risk that were edited so that what the note says there may be gone."""
    drafts = work.reduction.drafts.values()
    found = (x for each in drafts for x in (*each.items, *(left.item for left in each.left_out)))
    drafted = {item.spans: item.text for item in found}
    for line in work.summary.lines:
        before = drafted.get(line.spans, "")
        if line.drafted or not one_line(line.text) or not work.risks_at(line.spans):
            continue
        if loses_no(before, line.text):
            says = _("The note says “no” here. Your words do not say so any more.")
        elif loses_all(before, line.text):
            says = _("The note speaks of risk here. Do your words still say what it says?")
        else:
            continue
        yield Look(words=line.text, says=says, at=line.key, about=f"risk {line.text}", row=line.key)


def _names(flagged: list[tuple[Flag, str, int]]) -> Iterator[Look]:
    names: dict[str, Look] = {}
    for flag, words, row in flagged:
        if flag.kind is FlagKind.IDENTIFIER:
            look = Look(
                words=words,
                says=flag.reason,
                at=_ANYWHERE,
                about=_name(words),
                row=row,
                is_name=True,
            )
            names.setdefault(words.lower(), look)
    yield from names.values()


def _wording(flagged: list[tuple[Flag, str, int]]) -> Iterator[Look]:
    for flag, words, row in flagged:
        if flag.kind in _TONE:
            yield Look(
                words=words,
                says=told(flag),
                at=row,
                about=_word(words),
                row=row,
                is_wording=True,
                instead=flag.instead_of(words),
            )


def _actions(work: Work) -> Iterator[Look]:
    for action in work.summary.actions:
        for about, says in _doubts(action):
            yield Look(words=action.what, says=says, at=action.key, about=about, row=action.key)


def _doubts(action: WorkingAction) -> Iterator[tuple[str, str]]:
    if action.due_on is not None and action.due_or is not None:
        one, other = map(dates.weekday, sorted((action.due_on, action.due_or)))
        either = _("By {day}, or by {other}? The words may mean either.")
        yield f"days {action.due_words}", either.format(day=one, other=other)
    if action.conditional:
        yield "condition", _("Only on a condition. Was it agreed?")
    if action.declined:
        yield "declined", _("The note reads as if this was not agreed.")


def _left(work: Work) -> Iterator[Look]:
    for left in work.left_out:
        if left.item.section is Section.ACTIONS and left.reason is not Reason.HEADING:
            says = _("An action in the note that is not in the summary.")
            at, words = left.item.spans[0].start, left.item.text
            yield Look(words=words, says=says, at=at, about=f"left {words}", left=left)


def _typed(work: Work) -> Iterator[Look]:
    if work.reduction.line.note.is_unread:
        return  # of such a note everything is typed
    for line in work.summary.lines:
        if not line.spans and line.text.strip():
            says = _("Your own words: nothing in the note stands behind them.")
            yield Look(words=line.text, says=says, at=line.key, about="typed", row=line.key)


def _word(words: str) -> str:
    return f"word {words.lower()}"


def _name(words: str) -> str:
    return f"name {words.lower()}"


def _text(row: WorkingLine | WorkingAction) -> str:
    return row.text if isinstance(row, WorkingLine) else row.what
