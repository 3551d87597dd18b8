"""What the client decided, read from a disclosure form's answers (form F2, policy 6.2)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from counsellor_desk.domain.consent import Extent, Outcome
from counsellor_desk.domain.forms import Answers, picked, words
from counsellor_desk.domain.ids import CoveredId, SummaryId

_AGREED: Final[Mapping[Outcome, str]] = MappingProxyType(
    {Outcome.GIVEN: "records", Outcome.IN_PART: "agreed"}
)


@dataclass(frozen=True, kw_only=True)
class Decision:
    """A decision. ``records``: those agreed to; none while it is open, or after a no."""

    outcome: Outcome
    records: tuple[CoveredId, ...]
    recipient: str
    extent: Extent
    ends_on: date | None
    see_first: bool


def decision(answers: Answers) -> Decision:
    """The decision, so that the form on paper and the consent in the store say the same."""
    outcome = Outcome(words(answers, "outcome") or Outcome.NOT_DECIDED.value)
    ends_on = words(answers, "ends_on")
    to = (words(answers, "who"), words(answers, "organisation"))
    return Decision(
        outcome=outcome,
        records=tuple(map(SummaryId, picked(answers, _AGREED.get(outcome, "")))),
        recipient=", ".join(filter(None, to)),
        extent=Extent(words(answers, "extent") or Extent.ONCE.value),
        ends_on=date.fromisoformat(ends_on) if ends_on else None,
        see_first=words(answers, "see_first") != "no",
    )
