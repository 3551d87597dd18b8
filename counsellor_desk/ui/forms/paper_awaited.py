"""A form that is out on paper: what to do once it is signed, and where it was lost."""

from __future__ import annotations

from collections.abc import Callable

from counsellor_desk.domain import dates
from counsellor_desk.ui.paper_out import PaperOut
from counsellor_desk.ui.widgets.buttons import primary, quiet, secondary
from counsellor_desk.ui.widgets.card import Card
from counsellor_desk.ui.widgets.empty_state import EmptyState
from counsellor_desk.wording import _
from counsellor_desk.workflows.paper_printing import PaperLine


class AwaitedCard(Card):
    """``bring`` asks for the files that came back; ``back`` is the button that does."""

    def __init__(self, line: PaperLine, out: PaperOut, bring: Callable[[], object]) -> None:
        super().__init__()
        self.back = primary(_("Bring it back…"), bring, icon_name="camera")
        again = secondary(_("Print it again…"), lambda: out.again(line), icon_name="printer")
        never = quiet(_("It is not coming back…"), lambda: out.call_back(line))
        said = _(
            "It was printed on {day} to be signed by hand. Once it is signed, scan or photograph "
            "each page, and choose the files or drop them here: JPEG, PNG, TIFF or PDF."
        ).format(day=dates.day(line.printed_at.date()))
        self.add(EmptyState("printer", _("This form lies on paper"), said, self.back, again, never))
