"""The house keeps its shape: contracts, sizes, one broad except, locks without hosts."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.sources import PACKAGE, ROOT, modules, trees

FORBIDDEN_WORDS = {"manager", "helper", "helpers", "utils", "util", "handler", "common", "models"}
A_PERSON = {
    "manager_key",
    "manager_keys",
    "manager_maker",
    "manager_page",
    "change_manager",
    "restore_manager_page",
    "NoManager",
    "GiveManager",
}
"""Where a manager is the service manager of the policy (4.3), and no word for anything at all."""
SHARED_BY_SCREENS = {"widgets", "frame", "computer"}

Function = ast.FunctionDef | ast.AsyncFunctionDef
Documented = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def _lines(node: ast.AST) -> int:
    assert isinstance(node, Function | ast.ClassDef)
    return (node.end_lineno or node.lineno) - node.lineno + 1


def _percentile(values: list[int], share: float) -> float:
    return statistics.quantiles(values, n=100)[int(share * 100) - 1]


def test_who_may_know_whom() -> None:
    """import-linter's contracts of pyproject.toml hold."""
    run = subprocess.run(
        [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stdout


def test_files_stay_small() -> None:
    sizes = {m: len(m.read_text(encoding="utf-8").splitlines()) for m in modules()}
    assert not {str(m): n for m, n in sizes.items() if n > 400}
    assert _percentile(list(sizes.values()), 0.9) <= 250


def test_most_files_fit_on_a_screen() -> None:
    """Lines of code: a docstring that says where a rule comes from should cost nothing here."""
    sizes = [_lines_of_code(module, tree) for module, tree in trees()]
    assert statistics.median(sizes) <= 90


def _lines_of_code(module: Path, tree: ast.Module) -> int:
    text = module.read_text(encoding="utf-8").splitlines()
    code = {n for n, line in enumerate(text, 1) if line.strip() and line.strip()[0] != "#"}
    for node in ast.walk(tree):
        words = getattr(node, "body", None)
        if isinstance(node, Documented) and ast.get_docstring(node) is not None and words:
            code -= set(range(words[0].lineno, words[0].end_lineno + 1))
    return len(code)


def test_functions_and_classes_stay_small() -> None:
    functions: list[int] = []
    too_long, too_wide = [], []
    for module, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                functions.append(_lines(node))
                if _lines(node) > 50:
                    too_long.append(f"{module.name}:{node.name}")
            elif isinstance(node, ast.ClassDef):
                methods = sum(isinstance(part, Function) for part in node.body)
                if methods > 20:
                    too_wide.append(f"{module.name}:{node.name}")
    assert not too_long
    assert not too_wide
    assert statistics.median(functions) <= 7
    assert _percentile(functions, 0.9) <= 20


def test_one_broad_except_in_the_whole_package() -> None:
    """The edge of background work is the only place that catches everything."""
    broad = []
    for module, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ExceptHandler):
                names = (
                    {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)}
                    if node.type
                    else {"bare"}
                )
                if names & {"Exception", "BaseException", "bare"}:
                    broad.append(module.relative_to(PACKAGE).as_posix())
    assert broad in ([], ["ui/background.py"])


def test_names_are_the_fields_words() -> None:
    for module in modules():
        if module.stem not in A_PERSON:
            assert not set(module.stem.split("_")) & FORBIDDEN_WORDS, module
    for module, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef) and node.name not in A_PERSON:
                assert not node.name.lower().endswith(tuple(FORBIDDEN_WORDS)), (module, node.name)


def test_imports_stand_at_the_top() -> None:
    """Late imports go through ``lazily`` only."""
    for module, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, Function):
                late = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
                assert not late, (module, node.name)


REASONED = re.compile(r"# type: ignore\[[a-z-, ]+\]  # \w|# noqa: [A-Z0-9, ]+ - \w")


def test_files_are_deleted_through_one_door() -> None:
    """Ruff sees ``Path.unlink`` only by that name, never ``path.unlink()``."""
    doors = {"vault/files.py", "vault/erasure.py"}
    for module, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and node.attr in {"unlink", "rmdir", "rmtree"}:
                assert module.relative_to(PACKAGE).as_posix() in doors, (module, node.lineno)


def test_screen_folders_do_not_know_each_other() -> None:
    """A screen shows widgets; only the frame around all screens knows more than one of them."""
    for module, tree in trees():
        room, *inner = module.relative_to(PACKAGE).parts
        if room != "ui" or len(inner) < 2 or inner[0] in SHARED_BY_SCREENS:
            continue
        for name in _imported(tree):
            folder = name.removeprefix("counsellor_desk.ui.").partition(".")[0]
            if name.startswith("counsellor_desk.ui.") and (PACKAGE / "ui" / folder).is_dir():
                assert folder in {inner[0], *SHARED_BY_SCREENS}, (module, name)


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_ignore_gives_its_reason() -> None:
    """A bare ``type: ignore`` or ``noqa`` hides more than it means to."""
    silent = [
        f"{module.name}:{number}"
        for module in [*modules(), *(ROOT / "tests").rglob("*.py")]
        if module != Path(__file__)
        for number, line in enumerate(module.read_text(encoding="utf-8").splitlines(), 1)
        if ("# type: ignore" in line or "# noqa" in line) and not REASONED.search(line)
    ]
    assert not silent


@pytest.mark.parametrize("lock", ["run.txt", "test.txt", "build.txt"])
def test_locks_carry_hashes_and_no_host(lock: str) -> None:
    text = (ROOT / "installer" / "locks" / lock).read_text(encoding="utf-8")
    assert "://" not in text
    pinned = [line for line in text.splitlines() if "==" in line]
    assert pinned
    assert text.count("--hash=sha256:") >= len(pinned)
