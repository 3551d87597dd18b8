"""What the client decided, read from a form's answers as its definition says (policy 6.2)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from counsellor_desk.domain.form_terms import Ends
from counsellor_desk.domain.forms import Answers, FormDefinition, picked, words
from counsellor_desk.domain.ids import CoveredId, SummaryId
from counsellor_desk.domain.outcomes import Extent, Family, Outcome, undecided

_OUTCOME: Final = "outcome"
_FOLLOW_UP: Final = {Ends.FOLLOW_UP: "written_by"}


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision. ``records``, ``items``: those agreed to; none while it is open, or after a no."""

    outcome: Outcome
    records: tuple[CoveredId, ...]
    items: tuple[str, ...]
    recipient: str
    extent: Extent
    ends_on: date | None
    see_first: bool


def decision(form: FormDefinition, answers: Answers) -> Decision:
    """The decision, so that the form on paper and the consent in the store say the same."""
    reads, outcome = form.reads, _outcome(form, answers)
    ends_on = words(answers, reads.ends_on or _FOLLOW_UP.get(form.lasts.ends, ""))
    return Decision(
        outcome=outcome,
        records=tuple(map(SummaryId, _agreed(form, answers, outcome, reads.records))),
        items=_agreed(form, answers, outcome, reads.items),
        recipient=", ".join(filter(None, (words(answers, key) for key in reads.recipient))),
        extent=_extent(form, answers),
        ends_on=date.fromisoformat(ends_on) if ends_on else None,
        see_first=words(answers, reads.see_first) != "no",
    )


def _outcome(form: FormDefinition, answers: Answers) -> Outcome:
    told = words(answers, _OUTCOME) if form.family is not Family.RECORD else ""
    return Outcome.of(told) if told else undecided(form.family)


def _agreed(
    form: FormDefinition, answers: Answers, outcome: Outcome, asked: str
) -> tuple[str, ...]:
    """What of the answers under ``asked`` was said yes to, in the order of what was asked."""
    if outcome is Outcome.IN_PART:
        wider = picked(answers, asked)
        return tuple(each for each in picked(answers, form.reads.agreed) if each in wider)
    return picked(answers, asked) if outcome in {Outcome.GIVEN, Outcome.SIGNED} else ()


def _extent(form: FormDefinition, answers: Answers) -> Extent:
    """As answered; where that is not asked, once for what ends with its use."""
    told = words(answers, form.reads.extent)
    if told:
        return Extent.of(told)
    once = form.family is Family.CONSENT and form.lasts.ends is Ends.USE
    return Extent.ONCE if once else Extent.STANDING
