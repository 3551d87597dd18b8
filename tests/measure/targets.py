"""The rows of the yardstick's table: what is counted, and what it should come to."""

from __future__ import annotations

from typing import Any, Final, NamedTuple


class Row(NamedTuple):
    """A line of the table. ``key``: of the scorer's summary. ``most``: the target is an upper end.

    ``hard``: what must hold, where it is less than the target. ``form``: how a figure is written.
    """

    number: str
    what: str
    key: str
    target: float
    most: bool = False
    hard: float | None = None
    form: str = "{:.1f}"

    def met(self, summary: dict[str, Any]) -> str:
        """Whether the target is met: "yes", "no", or "" where the notes have nothing to count."""
        found = summary.get(self.key)
        if found is None:
            return ""
        if self._holds(found, self.target):
            return "yes"
        return "no" if self.hard is None or not self._holds(found, self.hard) else "gate only"

    def written(self, summary: dict[str, Any]) -> str:
        """The figure as the table shows it."""
        found = summary.get(self.key)
        return "–" if found is None else self.form.format(found)

    def aim(self) -> str:
        """The target as the table shows it."""
        sign = "≤" if self.most else "≥"
        gate = f" (gate {self.form.format(self.hard)})" if self.hard is not None else ""
        if self.most and self.target == 0:
            return "0"
        return f"{sign} {self.form.format(self.target)}{gate}"

    def _holds(self, found: float, bound: float) -> bool:
        # Shares of words are told with two places, and met as they are told.
        return round(found, 2) <= bound if self.most else round(found, 2) >= bound


_WHOLE: Final = "{:.0f}"
_SHARE: Final = "{:.2f}"
ROWS: Final = (
    Row("1", "untraceable words", "untraceable_words", 0, most=True, form=_WHOLE),
    Row("2", "risk whose polarity was lost", "risk_broken", 0, most=True, form=_WHOLE),
    Row("3", "items with a negator lost", "negation_lost", 0, most=True, form=_WHOLE),
    Row("4", "silent sections filled", "filled_silence", 0, most=True, form=_WHOLE),
    Row("5", "risk with its polarity, %", "risk", 98, hard=95),
    Row("6", "risk in the Risk section, %", "risk_in_section", 90),
    Row("7", "polarity label right, %", "risk_polarity", 90),
    Row("8", "agreed action found, %", "action", 97, hard=95),
    Row("9", "action with owner and due, %", "action_full", 92),
    Row("10", "due resolved to the right day, %", "action_iso", 92),
    Row("11", "action precision, %", "action_precision", 88),
    Row("12", "essentials, %", "essential", 90, hard=85),
    Row("13", "others involved, %", "others", 96),
    Row("14", "judgemental phrases left in, %", "judge_leak", 5, most=True, hard=10),
    Row("15", "judgemental phrases flagged, %", "judge_flag", 80),
    Row("15", "false flags per 1,000 words", "judge_false_per_1000w", 4, most=True),
    Row("16", "chit-chat and own process left in, %", "noise_leak", 10, most=True),
    Row("17", "identifiers left in, %", "id_leak", 10, most=True),
    Row("18", "words kept, notes < 200 words", "ratio_lt200", 1.0, most=True, form=_SHARE),
    Row("18", "words kept, 200 to 500", "ratio_200_500", 0.75, most=True, form=_SHARE),
    Row("18", "words kept, > 500", "ratio_ge500", 0.42, most=True, form=_SHARE),
    Row("19", "ROUGE-1", "r1", 68),
    Row("19", "ROUGE-2", "r2", 45),
    Row("19", "ROUGE-L", "rl", 52),
    Row("20", "ms per 1,000 words", "ms_per_1000w", 15, most=True),
    Row("20", "ms, longest note", "ms_longest", 50, most=True),
)
