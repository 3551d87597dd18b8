"""Runs in the peers' environment (``installer/benchmark.py``): sumy's drafts, one a line.

A line of JSON in, ``{"method": …, "note": …, "words": …}``; a line of JSON out, the draft as
``score_notes.py`` makes it, of at most so many words. It tells its own milliseconds: of the one
run that summarises, not of finding out how many sentences make that length.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
score_notes = importlib.import_module("score_notes")


def drafted(method: str, note: dict[str, Any], words: int) -> dict[str, Any]:
    """A draft of at most that length, by a method of the yardstick."""
    reference = {**note["reference"], "words": words}
    # It would never take more than 0.6 of the note; our drafts of short notes do.
    longer = {**note, "reference": reference, "words": 2 * max(words, note["words"])}
    draft: dict[str, Any] = score_notes.baseline(method, longer)
    return draft


def main() -> None:
    """Until nothing more is asked."""
    for line in sys.stdin:
        sys.stdout.write(json.dumps(drafted(**json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
