"""Sealing a form that is signed, and what stands there once it is on record."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from counsellor_desk.domain.changes import Changed
from counsellor_desk.ui.copies import Copies
from counsellor_desk.ui.forms.asking_once import AskingOnce
from counsellor_desk.ui.forms.guiding import Guiding
from counsellor_desk.ui.forms.on_record import OnRecord, looked_at, sealed
from counsellor_desk.ui.forms.sealed_leaf import SealedLeaf

SEALED = frozenset({Changed.CONSENTS, Changed.DOCUMENTS, Changed.AUDIT})


class Sealing(QObject):
    """The last step of a guide. ``refused``: why it was not sealed."""

    refused = Signal(object)

    def __init__(self, screen: Guiding) -> None:
        super().__init__(screen)
        self._screen, self._parts = screen, screen.parts
        self._copies = Copies(screen, screen.parts)
        self._once = AskingOnce(screen, self.refused.emit)

    def seal(self) -> None:
        """Put the form on record."""
        desk, which = self._parts.desk, self._screen.guide.consent.id
        self._once.ask(lambda: sealed(desk, which), self._show, SEALED)

    def look(self) -> None:
        """Show a form that is on record, checked anew."""
        desk, which = self._parts.desk, self._screen.guide.consent.id
        self._once.ask(lambda: looked_at(desk, which), self._show)

    def _show(self, record: OnRecord) -> None:
        screen, which = self._screen, record.guide.consent.id
        screen.take(record.guide)
        last = screen.course.last
        leaf = SealedLeaf(last, screen.course.place(last), record)
        leaf.save.connect(lambda: self._copies.save(record.document))
        leaf.print_.connect(lambda: self._copies.print_(record.document))
        leaf.see.connect(lambda: self._parts.doors.open_form(which))
        leaf.done.connect(self._parts.window.go_back)
        screen.put(leaf, last.key)
