"""How long until a first draft can be made, in processes of their own: imports and word lists.

Processor time, with the byte code of every module at hand as on a computer where the program is
installed. Ours is told twice: what drafting adds to a desk that shows Today, and all from nothing;
sumy's is from nothing.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from tests.measure import beside
from tests.measure.beside import ROOT

_RUNS: Final = 5
_TODAY: Final = "import counsellor_desk.workflows.today"
"""What a desk has loaded before anybody asks for a draft; it loads nothing of drafting itself."""
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
    """Milliseconds, the median of five, taking turns: ours, and sumy's where it is there.

    A first turn does not count: it compiles.
    """
    things: dict[str, tuple[Path | str, str, str]] = {
        "Counsellor Desk": (sys.executable, _TODAY, _OURS),
        "Counsellor Desk from nothing": (sys.executable, "", _OURS),
    }
    if with_peers:
        things["sumy"] = (beside.PYTHON, "", _SUMY)
    found: dict[str, list[float]] = {name: [] for name in things}
    with TemporaryDirectory() as compiled:
        for _turn in range(1 + _RUNS):
            for name, (python, before, code) in things.items():
                found[name].append(_once(python, before, code, compiled))
    return {name: statistics.median(all_of_it[1:]) for name, all_of_it in found.items()}


def _once(python: Path | str, before: str, code: str, compiled: str) -> float:
    """``before`` is not timed; ``compiled``: the folder of the byte code."""
    begun, ended = "begun = time.process_time()", "print(time.process_time() - begun)"
    timed = f"import time\n{before}\n{begun}\n{code}\n{ended}"
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": compiled}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    run = subprocess.run(
        [str(python), "-c", timed], cwd=ROOT, capture_output=True, check=True, env=environment
    )
    return 1000 * float(run.stdout)
