"""What the pages before the open desk are given."""

from __future__ import annotations

from dataclasses import dataclass

from counsellor_desk.clock import Clock
from counsellor_desk.ui.background import Background
from counsellor_desk.ui.messages import Messages
from counsellor_desk.ui.start.threshold import Threshold


@dataclass(frozen=True, kw_only=True)
class StartParts:
    """``threshold`` is the store as seen from outside; it belongs to the worker."""

    threshold: Threshold
    clock: Clock
    background: Background
    messages: Messages
