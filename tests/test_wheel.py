"""The wheel holds the program and everything that it shows, and works where no checkout is."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

ASK = """
from importlib.metadata import entry_points
from counsellor_desk import app, resources

(entry,) = entry_points(group="console_scripts", name="counsellor-desk")
assert entry.load() is app.main
print(resources.path("wording"))
"""


def _run(*command: str | Path) -> str:
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    return run.stdout.strip()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built by the locked hatchling, with no network and no isolation."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"]
    _run(*pip, "--no-index", "--no-deps", "--no-build-isolation", "--wheel-dir", folder, ROOT)
    (built,) = folder.glob("*.whl")
    return built


def test_it_holds_every_resource_and_no_test(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = set(opened.namelist())
    shipped = {
        "counsellor_desk/_resources/" + file.relative_to(ROOT / "resources").as_posix()
        for file in (ROOT / "resources").rglob("*")
        if file.is_file()
    }
    assert shipped <= names
    assert any(name.endswith("/licenses/LICENSE") for name in names)
    tops = {name.partition("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"counsellor_desk"}


def test_it_works_where_no_checkout_is(wheel: Path, tmp_path: Path) -> None:
    environment = tmp_path / "elsewhere"
    _run(sys.executable, "-m", "venv", "--without-pip", environment)
    python = environment / "bin" / "python"
    # The parts that it leans on are lent, without the checkout that is installed beside them.
    site = Path(_run(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"))
    (site / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", str(python), "--disable-pip-version-check"]
    _run(*pip, "install", "--quiet", "--no-index", "--no-deps", wheel)
    assert _run(python, "-I", "-c", ASK) == str(site / "counsellor_desk" / "_resources" / "wording")
    assert (environment / "bin" / "counsellor-desk").exists()
