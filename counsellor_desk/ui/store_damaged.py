"""A store that turned out to be damaged while the desk stands open: what it is, and the way on."""

from __future__ import annotations

from counsellor_desk.errors import DeskError
from counsellor_desk.ui.main_window import MainWindow
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.wording import _


def tell(window: MainWindow, damage: DeskError) -> None:
    """Say it above the desk, with a button that locks it: what can be done is offered before it."""
    happened, _safe, _next_step = damage.sentences()
    what = _(
        "Better write nothing more: lock the desk and open it again, and see what can be done."
    )
    sentence = f"{happened} {what}"
    banner = Banner(sentence, State.RED, secondary(_("Lock now"), window.lock))
    window.banners.addWidget(banner)
    announce(banner, sentence, at_once=True)
