"""The settings, one section at a time."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QWidget

from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.screen import Screen
from counsellor_desk.ui.settings.about import AboutSection
from counsellor_desk.ui.settings.backups import BackupsSection
from counsellor_desk.ui.settings.certificate import CertificateSection
from counsellor_desk.ui.settings.history import HistorySection
from counsellor_desk.ui.settings.keys import KeysSection
from counsellor_desk.ui.settings.locking import LockingSection
from counsellor_desk.ui.settings.look import LookSection
from counsellor_desk.ui.settings.note_ages import NoteAgesSection
from counsellor_desk.ui.settings.own_facts import FactsSection
from counsellor_desk.ui.settings.own_forms import FormsSection
from counsellor_desk.ui.settings.section import Section
from counsellor_desk.ui.settings.this_store import StoreSection
from counsellor_desk.ui.settings.who import WhoSection
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.ui.widgets.dialogs import Confirmation
from counsellor_desk.ui.widgets.layouts import Flow, column
from counsellor_desk.ui.widgets.page import Column, Page
from counsellor_desk.wording import _
from counsellor_desk.workflows import preferences
from counsellor_desk.workflows.preferences import Preferences

_SECTIONS: Final[tuple[type[Section], ...]] = (
    LookSection,
    LockingSection,
    KeysSection,
    CertificateSection,
    WhoSection,
    FormsSection,
    FactsSection,
    NoteAgesSection,
    BackupsSection,
    StoreSection,
    HistorySection,
    AboutSection,
)


_STEPS: Final = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class _Name(Button):
    """Arrows walk through all names in order; by itself Qt stops at the end of a line of them."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step, group = _STEPS.get(Qt.Key(event.key())), self.group()
        if step is None or group is None:
            super().keyPressEvent(event)
            return
        names = group.buttons()
        at = names.index(self) + step
        if 0 <= at < len(names):
            names[at].setFocus(Qt.FocusReason.OtherFocusReason)
            names[at].click()


class SettingsScreen(Screen):
    """Everything that can be chosen. Whatever is chosen is kept at once."""

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts = parts
        self._sections = [section(self, parts) for section in _SECTIONS]
        self._shown = self._sections[0]
        self._buttons = QButtonGroup(self)
        page = Page(_("Settings"), _("What you choose is kept at once."))
        held = Column()
        page.add(self._names())
        for section in self._sections:
            held.add(section)
            section.setVisible(section is self._shown)
        page.add(held)
        page.body.addStretch(1)
        layout = column()
        layout.addWidget(page)
        self.setLayout(layout)

    def arrive(self) -> None:
        self._button(self._shown).setFocus(Qt.FocusReason.OtherFocusReason)
        self.ask(lambda _progress: preferences.load(self._parts.desk), self._show)

    def show_section(self, kind: type[Section]) -> None:
        """Show the section of that kind, unless something in the one that stands is in the way."""
        section = next(each for each in self._sections if isinstance(each, kind))
        self._button(section).setChecked(True)
        self._go_to(section)

    def leave(self) -> bool:
        self._shown.keep()
        wrong = self._shown.unkept()
        if wrong is None:
            return True
        Confirmation(
            self,
            _("Something here cannot be kept"),
            (wrong.sentences()[0],),
            do=_("Put back what was there"),
            then=self._shown.put_back,
            dont=_("Correct it"),
        ).open()
        return False

    def _button(self, section: Section) -> QAbstractButton:
        return self._buttons.buttons()[self._sections.index(section)]

    def _names(self) -> QWidget:
        names, flow = QWidget(), Flow()
        for section in self._sections:
            button = _Name(_(section.heading), look=Look.QUIET)
            button.setCheckable(True)
            button.setChecked(section is self._shown)
            button.clicked.connect(lambda _on, s=section: self._go_to(s))
            self._buttons.addButton(button)
            flow.addWidget(button)
        names.setLayout(flow)
        return names

    def _go_to(self, section: Section) -> None:
        if section is self._shown:
            return
        if not self.leave():
            self._button(self._shown).setChecked(True)
            return
        self._shown.hide()
        self._shown = section
        section.show()

    def _show(self, chosen: Preferences) -> None:
        for section in self._sections:
            section.show_now(chosen)
