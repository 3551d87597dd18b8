"""A page before the open desk: the scaffold of every guide, with what these pages are given."""

from __future__ import annotations

from counsellor_desk.ui.guide_leaf import GuideLeaf, PageStack
from counsellor_desk.ui.start.parts import StartParts

__all__ = ("GuidePage", "PageStack")


class GuidePage(GuideLeaf):
    """One page. ``above`` says where in the guide it stands."""

    def __init__(
        self, parts: StartParts, heading: str, below: str = "", *, above: str = ""
    ) -> None:
        super().__init__(parts.background, parts.messages, heading, below, above=above)
        self.parts = parts
