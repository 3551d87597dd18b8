"""The newest audit entry, remembered outside of the store, so that an older copy of it shows.

Two items are written in turn: some keychains delete before they write, and a crash between the
two must not lose both. The store may be ahead after a crash, which is repaired without a word.
"""

from __future__ import annotations

import hmac

from counsellor_desk.domain.openings import Freshness
from counsellor_desk.errors import DeskError
from counsellor_desk.logs import Happening, say
from counsellor_desk.vault.audit import Trail
from counsellor_desk.vault.remembered import PLACES, Anchor, Kept, NotRemembered


class Anchors:
    """The anchors of one open store."""

    def __init__(self, kept: Kept) -> None:
        self._kept = kept
        self._next = 0
        self._waiting: Anchor | None = None
        self._left = False

    def compare(self, trail: Trail) -> Freshness:
        """Hold the store against the newest anchor."""
        try:
            found = {place: self._kept.anchor(place) for place in PLACES}
        except NotRemembered:
            return Freshness.NOT_KNOWN
        anchors = {place: anchor for place, anchor in found.items() if anchor is not None}
        if not anchors:
            return Freshness.NOT_KNOWN
        newest = max(anchors, key=lambda place: anchors[place].seq)
        self._next = 1 - newest
        return self._compared(anchors[newest], trail)

    def write(self, anchor: Anchor) -> None:
        """Remember ``anchor``. A keychain that does not answer keeps nothing from going on."""
        if self._left:
            return
        if self._waiting is not None:
            self._waiting = anchor
            return
        try:
            self._kept.keep_anchor(self._next, anchor)
        except DeskError:
            say(Happening.ANCHOR_BEHIND, seq=anchor.seq)
            self._waiting = anchor
        else:
            self._next = 1 - self._next

    def leave(self) -> None:
        """Keep what is remembered of the newer store, whatever is done in this one from now on."""
        self._left = True

    def replace(self, anchor: Anchor) -> None:
        """Let an older store be the one to compare with from now on."""
        self.write(anchor)
        self.write(anchor)

    def finish(self) -> None:
        """Try once more what could not be written before."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None:
            self.write(waiting)

    def _compared(self, anchor: Anchor, trail: Trail) -> Freshness:
        if trail.was_lost(anchor.seq):
            return Freshness.CURRENT
        link = trail.link_at(anchor.seq)
        if link is None or not hmac.compare_digest(link, anchor.link):
            say(Happening.ANCHOR_BEHIND, seq=anchor.seq)
            return Freshness.OLDER
        if trail.head().seq > anchor.seq:
            say(Happening.ANCHOR_REPAIRED, seq=anchor.seq)
        return Freshness.CURRENT
