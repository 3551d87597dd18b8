"""What can be done on the page of a case: the cards show the buttons, the page does the acts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from counsellor_desk.domain.cases import CaseStatus
from counsellor_desk.domain.holds import Hold
from counsellor_desk.domain.notes import NoteLine
from counsellor_desk.domain.summaries import ActionPoint
from counsellor_desk.ui.doors import Doors


@dataclass(frozen=True, kw_only=True)
class Acts:
    """What the buttons of these cards do on the case that is shown."""

    doors: Doors
    finish: Callable[[NoteLine], object]
    end_paper: Callable[[NoteLine], object]
    set_hold: Callable[[], object]
    lift: Callable[[Hold], object]
    seal_copy: Callable[[Sequence[NoteLine]], object]
    open_cards: Callable[[], object]
    add_client: Callable[[], object]
    change_status: Callable[[CaseStatus], object]
    tick_off: Callable[[ActionPoint, bool], object]
