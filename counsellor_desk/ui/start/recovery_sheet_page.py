"""The recovery key: shown this once, printed or copied by hand, and two groups of it typed back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from counsellor_desk.lazily import lazily
from counsellor_desk.ui.printing import Printing
from counsellor_desk.ui.start.guide_page import GuidePage
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import Columns, Flow, column
from counsellor_desk.ui.widgets.page import into_sight
from counsellor_desk.ui.widgets.words import Weight, Words
from counsellor_desk.ui.widgets.words import secondary as said_quietly
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
        self._key = _key(new.groups)
        self.add(self._key)  # first, so that large text in a small window hides none of it
        self.add(
            Words(
                _(
                    "If you forget your passphrase, or this computer is lost, this key opens your "
                    "records. It is shown now and never again."
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
        self._lines = {group: LineInput() for group in setup.groups_to_type()}
        self._fields = {
            group: Field("recovery_group", _("Group {group}").format(group=group), line)
            for group, line in self._lines.items()
        }
        first, second = self._lines.values()
        first.returnPressed.connect(second.setFocus)
        second.returnPressed.connect(self._next)
        columns = Columns((1, 1), least=200)
        for place, field in enumerate(self._fields.values()):
            columns.add(field, place)
        columns.fill_up()
        self.add(columns)
        self.add_actions(
            secondary(_("See the key again"), back),
            primary(_("Next"), self._next, shortcut="Ctrl+Return"),
        )

    def arrive(self) -> None:
        next(iter(self._lines.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, error: BaseException) -> None:
        """A wrong group is told at the field of that group."""
        if isinstance(error, setup.GroupMistyped):
            self.work("")
            happened, _safe, next_step = error.sentences()
            self._fields[int(str(error.facts["group"]))].show_error(f"{happened} {next_step}")
        else:
            super().tell(error)

    def _next(self) -> None:
        typed = {group: line.value() for group, line in self._lines.items()}
        self.ask(lambda _progress: setup.confirm(self._new, typed), lambda _done: self._go_on())

    def _go_on(self) -> None:
        self._then()


def _key(groups: tuple[str, ...]) -> QWidget:
    """The groups as on the sheet, each under its number."""
    key, flow = QWidget(), Flow(gap=12)
    for number, group in enumerate(groups, 1):
        frame = QFrame()
        frame.setProperty("look", "card")
        inside = column(gap=0, margins=(2 * GRID, GRID, 2 * GRID, GRID))
        inside.addWidget(said_quietly(str(number), type_=Type.SMALL))
        written = Words(group, type_=Type.HEADLINE, weight=Weight.DemiBold)
        written.setWordWrap(False)
        written.setAccessibleName(_spelled(number, group))
        inside.addWidget(written)
        frame.setLayout(inside)
        flow.addWidget(frame)
    key.setLayout(flow)
    return key


def _spelled(number: int, group: str) -> str:
    """A screen reader says the characters one by one."""
    return _("Group {group}: {characters}").format(group=number, characters=" ".join(group))
