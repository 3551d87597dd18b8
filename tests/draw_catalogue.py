"""Draws the catalogue of everything that a person reads: ``python -m tests.draw_catalogue``.

Babel reads the sentences out of the code. Line numbers and the day of drawing are left out and the
sentences are sorted, so that the file changes only when a sentence does.
"""

from __future__ import annotations

import sys
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import write_po

from counsellor_desk.wording import DOMAIN

ROOT: Final = Path(__file__).resolve().parent.parent
CATALOGUE: Final = ROOT / "resources" / "wording" / f"{DOMAIN}.pot"
COMMAND: Final = "python -m tests.draw_catalogue"

_KEYWORDS: Final = {"_": None, "N_": None, "n_": (1, 2)}
_HEADER: Final = r"""# Everything that Counsellor Desk says, for translators.
# Drawn from the code: do not edit by hand.
#
msgid ""
msgstr ""
"Project-Id-Version: Counsellor Desk\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def collected(package: Path) -> Catalog:
    """Every marked sentence of the package, with the files it stands in."""
    catalogue = Catalog(charset="utf-8")
    for module in sorted(package.rglob("*.py")):
        place = module.relative_to(package.parent).as_posix()
        found = extract_from_file(
            "python",
            module,
            keywords=_KEYWORDS,
            comment_tags=("Translators:",),
            strip_comment_tags=True,
        )
        for line, sentence, comments, _context in found:
            catalogue.add(sentence, locations=[(place, line)], auto_comments=comments)
    return catalogue


def drawn(package: Path) -> str:
    """The catalogue as it has to stand in ``CATALOGUE``."""
    body = BytesIO()
    write_po(
        body,
        collected(package),
        width=0,
        omit_header=True,
        sort_output=True,
        include_lineno=False,
    )
    return _HEADER + body.getvalue().decode("utf-8")


def main() -> int:
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_text(drawn(ROOT / "counsellor_desk"), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
