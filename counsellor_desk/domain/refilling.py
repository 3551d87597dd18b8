"""A summary in hand at another length, and what of the note it leaves out at this one.

Choosing a length never costs anything that the counsellor did: what was typed, edited, moved,
restored or confirmed stays, and what was removed stays away. Only rows that still stand as they
were drafted come and go.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from counsellor_desk.domain import reductions
from counsellor_desk.domain.drafts import Draft, DraftItem, LeftOut, Reason, Span, Stretches
from counsellor_desk.domain.fullness import Fullness
from counsellor_desk.domain.reductions import WorkingAction, WorkingLine, WorkingSummary
from counsellor_desk.domain.summaries import Section
from counsellor_desk.domain.text import one_line


def refilled(
    summary: WorkingSummary, drafts: Mapping[Fullness, Draft], fullness: Fullness
) -> WorkingSummary:
    """The summary at the length ``fullness``. ``drafts``: of its note, at every length."""
    parts = _parts(drafts[Fullness.SHORTEST])
    confirmed = Stretches(cue.span for cue in summary.confirmed)
    passing = {_place(x): x for x in summary.rows() if x.drafted and not _touches(x, confirmed)}
    own = [x for x in summary.rows() if _place(x) not in passing]
    taken = Stretches(span for row in (*own, *summary.taken_out) for span in row.spans)
    wanted = [x for whole in drafts[fullness].items for x in _beside(whole, parts, taken)]
    stays = {_placed(item) for item in wanted} | {_place(row) for row in own}
    found = replace(
        summary,
        lines=tuple(x for x in summary.lines if _place(x) in stays),
        actions=tuple(x for x in summary.actions if _place(x) in stays),
        fullness=fullness,
    )
    coming = [item for item in wanted if _placed(item) not in passing]
    return reductions.all_taken_over(found, coming)


def left_out(summary: WorkingSummary, drafts: Mapping[Fullness, Draft]) -> tuple[LeftOut, ...]:
    """What of the note the summary does not carry now, in the note's order.

    A row that was taken out comes as it was; one that was emptied before, as it was drafted.
    """
    draft, sources = drafts[summary.fullness], summary.sources()
    worded = [item for item in map(_item, summary.taken_out) if one_line(item.text)]
    gone = Stretches(span for item in worded for span in item.spans)
    drafted = [LeftOut(reason=Reason.REMOVED, item=item) for item in draft.items]
    others = [x for x in (*drafted, *draft.left_out) if not all(map(gone.hold, x.item.spans))]
    taken_out = [LeftOut(reason=Reason.REMOVED, item=item) for item in worded]
    missing, partly = list[LeftOut](), list[LeftOut]()
    for each in (*taken_out, *others):
        (partly if any(map(sources.touch, each.item.spans)) else missing).append(each)
    missing += _rests(partly, [*summary.carrying(), *(x.item for x in missing)], drafts)
    return tuple(sorted(missing, key=lambda left: left.item.spans))


def _rests(
    partly: Sequence[LeftOut],
    known: Sequence[WorkingLine | WorkingAction | DraftItem],
    drafts: Mapping[Fullness, Draft],
) -> Iterator[LeftOut]:
    """The smallest parts of what is carried ``partly`` that are nowhere among what is ``known``."""
    places = Stretches(span for each in known for span in each.spans)
    within = Stretches(span for left in partly for span in left.item.spans)
    shortest = drafts[Fullness.SHORTEST]
    drafted = [LeftOut(reason=Reason.REMOVED, item=item) for item in shortest.items]
    for each in (*drafted, *shortest.left_out):
        inside = all(map(within.hold, each.item.spans))
        if inside and not any(map(places.touch, each.item.spans)):
            yield each


def _parts(shortest: Draft) -> list[DraftItem]:
    """The note in its smallest parts: those of the shortest draft and those it leaves out."""
    less_central = (x.item for x in shortest.left_out if x.reason is Reason.LESS_CENTRAL)
    return [*shortest.items, *less_central]


def _beside(whole: DraftItem, parts: Sequence[DraftItem], taken: Stretches) -> Iterator[DraftItem]:
    """The item; where a part of it is the counsellor's already, only the other parts."""
    if not any(map(taken.touch, whole.spans)):
        yield whole
        return
    within = Stretches(whole.spans)
    for part in parts:
        inside = all(map(within.hold, part.spans))
        if inside and not any(map(taken.touch, part.spans)):
            yield part


def _touches(row: WorkingLine | WorkingAction, stretches: Stretches) -> bool:
    return any(map(stretches.touch, row.spans))


def _place(row: WorkingLine | WorkingAction) -> tuple[Section, int, tuple[Span, ...]]:
    """Which row it is, whatever its words: own rows have their key, drafted ones their source."""
    section = row.section if isinstance(row, WorkingLine) else Section.ACTIONS
    return section, -1 if row.drafted else row.key, row.spans


def _placed(item: DraftItem) -> tuple[Section, int, tuple[Span, ...]]:
    return item.section, -1, item.spans


def _item(row: WorkingLine | WorkingAction) -> DraftItem:
    """What restoring a row that was taken out would add: the row as it was."""
    if isinstance(row, WorkingLine):
        return DraftItem(key=row.key, section=row.section, text=row.text, spans=row.spans)
    return DraftItem(
        key=row.key,
        section=Section.ACTIONS,
        text=row.what,
        spans=row.spans,
        owner=row.owner,
        due_words=row.due_words,
        due_on=row.due_on,
        due_or=row.due_or,
        conditional=row.conditional,
        declined=row.declined,
    )
