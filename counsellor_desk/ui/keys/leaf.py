"""A page of a guide about keys."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QWidget

from counsellor_desk.ui.guide_leaf import GuideLeaf
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.layouts import column


class KeysLeaf(GuideLeaf):
    """One page, with the desk that it is about. ``first``: where the focus goes on arrival."""

    def __init__(self, parts: Parts, heading: str, below: str = "", *, above: str) -> None:
        super().__init__(parts.background, parts.messages, heading, below, above=above)
        self.parts = parts
        self.first: QWidget | None = None

    def arrive(self) -> None:
        if self.first is not None:
            self.first.setFocus()

    def tell_lines(self, lines: Iterable[QWidget]) -> None:
        """Put lines that belong together at the end of the page."""
        whole, layout = QWidget(), column(gap=GRID + 4)
        for line in lines:
            layout.addWidget(line)
        whole.setLayout(layout)
        self.add(whole)
