"""The system's dialog for photographs and scans. It changes nothing and deletes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from counsellor_desk.ui.application import NAME
from counsellor_desk.wording import N_, _

_KINDS: Final = N_("Pictures and PDF documents (*.jpg *.jpeg *.png *.tif *.tiff *.pdf)")
_ALL: Final = N_("All files (*)")
_DIGITS: Final = re.compile(r"(\d+)")


def choose_pictures(near: QWidget, then: Callable[[Sequence[Path]], object]) -> None:
    """Ask for one file or several; ``then`` gets them in the order of their names."""
    dialog = QFileDialog(near.window(), NAME)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setNameFilters([_(_KINDS), _(_ALL)])
    dialog.filesSelected.connect(lambda chosen: then(in_order(map(Path, chosen))))
    dialog.finished.connect(lambda _how: _forget_folder(dialog))
    dialog.finished.connect(dialog.deleteLater)
    QDialog.open(dialog)


def _forget_folder(dialog: QFileDialog) -> None:
    """Qt would keep in the system's settings where the pictures lie, which may carry a name."""
    dialog.setDirectory(QDir.homePath())
    dialog.setHistory([])


def in_order(paths: Iterable[Path]) -> list[Path]:
    """As people number them: page 2 before page 10."""
    return sorted(paths, key=lambda path: _counted(path.name.lower()))


def _counted(name: str) -> list[tuple[int, str]]:
    parts = _DIGITS.split(name)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts]
