"""Draws the lists of names and places: ``python -m tests.draw_names GAZETTEER_FOLDER``.

Out of the word lists whose sources and licences ``resources/attributions.toml`` tells: names that
are no everyday words, so that "his wife ifeoma" is told from "his wife left".
"""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from counsellor_desk.identity.spelling import folded

LEXICONS: Final = Path(__file__).resolve().parent.parent / "resources" / "lexicons"
_LEAST_BORNE: Final = 20
_SHORTEST: Final = 3


def main(gazetteer: Path, out: Path = LEXICONS) -> None:
    """Write both lists; the same sources give the same bytes."""
    words = {line.lstrip("+-").lower() for line in _lines(gazetteer / "words.gz")}
    given = (line.split("\t") for line in _lines(gazetteer / "names.gz"))
    names = [name for name, borne in given if int(borne) >= _LEAST_BORNE]
    _write(out / "names.txt.gz", [*names, *_lines(gazetteer / "surnames.gz")], words)
    places = [line.partition("\t")[0] for line in _lines(gazetteer / "places.gz")]
    _write(out / "places.txt.gz", places, words)


def _lines(path: Path) -> Iterator[str]:
    yield from gzip.decompress(path.read_bytes()).decode("utf-8").splitlines()


def _write(path: Path, entries: Iterable[str], words: set[str]) -> None:
    kept = {folded(entry.lower()).strip() for entry in entries} - words
    lines = sorted(entry for entry in kept if len(entry) >= _SHORTEST and " " not in entry[:2])
    text = "\n".join(["", *lines, ""])
    path.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
