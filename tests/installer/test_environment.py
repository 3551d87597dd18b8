"""The virtual environment: made once, filled by hash, quick to start again."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from environment import Environment, advice
from telling import SetupFault

LOCKS = ("run", "build")
BACKEND = """
import shutil
from pathlib import Path

def build_editable(folder, config_settings=None, metadata_directory=None):
    return Path(shutil.copy("desk-1-py3-none-any.whl", folder)).name
"""


def _wheel(folder: Path, name: str, version: int, **more: str) -> Path:
    """The smallest wheel that pip takes: one module that knows its version."""
    wheel = folder / f"{name}-{version}-py3-none-any.whl"
    files = {
        f"{name}.py": f"VERSION = {version}\ndef main() -> None:\n    print('desk')\n",
        f"{name}-{version}.dist-info/METADATA": f"Metadata-Version: 2.1\nName: {name}\n"
        f"Version: {version}\n",
        f"{name}-{version}.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\n"
        "Tag: py3-none-any\n",
        **{f"{name}-{version}.dist-info/{file}": text for file, text in more.items()},
    }
    record = f"{name}-{version}.dist-info/RECORD"
    with zipfile.ZipFile(wheel, "w") as opened:
        for file, text in files.items():
            opened.writestr(file, text)
        opened.writestr(record, "".join(f"{file},,\n" for file in [*files, record]))
    return wheel


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program of one module with one locked part, and an index that is a folder."""
    root = tmp_path / "checkout"
    (root / "installer" / "locks").mkdir(parents=True)
    entry = "[console_scripts]\ndesk = desk:main\n"
    _wheel(root, "desk", 1, **{"entry_points.txt": entry})
    (root / "backend.py").write_text(BACKEND, encoding="utf-8")
    (root / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
        '[project]\nname = "desk"\nversion = "1"\n',
        encoding="utf-8",
    )
    index = tmp_path / "index"
    index.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(index))
    for lock in LOCKS:
        _lock(root, lock, _wheel(index, f"part_{lock}", 1))
    return root


def _lock(root: Path, name: str, wheel: Path) -> None:
    part, version, *_tags = wheel.stem.split("-")
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    line = f"{part}=={version} \\\n    --hash=sha256:{digest}\n"
    (root / "installer" / "locks" / f"{name}.txt").write_text(line, encoding="ascii")


def _version(environment: Environment) -> str:
    ask = "import part_run; print(part_run.VERSION)"
    run = subprocess.run([environment.python, "-c", ask], capture_output=True, check=True)
    return run.stdout.decode().strip()


@pytest.mark.thorough
def test_locked_parts_come_once_and_again_when_the_lock_changes(
    checkout: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    environment = Environment(checkout)
    environment.prepare(*LOCKS)
    assert _version(environment) == "1"
    said = subprocess.run([environment.program("desk")], capture_output=True, check=True).stdout
    assert said == b"desk\n"

    capsys.readouterr()
    environment.prepare(*LOCKS)
    assert capsys.readouterr().out == "", "a second start has nothing to do"

    newer = _wheel(tmp_path / "index", "part_run", 2)
    _lock(checkout, "run", newer)
    environment.prepare(*LOCKS)
    assert _version(environment) == "2"

    newest = _wheel(tmp_path / "index", "part_run", 3)
    _lock(checkout, "run", newest)
    newest.write_bytes(newest.read_bytes() + b"\n")
    with pytest.raises(SetupFault) as fault:
        environment.prepare(*LOCKS)
    assert "not the one that was locked" in fault.value.next_step
    assert _version(environment) == "2", "nothing of a replaced part is installed"


@pytest.mark.thorough
def test_a_half_made_or_moved_environment_is_made_anew(checkout: Path, tmp_path: Path) -> None:
    here = Environment(checkout)
    # What is there when someone stops the making half-way: a Python, but no pip yet.
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", here.folder], check=True)
    here.prepare(*LOCKS)
    assert _version(here) == "1"

    checkout.rename(tmp_path / "elsewhere")
    moved = Environment(tmp_path / "elsewhere")
    moved.prepare(*LOCKS)
    shebang = moved.program("desk").read_text(encoding="utf-8").splitlines()[0]
    assert str(moved.folder) in shebang


@pytest.mark.parametrize(
    ("said", "word"),
    [
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE", "replaced"),
        ("OSError: [Errno 28] No space left on device", "full"),
        ("Could not fetch URL …\nNo matching distribution found for x", "network"),
        ("ERROR: No matching distribution found for x", "no ready-made part"),
        ("something else", "Start again"),
    ],
)
def test_pips_words_lead_to_advice(said: str, word: str) -> None:
    assert word in advice(said)
