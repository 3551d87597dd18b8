"""The desk as it stands after unlocking, with its notices and what it goes on with by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from counsellor_desk.ui.appearance import Appearance
from counsellor_desk.ui.background import Background
from counsellor_desk.ui.open_desk import OpenDesk
from counsellor_desk.ui.theme import Theme
from counsellor_desk.workflows.unlock import Unlocked
from tests.desks import TestDesk
from tests.ui.desk_window import settle


@contextmanager
def opened_desk(
    test_desk: TestDesk,
    qtbot: QtBot,
    theme: Theme,
    settings: Path,
    failed: Callable[[BaseException], object] | None = None,
) -> Iterator[OpenDesk]:
    """Unlock that desk and show it; ``failed`` hears of faults, which else fail the test."""

    def hear(_asker: QObject, error: BaseException) -> None:
        if failed is None:
            pytest.fail(repr(error))
        failed(error)

    background = Background(hear)
    unlocked: list[Unlocked] = []
    background.ask(lambda _progress: test_desk.unlock(), unlocked.append, asker=background)
    settle(qtbot, background)
    desk = OpenDesk(unlocked[0], test_desk.clock, background, Appearance(theme, settings))
    desk.window.resize(1280, 800)
    desk.begin()
    settle(qtbot, background)
    yield desk
    with qtbot.waitSignal(desk.ended):
        desk.end(locked=False)
    desk.parts.printing.shutdown()
    background.shutdown()
    test_desk.opened.clear()
    desk.window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
