"""Telling once that answers cannot be kept: it is tried again and again, and told no more often."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from counsellor_desk.ui.autosave import Autosave


class ToldOnce:
    """Tells the first failure; the next one only after something was kept, or after ``forget``."""

    def __init__(self, autosave: Autosave[Any], tell: Callable[[BaseException], object]) -> None:
        self._tell = tell
        self._told = False
        autosave.failed.connect(self._failed)
        autosave.kept.connect(lambda _kept: self.forget())

    def forget(self) -> None:
        """Tell the next failure, whatever was told before."""
        self._told = False

    def _failed(self, error: BaseException) -> None:
        if not self._told:
            self._told = True
            self._tell(error)
