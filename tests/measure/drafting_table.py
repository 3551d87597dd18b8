"""The yardstick's table: our drafts and sumy's, at the same length, in the same run.

    python -m tests.measure.drafting_table [public tuning testing] [--json OUT] [--without-peers]

``public``: the eight notes that the yardstick is published with; ``tuning`` and ``testing``: the
halves of our own. Sumy gets as many words as our draft of the same note has.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any, Final

from counsellor_desk.domain.text import word_count
from tests.measure import beside, corpus, negex, score_notes
from tests.measure.beside import METHODS, Peers
from tests.measure.drafts import as_json, drafted, note_from
from tests.measure.imports import import_times
from tests.measure.same_bytes import SEEDS, same_under_seeds
from tests.measure.targets import ROWS

PUBLIC: Final = Path(__file__).resolve().parent.parent / "drafting" / "public"
SETS: Final = ("public", *corpus.HALVES)
OURS: Final = "Counsellor Desk"
_RUNS: Final = 5
_PEER_ROWS: Final = frozenset({"1", "2", "3", "5", "8", "9", "12", "13", "14", "16", "17"}) | {
    "18",
    "19",
    "20",
}
"""Of the others sumy has nothing: no sections, no labels, no flags, no days."""

Summary = dict[str, Any]
Note = dict[str, Any]


def notes_of(name: str) -> list[Note]:
    """The notes of that set, as the scorer reads them."""
    if name != "public":
        return list(corpus.notes(name))
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(PUBLIC.glob("*.json"))]


def ours(note: Note) -> dict[str, Any]:
    """Our draft of the note, with the median of several times."""
    measured = note_from(note)
    runs = [drafted(measured) for _run in range(_RUNS)]
    return as_json(measured, runs[0][0], statistics.median(taken for _draft, taken in runs))


def summary_of(notes: Sequence[Note], drafts: Sequence[dict[str, Any]]) -> Summary:
    """What the scorer makes of them, and the time of the longest note."""
    score: Callable[[Note, dict[str, Any]], dict[str, Any]] = score_notes.score
    summarised: Callable[[list[dict[str, Any]]], Summary] = score_notes.summary
    scored = [score(note, draft) for note, draft in zip(notes, drafts, strict=True)]
    summary = summarised(scored)
    longest = max(scored, key=lambda found: int(found["words"]))
    return {**summary, "ms_longest": longest["ms"]}


def summaries(name: str, peers: Peers | None) -> dict[str, Summary]:
    """Of one set: ours first, then each of sumy's methods at the length of ours."""
    notes = notes_of(name)
    drafts = [ours(note) for note in notes]
    found = {OURS: summary_of(notes, drafts)}
    if peers is not None:
        lengths = [word_count(" ".join(i["text"] for i in draft["items"])) for draft in drafts]
        for method, known_as in METHODS.items():
            theirs = [peers.drafted(known_as, *each) for each in zip(notes, lengths, strict=True)]
            found[method] = summary_of(notes, theirs)
    return found


def table(found: dict[str, Summary]) -> str:
    """In Markdown, a row a metric."""
    peers = [name for name in found if name != OURS]
    head = ["#", "metric", OURS, *peers, "target", "met"]
    lines = [f"| {' | '.join(head)} |", f"|{'---|' * len(head)}"]
    for row in ROWS:
        theirs = [row.written(found[name]) if row.number in _PEER_ROWS else "–" for name in peers]
        mine = found[OURS]
        cells = [row.number, row.what, row.written(mine), *theirs, row.aim(), row.met(mine)]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def whatever_the_notes(*, with_peers: bool) -> Iterator[tuple[str, str, str, bool]]:
    """Rows 21 to 23: number, what was found, the target, whether it is met."""
    taken = import_times(with_peers=with_peers)
    told = "; ".join(f"{name} {milliseconds:.0f} ms" for name, milliseconds in taken.items())
    yield "21", f"import and first use: {told}", "≤ 60 ms", taken[OURS] <= 60
    same = same_under_seeds(PUBLIC)
    yield (
        "22",
        f"{'the same' if same else 'other'} bytes under {len(SEEDS)} hash seeds",
        "yes",
        same,
    )
    if negex.there():
        f1 = negex.agreement(negex.labelled()).f1
        yield "23", f"NegEx test kit, scoped polarity: F1 {f1:.3f}", "≥ .95", f1 >= 0.95


def main(words: Sequence[str] | None = None, say: Callable[[str], object] = print) -> int:
    """2: sumy is asked for and not there."""
    parser = argparse.ArgumentParser(prog="python -m tests.measure.drafting_table")
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"of {', '.join(SETS)}; all of them")
    parser.add_argument("--json", type=Path, metavar="OUT", help="write the figures there as well")
    parser.add_argument("--without-peers", action="store_true", help="ours alone")
    asked = parser.parse_args(words)
    if set(asked.sets) - set(SETS):
        parser.error(f"the sets are {', '.join(SETS)}")
    with_peers = not asked.without_peers
    if with_peers and not beside.PYTHON.exists():
        parser.error(f"{beside.LACKING}, or measure --without-peers")
    opened: AbstractContextManager[Peers | None] = beside.peers() if with_peers else nullcontext()
    figures: dict[str, Any] = {}
    with opened as peers:
        for name in asked.sets or SETS:
            figures[name] = summaries(name, peers)
            say(f"\n## {name}: {len(notes_of(name))} notes\n\n{table(figures[name])}")
    say("\n## whatever the notes\n")
    others = list(whatever_the_notes(with_peers=with_peers))
    for number, found, target, met in others:
        say(f"- {number}: {found} (target {target}: {'met' if met else 'missed'})")
    if asked.json is not None:
        answer = {"sets": figures, "whatever the notes": others}
        asked.json.write_text(json.dumps(answer, indent=1, ensure_ascii=False), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
