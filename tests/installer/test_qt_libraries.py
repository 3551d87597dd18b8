"""Whether Qt starts here, and what it misses."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import qt_libraries
from environment import Environment

HERE = Environment(Path(sys.prefix).parent)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
@pytest.mark.parametrize(
    ("env", "named"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"DISPLAY": "", "QT_QPA_PLATFORM": "xcb"}, False),
    ],
)
def test_a_screen_is_named_by_the_session(env: dict[str, str], named: bool) -> None:  # noqa: FBT001 - a column of the table above
    assert qt_libraries.display_is_named(env) is named


def test_a_missing_library_is_named_by_ldd(tmp_path: Path) -> None:
    """A copy of one of Qt's own files that asks for a library nobody has."""
    qt = next(HERE.folder.glob("lib/python3*/site-packages/PySide6/Qt"))
    whole = qt / "plugins" / "platforms" / "libqxcb.so"
    assert not qt_libraries.missing_libraries([whole])
    wanting = tmp_path / "libqxcb.so"
    wanting.write_bytes(whole.read_bytes().replace(b"libxcb-icccm.so.4\0", b"libxcb-nobody.so.\0"))
    assert "libxcb-nobody.so." in qt_libraries.missing_libraries([wanting, whole])


def test_a_screen_that_does_not_answer_is_no_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":64999")
    assert not qt_libraries.display_answers(HERE)


@pytest.mark.screen
def test_a_screen_that_answers_is_found() -> None:
    assert qt_libraries.display_answers(HERE)
