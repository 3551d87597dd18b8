"""How much of a note its draft keeps: in steps about the usual length (policy 4.8)."""

from __future__ import annotations

from counsellor_desk.domain.worded import Worded
from counsellor_desk.wording import N_


class Fullness(Worded):
    """From what is kept in any case to all that is no chat and no heading, in that order."""

    SHORTEST = "shortest", N_("Shortest")
    SHORTER = "shorter", N_("Shorter")
    USUAL = "usual", N_("Usual length")
    FULLER = "fuller", N_("Fuller")
    FULLEST = "fullest", N_("Fullest")

    def share(self, least: float, usual: float) -> float | None:
        """How much of the words to keep, 0 to 1; ``None`` for what is usual.

        ``least``: the share that is kept in any case. ``usual``: that of the note's band.
        """
        return {
            Fullness.SHORTEST: 0.0,
            Fullness.SHORTER: (least + usual) / 2,
            Fullness.USUAL: None,
            Fullness.FULLER: usual + (1 - usual) * _FULLER,
            Fullness.FULLEST: 1.0,
        }[self]


_FULLER = 0.4
