"""What stays together between pages: headings and labels with the beginning of what they are of."""

from __future__ import annotations

from reportlab.platypus import KeepTogether
from reportlab.platypus.flowables import Flowable

_SLACK = 0.05  # points, so that rounding never sends a part that was cut to fit to the next page


class Together(KeepTogether):
    """Keeps its content on one page, but splits long text in it rather than leave half a page."""

    _content: list[Flowable]

    def split(self, aW: float, aH: float) -> list[Flowable]:  # noqa: N803 - its names
        """What stands here and on the next page; all of it on the next where too little fits."""
        used = after = 0.0
        for position, part in enumerate(self._content):
            between = max(part.getSpaceBefore() - after, 0.0) if position else 0.0
            height = part.wrapOn(self.canv, aW, aH)[1]
            if used + between + height > aH:
                return self._parted(position, aW, aH - used - between - _SLACK) or self._moved(
                    aW, aH
                )
            after = part.getSpaceAfter()
            used += between + height + after
        return list(self._content)

    def _parted(self, position: int, width: float, room: float) -> list[Flowable]:
        """The first that does not fit goes on overleaf; nothing where it cannot be split."""
        if not position or room <= 0:
            return []
        split = self._content[position].splitOn(self.canv, width, room)
        if len(split) < 2:
            return []
        here, *rest = split
        overleaf = [*rest, *self._content[position + 1 :]]
        later = Together(overleaf) if len(overleaf) > 1 else overleaf[0]
        return [*self._content[:position], here, later]

    def _moved(self, width: float, height: float) -> list[Flowable]:
        parts: list[Flowable] = super().split(width, height)
        return parts
