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
    """Everything that can be chosen. Whatever is chosen is kept at once.

    A section is made when it is first gone to: some of them are as much as a screen.
    """

    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.background, parts.messages)
        self._parts = parts
        self._chosen: Preferences | None = None
        self._made: dict[type[Section], Section] = {}
        self._buttons = QButtonGroup(self)
        self._held = Column()
        self._shown = self._section(_SECTIONS[0])
        page = Page(_("Settings"), _("What you choose is kept at once."))
        page.add(self._names())
        page.add(self._held)
        page.body.addStretch(1)
        layout = column()
        layout.addWidget(page)
        self.setLayout(layout)

    def arrive(self) -> None:
        self._button(type(self._shown)).setFocus(Qt.FocusReason.OtherFocusReason)
        self._load()

    def show_section(self, kind: type[Section]) -> None:
        """Show the section of that kind, unless something in the one that stands is in the way."""
        self._button(kind).setChecked(True)
        self._go_to(kind)

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

    def _section(self, kind: type[Section]) -> Section:
        """The section of that kind, made if it is not there yet."""
        if kind not in self._made:
            self._made[kind] = section = kind(self, self._parts)
            self._held.add(section)
            if self._chosen is not None:
                section.show_now(self._chosen)
                self._load()  # something may have been chosen in another since
        return self._made[kind]

    def _button(self, kind: type[Section]) -> QAbstractButton:
        return self._buttons.buttons()[_SECTIONS.index(kind)]

    def _names(self) -> QWidget:
        names, flow = QWidget(), Flow()
        for kind in _SECTIONS:
            button = _Name(_(kind.heading), look=Look.QUIET)
            button.setCheckable(True)
            button.setChecked(isinstance(self._shown, kind))
            button.clicked.connect(lambda _on, kind=kind: self._go_to(kind))
            self._buttons.addButton(button)
            flow.addWidget(button)
        names.setLayout(flow)
        return names

    def _go_to(self, kind: type[Section]) -> None:
        if isinstance(self._shown, kind):
            return
        if not self.leave():
            self._button(type(self._shown)).setChecked(True)
            return
        self._shown.hide()
        self._shown = self._section(kind)
        self._shown.show()

    def _load(self) -> None:
        self.ask(lambda _progress: preferences.load(self._parts.desk), self._show)

    def _show(self, chosen: Preferences) -> None:
        self._chosen = chosen
        for section in self._made.values():
            section.show_now(chosen)
