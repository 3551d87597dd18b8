"""Makes the pictures of README: ``python -m tests.pictures docs/pictures``.

The tests of the screens draw them, so that a picture shows what was tried: fictional people on a
steered clock, in a window of 1280 × 800. The pages of forms are drawn by poppler from sealed ones.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QImage

from tests.pictures import COLOURS, JOURNEY
from tests.pictures.pages import draw_pages

_SMALLEST = 0  # of PNG in Qt: the most work, the fewest bytes


def main(out: Path) -> int:
    """Draw all into ``out``; the exit code of the tests that draw them."""
    out.mkdir(parents=True, exist_ok=True)
    draw_pages(out)
    with tempfile.TemporaryDirectory() as drawn:
        env = {**os.environ, "COUNSELLOR_DESK_PICTURES": drawn, "QT_QPA_PLATFORM": "offscreen"}
        tests = sorted({picture.where for picture in JOURNEY})
        run = subprocess.run([sys.executable, "-m", "pytest", "-q", *tests], env=env, check=False)
        for picture in JOURNEY:
            for colours in COLOURS:
                shot = QImage(str(Path(drawn, f"{picture.drawn}-{colours}.png")))
                shot.save(str(out / f"{picture.name}-{colours}.png"), "PNG", _SMALLEST)  # type: ignore[call-overload]  # the stub wants bytes for the format
    return run.returncode


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
