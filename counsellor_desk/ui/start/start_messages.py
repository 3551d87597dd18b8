"""Errors told before the desk is open; one about a damaged store leads to what can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from counsellor_desk.errors import DeskError
from counsellor_desk.lazily import lazily
from counsellor_desk.ui.messages import Messages

if TYPE_CHECKING:
    from counsellor_desk.workflows import damage
else:
    damage = lazily("counsellor_desk.workflows.damage")


class StartMessages(Messages):
    """``damaged`` is handed an error about a store whose key is known, wherever it came up."""

    def __init__(self, window: QWidget, damaged: Callable[[DeskError], object]) -> None:
        super().__init__(window)
        self._damaged = damaged

    def tell(self, error: BaseException, near: QWidget | None = None) -> None:
        if isinstance(error, DeskError) and damage.wreck_of(error) is not None:
            self._damaged(error)
        else:
            super().tell(error, near)
