"""An application dressed like ours for every test of the window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from counsellor_desk.ui import application
from counsellor_desk.ui.theme import Theme
from counsellor_desk.ui.widgets import inner_clipboard
from tests.ui.desk_window import desk_window  # noqa: F401 - a fixture for every screen


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> Theme:
    """The theme of the application, put on once: names, fonts and style."""
    application.prepare(qapp)
    return Theme(qapp)


@pytest.fixture(autouse=True)
def theme(dressed: Theme) -> Iterator[Theme]:
    """Light at 100 % at the beginning of every test."""
    dressed.wear(theme="light", text_size=100)
    yield dressed
    # A window that is still hidden by its cover would take those of the next test away.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    inner_clipboard.forget()
    QApplication.clipboard().clear()
