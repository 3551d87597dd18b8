"""Measures in its session: ``python -m tests.benchmarks.in_session ASKED OUT``, both JSON."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import counsellor_desk.ui  # noqa: F401 - keeps None alive under Python 3.11, before Qt is called
from tests.benchmarks import backing_up, destroying, drafting, saving, sealing, unlocking
from tests.benchmarks.figures import Figure, Verdict, table


class Row(NamedTuple):
    """How a row is measured, also with sizes that take no time, and judged."""

    measure: Callable[[Path, int], Iterator[Figure]]
    measure_small: Callable[[Path, int], Iterator[Figure]]
    judge: Callable[[list[Figure]], Iterator[Verdict]]


ROWS = {
    "B2": Row(
        unlocking.measure, lambda home, n: unlocking.measure(home, n, (12, 24)), unlocking.judge
    ),
    "B4": Row(saving.measure, lambda home, n: saving.measure(home, n, 12), saving.judge),
    "B8": Row(drafting.measure, lambda home, n: drafting.measure(home, n, (1, 2)), drafting.judge),
    "B10": Row(
        destroying.measure, lambda home, n: destroying.measure(home, n, (1, 2)), destroying.judge
    ),
    "B11": Row(sealing.measure, sealing.measure, sealing.judge),
    "B12": Row(
        backing_up.measure, lambda home, n: backing_up.measure(home, n, (12, 24)), backing_up.judge
    ),
}


def main() -> None:
    """Every row that is asked for."""
    asked = json.loads(sys.argv[1])
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    figures: list[Figure] = []
    verdicts: list[Verdict] = []
    for name in asked["rows"]:
        row = ROWS[name]
        home = Path.home() / name
        home.mkdir()
        measure = row.measure_small if asked["small"] else row.measure
        found = list(measure(home, asked["repetitions"]))
        figures += found
        verdicts += row.judge(found)
    answer = {
        "figures": [each.cells() for each in figures],
        "verdicts": [vars(each) for each in verdicts],
        "table": table(figures, verdicts),
    }
    Path(sys.argv[2]).write_text(json.dumps(answer), "utf-8")


if __name__ == "__main__":
    main()
