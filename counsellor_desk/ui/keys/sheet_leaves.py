"""A new recovery key on its way to paper: shown, printed or copied, two groups typed back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from PySide6.QtCore import QTimer

from counsellor_desk.ui.background import NOTHING, Changes, Progress
from counsellor_desk.ui.keys.leaf import KeysLeaf
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.printing import Pdf
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.page import into_sight
from counsellor_desk.ui.widgets.recovery_groups import KeyShown, TypedBack
from counsellor_desk.ui.widgets.words import Words
from counsellor_desk.wording import _
from counsellor_desk.workflows import setup

T = TypeVar("T")


class SheetLeaf(KeysLeaf):
    """Shows the key. There is no way to save it: paper only. ``pdf`` makes the sheet to print."""

    def __init__(
        self,
        parts: Parts,
        groups: Sequence[str],
        pdf: Pdf,
        *,
        above: str,
        next_: Callable[[], object],
    ) -> None:
        super().__init__(parts, _("Your new recovery key, on paper"), above=above)
        self._pdf, self._key = pdf, KeyShown(groups)
        self.add(self._key)  # first, so that large text in a small window hides none of it
        self.add(
            Words(
                _(
                    "Print the sheet, or copy the seven groups by hand. It is shown now and never "
                    "again, and never saved as a file."
                ),
                type_=Type.LARGE,
            )
        )
        self.add(
            Words(
                _(
                    "Print systems, and some printers, keep what was printed for a while. Copying "
                    "by hand leaves nothing behind. The old sheet works until two groups of this "
                    "one are typed back."
                )
            )
        )
        self.first = secondary(_("Print the sheet"), self._offer_print, icon_name="printer")
        self._next = primary(_("I have it on paper"), next_, shortcut="Ctrl+Return")
        self.add_actions(self.first, self._next)

    def arrive(self) -> None:
        super().arrive()
        QTimer.singleShot(0, self, lambda: into_sight(self._key, GRID))  # once it has room

    def _offer_print(self) -> None:
        self.parts.printing.offer(self, self._pdf, self._next.setFocus)


class TypedBackLeaf(KeysLeaf):
    """Two groups drawn at random. ``act`` is given them on the worker; ``then``, what it made."""

    def __init__(
        self,
        parts: Parts,
        act: Callable[[Progress, Mapping[int, str]], T],
        then: Callable[[T], object],
        *,
        above: str,
        back: Callable[[], object],
        changes: Changes = NOTHING,
    ) -> None:
        super().__init__(
            parts,
            _("Type two groups back"),
            _("From your paper, so that you know it is right."),
            above=above,
        )
        self._typed = TypedBack(setup.groups_to_type())
        self._typed.entered.connect(self._next)
        self._go: Callable[[Mapping[int, str]], object] = lambda typed: self.ask(
            lambda progress: act(progress, typed), then, changes=changes
        )
        self.add(self._typed)
        self.add_actions(
            secondary(_("See the key again"), back),
            primary(_("Next"), self._next, shortcut="Ctrl+Return"),
        )

    def arrive(self) -> None:
        self._typed.begin()

    def tell(self, error: BaseException) -> None:
        """A wrong group is told at the line of that group."""
        if isinstance(error, setup.GroupMistyped):
            self.work("")
            self._typed.show_slip(error)
        else:
            super().tell(error)

    def _next(self) -> None:
        self._go(self._typed.value())
