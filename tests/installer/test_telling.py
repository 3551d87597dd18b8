"""What a person sees while things are set up."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import telling
from telling import SetupFault, watched


def test_output_is_kept_back_and_given_back(capsys: pytest.CaptureFixture[str]) -> None:
    outcome = watched("Counting", [sys.executable, "-c", "print('one'); exit(3)"])
    assert (outcome.code, outcome.said) == (3, "one\n")
    shown = capsys.readouterr().out
    assert shown.startswith("Counting …\n")
    assert "failed after" in shown
    assert "one" not in shown


def test_a_long_step_shows_that_it_is_alive(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The child goes on only when it has seen a sign of life."""
    sign = tmp_path / "sign"
    say = telling._sign_of_life
    monkeypatch.setattr(telling, "_BEAT_IN_A_LOG", 0.01)

    def seen(seconds: float) -> None:
        say(seconds)
        sign.touch()

    monkeypatch.setattr(telling, "_sign_of_life", seen)
    watched("Waiting", ["sh", "-c", f"until [ -e '{sign}' ]; do :; done"])
    assert "still working" in capsys.readouterr().out


def test_a_program_that_is_not_there_is_a_clear_fault(tmp_path: Path) -> None:
    with pytest.raises(SetupFault) as fault:
        watched("Starting", [str(tmp_path / "nothing")])
    assert "could not be started" in fault.value.happened


def test_a_fault_ends_with_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    telling.explain(SetupFault("The disk is full.", "Free some space.", "write: ENOSPC"))
    assert (
        capsys.readouterr().err
        == "\n    write: ENOSPC\n\nThe disk is full.\n\nFree some space.\n\n"
    )
