"""Beside “New session note”: the note is on paper, or there are photographs or scans of it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from counsellor_desk.domain.ids import CaseId
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.widgets.buttons import Button, Look
from counsellor_desk.wording import _


def other_ways(parts: Parts, case: CaseId | None) -> Button:
    """A small button with both; without a case it is asked for."""

    def offer() -> None:
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("It is on paper…"), lambda: parts.doors.note_on_paper(case))
        menu.addAction(_("Photograph or scan…"), lambda: parts.doors.note_from_pictures(case))
        menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    button = Button(
        _("The note is on paper, or photographed"), offer, look=Look.ICON, icon_name="camera"
    )
    return button
