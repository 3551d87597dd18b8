"""Writing a role where the note has somebody's name: policy 3.4 and 4.2 want no names of others."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from counsellor_desk.domain import reductions
from counsellor_desk.domain.text import one_line
from counsellor_desk.ui.reduce.work import Work
from counsellor_desk.ui.widgets.buttons import primary, secondary
from counsellor_desk.ui.widgets.dialogs import Dialog
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.inputs import LineInput
from counsellor_desk.wording import N_, _

ROLES: Final = (
    N_("partner"),
    N_("mother"),
    N_("father"),
    N_("sister"),
    N_("brother"),
    N_("child"),
    N_("friend"),
    N_("manager"),
    N_("GP"),
)


def offer_roles(near: QWidget, work: Work, name: str) -> None:
    """A menu of roles below ``near``; the one that is chosen is written for the name everywhere."""
    menu = QMenu(near)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    add_roles(menu, near, work, name)
    menu.popup(near.mapToGlobal(QPoint(0, near.height())))


def add_roles(menu: QMenu, near: QWidget, work: Work, name: str) -> None:
    """Add the roles that can be written for a name."""
    for role in ROLES:
        menu.addAction(_(role), partial(_write, work, name, _(role)))
    menu.addSeparator()
    menu.addAction(_("Another word…"), lambda: OtherWord(near, work, name).open())


class OtherWord(Dialog):
    """Asks which word to write."""

    def __init__(self, parent: QWidget, work: Work, name: str) -> None:
        super().__init__(parent, _("What to write instead of this name?"), icon_name="users")
        self._work, self._name = work, name
        self._word = LineInput()
        self.add(Field("role", _("A role or a kind of place"), self._word))
        self._do = primary(_("Write it everywhere"), self._done)
        self._do.setEnabled(False)
        self.add_buttons(secondary(_("Cancel"), self.reject), self._do)
        self._word.changed.connect(lambda: self._do.setEnabled(bool(one_line(self._word.value()))))
        self._word.returnPressed.connect(self._do.click)
        self._word.setFocus()

    def _done(self) -> None:
        word = one_line(self._word.value())
        self.accept()
        _write(self._work, self._name, word)


def _write(work: Work, name: str, role: str) -> None:
    work.edit(lambda summary: reductions.written_instead(summary, name, role))
