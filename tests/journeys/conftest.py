"""The application that a journey uses, as it is set by somebody with a quick hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def quick_hand(qapp: QApplication) -> Iterator[None]:
    """A list takes no click before a double click would be over: here that is at once."""
    before = qapp.doubleClickInterval()
    qapp.setDoubleClickInterval(1)
    yield
    qapp.setDoubleClickInterval(before)
