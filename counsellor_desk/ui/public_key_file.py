"""The public key of a service manager: its file is chosen, its fingerprint shown and compared."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from counsellor_desk.errors import InputError
from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.parts import Parts
from counsellor_desk.ui.tokens import GRID, Type
from counsellor_desk.ui.widgets.buttons import secondary
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.ticks import Tick
from counsellor_desk.ui.widgets.words import Weight, Words
from counsellor_desk.ui.widgets.words import secondary as said_quietly
from counsellor_desk.wording import N_, _
from counsellor_desk.workflows import manager_keys
from counsellor_desk.workflows.manager_keys import PublicKey


class NotCompared(InputError):
    """A key that somebody else put in its place would let them in."""

    field = "public_key_file"
    happened = N_("Whether the fingerprint is right is not ticked yet.")
    next_step = N_("Ask your service manager to read theirs to you, compare it, and tick it.")


class NoFileChosen(InputError):
    """The key comes in a file."""

    field = "public_key_file"
    happened = N_("No public key file is chosen.")
    next_step = N_("Choose the file that your service manager gave you.")


class PublicKeyInput(QWidget):
    """A file that holds a public key, and whether its fingerprint was compared."""

    changed = Signal()

    def __init__(self, near: QWidget, parts: Parts) -> None:
        super().__init__()
        self._near, self._parts = near, parts
        self._path: Path | None = None
        self._key: PublicKey | None = None
        self._choose = secondary(_("Choose the file…"), self._ask)
        self._said = said_quietly(_("Its name ends in “.cdpublic”."))
        self._fingerprint = Words("", type_=Type.LARGE, weight=Weight.DemiBold)
        self._tick = Tick(_("My service manager reads the same letters and digits to me"))
        self._tick.changed.connect(self.changed)
        layout = column(gap=GRID)
        for widget in (self._choose, self._said, self._fingerprint, self._tick):
            layout.addWidget(widget)
        self.setLayout(layout)
        self.setFocusProxy(self._choose)
        self._show(None)

    def checked(self) -> Path:
        """The file, its fingerprint compared.

        Raises:
            NoFileChosen, NotCompared: as they say.
        """
        if self._path is None:
            raise NoFileChosen
        if not self._tick.value():
            raise NotCompared
        return self._path

    @property
    def fingerprint(self) -> str:
        """Of the key in the file, or nothing."""
        return self._key.fingerprint if self._key else ""

    def take(self, path: Path) -> None:
        """Look at a file that was chosen; what is no public key is told at the field."""
        self._parts.background.ask(
            lambda _progress: manager_keys.look_at_public(path),
            lambda found: self._found(path, found),
            self._failed,
            asker=self,
        )

    def _ask(self) -> None:
        dialog = QFileDialog(self._near.window(), NAME)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Public keys (*.cdpublic)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda path: self.take(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)

    def _found(self, path: Path, key: PublicKey) -> None:
        self._path = path
        self._show(key)
        self.changed.emit()
        self._tick.setFocus()

    def _failed(self, error: BaseException) -> None:
        self._path = None
        self._show(None)
        self._parts.messages.tell(error, near=self._near)

    def _show(self, key: PublicKey | None) -> None:
        self._key = key
        self._tick.put(False)
        self._tick.setVisible(key is not None)
        self._fingerprint.setVisible(key is not None)
        if key is None:
            self._said.say(_("Its name ends in “.cdpublic”."))
            return
        self._said.say(_("Its fingerprint. Ring your service manager and have theirs read to you:"))
        self._fingerprint.say(key.fingerprint)
