"""A store that turns out to be damaged while the desk stands open: what it is, and the way on."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from counsellor_desk.errors import DeskError
from counsellor_desk.ui.main_window import MainWindow
from counsellor_desk.ui.messages import Messages
from counsellor_desk.ui.widgets.announcer import announce
from counsellor_desk.ui.widgets.banner import Banner
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.pill import State
from counsellor_desk.wording import _
from counsellor_desk.workflows import checks


class DamageBanner(Banner):
    """Red, with the button that locks the desk: what can be done is offered before it opens."""


class DeskMessages(Messages):
    """Errors of an open desk. Damage is told once, above it: every page would meet it from then on.

    ``found`` is called then, for the next opening to begin with it.
    """

    def __init__(self, window: MainWindow, found: Callable[[], object]) -> None:
        super().__init__(window)
        self._desk_window, self._found = window, found

    def tell(self, error: BaseException, near: QWidget | None = None) -> None:
        if isinstance(error, DeskError) and checks.is_damage(error):
            self._found()
            tell(self._desk_window, error)
        else:
            super().tell(error, near)


def tell(window: MainWindow, damage: DeskError) -> None:
    """Say it above the desk, unless it stands there already."""
    if window.findChildren(DamageBanner):
        return
    happened, _safe, _next_step = damage.sentences()
    what = _(
        "Better write nothing more: lock the desk and open it again, and see what can be done."
    )
    sentence = f"{happened} {what}"
    banner = DamageBanner(sentence, State.RED, secondary(_("Lock now"), window.lock))
    window.banners.addWidget(banner)
    announce(banner, sentence, at_once=True)
