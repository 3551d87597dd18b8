"""The service manager's way in: their private key file and its passphrase."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from counsellor_desk.errors import InputError
from counsellor_desk.ui.application import NAME
from counsellor_desk.ui.start.guide_page import GuidePage
from counsellor_desk.ui.start.paged import Paged
from counsellor_desk.ui.start.parts import StartParts
from counsellor_desk.ui.start.threshold import Entered
from counsellor_desk.ui.tokens import GRID
from counsellor_desk.ui.widgets.buttons import primary, quiet, secondary
from counsellor_desk.ui.widgets.field import Field
from counsellor_desk.ui.widgets.layouts import column
from counsellor_desk.ui.widgets.secret_lines import PassphraseField
from counsellor_desk.ui.widgets.words import secondary as said_quietly
from counsellor_desk.wording import N_, _


class NoKeyFile(InputError):
    """The key comes in a file."""

    field = "manager_key_file"
    happened = N_("No key file is chosen.")
    safe = N_("The store is closed and unchanged.")
    next_step = N_("Choose the private file that was made with the public one, ending in “.age”.")


class KeyFileInput(QWidget):
    """Which file it is."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._path: Path | None = None
        self._choose = secondary(_("Choose the file…"), self._ask, icon_name="folder")
        self._said = said_quietly(_("Its name ends in “.age”."))
        layout = column(gap=GRID)
        layout.addWidget(self._choose, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._said)
        self.setLayout(layout)
        self.setFocusProxy(self._choose)

    def checked(self) -> Path:
        """The file.

        Raises:
            NoKeyFile: none was chosen.
        """
        if self._path is None:
            raise NoKeyFile
        return self._path

    def take(self, path: Path) -> None:
        """This is the file."""
        self._path = path
        self._said.say(path.name)
        self.changed.emit()

    def _ask(self) -> None:
        dialog = QFileDialog(self.window(), NAME)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Private keys (*.age)"), _("All files (*)")])
        dialog.fileSelected.connect(lambda path: self.take(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        QDialog.open(dialog)


class ManagerWay(Paged):
    """The one page, in the middle of the window."""

    def __init__(
        self,
        parts: StartParts,
        *,
        back: Callable[[], object],
        make: Callable[[], object],
        opened: Callable[[Entered], object],
    ) -> None:
        super().__init__(parts)
        self.show_page(ManagerPage(parts, back=back, make=make, opened=opened))


class ManagerPage(GuidePage):
    """``opened`` is handed the ``Entered`` desk; ``make`` leads to making such a key."""

    def __init__(
        self,
        parts: StartParts,
        *,
        back: Callable[[], object],
        make: Callable[[], object],
        opened: Callable[[Entered], object],
    ) -> None:
        super().__init__(
            parts,
            _("Open with a service manager’s key"),
            _(
                "It opens summaries, agreements and forms. Session notes stay closed, and the "
                "counsellor is told of it the next time they open their desk."
            ),
        )
        self._opened = opened
        self.file = KeyFileInput()
        self._passphrase = PassphraseField()
        self._passphrase.entered.connect(self._open)
        self.add(Field("manager_key_file", _("Private key file"), self.file))
        self.add(Field("manager_passphrase", _("Passphrase of the key"), self._passphrase))
        self.add_actions(
            secondary(_("Back"), back),
            quiet(_("I have no key yet"), make),
            primary(_("Open"), self._open, shortcut="Ctrl+Return"),
        )

    def arrive(self) -> None:
        self.file.setFocus(Qt.FocusReason.OtherFocusReason)

    def tell(self, error: BaseException) -> None:
        self._passphrase.put("")
        super().tell(error)

    def _open(self) -> None:
        try:
            path = self.file.checked()
        except InputError as missing:
            self.tell(missing)
            return
        threshold, typed = self.parts.threshold, self._passphrase.value()
        self.work(_("Opening the records. This takes some seconds…"))
        self.ask(lambda _progress: threshold.open_by_manager(path, typed), self._enter)

    def _enter(self, entered: Entered) -> None:
        self._passphrase.put("")
        self._opened(entered)
