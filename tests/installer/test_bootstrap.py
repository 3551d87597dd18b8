"""The two commands, before anything is installed."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import bootstrap
import pytest
from telling import SetupFault

from tests.installer.scripts import write_script

ROOT = Path(__file__).resolve().parent.parent.parent
INSTALLER = ROOT / "installer"
MODULES = sorted(INSTALLER.glob("*.py"))


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_it_needs_the_standard_library_only(module: Path) -> None:
    allowed = sys.stdlib_module_names | {module.stem for module in MODULES}
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            assert {name.name.partition(".")[0] for name in node.names} <= allowed
        elif isinstance(node, ast.ImportFrom):
            assert (node.module or "").partition(".")[0] in allowed


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)
def test_an_older_python_can_read_it_and_so_say_what_is_needed(module: Path) -> None:
    ast.parse(module.read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize("version", [(3, 10), (3, 15), (2, 7)])
def test_a_python_without_wheels_is_refused(version: tuple[int, int]) -> None:
    with pytest.raises(SetupFault) as refused:
        bootstrap.check_python(version)
    assert "3.11 to 3.14" in refused.value.happened


def test_this_python_is_accepted() -> None:
    bootstrap.check_python(sys.version_info[:2])


def test_a_wrong_word_shows_both_commands() -> None:
    run = subprocess.run(
        [sys.executable, INSTALLER / "bootstrap.py", "fly"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == bootstrap.WRONG_USE
    assert "bootstrap.py run" in run.stderr
    assert "bootstrap.py test" in run.stderr


def test_ci_runs_the_second_command_from_anywhere(tmp_path: Path) -> None:
    write_script(tmp_path / "python3", 'echo "$(cd "$(dirname "$1")" && pwd)" "$2" "$3"')
    said = subprocess.run(
        [ROOT / ".ci" / "run", "-x"],
        cwd=tmp_path,
        env={"PATH": f"{tmp_path}:{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert said == f"{INSTALLER} test -x\n"


def test_the_clean_root_script_is_a_shellwrite_script() -> None:
    subprocess.run(["sh", "-n", INSTALLER / "try_clean_root.sh"], check=True)


def test_the_tour_never_writes_into_an_earlier_one(tmp_path: Path) -> None:
    for expected in ("tour-out", "tour-out-2", "tour-out-3"):
        found = bootstrap.new_folder(tmp_path / "tour-out")
        assert found.name == expected
        found.mkdir()
