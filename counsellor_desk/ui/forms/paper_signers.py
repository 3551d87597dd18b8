"""Who signed on paper: a name and a day for each role."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from counsellor_desk.domain.paper_forms import PaperSigner
from counsellor_desk.domain.signatures import SignerRole
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.dates import DateInput
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import column, emptied
from counsellor_desk.wording import _


class SignerEntry(QWidget):
    """Who signed in one role, and on which day."""

    changed = Signal()

    def __init__(self, signer: PaperSigner, today: Callable[[], date]) -> None:
        super().__init__()
        self.role = signer.role
        self._who, self._on = LineInput(), DateInput(today)
        self._who.put(signer.name)
        self._on.put(signer.on)
        role = signer.role.label
        named = _("{role}: name on the paper").format(role=role)
        self.name = Field("signer_name", named, self._who)
        self.on = Field("signed_on", _("{role}: date on the paper").format(role=role), self._on)
        layout = column(gap=GRID)
        layout.addWidget(self.name)
        layout.addWidget(self.on)
        self.setLayout(layout)
        for entry in (self._who, self._on):
            entry.changed.connect(self.changed)

    def signer(self) -> PaperSigner:
        """As it stands here now."""
        return PaperSigner(role=self.role, name=self._who.value(), on=self._on.value())


class Signers(QWidget):
    """Everybody who signed; others can be put in beside those who have to."""

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._entries: list[SignerEntry] = []
        self._rows, layout = column(gap=2 * GRID), column(gap=GRID)
        layout.addLayout(self._rows)
        self._more = quiet(_("Somebody else signed, too…"), self._offer, icon_name="plus")
        layout.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.setLayout(layout)

    def show_signers(self, signers: Sequence[PaperSigner]) -> None:
        """Ask for these; what is typed of a role that is asked for already stays as it is typed."""
        typed = {each.role: each.signer() for each in self._entries}
        if typed and list(typed) == [each.role for each in signers]:
            return
        emptied(self._rows)
        self._entries = []
        for each in signers:
            self._add(typed.get(each.role, each))

    def signers(self) -> tuple[PaperSigner, ...]:
        """As they stand here now."""
        return tuple(each.signer() for each in self._entries)

    def field_of(self, error: str, role: str) -> Field | None:
        """The field of that error and role; of any role that lacks it where none is named."""
        for each in self._entries:
            field = each.on if error == "signed_on" else each.name
            wrong = not each.signer().name if error == "signer_name" else True
            if (role == each.role.label) if role else wrong:
                return field
        return None

    def _offer(self) -> None:
        """The roles that are not asked for, to put one of them in."""
        menu, there = QMenu(self), {each.role for each in self._entries}
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for role in SignerRole:
            if role not in there:
                menu.addAction(role.label, partial(self._put_in, role))
        menu.popup(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _put_in(self, role: SignerRole) -> None:
        self._add(PaperSigner(role=role))
        self._entries[-1].name.entry.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, signer: PaperSigner) -> None:
        entry = SignerEntry(signer, self._today)
        entry.changed.connect(self.changed)
        self._entries.append(entry)
        self._rows.addWidget(entry)
