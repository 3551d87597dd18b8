"""The contracts bite: violations planted in a copy of the tree are each caught, by name."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).resolve().parent.parent
PROGRAMS: Final = Path(sys.executable).parent

STDIN: Final = ("--stdin-filename", "counsellor_desk/workflows/planted.py", "-")

# The planted module, what it says, and the contract of pyproject.toml that has to name it.
IMPORTS: Final = {
    "ui/planted_vault": ("import counsellor_desk.vault", "Screens ask workflows only"),
    "vault/planted_upwards": ("import counsellor_desk.workflows", "Arrows go down"),
    "drafting/planted_sideways": ("import counsellor_desk.identity", "Arrows go down"),
    "helpers": ("", "Arrows go down"),
    "domain/planted_folder": ("import pathlib", "The domain is pure"),
    "identity/planted_system": (
        "import os",
        "Drafting and identity are pure and lean on nothing but the standard library",
    ),
    "workflows/planted_window": ("import PySide6.QtWidgets", "Qt stays in the window"),
    "workflows/planted_key": ("import cryptography.x509", "The safe's tools stay in the safe"),
    "documents/planted_store": ("import sqlcipher3.dbapi2", "Sealing a page needs no store"),
    "ui/planted_page": ("import reportlab.pdfgen", "Paper's tools stay with the paper"),
    "documents/planted_host": ("import urllib.request", "No network"),
    "domain/planted_circle": ("import counsellor_desk.domain.planted_back", "No circles"),
    "domain/planted_back": ("import counsellor_desk.domain.planted_circle", "No circles"),
}

# A planted line and the rule that has to catch it.
LINES: Final = {
    "import sqlite3": "TID251",
    "import tempfile": "TID251",
    "import random": "TID251",
    "from PySide6 import QtNetwork": "TID251",
    "from datetime import datetime\nprint(datetime.now())": "TID251",
    "import os\nos.remove('note')": "TID251",
    "import logging\nlogging.getLogger()": "TID251",
    "from . import errors": "TID252",
    "print('a name')": "T201",
    "def late() -> None:\n    import json": "PLC0415",
    "try:\n    x = 1\nexcept Exception:\n    x = 2": "BLE001",
    "def find(name: str) -> str:\n    return f'SELECT * FROM notes WHERE name = {name}'": "S608",
    "from counsellor_desk.wording import _\n_(f'{1} note')": "INT001",
}


@pytest.fixture(scope="module")
def findings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """By contract, what import-linter says about a copy with everything planted in it."""
    copy = tmp_path_factory.mktemp("planted")
    shutil.copy(ROOT / "pyproject.toml", copy)
    package = copy / "counsellor_desk"
    shutil.copytree(ROOT / "counsellor_desk", package)
    for module, (line, _contract) in IMPORTS.items():
        (package / f"{module}.py").write_text(line + "\n", encoding="utf-8")
    run = subprocess.run(
        [str(PROGRAMS / "lint-imports"), "--no-cache"],
        cwd=copy,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1, run.stderr
    # A heading is a line that is underlined.
    _intro, *parts = re.split(r"\n([^\n]+)\n-{3,}\n", run.stdout)
    return dict(zip(parts[::2], parts[1::2], strict=True))


@pytest.mark.parametrize("module", IMPORTS)
def test_import_linter_names_it(findings: dict[str, str], module: str) -> None:
    _line, contract = IMPORTS[module]
    assert module.rpartition("/")[2] in findings[contract], findings


@pytest.mark.parametrize(("line", "rule"), LINES.items())
def test_ruff_names_it(line: str, rule: str) -> None:
    run = subprocess.run(
        [str(PROGRAMS / "ruff"), "check", "--no-cache", "--output-format", "json", *STDIN],
        input=line + "\n",
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert rule in {finding["code"] for finding in json.loads(run.stdout)}
