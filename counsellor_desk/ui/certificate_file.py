"""A certificate file that somebody chooses, and the password that opens it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from counsellor_desk.domain.certificate_faults import NoCertificateChosen
from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.words import secondary as said_quietly
from counsellor_desk.wording import _


class CertificateFileInput(QWidget):
    """The file is read when the act is done, and not before."""

    changed = Signal()

    def __init__(self, near: QWidget) -> None:
        super().__init__()
        self._near = near
        self._path: Path | None = None
        self._choose = secondary(_("Choose the file…"), self._ask, icon_name="folder")
        self._said = said_quietly(_("Its name ends in “.p12” or “.pfx”."))
        layout = column(gap=GRID)
        layout.addWidget(self._choose)
        layout.addWidget(self._said)
        self.setLayout(layout)
        self.setFocusProxy(self._choose)

    def checked(self) -> Path:
        """The file.

        Raises:
            NoCertificateChosen: there is none.
        """
        if self._path is None:
            raise NoCertificateChosen
        return self._path

    def take(self, path: Path) -> None:
        """That one was chosen."""
        self._path = path
        self._said.say(path.name)
        self.changed.emit()

    def _ask(self) -> None:
        dialog = QFileDialog(self._near.window(), NAME)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Certificates (*.p12 *.pfx *.P12 *.PFX)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda path: self.take(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)
