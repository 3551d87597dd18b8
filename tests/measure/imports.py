"""How long until a first draft can be made, in processes of their own: imports and word lists."""

from __future__ import annotations

import statistics
import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.measure import beside
from tests.measure.beside import ROOT

_RUNS: Final = 5
_OURS: Final = """
from datetime import UTC, datetime
from counsellor_desk.domain.drafts import SessionFacts
from counsellor_desk.domain.sessions import Mode
from counsellor_desk.workflows.reading import read_note
facts = SessionFacts(
    starts=datetime(2025, 1, 6, tzinfo=UTC), number=1, mode=Mode.IN_PERSON, minutes=50, author=""
)
read_note("She will ring the GP.", facts, ())
"""
_SUMY: Final = """
from sumy.nlp.stemmers import Stemmer
from sumy.parsers.plaintext import PlaintextParser
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.luhn import LuhnSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words
Stemmer("english"), get_stop_words("english")
"""


def import_times(*, with_peers: bool) -> dict[str, float]:
    """Milliseconds, the median of five, taking turns: ours, and sumy's where it is there."""
    things: dict[str, tuple[Path | str, str]] = {"Counsellor Desk": (sys.executable, _OURS)}
    if with_peers:
        things["sumy"] = (beside.PYTHON, _SUMY)
    found: dict[str, list[float]] = {name: [] for name in things}
    for _turn in range(_RUNS):
        for name, (python, code) in things.items():
            found[name].append(_once(python, code))
    return {name: statistics.median(all_of_it) for name, all_of_it in found.items()}


def _once(python: Path | str, code: str) -> float:
    timed = f"import time\nbegun = time.perf_counter()\n{code}\nprint(time.perf_counter() - begun)"
    run = subprocess.run([str(python), "-c", timed], cwd=ROOT, capture_output=True, check=True)
    return 1000 * float(run.stdout)
