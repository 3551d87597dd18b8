"""Whether the same notes give the same drafts, byte for byte, whatever the hash seed.

python -m tests.measure.same_bytes [NOTES_DIR]
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Final

from tests.measure.beside import ROOT

SEEDS: Final = ("1", "4711", "4294967295")
_PUBLIC: Final = ROOT / "tests" / "drafting" / "public"


def drafts_under(seed: str, notes: Path, out: Path) -> dict[str, Any]:
    """Every draft as the command writes it under that seed, without the time it took."""
    env = {**os.environ, "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "tests.measure.drafts", str(notes), str(out)]
    subprocess.run(command, cwd=ROOT, env=env, check=True)
    found = {}
    for path in sorted(out.iterdir()):
        record = json.loads(path.read_text(encoding="utf-8"))
        del record["ms"]
        found[path.name] = record
    return found


def same_under_seeds(notes: Path) -> bool:
    """Whether three processes with seeds of their own draft alike."""
    with tempfile.TemporaryDirectory() as folder:
        found = [drafts_under(seed, notes, Path(folder) / seed) for seed in SEEDS]
    return all(each == found[0] for each in found)


def main(arguments: list[str]) -> int:
    """1: they differ."""
    same = same_under_seeds(Path(arguments[0]) if arguments else _PUBLIC)
    sys.stdout.write(f"{'identical' if same else 'DIFFER'} under {len(SEEDS)} hash seeds\n")
    return int(not same)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
