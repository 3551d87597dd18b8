"""The system's dialogs for a backup: where to put one, and which one is meant."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from counsellor_desk.domain.backups import SUFFIX
from counsellor_desk.ui.application import NAME
from counsellor_desk.wording import _


def choose_where(near: QWidget, name: str, then: Callable[[Path], object]) -> None:
    """Ask where a backup goes; ``name`` is suggested, and the dialog asks before it overwrites."""
    dialog = _dialog(near)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(SUFFIX)
    dialog.selectFile(name)
    _open(dialog, then)


def choose_one(near: QWidget, then: Callable[[Path], object], *, at: Path | None = None) -> None:
    """Ask for a backup that is there; ``at`` is the folder to begin in."""
    dialog = _dialog(near)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    if at is not None and at.is_dir():
        dialog.setDirectory(str(at))
    _open(dialog, then)


def _dialog(near: QWidget) -> QFileDialog:
    dialog = QFileDialog(near.window(), NAME)
    dialog.setNameFilter(_("Backups (*.{suffix})").format(suffix=SUFFIX))
    return dialog


def _open(dialog: QFileDialog, then: Callable[[Path], object]) -> None:
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)
