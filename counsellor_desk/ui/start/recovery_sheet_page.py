"""The recovery key: shown this once, printed or copied by hand, and two groups of it typed back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer

from counsellor_desk.lazily import lazily
from counsellor_desk.ui.printing import Printing
from counsellor_desk.ui.start.guide_page import GuidePage
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.page import into_sight
from counsellor_desk.ui.widgets.recovery_groups import KeyShown, TypedBack
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _

if TYPE_CHECKING:
    from counsellor_desk.workflows import setup
    from counsellor_desk.workflows.setup import NewStore
else:
    setup = lazily("counsellor_desk.workflows.setup")


class RecoverySheetPage(GuidePage):
    """Shows the key. There is no way to save it: paper only."""

    def __init__(
        self,
        parts: StartParts,
        printing: Printing,
        new: NewStore,
        *,
        above: str,
        next_: Callable[[], object],
    ) -> None:
        super().__init__(
            parts,
            _("Your recovery key, on paper"),
            above=above,
        )
        self._printing, self._new = printing, new
        self._key = KeyShown(new.groups)
        self.add(self._key)  # first, so that large text in a small window hides none of it
        self.add(
            Words(
                _(
                    "If you forget your passphrase, this key opens your records; if this computer "
                    "is lost, it opens a backup of them. It is shown now and never again."
                ),
                type_=Type.LARGE,
            )
        )
        self.add(
            Words(
                _(
                    "Print the sheet or copy the seven groups by hand, and lock the paper away "
                    "from this computer. It does not open session notes, only records."
                )
            )
        )
        self._print = secondary(_("Print the sheet"), self._offer_print, icon_name="printer")
        self._next = primary(_("I have it on paper"), next_, shortcut="Ctrl+Return")
        self.add_actions(self._print, self._next)

    def arrive(self) -> None:
        self._print.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, lambda: into_sight(self._key, GRID))  # once it has room

    def _offer_print(self) -> None:
        self._printing.offer(self, lambda _progress: setup.sheet(self._new), self._printed)

    def _printed(self) -> None:
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)


class TypedBackPage(GuidePage):
    """Two groups drawn at random, so that the paper is known to be right."""

    def __init__(
        self,
        parts: StartParts,
        new: NewStore,
        *,
        above: str,
        back: Callable[[], object],
        next_: Callable[[], object],
    ) -> None:
        super().__init__(
            parts,
            _("Type two groups back"),
            _("From your paper, so that you know it is right."),
            above=above,
        )
        self._new, self._then = new, next_
        self._typed = TypedBack(setup.groups_to_type())
        self._typed.entered.connect(self._next)
        self.add(self._typed)
        self.add_actions(
            secondary(_("See the key again"), back),
            primary(_("Next"), self._next, shortcut="Ctrl+Return"),
        )

    def arrive(self) -> None:
        self._typed.begin()

    def tell(self, error: BaseException) -> None:
        """A wrong group is told at the field of that group."""
        if isinstance(error, setup.GroupMistyped):
            self.work("")
            self._typed.show_slip(error)
        else:
            super().tell(error)

    def _next(self) -> None:
        typed = self._typed.value()
        self.ask(lambda _progress: setup.confirm(self._new, typed), lambda _done: self._go_on())

    def _go_on(self) -> None:
        self._then()
