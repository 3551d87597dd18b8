"""What the counsellor writes into a clinical will: for whom it is, and where things lie."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from counsellor_desk.domain.clinical_will import ClinicalWill
from counsellor_desk.domain.profile import Contact
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import quiet
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.ui.widgets.layouts import Columns, column
from counsellor_desk.wording import _


class WillFields(QWidget):
    """The lines. ``edited``: one of them was left, or finished with Enter."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._name, self._reach = LineInput(), LineInput()
        self._computer, self._sheet = LineInput(), LineInput()
        self._manager_key, self._backups = LineInput(), LineInput()
        self._manager = Contact()
        self._take = quiet(_("It is my service manager"), self._take_manager)
        self._executor = Field(
            "executor",
            _("Who opens your records then"),
            self._name,
            help_=_("A colleague who has agreed to it, or your service manager."),
        )
        self._key_field = Field(
            "manager_key", _("The service manager’s key file"), self._manager_key, optional=True
        )
        self._lay_out()
        for line in self.findChildren(LineInput):
            line.editingFinished.connect(self.edited)

    def value(self) -> ClinicalWill:
        """What is written down, not tidied."""
        return ClinicalWill(
            executor=Contact(name=self._name.value().strip(), reach=self._reach.value().strip()),
            computer=self._computer.value(),
            sheet=self._sheet.value(),
            manager_key=self._manager_key.value(),
            backups=self._backups.value(),
        )

    def put(self, will: ClinicalWill) -> None:
        """Show what is written down."""
        self._name.put(will.executor.name)
        self._reach.put(will.executor.reach)
        self._computer.put(will.computer)
        self._sheet.put(will.sheet)
        self._manager_key.put(will.manager_key)
        self._backups.put(will.backups)

    def offer(self, manager: Contact, *, has_key: bool) -> None:
        """Who the service manager is, to be taken with one press, and whether they have a key."""
        self._manager = manager
        self._take.setHidden(not manager.name or bool(self._name.value()))
        self._key_field.setVisible(has_key)

    def show_error(self, sentence: str) -> None:
        """Say at the executor's line what is wrong with it."""
        self._executor.show_error(sentence)

    def begin(self) -> None:
        """Put the focus where writing begins."""
        self._name.setFocus()

    def _take_manager(self) -> None:
        self._name.put(self._manager.name)
        self._reach.put(self._manager.reach)
        self._take.hide()
        self._name.setFocus()
        self.edited.emit()

    def _lay_out(self) -> None:
        layout, who = column(gap=2 * GRID), Columns((1, 1), least=240)
        who.add(self._executor, 0)
        who.add(_optional("executor_reach", _("Telephone or email"), self._reach), 1)
        who.fill_up()
        layout.addWidget(who)
        layout.addWidget(self._take)
        for name, label, line, help_ in self._places():
            layout.addWidget(_optional(name, label, line, help_))
        layout.addWidget(self._key_field)
        self._take.hide()
        self._key_field.hide()
        self.setLayout(layout)

    def _places(self) -> tuple[tuple[str, str, LineInput, str], ...]:
        return (
            ("computer", _("Where this computer is"), self._computer, ""),
            (
                "sheet",
                _("Where the recovery sheet is"),
                self._sheet,
                _("Such as “in the safe of the practice, sealed envelope”. Never the key itself."),
            ),
            ("backups", _("Where the backups are"), self._backups, ""),
        )


def _optional(name: str, label: str, line: LineInput, help_: str = "") -> Field:
    return Field(name, label, line, help_=help_, optional=True)
