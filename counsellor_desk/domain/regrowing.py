"""A summary in hand whose note was written on, or changed, meanwhile."""

from __future__ import annotations

from dataclasses import replace

from counsellor_desk.domain import reductions
from counsellor_desk.domain.drafts import Draft, DraftItem, Stretches
from counsellor_desk.domain.reductions import WorkingAction, WorkingLine, WorkingSummary


def grown(summary: WorkingSummary, draft: Draft, known: int) -> WorkingSummary:
    """With what was drafted from the note behind place ``known``, where it once ended.

    A passage that goes on there, or reads otherwise now, is drafted anew, so that no question
    stands without its answer: what was decided of it is open again, and a row that was edited
    stays beside it.
    """
    drafted = Stretches(x for row in summary.rows() if row.drafted for x in row.spans)
    known_of = (*summary.rows(), *summary.taken_out)
    places = Stretches(span for row in known_of for span in row.spans)

    def comes(item: DraftItem) -> bool:
        read_anew = any(map(drafted.touch, item.spans)) and not all(map(places.hold, item.spans))
        return read_anew or max(span.end for span in item.spans) > known

    coming = list(filter(comes, draft.items))
    going_on = Stretches(span for item in coming for span in item.spans)
    return reductions.all_taken_over(_without_drafted(summary, going_on), coming)


def _without_drafted(summary: WorkingSummary, there: Stretches) -> WorkingSummary:
    """Without the rows there that nobody touched, and without what was decided of others."""

    def passes(row: WorkingLine | WorkingAction) -> bool:
        return row.drafted and any(map(there.touch, row.spans))

    return replace(
        summary,
        lines=tuple(x for x in summary.lines if not passes(x)),
        actions=tuple(x for x in summary.actions if not passes(x)),
        dismissed=frozenset(x for x in summary.dismissed if not there.touch(x)),
        confirmed=frozenset(x for x in summary.confirmed if not there.touch(x.span)),
        taken_out=tuple(x for x in summary.taken_out if not any(map(there.touch, x.spans))),
    )


def untied(summary: WorkingSummary) -> WorkingSummary:
    """With the same words, of a note that is another one now: all places are void."""
    return replace(
        summary,
        lines=tuple(replace(x, spans=(), drafted=False) for x in summary.lines),
        actions=tuple(replace(x, spans=(), drafted=False) for x in summary.actions),
        dismissed=frozenset(),
        confirmed=frozenset(),
        taken_out=(),
    )
